package org.sgdyn.solvers;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;

/**
 * Exact line search, greedy in the risk R: the gamma that minimises dR/dt = -gamma D + (gamma^2 / 2) N, gamma = D / N, with the
 * descent D = &lt;grad R, grad R + delta X&gt;, which is |grad R|^2 without ridge, and the curvature that gradient noise meets,
 * N = (1/d) sum_{i,j} p_i p_j tr(K_i K_j) tr(H_i G_j) (arXiv:2405.19585). The rate is 0, and SGD stands
 * still, where D vanishes and where N is not positive: there the risk has no minimum along the gradient, as for phase retrieval near
 * its maxima.
 */
public record LineSearchLearningRate() implements LearningRate {

    @Override
    public double value(double time, double accumulated, LossGeometry geometry) {
        return Ratio.of(geometry.riskDescent(), geometry.noiseCurvature());
    }

    @Override
    public boolean readsGeometry() {
        return true;
    }
}
