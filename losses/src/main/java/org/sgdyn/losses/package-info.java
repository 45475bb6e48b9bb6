/**
 * The losses of the experiment format, a file each, with their Gaussian moments in closed form or by a rule of their own.
 *
 * <table>
 * <caption>Losses; r is the logit, y the label, s = 2 [y &gt; 0] - 1 its sign</caption>
 * <tr><th>name</th><th>class</th><th>Psi</th></tr>
 * <tr><td>logistic</td><td>{@link org.sgdyn.losses.Logistic}</td><td>log(1 + exp(r)) - y r</td></tr>
 * <tr><td>least-squares</td><td>{@link org.sgdyn.losses.LeastSquares}</td><td>(r - y - r* - eps)^2 / 2</td></tr>
 * <tr><td>huber</td><td>{@link org.sgdyn.losses.Huber}</td><td>u^2 / 2 up to delta, linear beyond; u = r - y</td></tr>
 * <tr><td>hinge</td><td>{@link org.sgdyn.losses.Hinge}</td><td>max(0, 1 - s r)</td></tr>
 * <tr><td>squared-hinge</td><td>{@link org.sgdyn.losses.SquaredHinge}</td><td>max(0, 1 - s r)^2 / 2</td></tr>
 * <tr><td>probit</td><td>{@link org.sgdyn.losses.Probit}</td><td>-log Phi(s r)</td></tr>
 * <tr><td>phase-retrieval</td><td>{@link org.sgdyn.losses.PhaseRetrieval}</td><td>(r^2 - r*^2)^2 / 4</td></tr>
 * <tr><td>softmax</td><td>{@link org.sgdyn.losses.Softmax}</td><td>log sum_j exp(r_j) - r_i</td></tr>
 * <tr><td>one-hot-least-squares</td><td>{@link org.sgdyn.losses.OneHotLeastSquares}</td><td>|r - e_i|^2 / 2</td></tr>
 * </table>
 *
 * <p>Softmax and one-hot least squares treat classes alike, and have moments of whole families of exchangeable classes ({@link
 * org.sgdyn.spi.Families}) beside those of single ones: in closed form for one-hot least squares, by integrals over one variable for one
 * family of softmax, at a cost that does not grow with the number of classes.
 */
@NullMarked
package org.sgdyn.losses;

import org.jspecify.annotations.NullMarked;
