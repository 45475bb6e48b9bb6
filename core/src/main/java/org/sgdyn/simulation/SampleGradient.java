package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.dynamics.StateLayout;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.RandomStream;

/** Samples one by one, and their gradients in their logits r = X^T a at an iterate. One thread at a time. */
final class SampleGradient {

    private final ModeTable modes;
    private final StateLayout layout;
    private final SampleDraw draw;
    private final LogitGradient psi;

    /** a of the last sample, length d. */
    final double[] features;

    /** psi of the last sample, length l, and behind it the derivatives by the loss's parameters. */
    final double[] gradient;

    /** The parameters that are trained beside the iterate. */
    private final TrainedStep trained;

    SampleGradient(
            LearningProblem problem,
            StateLayout layout,
            TrainedStep trained,
            SampleStream stream,
            RandomStream random) {
        this.layout = layout;
        this.trained = trained;
        modes = problem.modes();
        draw = new SampleDraw(problem, stream, random);
        psi = new LogitGradient(problem);
        features = new double[modes.slots()];
        gradient = psi.values;
    }

    /**
     * Draws a sample and its gradient at an iterate.
     *
     * @return false if the logits left the sensible range
     */
    boolean draw(double time, double[] state) {
        draw.next(time, features, 0);
        int dimension = features.length;
        for (int j = 0; j < modes.outputs(); j++) {
            psi.logits[j] = Kernels.dot(features, state, layout.iterate(j), dimension);
        }
        trained.place(state, psi.logits);
        if (!psi.isSensible()) {
            return false;
        }
        for (int k = 0; k < psi.teacherLogits.length; k++) {
            psi.teacherLogits[k] = Kernels.dot(features, modes.slotTeachers(k), 0, dimension);
        }
        double squared = psi.isShaped ? Kernels.dot(features, features, 0, dimension) / dimension : 0;
        psi.evaluate(draw.classIndex, draw.target, draw.noise, squared);
        trained.add(gradient);
        return true;
    }

    /** The part that made NaN of the last sample, if one did. */
    Optional<String> notANumber() {
        return Arrays.stream(features).anyMatch(Double::isNaN)
                ? Optional.of("a coordinate that the feature law drew")
                : psi.notANumber();
    }
}
