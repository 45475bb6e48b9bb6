/**
 * Integrators, learning-rate rules and algorithms of the experiment format, one file a method.
 *
 * <p>Adaptive steps of one-step methods are the project's own; {@code gragg-bulirsch-stoer}, {@code adams-moulton} and the methods of fixed steps adapt
 * Commons Math, no type of which leaves this package.
 *
 * <table>
 * <caption>Integrators</caption>
 * <tr><th>type</th><th>class</th><th>order</th><th>steps</th><th>requested times by</th></tr>
 * <tr><td>modewise</td><td>{@link org.sgdyn.solvers.ModewiseIntegrator}</td><td>5</td><td>adaptive, explicit, then linearly implicit</td>
 *     <td>interpolation</td></tr>
 * <tr><td>runge-kutta-chebyshev</td><td>{@link org.sgdyn.solvers.RungeKuttaChebyshevIntegrator}</td><td>2</td>
 *     <td>adaptive, stabilised</td><td>interpolation</td></tr>
 * <tr><td>euler</td><td>{@link org.sgdyn.solvers.EulerIntegrator}</td><td>1</td><td>fixed</td><td>ending a step there</td></tr>
 * <tr><td>runge-kutta-4</td><td>{@link org.sgdyn.solvers.RungeKutta4Integrator}</td><td>4</td><td>fixed</td>
 *     <td>ending a step there</td></tr>
 * <tr><td>dormand-prince-54</td><td>{@link org.sgdyn.solvers.DormandPrince54Integrator}</td><td>5</td><td>adaptive</td>
 *     <td>interpolation</td></tr>
 * <tr><td>dormand-prince-853</td><td>{@link org.sgdyn.solvers.DormandPrince853Integrator}</td><td>8</td><td>adaptive</td>
 *     <td>interpolation</td></tr>
 * <tr><td>gragg-bulirsch-stoer</td><td>{@link org.sgdyn.solvers.GraggBulirschStoerIntegrator}</td><td>up to 18</td>
 *     <td>adaptive, adaptive order</td><td>interpolation</td></tr>
 * <tr><td>adams-moulton</td><td>{@link org.sgdyn.solvers.AdamsMoultonIntegrator}</td><td>6</td>
 *     <td>adaptive, multistep</td><td>interpolation</td></tr>
 * </table>
 *
 * <h2>How {@code modewise} was chosen</h2>
 *
 * <p>The Jacobian of the mean field is block-diagonal plus low rank, so that solves with it cost O(modes). Candidates were
 * exponential methods, whose exponent holds the diagonal alone: near a fixed point the feedback through the shared moments, of rate
 * gamma, still limits their steps; collocation of the few moments with exact mode updates, whose integrals over stiff modes with
 * rates that vary in time have no closed form; and linearly implicit methods, which need one shifted solve a stage and no iteration.
 * Of these Rodas5P is L-stable, stiffly accurate, of order 5 with an interpolant of order 4, and made for problems with slowly varying
 * forcing. Until stability holds them, though, explicit steps of the same order need fewer evaluations for the same error, about a half, and a
 * step of 10^5 single modes takes a third of the time of an implicit one: so they come first, on every problem. Work and precision on one thread
 * (processor milliseconds of a solve with set-up, largest relative error of the risk; a dash is a run that stopped early with advice), over
 * the problems of {@code mvn -q -Pbenchmarks -pl solvers -am verify -Dbenchmark=WorkPrecision}:
 *
 * <table>
 * <caption>Logistic regression, least squares and softmax</caption>
 * <tr><th>problem</th><th>tolerance</th><th>modewise</th><th>dormand-prince-853</th><th>dormand-prince-54</th></tr>
 * <tr><td>two power laws, d = 1000, t = 1e2, every mode</td><td>1e-6</td><td>2 ms, 7e-9</td><td>2 ms, 5e-8</td>
 *     <td>1.9 ms, 7e-9</td></tr>
 * <tr><td></td><td>1e-9</td><td>6 ms, 8e-11</td><td>3.4 ms, 3e-12</td>
 *     <td>5.2 ms, 8e-11</td></tr>
 * <tr><td>the same by quadrature</td><td>1e-6</td><td>0.32 ms, 3e-8</td><td>0.31 ms, 7e-8</td>
 *     <td>0.28 ms, 3e-8</td></tr>
 * <tr><td></td><td>1e-9</td><td>0.84 ms, 3e-11</td><td>0.51 ms, 7e-11</td>
 *     <td>0.77 ms, 3e-11</td></tr>
 * <tr><td>two power laws, d = 10000, t = 1e4, every mode</td><td>1e-6</td><td>109 ms, 2e-8</td><td>118 ms, 2e-8</td>
 *     <td>107 ms, 2e-8</td></tr>
 * <tr><td></td><td>1e-9</td><td>404 ms, 8e-11</td><td>245 ms, 2e-11</td>
 *     <td>304 ms, 8e-11</td></tr>
 * <tr><td>the same by quadrature</td><td>1e-6</td><td>1.9 ms, 3e-8</td><td>2.7 ms, 2e-8</td>
 *     <td>2.3 ms, 3e-8</td></tr>
 * <tr><td></td><td>1e-9</td><td>6.8 ms, 5e-11</td><td>4.2 ms, 4e-11</td>
 *     <td>6.1 ms, 5e-11</td></tr>
 * <tr><td>zero-one, t = 1e6</td><td>1e-6</td><td>1.2 ms, 5e-9</td><td>2.1 ms, 3e-11</td>
 *     <td>1.1 ms, 5e-9</td></tr>
 * <tr><td></td><td>1e-9</td><td>1.3 ms, 7e-9</td><td>2 ms, below 1e-12</td>
 *     <td>1.2 ms, 7e-9</td></tr>
 * <tr><td>alpha = 1, beta = 0.5, limit, t = 1e6</td><td>1e-6</td><td>4.9 ms, 3e-8</td><td>-</td>
 *     <td>-</td></tr>
 * <tr><td></td><td>1e-9</td><td>17 ms, 5e-11</td><td>-</td>
 *     <td>-</td></tr>
 * <tr><td>the same, t = 1e10</td><td>1e-6</td><td>8.3 ms, below 1e-12</td><td>-</td>
 *     <td>-</td></tr>
 * <tr><td></td><td>1e-9</td><td>26 ms, below 1e-12</td><td>-</td>
 *     <td>-</td></tr>
 * <tr><td>least squares, d = 10000, t = 1e4</td><td>1e-6</td><td>105 ms, 7e-8</td><td>2.7 s, 3e-8</td>
 *     <td>2.5 s, 7e-8</td></tr>
 * <tr><td></td><td>1e-9</td><td>467 ms, 3e-11</td><td>2.7 s, 2e-10</td>
 *     <td>2.6 s, 7e-11</td></tr>
 * <tr><td>softmax of four classes, limit, t = 1e2</td><td>1e-6</td><td>140 ms, 9e-8</td><td>148 ms, 2e-7</td>
 *     <td>133 ms, 9e-8</td></tr>
 * <tr><td></td><td>1e-9</td><td>395 ms, 3e-10</td><td>248 ms, 3e-10</td>
 *     <td>389 ms, 3e-10</td></tr>
 * </table>
 *
 * <p>Where nothing is stiff, order 8 is cheaper at tight tolerances; {@code modewise}, which never stops, has the steps of {@code
 * dormand-prince-54} there, at a tenth of the tolerance. Its column was measured with explicit steps at the tolerance itself; those of now take
 * 1.5 times as long where they serve alone, and err by a tenth.
 *
 * <h2>Explicit steps at late times</h2>
 *
 * <p>Without a cheap Jacobian, steps of {@code dormand-prince-54} stay at 3 / rho, rho the spectral radius, while those of {@code
 * runge-kutta-chebyshev} grow with the time, as sqrt(h rho / 0.65) evaluations hold a step h stable. Its order is 2: at short times, or at
 * tolerances far below its default of 1e-6, the higher order is cheaper. Its tolerance is the relative error of the curves: over the five bundled
 * logistic experiments, to t = 12, the worst error of the risk is 1.4 tolerances at each from 1e-3 to 1e-7, and 0.15 where the risk does not vanish.
 * Evaluations of the three curves of {@code logistic-power-law-b}, d = 1000, with the largest relative error of the risk:
 *
 * <table>
 * <caption>Logistic regression on two power laws</caption>
 * <tr><th>end</th><th>tolerance</th><th>runge-kutta-chebyshev</th><th>dormand-prince-54</th><th>modewise</th></tr>
 * <tr><td>t = 12</td><td>1e-4</td><td>1148, 2e-6</td><td>186, 1e-6</td><td>234, 8e-8</td></tr>
 * <tr><td></td><td>1e-6</td><td>10 890, 2e-8</td><td>312, 1e-8</td><td>426, 1e-9</td></tr>
 * <tr><td>t = 1e4</td><td>1e-4</td><td>5198, 2e-6</td><td>18 372, 3e-6</td><td>1692, 2e-7</td></tr>
 * <tr><td></td><td>1e-6</td><td>36 360, 2e-8</td><td>18 678, 1e-8</td><td>2816, 2e-9</td></tr>
 * <tr><td>t = 1e5</td><td>1e-4</td><td>10 759, 2e-6</td><td>181 566, 2e-6</td><td>-</td></tr>
 * <tr><td></td><td>1e-6</td><td>55 102, 2e-8</td><td>181 866, 2e-8</td><td>-</td></tr>
 * </table>
 *
 * <h2>Many shared moments</h2>
 *
 * <p>Softmax of L classes has L^2 + K L (L + 1) / 2 shared moments for K covariances. With a dense matrix of them, and differences for
 * their slopes, an implicit step of twelve classes cost 340 right-hand sides; Krylov steps and the loss's own slopes make it about
 * 40, explicit ones of {@code dormand-prince-54} cost 6, and neither needs fewer steps than the other until stability holds the
 * explicit ones. Processor seconds (in the last column those on the clock), steps and evaluations at
 * the default tolerances, with 4096 points and every mode on its own; a dash was not measured. The stiff problems have spikes of 50
 * and 20 on a bulk u, means of norm 1 and ridge 0.01, the others no spikes, means of norm 1.5 and no ridge. The latter end
 * with a small risk, which is why they never become stiff:
 *
 * <table>
 * <caption>Softmax and one-hot least squares, gamma = 1</caption>
 * <tr><th>problem</th><th>modewise</th><th>dormand-prince-54</th><th>dense, implicit from the start</th></tr>
 * <tr><td>L = 12, u, d = 1000, t = 10</td><td>3 s, 19 steps, 116</td><td>the same</td><td>97 s, 31 steps, 248</td></tr>
 * <tr><td>L = 12, u, d = 1000, t = 1e4</td><td>24 s, 300 steps, 1802</td><td>the same</td><td>-</td></tr>
 * <tr><td>L = 6, u, d = 1000, t = 1e4</td><td>8 s, 336 steps, 2018</td><td>the same</td><td>77 s, 294 steps, 2352</td></tr>
 * <tr><td>L = 12, stiff, d = 400, t = 1e3</td><td>34 s, 316 steps, 2030</td><td>129 s, 2240 steps, 13640</td><td>-</td></tr>
 * <tr><td>the same, t = 1e4</td><td>40 s, 326 steps, 2110</td><td>-</td><td>-</td></tr>
 * <tr><td>the same, t = 1e6</td><td>39 s, 329 steps, 2134</td><td>-</td><td>-</td></tr>
 * <tr><td>L = 12, stiff, 12 covariances, t = 1e4</td><td>49 s, 324 steps, 2094</td><td>-</td><td>-</td></tr>
 * <tr><td>L = 20, stiff, t = 1e4</td><td>111 s, 302 steps, 1918</td><td>-</td><td>-</td></tr>
 * <tr><td>one-hot least squares, L = 20, stiff, 20 covariances, t = 1e4</td><td>40 s, 421 steps, 2770</td><td>-</td><td>-</td></tr>
 * </table>
 *
 * <p>Every integrator keeps what the observer has seen and ends in words: DIVERGED where a derivative is not finite or an entry
 * of the state exceeds 1e100, STALLED where the step vanishes or the work exceeds its limit.
 *
 * <table>
 * <caption>Learning rates</caption>
 * <tr><th>type</th><th>class</th></tr>
 * <tr><td>constant</td><td>{@link org.sgdyn.solvers.ConstantLearningRate}</td></tr>
 * <tr><td>power-decay</td><td>{@link org.sgdyn.solvers.PowerDecayLearningRate}</td></tr>
 * <tr><td>exponential-decay</td><td>{@link org.sgdyn.solvers.ExponentialDecayLearningRate}</td></tr>
 * <tr><td>cosine</td><td>{@link org.sgdyn.solvers.CosineLearningRate}</td></tr>
 * <tr><td>warm-up</td><td>{@link org.sgdyn.solvers.WarmUpLearningRate}</td></tr>
 * <tr><td>piecewise</td><td>{@link org.sgdyn.solvers.PiecewiseLearningRate}</td></tr>
 * <tr><td>adagrad-norm</td><td>{@link org.sgdyn.solvers.AdagradNormLearningRate}</td></tr>
 * <tr><td>line-search</td><td>{@link org.sgdyn.solvers.LineSearchLearningRate}</td></tr>
 * <tr><td>polyak</td><td>{@link org.sgdyn.solvers.PolyakLearningRate}</td></tr>
 * </table>
 *
 * <p>An algorithm is told by its facets, see {@link org.sgdyn.spi.UpdateRule}; one with a memory or a scale takes the shape of another
 * as {@code gradient}. Plain SGD comes with core.
 *
 * <table>
 * <caption>Algorithms</caption>
 * <tr><th>type</th><th>class</th><th>shape</th><th>features</th><th>second moment</th><th>slots</th></tr>
 * <tr><td>clipped</td><td>{@link org.sgdyn.solvers.ClippedSgd}</td><td>clipped by norm</td><td>linear</td><td>none</td>
 *     <td>1</td></tr>
 * <tr><td>normalized</td><td>{@link org.sgdyn.solvers.NormalizedSgd}</td><td>of norm 1</td><td>linear</td><td>none</td>
 *     <td>1</td></tr>
 * <tr><td>sign</td><td>{@link org.sgdyn.solvers.SignSgd}</td><td>signs</td><td>signs</td><td>none</td>
 *     <td>1</td></tr>
 * <tr><td>heavy-ball</td><td>{@link org.sgdyn.solvers.Momentum}</td><td>as gradient says</td><td>linear</td><td>none</td>
 *     <td>2</td></tr>
 * <tr><td>dana</td><td>{@link org.sgdyn.solvers.Momentum}</td><td>as gradient says</td><td>linear</td><td>none</td>
 *     <td>2</td></tr>
 * <tr><td>momentum</td><td>{@link org.sgdyn.solvers.Momentum}</td><td>as gradient says</td><td>linear</td><td>none</td>
 *     <td>2</td></tr>
 * <tr><td>schedule-free</td><td>{@link org.sgdyn.solvers.ScheduleFree}</td><td>as gradient says</td><td>linear</td>
 *     <td>none</td><td>2</td></tr>
 * <tr><td>adam</td><td>{@link org.sgdyn.solvers.Adam}</td><td>as gradient says</td><td>linear</td><td>forgetting</td>
 *     <td>1 or 2</td></tr>
 * <tr><td>adagrad</td><td>{@link org.sgdyn.solvers.Adagrad}</td><td>as gradient says</td><td>linear</td><td>sum</td>
 *     <td>1</td></tr>
 * </table>
 */
@NullMarked
package org.sgdyn.solvers;

import org.jspecify.annotations.NullMarked;
