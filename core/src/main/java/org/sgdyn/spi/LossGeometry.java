package org.sgdyn.spi;

/**
 * Scalars of the landscape at the present order parameters, for learning rates that depend on the state; each is computed
 * when asked for. Units: with |X| = O(1) all are O(1).
 *
 * @since 0.1
 */
public interface LossGeometry {

    /**
     * The normalised second moment of the sampled gradient, sum_i p_i (tr K_i / d) tr G_i, the limit of |grad_k|^2 / d.
     *
     * @return the second moment
     */
    double gradientSecondMoment();

    /**
     * |grad R|^2, grad R = sum_i p_i (mu_i g_i^T + K_i (X H_i + X* H*_i)), covariance of the iterate and the derivatives by parameters
     * that are trained beside it included.
     *
     * @return the squared norm of the population gradient
     */
    double squaredRiskGradient();

    /**
     * The rate at which the expected step lowers the risk, &lt;grad R, grad R + delta X&gt;, which is |grad R|^2 without
     * ridge; of parameters that are trained beside the iterate at rates eta, sum eta (dR / d theta)^2.
     *
     * @return the descent per unit of learning rate
     */
    double riskDescent();

    /**
     * The curvature that gradient noise meets, (1/d) sum_{i,j} p_i p_j tr(K_i K_j) tr(H_i G_j).
     *
     * @return the expected curvature
     */
    double noiseCurvature();

    /**
     * &lt;grad R + delta X, X - X*&gt; for a teacher X* of as many outputs as X.
     *
     * @return the inner product
     */
    double descentTowardTeacher();
}
