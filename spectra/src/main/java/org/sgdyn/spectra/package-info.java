/**
 * Covariance spectra and profiles of the experiment format, one file a kind.
 *
 * <p>Both are functions of the mode rho = 1..d, most of them through its position u = rho / d in (0, 1]. Entries of a profile
 * are of order d^{-1/2}, so that its norm is of order 1; eigenvalues are of order 1.
 *
 * <table>
 * <caption>Covariance spectra: the eigenvalue lambda_rho</caption>
 * <tr><th>type</th><th>class</th></tr>
 * <tr><td>isotropic</td><td>{@link org.sgdyn.spectra.IsotropicSpectrum}</td></tr>
 * <tr><td>zero-one</td><td>{@link org.sgdyn.spectra.ZeroOneSpectrum}</td></tr>
 * <tr><td>power-law</td><td>{@link org.sgdyn.spectra.PowerLawSpectrum}</td></tr>
 * <tr><td>rank-one</td><td>{@link org.sgdyn.spectra.RankOneSpectrum}</td></tr>
 * <tr><td>spiked</td><td>{@link org.sgdyn.spectra.SpikedSpectrum}</td></tr>
 * <tr><td>blocks</td><td>{@link org.sgdyn.spectra.BlocksSpectrum}</td></tr>
 * <tr><td>marchenko-pastur</td><td>{@link org.sgdyn.spectra.MarchenkoPasturSpectrum}</td></tr>
 * <tr><td>table</td><td>{@link org.sgdyn.spectra.TableSpectrum}</td></tr>
 * </table>
 *
 * <table>
 * <caption>Profiles: the coordinate v_rho</caption>
 * <tr><th>type</th><th>class</th></tr>
 * <tr><td>zero</td><td>{@link org.sgdyn.spectra.ZeroProfile}</td></tr>
 * <tr><td>constant</td><td>{@link org.sgdyn.spectra.ConstantProfile}</td></tr>
 * <tr><td>power-law</td><td>{@link org.sgdyn.spectra.PowerLawProfile}</td></tr>
 * <tr><td>band</td><td>{@link org.sgdyn.spectra.BandProfile}</td></tr>
 * <tr><td>mode</td><td>{@link org.sgdyn.spectra.ModeProfile}</td></tr>
 * <tr><td>gaussian</td><td>{@link org.sgdyn.spectra.GaussianProfile}</td></tr>
 * <tr><td>sum</td><td>{@link org.sgdyn.spectra.SumProfile}</td></tr>
 * <tr><td>table</td><td>{@link org.sgdyn.spectra.TableProfile}</td></tr>
 * </table>
 */
@NullMarked
package org.sgdyn.spectra;

import org.jspecify.annotations.NullMarked;
