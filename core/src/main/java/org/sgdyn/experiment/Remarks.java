package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sgdyn.dynamics.InitialPace;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.experiment.Experiment.Homogenized;
import org.sgdyn.model.IterateAverage;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.SecondMoment;

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

    /** A mean that is squared this part of its mode's variance is answered about 2 % too strongly by theory. */
    private static final double LARGE_MEAN = 0.1;

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
        remarks.ofAverage();
        for (Curve curve : experiment.curves()) {
            remarks.ofStart(curve);
            remarks.ofMeans(curve);
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
        } else if (step >= 1
                && experiment.training().batchFraction().isEmpty()
                && !experiment.mixture().isExpectation()) {
            remarks.add("a batch of " + experiment.batch() + " in dimension "
                    + experiment.dimension().orElseThrow() + " makes steps of length " + step
                    + " in t, which may be too coarse for the theory to apply; lower batch well below the dimension");
        }
    }

    private void ofAverage() {
        double end = experiment.times().get(experiment.times().size() - 1);
        experiment
                .training()
                .average()
                .filter(average -> average.kind() == IterateAverage.Kind.TAIL && average.value() >= end)
                .ifPresent(
                        average -> remarks.add(
                                "the average starts at t = " + average.value()
                                        + ", not before the end of the run, and is the iterate itself until then; lower average.start"));
    }

    /** Entry-wise algorithms answer to a mean linearly as long as it is small against the deviation of its mode. */
    private void ofMeans(Curve curve) {
        boolean isLocal = curve.algorithm().features() != FeatureMap.LINEAR
                && curve.algorithm().features().basis() == FeatureMap.Basis.MODES;
        Optional<SecondMoment> second = curve.algorithm().secondMoment();
        if (experiment.dimension().isEmpty() || (!isLocal && second.isEmpty())) {
            return;
        }
        ModeTable modes = experiment.modes(Mixture.NODES_PER_PANEL);
        double floor = second.map(known -> 1 / known.scale(0)).orElse(0.0);
        double largest = 0;
        for (int g = 0; g < modes.groups(); g++) {
            double count =
                    Math.max(1, modes.groupWeights()[g] * experiment.dimension().getAsInt());
            double square = 0;
            double variance = floor * floor;
            for (int i = 0; i < modes.classes(); i++) {
                double mean = 0;
                for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                    mean += modes.slotMeans(i)[s] * modes.slotMeans(i)[s] / count;
                }
                double eigenvalue = modes.groupEigenvalues(i)[g];
                square += modes.weight(i) * mean;
                variance += modes.weight(i) * eigenvalue;
                if (isLocal && mean > 0) {
                    largest = Math.max(largest, mean / eigenvalue);
                }
            }
            if (second.isPresent() && square > 0) {
                largest = Math.max(largest, square / variance);
            }
        }
        if (largest > LARGE_MEAN) {
            remarks.add((curve.name().isEmpty() ? "" : curve.name() + ": ")
                    + String.format(
                            Locale.ROOT,
                            "a class mean is large against the deviation of its mode (squared, up to %.2g of the variance),"
                                    + " where an algorithm that acts entry by entry answers less than its theory, which is"
                                    + " linear in the mean; raise the dimension, or the smallest eigenvalues",
                            largest));
        }
    }

    private void ofStart(Curve curve) {
        InitialPace pace = InitialPace.of(experiment.problem(curve));
        String prefix = curve.name().isEmpty() ? "" : curve.name() + ": ";
        if (pace.isStationary()) {
            remarks.add(prefix
                    + "the start is stationary: gradient and noise "
                    + (pace.speed() == 0
                            ? "vanish there, so that theory and SGD stay where they are for ever"
                            : String.format(
                                    Locale.ROOT,
                                    "are below %.0e there, so that theory and SGD hardly move",
                                    InitialPace.ROUNDING))
                    + "; take another start, such as initial: {type: gaussian, norm: 0.1}");
        }
        if (pace.isTied() && !pace.isStationary()) {
            remarks.add(prefix
                    + "all outputs start alike and the loss moves them alike, so that they stay alike for ever and do the work of one;"
                    + " give each its own start, as initial: [{...}, {...}]");
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
