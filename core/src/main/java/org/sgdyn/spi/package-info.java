/**
 * What a plug-in author implements: losses, covariance spectra, profiles, integrators, learning rates, algorithms, feature
 * laws, statistics, executors.
 *
 * <p>The package knows the JDK alone, and the annotations of JSpecify: no argument is null, and no result may be, unless it is
 * marked. Every product of a {@link org.sgdyn.spi.PartFactory} is immutable and
 * thread-safe; whatever needs scratch memory (see {@link org.sgdyn.spi.LossMoments}) is created once per thread.
 *
 * <h2>Notation and scaling</h2>
 *
 * <table>
 * <caption>Symbols of arXiv:2510.14074 and their names here</caption>
 * <tr><th>symbol</th><th>name</th><th>shape</th><th>scaling</th></tr>
 * <tr><td>d</td><td>dimension</td><td>scalar</td><td>large</td></tr>
 * <tr><td>L, p_i</td><td>classes, weight</td><td>scalar</td><td>sum of p_i = 1</td></tr>
 * <tr><td>mu_i</td><td>mean of class i</td><td>d</td><td>|mu_i| = O(1), entries O(d^{-1/2})</td></tr>
 * <tr><td>lambda_{rho,i}</td><td>eigenvalue of class i on mode rho</td><td>d per class</td><td>O(1)</td></tr>
 * <tr><td>X, X*</td><td>iterate, teacher</td><td>d x l, d x l*</td><td>entries O(d^{-1/2})</td></tr>
 * <tr><td>r = X^T a, r* = X*^T a</td><td>logits, teacher logits</td><td>l, l*</td><td>O(1)</td></tr>
 * <tr><td>m_i, B_i</td><td>logit mean, logit covariance</td><td>n, n x n; n = l + l*</td><td>O(1)</td></tr>
 * <tr><td>gamma</td><td>learning rate</td><td>scalar</td><td>O(1); SGD steps by gamma / d</td></tr>
 * <tr><td>theta = d (1 - beta_1), omega = d (1 - beta_2)</td><td>decays of an algorithm's memory and second moment</td>
 *     <td>scalar</td><td>O(1): they forget over O(d) samples</td></tr>
 * <tr><td>theta_k</td><td>parameter that is trained beside X, such as a bias</td><td>scalar</td><td>O(1)</td></tr>
 * <tr><td>t = k / d</td><td>time</td><td>scalar</td><td>k: the number of samples seen</td></tr>
 * </table>
 *
 * <h2>What else a plug-in may use</h2>
 *
 * <p>Of {@link org.sgdyn.numerics}, eight classes are kept as they are here, those that the built-in parts use: {@link
 * org.sgdyn.numerics.StandardNormal}, {@link org.sgdyn.numerics.NormalTail} and {@link
 * org.sgdyn.numerics.BivariateNormal} (distribution, density, tails), {@link
 * org.sgdyn.numerics.GaussianTrapezoid}, {@link org.sgdyn.numerics.GaussLegendre} and {@link org.sgdyn.numerics.NormalPoints}
 * (quadrature), {@link org.sgdyn.numerics.SymmetricEigen} and {@link org.sgdyn.numerics.Kernels} (matrices and loops). Its other
 * classes, and all other packages but for {@link org.sgdyn.plugin.PluginModule}, may change without notice.
 *
 * <h2>Versions</h2>
 *
 * <p>{@code @since} names the version that brought a type or method. A plug-in states what it was built against in the manifest of
 * its jar, {@code Sgdyn-Spi-Version: 0.2}, and the program refuses what is newer than itself; it checks a jar that states
 * nothing. Methods that are added to an interface have a default, and classes that plug-ins create are made by {@code of(...)}, so
 * that plug-ins built before run on.
 *
 * @since 0.1
 */
@NullMarked
package org.sgdyn.spi;

import org.jspecify.annotations.NullMarked;
