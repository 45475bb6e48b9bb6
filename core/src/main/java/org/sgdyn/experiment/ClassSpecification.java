package org.sgdyn.experiment;

import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Profile;

/**
 * A class of an experiment.
 *
 * @param weight p_i
 * @param label y_i; NaN if there is none
 * @param mean mu_i
 * @param covariance K_i
 */
public record ClassSpecification(double weight, double label, Profile mean, CovarianceSpectrum covariance) {}
