package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sgdyn.dynamics.StateLayout;
import org.sgdyn.model.ClassWeights;
import org.sgdyn.model.LabelNoise.Shown;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.RandomStream;

/**
 * Draws samples and their gradients in the logits: class i with probability p_i(t), features a = mu_i + K_i^{1/2} z, logits
 * r = X^T a and r* = X*^T a, the label that the sample shows, psi = grad_r Psi(r, r*, eps), shaped as the algorithm shapes it. One
 * thread at a time.
 */
final class SampleGradient {

    /** Logits beyond this size count as divergence: far outside any sensible scale, far from overflow. */
    private static final double LARGEST_LOGIT = 1e100;

    private final LearningProblem problem;
    private final ModeTable modes;
    private final StateLayout layout;
    private final FeatureSampler sampler;
    private final RandomStream random;
    private final Optional<ClassWeights> moving;
    private final double[] weights;
    private final double[] cumulativeWeights;
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

    /**
     * Samples of a problem, every mode of which is a group of its own.
     *
     * @param law the law of the coordinates of w
     * @param rotation Q in z = Q w; none for z = w
     */
    SampleGradient(
            LearningProblem problem,
            StateLayout layout,
            FeatureLaw law,
            Optional<Rotation> rotation,
            RandomStream random) {
        this.problem = problem;
        this.layout = layout;
        this.random = random;
        modes = problem.modes();
        if (modes.slots() != modes.groups()) {
            throw new IllegalArgumentException("SGD runs on single modes, not on groups");
        }
        sampler = new FeatureSampler(modes, law, rotation, random);
        moving = problem.training().weights().filter(ClassWeights::moves);
        weights = new double[modes.classes()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = modes.weight(i);
        }
        problem.training().weights().ifPresent(known -> known.at(0, weights));
        cumulativeWeights = new double[weights.length];
        sumWeights();
        shape = problem.training().rule().shape();
        isShaped = !problem.training().hasOwnGradients();
        isLabelNoisy = !problem.training().labels().isNone();
        noiseDeviation = Math.sqrt(problem.loss().noiseVariance());
        features = new double[modes.slots()];
        logits = new double[modes.outputs()];
        teacherLogits = new double[modes.teacherOutputs()];
        gradient = new double[modes.outputs()];
    }

    private void sumWeights() {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            cumulativeWeights[i] = sum;
        }
    }

    /**
     * Draws a sample and its gradient at an iterate.
     *
     * @return false if these left the sensible range
     */
    boolean draw(double time, double[] state) {
        if (moving.isPresent()) {
            moving.get().at(time, weights);
            sumWeights();
        }
        int i = drawClass();
        sampler.draw(i, features);
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

    private int drawClass() {
        if (cumulativeWeights.length == 1) {
            return 0;
        }
        double u = random.uniform();
        int i = 0;
        while (i < cumulativeWeights.length - 1 && u >= cumulativeWeights[i]) {
            i++;
        }
        return i;
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
