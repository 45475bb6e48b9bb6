package org.sgdyn.solvers;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.Parameters;

/**
 * Exact line search, greedy in the risk R: gamma = |grad R|^2 / ( (1/d) sum_{i,j} p_i p_j tr(K_i K_j) tr(H_i G_j) )
 * (arXiv:2405.19585); 0 at a critical point.
 */
public record LineSearchLearningRate() implements LearningRate {

    /**
     * It has no parameters.
     *
     * @param parameters none
     * @return the rule
     */
    public static LineSearchLearningRate of(Parameters parameters) {
        return new LineSearchLearningRate();
    }

    @Override
    public double value(double time, double accumulated, LossGeometry geometry) {
        return Ratio.of(geometry.squaredRiskGradient(), geometry.noiseCurvature());
    }

    @Override
    public boolean readsGeometry() {
        return true;
    }
}
