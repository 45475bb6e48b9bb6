package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sgdyn.dynamics.StateLayout;
import org.sgdyn.model.LabelNoise.Shown;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.RandomStream;

/**
 * The gradients of samples in their logits: r = X^T a and r* = X*^T a, the label that the sample shows, psi = grad_r Psi(r, r*, eps),
 * shaped as the algorithm shapes it. One thread at a time.
 */
final class SampleGradient {

    /** Logits beyond this size count as divergence: far outside any sensible scale, far from overflow. */
    private static final double LARGEST_LOGIT = 1e100;

    private final LearningProblem problem;
    private final ModeTable modes;
    private final StateLayout layout;
    private final SampleStream stream;
    private final RandomStream random;
    private final GradientShape shape;
    private final boolean isShaped;
    private final boolean isLabelNoisy;
    private final double noiseDeviation;
    private final double[] logits;
    private final double[] teacherLogits;

    /** a of the last sample, length d. */
    final double[] features;

    /** psi of the last sample, length l. */
    final double[] gradient;

    private int lastClass;

    SampleGradient(LearningProblem problem, StateLayout layout, SampleStream stream, RandomStream random) {
        this.problem = problem;
        this.layout = layout;
        this.stream = stream;
        this.random = random;
        modes = problem.modes();
        shape = problem.training().rule().shape();
        isShaped = !problem.training().hasOwnGradients();
        isLabelNoisy = !problem.training().labels().isNone();
        noiseDeviation = Math.sqrt(problem.loss().noiseVariance());
        features = new double[modes.slots()];
        logits = new double[modes.outputs()];
        teacherLogits = new double[modes.teacherOutputs()];
        gradient = new double[modes.outputs()];
    }

    /**
     * Draws a sample and its gradient at an iterate.
     *
     * @return false if these left the sensible range
     */
    boolean draw(double time, double[] state) {
        int i = stream.next(time, features);
        int dimension = features.length;
        for (int j = 0; j < logits.length; j++) {
            logits[j] = Kernels.dot(features, state, layout.iterate(j), dimension);
            if (!(Math.abs(logits[j]) < LARGEST_LOGIT)) {
                return false;
            }
        }
        for (int k = 0; k < teacherLogits.length; k++) {
            teacherLogits[k] = Kernels.dot(features, modes.slotTeachers(k), 0, dimension);
        }
        ClassTarget target = isLabelNoisy ? drawLabel(i) : modes.target(i);
        double noise = noiseDeviation > 0 ? noiseDeviation * random.normal() : 0.0;
        lastClass = i;
        problem.loss().gradient(target, logits, teacherLogits, noise, gradient);
        if (isShaped) {
            shape.apply(Kernels.dot(features, features, 0, dimension) / dimension, gradient);
        }
        return true;
    }

    /** The part that made NaN of the last sample, if one did. */
    Optional<String> notANumber() {
        if (Arrays.stream(features).anyMatch(Double::isNaN)) {
            return Optional.of("a coordinate that the feature law drew");
        }
        return Arrays.stream(gradient).anyMatch(Double::isNaN)
                ? Optional.of("the loss's gradient at a sample of class " + (lastClass + 1))
                : Optional.empty();
    }

    private ClassTarget drawLabel(int i) {
        List<Shown> labels = problem.training().labels().shown().get(i);
        double u = labels.size() == 1 ? 0 : random.uniform();
        int y = 0;
        double sum = labels.get(0).probability();
        while (y < labels.size() - 1 && u >= sum) {
            sum += labels.get(++y).probability();
        }
        return labels.get(y).target();
    }
}
