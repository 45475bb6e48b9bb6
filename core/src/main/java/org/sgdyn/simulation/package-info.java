/**
 * SGD at finite dimension in the common eigenbasis, in independent replicates.
 *
 * <table>
 * <caption>The simulated dynamics</caption>
 * <tr><th>by</th><th>a step</th><th>its length in t</th></tr>
 * <tr><td>{@code OnePassSgd}, with b samples of a {@code FeatureLaw} and perhaps a
 *     {@link org.sgdyn.simulation.Rotation}</td><td>X - (gamma b / d) (mean gradient + delta X)</td><td>b / d</td></tr>
 * <tr><td>{@code BlockedSgd}, the same but for rounding, many outputs and a block of samples at a time where {@code BlockSize} says so</td>
 *     <td>the same</td><td>b / d</td></tr>
 * <tr><td>{@code RuleSgd}, the same samples by any {@link org.sgdyn.spi.UpdateRule} with a memory, a scale or mapped
 *     features</td><td>the algorithm's own</td><td>b / d</td></tr>
 * <tr><td>{@code HomogenizedSgd}</td><td>an Euler-Maruyama step of the diffusion with the same drift and noise</td><td>h</td></tr>
 * </table>
 *
 * <p>A {@code SampleStream} gives SGD its samples: {@code MixtureStream} draws those of classes, K_i^{1/2} z by a triangular root where
 * covariances are full matrices; {@code ShuffledSamples} is one pass over real {@link org.sgdyn.simulation.Samples} in an order that
 * chance decides. Then {@code SampleParameters} measures risk, errors and logits on other real samples, which SGD has not seen.
 *
 * <p>Their order parameters, the logits' (m_i, B_i) among them, come within O(d^{-1/2}) of the theory's, replicate by replicate, and
 * their means over replicates nearer still. So one {@code Statistic} reads curves off both, and an
 * {@link org.sgdyn.simulation.Ensemble} tells how far apart they are in standard errors.
 *
 * <p>Replicate k draws all its numbers from the stream (seed, k), whichever thread runs it, so that results do not depend on threads,
 * nor on whether a {@link org.sgdyn.simulation.ReplicateStore} kept it from a run before. It ends early where its iterate leaves
 * all scales or becomes NaN. Output times that fall between two steps are interpolated linearly.
 */
@NullMarked
package org.sgdyn.simulation;

import org.jspecify.annotations.NullMarked;
