/**
 * Whether simulated runs agree with a theory: one test for each statistic over all its times ({@link
 * org.sgdyn.agreement.CurveTest}), corrected for the number of statistics ({@link org.sgdyn.agreement.Holm}), and the verdict that
 * follows ({@link org.sgdyn.agreement.Agreement}).
 *
 * <h2>What finite dimension is granted</h2>
 *
 * <p>The theory is a limit, d to infinity: a run scatters about it by O(d^{-1/2}), and the mean of runs lies O(1/d) beside it, so that
 * the ratio of bias to standard deviation is O(d^{-1/2}) and many replicates would find every theory wrong. Over L outputs biases add up
 * while what scatters averages out. A mean therefore departs only by what exceeds the allowance
 *
 * <pre>
 *   a = s (3 r + s),    r = L max(d^{-1/2}, h d^{1/2}),
 * </pre>
 *
 * <p>where s is the standard deviation over replicates, relative to the value (of its logarithm), and h the length in t of a simulated
 * step: 1/d for single samples, for which both parts of r are the same; longer steps have a bias O(h). Measured with 1200 replicates at
 * d = 200, the largest bias over all times of the risk came to 0.7 to 1.3 times s r, that of other statistics to 3.2 at most, for
 * logistic regression and least squares on six mixtures, and to 0.9 and 1.6 times s r for twenty classes under softmax and fifty under
 * one-hot least squares. The term s^2 is what tells apart the mean, the median and the geometric mean of runs that scatter
 * by factors, among which a limit does not choose: of a lognormal law the mean is e^{s^2/2} times the median. A statistic that
 * changes its sign is compared as it is, with s its standard deviation and without the last term.
 */
@NullMarked
package org.sgdyn.agreement;

import org.jspecify.annotations.NullMarked;
