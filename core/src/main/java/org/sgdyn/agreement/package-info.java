/**
 * Whether simulated runs agree with a theory: one test for each statistic over all its times, and the verdict that
 * follows ({@link org.sgdyn.agreement.Agreement}).
 *
 * <h2>The test</h2>
 *
 * <p>Of replicate i = 1..n at time k = 1..K let x_ik be the value, or the logarithm of its size if all values and the theory theta_k
 * have one sign there, for which theta_k is the logarithm, too. With the mean m_k, the standard deviation s_k (n - 1 in the
 * denominator) and the allowance a_k below,
 *
 * <pre>
 *   T_k = max(0, |m_k - theta_k| - a_k) sqrt(n) / s_k,    c = max_k T_k,    nu = n - 1,    q = P(|t_nu| &gt; c),
 *   p = min{ 1,  K q,  q + (Lambda / pi) (1 + c^2 / nu)^{-(nu - 1)/2} },    Lambda = sum_k arccos r_k,
 * </pre>
 *
 * <p>where r_k is the correlation over replicates between times k and k + 1. K q is Bonferroni's bound. The other one joins the
 * standardised deviations of neighbouring times by arcs of great circles, on which the t statistic is a smooth t field over a length
 * Lambda; it is at least the probability that this field begins beyond c or ever crosses it, by the expected number of crossings.
 * Times that go together make Lambda small, however many there are. For independent Gaussian replicates with a bias of at most a_k the
 * probability of p &lt; alpha is at most alpha, but for the error of Lambda, which is estimated.
 *
 * <p>K. J. Worsley, Local maxima and the expected Euler characteristic of excursion sets of chi^2, F and t fields, Advances in Applied
 * Probability 26, 13-42, 1994; F. J. E. Telschow and A. Schwartzman, Simultaneous confidence bands for functional data using
 * the Gaussian kinematic formula, arXiv:1901.06386.
 *
 * <p>Times at which replicates differ by rounding alone, or any value is not finite, have no part: there is no error to measure by.
 *
 * <p>The p-values of the statistics other than the risk are corrected for their number (S. Holm, A simple sequentially rejective multiple
 * test procedure, Scandinavian Journal of Statistics 6, 65-70, 1979).
 *
 * <h2>What finite dimension is granted</h2>
 *
 * <p>The theory is a limit, d to infinity: a run scatters about it by O(d^{-1/2}), and the mean of runs lies O(1/d) beside it, so that
 * the ratio of bias to standard deviation is O(d^{-1/2}) and many replicates would find every theory wrong. A mean therefore departs
 * only by what exceeds the allowance
 *
 * <pre>
 *   a = s (3 r + s) + epsilon,    r = max(d^{-1/2}, h d^{1/2}),    epsilon = gamma h max_i (max_rho lambda_{rho,i} + |mu_i|^2) |H_i|,
 * </pre>
 *
 * <p>where s is the standard deviation over replicates, relative to the value (of its logarithm), and h the length in t of a simulated
 * step: 1/d for single samples, for which both parts of r are the same; longer steps have a bias O(h). epsilon is by which part of
 * itself one step moves an output along the strongest direction of a class, with the largest gamma of the run and the curvature at its
 * start: terms of order |mu|^2 / d and lambda / d that leading order leaves out ({@link
 * org.sgdyn.model.DenseCovariances.Form#PAPER}), and that do not average out over outputs. The term s^2 is what tells apart
 * the mean, the median and the geometric mean of runs that scatter by factors, among which a limit does not choose: of a lognormal
 * law the mean is e^{s^2/2} times the median. A statistic that changes its sign is compared as it is, with s its standard deviation,
 * epsilon times its value, and without s^2.
 *
 * <p>Measured with 1200 replicates at d = 200, for logistic regression and least squares on six mixtures whose means have lengths up to
 * 1, the largest bias over all times of the risk came to 0.7 to 1.3 times s r, that of other statistics to 3.2 at most. For one-hot
 * least squares of 3 to 100 classes, means of length 1 to 6, gamma of 0.2 to 1 and d of 200 to 1000, where s is small beside the bias,
 * that of the risk came to 0.35 to 0.97 times epsilon.
 */
@NullMarked
package org.sgdyn.agreement;

import org.jspecify.annotations.NullMarked;
