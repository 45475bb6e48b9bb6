/**
 * The mean-field dynamics: the ODE system of arXiv:2510.14074 mode by mode, and the order parameters read off its state.
 *
 * <p>One right-hand side goes through three objects, and so do all that need its parts:
 *
 * <table>
 * <caption>From a state to its change</caption>
 * <tr><th>step</th><th>by</th></tr>
 * <tr><td>state to the logits' (m_i, B_i), and their change with it</td><td>{@code LogitReader}</td></tr>
 * <tr><td>(m_i, B_i) to the loss's answer, the coefficients, and their slopes</td>
 *     <td>{@code ClassMoments}, {@code MomentSlopes}</td></tr>
 * <tr><td>coefficients to the change of the state, in which each mode is linear, and the inverse of that part</td>
 *     <td>{@code Motion} and its {@code Inverse}: {@code StateMotion}, {@code ModeInverse} for plain steps, {@code RuleMotion},
 *     {@code RuleInverse} for any algorithm</td></tr>
 * </table>
 *
 * <p>{@code Evaluation} is the way to the coefficients with the learning rate in them. {@code MeanField} puts all of it together
 * for integrators, {@code ModewiseLinearisation} for those that solve with the Jacobian, {@link org.sgdyn.dynamics.Diffusion} for
 * homogenized SGD, {@code Recursion} for batches of zeta d samples, whose dynamics is a recursion.
 *
 * <p>An algorithm ({@link org.sgdyn.spi.UpdateRule}) enters at four places: {@code ClassMoments} asks the loss for moments of the
 * shaped gradient, {@code DriveTable} replaces what drives the modes where features are mapped, {@code ScaleOfModes} turns the few
 * numbers of a second moment into a scale of every mode, and {@link org.sgdyn.dynamics.LinearStep} says how the vectors that it
 * remembers, and an average, move along with the iterate.
 *
 * <p>Covariances that are full matrices ({@link org.sgdyn.model.DenseCovariances}) have no modes that are linear on their own. They
 * enter at three places, which {@code Motions} chooses: {@code DenseLogits} reads (m_i, B_i) off the state, {@code DenseMotion} moves
 * it by what {@code DenseDrift} makes of the coefficients, and {@code DenseGeometry} answers what greedy learning rates ask. The mean
 * of the iterate feels K_i, its covariance Sigma_i; the latter is a full matrix on the first k vectors of the basis, and mode by mode
 * beyond, which {@code RuleMotion} moves as ever. {@code ExpectationStep} is the exact mean over runs for quadratic losses, a
 * {@code Recursion} in steps of SGD. {@code LabelParameters} reports components by the label that they share.
 *
 * <p>Families of exchangeable classes ({@link org.sgdyn.spi.Families}) enter at two places: {@code Carriers} tells which class of the modes
 * carries what the loss answers about a family, so that logits, coefficients and motion work on reduced coordinates as on outputs; and
 * {@code FamilyParameters} and {@code FamilyModes} give statistics the order parameters class by class from those of families. Of losses
 * whose outputs move by themselves, {@link org.sgdyn.dynamics.ByOutput} leaves out the covariances of different outputs.
 *
 * <p>Parameters of order 1 that are trained beside the iterate ({@link org.sgdyn.spi.TrainedParameter}) enter at two places: {@code
 * TrainedLogits} adds biases to the means of the logits and hands the loss its own parameters, {@code TrainedMotion} moves them beside
 * the modes. In the Jacobian they are few shared numbers more.
 *
 * <p>Where the numbers of a state lie {@link org.sgdyn.dynamics.StateLayout} alone knows.
 */
@NullMarked
package org.sgdyn.dynamics;

import org.jspecify.annotations.NullMarked;
