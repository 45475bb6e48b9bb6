/**
 * Integrators and learning-rate rules of the experiment format, one file a method.
 *
 * <p>{@code modewise} is the project's own; the others adapt Commons Math, no type of which leaves this package.
 *
 * <table>
 * <caption>Integrators</caption>
 * <tr><th>type</th><th>class</th><th>order</th><th>steps</th><th>requested times by</th></tr>
 * <tr><td>modewise</td><td>{@link org.sgdyn.solvers.ModewiseIntegrator}</td><td>5</td><td>adaptive, linearly implicit</td>
 *     <td>interpolation</td></tr>
 * <tr><td>euler</td><td>{@link org.sgdyn.solvers.EulerIntegrator}</td><td>1</td><td>fixed</td><td>ending a step there</td></tr>
 * <tr><td>runge-kutta-4</td><td>{@link org.sgdyn.solvers.RungeKutta4Integrator}</td><td>4</td><td>fixed</td>
 *     <td>ending a step there</td></tr>
 * <tr><td>dormand-prince-54</td><td>{@link org.sgdyn.solvers.DormandPrince54Integrator}</td><td>5</td><td>adaptive</td>
 *     <td>interpolation</td></tr>
 * <tr><td>dormand-prince-853</td><td>{@link org.sgdyn.solvers.DormandPrince853Integrator}</td><td>8</td><td>adaptive</td>
 *     <td>ending a step there</td></tr>
 * <tr><td>gragg-bulirsch-stoer</td><td>{@link org.sgdyn.solvers.GraggBulirschStoerIntegrator}</td><td>up to 18</td>
 *     <td>adaptive, adaptive order</td><td>interpolation</td></tr>
 * <tr><td>adams-moulton</td><td>{@link org.sgdyn.solvers.AdamsMoultonIntegrator}</td><td>6</td>
 *     <td>adaptive, multistep</td><td>interpolation</td></tr>
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
 */
package org.sgdyn.solvers;
