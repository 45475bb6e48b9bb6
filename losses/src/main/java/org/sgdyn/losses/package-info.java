/**
 * The losses of the experiment format, a file each, with their Gaussian moments in closed form or by a rule of their own.
 *
 * <table>
 * <caption>Losses; r is the logit, y the label, s = 2 [y &gt; 0] - 1 its sign</caption>
 * <tr><th>name</th><th>class</th><th>Psi</th></tr>
 * <tr><td>logistic</td><td>{@link org.sgdyn.losses.Logistic}</td><td>log(1 + exp(r)) - y r</td></tr>
 * <tr><td>least-squares</td><td>{@link org.sgdyn.losses.LeastSquares}</td><td>(r - y - r* - eps)^2 / 2</td></tr>
 * </table>
 */
package org.sgdyn.losses;
