package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sgdyn.dynamics.InitialPace;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.experiment.Experiment.Homogenized;

/** What to beware of in an experiment that is valid. */
public final class Remarks {

    /** The longest step of homogenized SGD that passes without a remark. */
    private static final double LONG_STEP = 0.5;

    /**
     * From here on the first steps of SGD are long. A step moves the logits of its own sample by the rate gamma lambda H itself, and
     * those of others by the rate times the square root of the step's length in t, which the theory takes to be small. For
     * adagrad-norm on an isotropic class, d = 1000 and 20 replicates, the learning rate departs from the theory by 12 standard errors
     * where this number is 0.32, and by 1 where it is 0.11.
     */
    private static final double LONG_JUMP = 0.3;

    private final Experiment experiment;
    private final List<String> remarks = new ArrayList<>();

    private Remarks(Experiment experiment) {
        this.experiment = experiment;
    }

    /**
     * The remarks on an experiment: of a start from which nothing moves, and of simulated steps that may be too long for the theory.
     *
     * @param experiment the experiment
     * @return a sentence each; none if nothing is amiss
     */
    public static List<String> of(Experiment experiment) {
        Remarks remarks = new Remarks(experiment);
        if (experiment.simulation().isPresent()) {
            remarks.ofSteps();
        }
        for (Curve curve : experiment.curves()) {
            remarks.ofStart(curve);
        }
        return List.copyOf(remarks.remarks);
    }

    private void ofSteps() {
        double step = experiment.simulatedStep().orElseThrow();
        if (experiment.simulation().orElseThrow().method() instanceof Homogenized) {
            if (step > LONG_STEP) {
                remarks.add("steps of length " + step + " in t may be too coarse for the theory to apply; lower"
                        + " simulation.step to " + LONG_STEP + " or less");
            }
        } else if (step >= 1 && experiment.training().batchFraction().isEmpty()) {
            remarks.add("a batch of " + experiment.batch() + " in dimension "
                    + experiment.dimension().orElseThrow() + " makes steps of length " + step
                    + " in t, which may be too coarse for the theory to apply; lower batch well below the dimension");
        }
    }

    private void ofStart(Curve curve) {
        InitialPace pace = InitialPace.of(experiment.problem(curve));
        String prefix = curve.name().isEmpty() ? "" : curve.name() + ": ";
        if (pace.isStationary()) {
            remarks.add(prefix
                    + "the start is stationary: gradient and noise vanish there, so that theory and SGD stay where they"
                    + " are for ever; take another start, such as initial: {type: gaussian, norm: 0.1}");
        }
        double step = experiment.simulatedStep().orElse(0);
        if (pace.rate() * Math.sqrt(step) >= LONG_JUMP) {
            remarks.add(prefix
                    + String.format(
                            Locale.ROOT,
                            "the first steps move the iterate by some %.2g of its size (rate of motion %.2g at t = 0, steps of"
                                    + " length %.2g in t), which may be too long for the theory to apply; begin with a smaller"
                                    + " learning rate (adagrad-norm: a larger offset), or raise the dimension",
                            pace.rate() * Math.sqrt(step),
                            pace.rate(),
                            step));
        }
    }
}
