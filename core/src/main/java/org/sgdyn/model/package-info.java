/**
 * The mixture in its common eigenbasis, and the table of modes that both theory and simulation run on; full covariances beside it
 * where there is no common one.
 *
 * <p>The covariances share their eigenvectors u_1..u_d, K_i = sum_rho lambda_{rho,i} u_rho u_rho^T, so that class means, teacher and
 * iterate are known by their coordinates on these modes. All that theory asks of modes are sums such as
 *
 * <pre>m_i = sum_rho mu_{rho,i} x_rho,   B_i = sum_rho lambda_{rho,i} (x_rho x_rho^T + C_rho),</pre>
 *
 * <p>in which the summands depend on the eigenvalues and on the fixed vectors alone. There are three ways to write them with fewer
 * terms, and a {@link org.sgdyn.model.ModeTable} of groups g of weight w_g with slots s holds the outcome of each:
 *
 * <table>
 * <caption>From modes to groups</caption>
 * <tr><th>by</th><th>groups</th><th>error</th></tr>
 * <tr><td>{@code ModeTable} itself, as SGD needs it</td><td>each mode, w = 1 / d</td><td>none</td></tr>
 * <tr><td>{@link org.sgdyn.model.ModeGrouping}</td><td>modes of equal eigenvalues, w_g = n_g / d, on which slots span the fixed
 *     vectors</td><td>none</td></tr>
 * <tr><td>{@link org.sgdyn.model.Continuum} on the nodes of {@link org.sgdyn.model.SpectralQuadrature}</td><td>nodes u_q, where all is
 *     a function of u = rho / d</td><td>about (3 + sqrt 8)^{-2n} for n nodes a panel</td></tr>
 * </table>
 *
 * <p>Covariances that share no eigenvectors are {@link org.sgdyn.model.DenseCovariances}, full matrices beside a table whose modes are
 * the vectors of an orthonormal basis, each a group of its own. Its eigenvalues are then the diagonals of Sigma_i, what the iterate's
 * covariance feels beyond the first vectors, and its classes are components, several of which may have one label.
 *
 * <p>Beside modes, outputs may become fewer: a {@link org.sgdyn.model.Reduction} says that a state has the reduced coordinates of {@link
 * org.sgdyn.spi.Families} in place of one output per class, in which case the table's classes are those that carry a coordinate each, or
 * that it leaves out the covariances of different outputs.
 *
 * <p>As d grows to infinity the last way becomes an integral over u. Outlying modes then have weight 0 and carry O(1): they move by
 * the mean gradient, and their share of the noise, of order 1 / d, vanishes. A {@link org.sgdyn.model.LearningProblem} is a table with
 * a loss, a learning rate, delta and the batch; a {@link org.sgdyn.model.Trajectory} is what comes of it.
 */
@NullMarked
package org.sgdyn.model;

import org.jspecify.annotations.NullMarked;
