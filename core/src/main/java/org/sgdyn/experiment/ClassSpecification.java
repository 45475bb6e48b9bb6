package org.sgdyn.experiment;

import java.util.List;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Profile;

/**
 * A class of an experiment.
 *
 * @param weight p_i
 * @param label y_i; NaN if there is none
 * @param mean mu_i
 * @param covariance K_i
 * @param labelFlip the probability of showing another label; or, with a number per class, of showing the label of each; empty if
 *     the class always shows its own
 */
public record ClassSpecification(
        double weight, double label, Profile mean, CovarianceSpectrum covariance, List<Double> labelFlip) {

    /** Copies the list. */
    public ClassSpecification {
        labelFlip = List.copyOf(labelFlip);
    }

    /** The same with another weight. */
    ClassSpecification withWeight(double other) {
        return new ClassSpecification(other, label, mean, covariance, labelFlip);
    }
}
