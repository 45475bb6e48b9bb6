package org.sgdyn.spi;

/**
 * The Gaussian expectations of a loss for one class, as functions of the mean m and covariance B of the joint logits
 * (r, r*) ~ N(m, B), n = l + l* (theory: arXiv:2510.14074; all that a loss contributes to the dynamics). Of a loss that has trained
 * parameters theta, q of them, the values stand behind those of m.
 *
 * <p>An instance may hold scratch memory: one thread at a time. Singular and zero covariances are valid arguments.
 *
 * @since 0.1
 */
public interface LossMoments {

    /**
     * The expectations that drive the dynamics:
     * g = E grad_r Psi, G = E grad_r Psi grad_r Psi^T, H = E grad^2_rr Psi, H* = E grad_{r*} grad_r Psi.
     *
     * @param mean m, length n: l logits, then l* teacher logits; and theta, length q
     * @param covariance B, length n * n, row-major, symmetric, positive semi-definite
     * @param result receives g, G, H, H*, and the expectations of the derivatives by theta
     */
    void evaluate(double[] mean, double[] covariance, GradientMoments result);

    /**
     * The derivatives of {@link #evaluate}'s result by the moments of the logits, for integrators that solve with the Jacobian: of
     * the numbers that it gives, quadrature error included, not of the exact expectations. They are worth writing for several
     * outputs whose moments are expensive; left alone, differences of {@link #evaluate} are taken, l (l + 3) of them.
     *
     * @param mean m, length n, and theta, length q
     * @param covariance B, length n * n, row-major
     * @param slopes receive the derivatives: by m_j, j = 0..l-1, then by B_ja = B_aj, row by row, j = 0..l-1, a = j..n-1, then by
     *     theta_k, k = 0..q-1
     * @return whether they were written; false unless overridden
     */
    default boolean differentiate(double[] mean, double[] covariance, GradientMoments[] slopes) {
        return false;
    }

    /**
     * The class risk E Psi.
     *
     * @param mean m, length n, and theta, length q
     * @param covariance B, length n * n, row-major
     * @return the expected loss of the class
     */
    double risk(double[] mean, double[] covariance);

    /**
     * The standard error of {@link #risk}, absolute, as far as quadrature makes one; 0 (risk at rounding level) unless
     * overridden. It may cost many evaluations of the risk: for reports, not for every step.
     *
     * @param mean m, length n, and theta, length q
     * @param covariance B, length n * n, row-major
     * @return the standard error, &gt;= 0
     */
    default double errorEstimate(double[] mean, double[] covariance) {
        return 0.0;
    }

    /**
     * E (d Psi / d theta)^2, parameter by parameter, which algorithms ask for that scale steps by second moments.
     *
     * @param mean m, length n, and theta, length q
     * @param covariance B, length n * n, row-major
     * @param result receives q numbers
     * @throws UnsupportedOperationException unless overridden
     * @since 0.2
     */
    default void trainedSecondMoment(double[] mean, double[] covariance, double[] result) {
        throw new UnsupportedOperationException("these moments have no second moments of trained parameters");
    }

    /**
     * The probability that a sample of the class is misclassified, for {@link DecisionRule#OWN}.
     *
     * @param mean m, length n, and theta, length q
     * @param covariance B, length n * n, row-major
     * @return the error; NaN unless overridden
     * @since 0.2
     */
    default double error(double[] mean, double[] covariance) {
        return Double.NaN;
    }
}
