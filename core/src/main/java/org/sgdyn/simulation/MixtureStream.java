package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.model.ClassWeights;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.RandomStream;

/** Samples of a mixture: class i with probability p_i(t), features a = mu_i + K_i^{1/2} z. */
final class MixtureStream implements SampleStream {

    private final FeatureSampler sampler;
    private final RandomStream random;
    private final Optional<ClassWeights> moving;
    private final double[] weights;
    private final double[] cumulativeWeights;

    /**
     * Samples of a problem, every mode of which is a group of its own.
     *
     * @param law the law of the coordinates of w
     * @param rotation Q in z = Q w; none for z = w
     */
    MixtureStream(LearningProblem problem, FeatureLaw law, Optional<Rotation> rotation, RandomStream random) {
        this.random = random;
        ModeTable modes = problem.modes();
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
    }

    private void sumWeights() {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            cumulativeWeights[i] = sum;
        }
    }

    @Override
    public int next(double time, double[] features, int from) {
        if (moving.isPresent()) {
            moving.get().at(time, weights);
            sumWeights();
        }
        int i = drawClass();
        sampler.draw(i, features, from);
        return i;
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
}
