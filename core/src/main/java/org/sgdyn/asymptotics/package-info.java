/**
 * Late times: what the theory predicts for t to infinity, and what the end of an integrated curve says about it.
 *
 * <p>{@link org.sgdyn.asymptotics.LateTime} reads slopes, exponents and limits off any curve.
 * {@link org.sgdyn.asymptotics.Predictor} derives them from the mode-wise dynamics of arXiv:2510.14074, which for one output reads
 *
 * <pre>
 * dx/dt = -gamma { sum_i p_i [mu_i g_i + lambda_i (H_i x + H*_i x*)] + delta x },
 * dC/dt = -2 gamma { sum_i p_i lambda_i H_i + delta } C + gamma^2 w sum_i p_i lambda_i G_i,
 * m_i = sum mu_i x,   B_i = sum lambda_i (x^2 + C).
 * </pre>
 *
 * <p>Throughout, gamma is constant from some time on. Sums run over modes; at infinite dimension they are integrals over u in (0, 1].
 * There, eigenvalues lambda ~ sigma u^alpha and mean densities f ~ A u^beta near u = 0 decide, and
 *
 * <pre>kappa = (alpha - 2 beta - 1) / alpha</pre>
 *
 * <p>is negative where int f^2 / lambda du exists. Exponents are read off the nodes nearest to 0; below them integrals are continued as
 * powers. At finite dimension every sum is finite, so that no mixture with variance in all directions is above a transition; what
 * section 4 says of infinite dimension then holds until the slowest direction relaxes.
 *
 * <h2>1 Losses with Hessian h I: the stationary state</h2>
 *
 * <p>Assumed: nothing but a loss whose {@link org.sgdyn.spi.Loss#quadraticCurvature} is h; any number of outputs, each of which has
 * its own x and g. With b_i = g_i at x = 0 the gradient is g_i = b_i + h m_i. The means are stationary at
 * x = -(sum_j p_j mu_j g_j + tau) / D with D = h sum_i p_i lambda_i + delta and the teacher's pull tau = sum_i p_i lambda_i H*_i x*,
 * so that, with A_ij = sum mu_i mu_j / D and a_i = sum mu_i tau / D,
 *
 * <pre>(I + h A P) g = b - h a,   P = diag(p).</pre>
 *
 * <p>On modes with D = 0, and in directions in which A diverges, x moves until sum_j p_j mu_j g_j = 0: there the equation is
 * projected on the vectors P^{1/2} g that are orthogonal to those means. The noise feeds itself by
 * C = (gamma w / 2) sum_j p_j lambda_j G_j / D and G = G^0 + h^2 sum lambda C, hence
 *
 * <pre>(I - T) G = G^0,   T_ij = (gamma h^2 / 2) sum w lambda_i lambda_j p_j / D.</pre>
 *
 * <p>T has non-negative entries, so the solution is the limit if its spectral radius is below 1; beyond, the risk grows exponentially.
 *
 * <p>Approach. With K(t) = int f^2 exp(-gamma h lambda t) du ~ t^-(1 - kappa) the gradient obeys a Volterra equation
 * g = b - gamma h int K(t - s) g(s) ds. For 0 &lt; kappa &lt; 1 (a Tauberian theorem) g ~ t^-kappa on the divergent directions, and
 * int lambda x^2 ~ t^-kappa too; for -1 &lt; kappa &lt; 0 the part of the integral A from lambda &lt; 1 / t is of order t^kappa. Either
 * way R - R(infinity) ~ t^-|kappa|.
 *
 * <h2>2 Other losses of one output: a stationary state</h2>
 *
 * <p>The same equations with the loss's own H_i, H*_i, G_i at (m_i, B_i): x = -(sum_j p_j mu_j g_j + tau) / D and C as above with
 * D = sum_i p_i lambda_i H_i + delta make m_i and B_i a function of themselves, whose fixed point Newton's method finds from the
 * curve's end. Assumed: the sums converge; the curve tends to a stationary state at all, and to the one that is near. For two
 * symmetric logistic classes +-mu of one covariance these are, with q = E sigma(-r), h = E sigma'(r), G = E sigma(-r)^2,
 * M = sum mu^2 / lambda and w the weights of the modes with variance,
 *
 * <pre>m = (q / h) M,   B = (q / h)^2 M + (gamma G / 2 h) sum w lambda.</pre>
 *
 * <p>For large M margins near 0 decide, E f(r) ~ int f(r) exp(m r / B - m^2 / 2 B) dr, and the risk is of order exp(-M / 2): for
 * classes far apart at finite dimension that is all that is said.
 *
 * <h2>3 Exponential losses with means on modes without variance</h2>
 *
 * <p>Assumed: Psi ~ exp(-y_i r) at large margins y_i r, which is found out by evaluating it (logistic; with one output per class,
 * softmax, in the symmetric setting of section 4); no ridge, no teacher; margins nu_i = y_i mu_i which some direction on the clean
 * modes (no class has variance there) separates; and no mode that is clean for the classes that matter and noisy for another. Then
 * with q_i = E exp(-y_i r) the clean part obeys dX/dt = gamma sum_i p_i q_i nu_i, X / log t tends to the shortest w with
 * w . nu_i &gt;= 1, w = sum_i a_i nu_i with a_i &gt;= 0, and p_i q_i = a_i / (gamma t), since d(X . nu_i)/dt = 1 / t for the classes
 * with a_i &gt; 0. So
 *
 * <pre>R(t) ~ |w|^2 / (gamma t),   |w|^2 = sum_i a_i,</pre>
 *
 * <p>which for margins of one vector, with clean part mu_0, is 1 / (gamma |mu_0|^2 t). If moreover all covariances are equal,
 * g / h tends to -1 and G / h to 0, so that x = mu / lambda on the other modes and B tends to sum mu^2 / lambda over them.
 *
 * <h2>4 Exponential losses on one power law with symmetric means</h2>
 *
 * <p>Assumed: infinite dimension, one covariance, y_i mu_i the same vector mu for all classes (any weights), no ridge, kappa &gt;= 0.
 * At late times q = h = exp(-m + B / 2) up to powers of t, because m - B grows, so that the Gaussian's part at negative margins does
 * not count. With s = gamma int h dt, x = (mu / lambda) (1 - exp(-lambda s)), the noise's share of B vanishes like G / h, and
 *
 * <pre>
 * phi(s) = m - B / 2 = sum (mu^2 / lambda) [(1 - e^{-lambda s}) - (1 - e^{-lambda s})^2 / 2] = c s^kappa - phi_0 + o(1),
 * c = 2^(kappa - 1) A^2 sigma^(kappa - 1) Gamma(1 - kappa) / (alpha kappa),   B / m to 2 - 2^kappa,
 * gamma t = int_0^s e^phi,   R = e^-phi.
 * </pre>
 *
 * <p>phi_0 is a number of the whole spectrum (A^2 / (2 sigma alpha kappa) for a power law up to u = 1). Expanding
 * int e^phi = (e^phi / phi') (1 + phi'' / phi'^2 + (3 phi''^2 - phi' phi''') / phi'^4 + ...) with psi = c s^kappa and
 * a = (1 - kappa) / kappa gives R to a relative error of order 1 / log^2 t and its slope to the order after the leading one:
 *
 * <pre>
 * psi + a log psi + log(1 - a / psi) = log(gamma t kappa c^(1/kappa)) + phi_0,   R = e^(phi_0 - psi),
 * d log R / d log t = -1 + a / psi + a (2 kappa - 1) / (kappa psi^2) + O(psi^-3),
 * R ~ (log t)^a / (gamma kappa c^(1/kappa) t).
 * </pre>
 *
 * <p>Since psi = log t - a log log t + ..., the leading law -1 + a / log t errs by a^2 log log t / log^2 t. The powers of t that q = h
 * neglects fall slowly for small kappa, where the law needs later times. A start X_0 that is not 0 decays on every mode and changes
 * nothing at this order.
 *
 * <p>At the transition, kappa = 0, m and B grow like log s, margins at r = 0 decide, R ~ h ~ exp(-M / 2) with M = rho log s up to a
 * constant, rho = A^2 / (alpha sigma), and R ~ t^-(rho / (rho + 2)) up to powers of log t: an argument of leading order only.
 *
 * <p>L classes with one output each, equal weights and means of equal length and equal angles on every group of modes have
 * X_j = (mu_j - average mean) (1 - e^{-2 lambda s'}) / (2 lambda) with s' = gamma int e^-phi dt, so that every margin r_i - r_j is the
 * above with mu^2 replaced by |mu_i - mu_j|^2 / 4 and gamma by 2 gamma, and R = (L - 1) e^-phi.
 */
@NullMarked
package org.sgdyn.asymptotics;

import org.jspecify.annotations.NullMarked;
