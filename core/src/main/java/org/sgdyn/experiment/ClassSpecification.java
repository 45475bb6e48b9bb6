package org.sgdyn.experiment;

import java.util.List;
import java.util.Optional;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Profile;

/**
 * A class of an experiment.
 *
 * @param weight p_i
 * @param label y_i; NaN if there is none
 * @param law mu_i and K_i in the common eigenbasis; empty if its covariance is a full matrix
 * @param labelFlip the probability of showing another label; or, with a number per class, of showing the label of each; empty if
 *     the class always shows its own
 */
public record ClassSpecification(double weight, double label, Optional<Law> law, List<Double> labelFlip) {

    /**
     * The law of a class in the common eigenbasis.
     *
     * @param mean mu_i
     * @param covariance K_i
     */
    public record Law(Profile mean, CovarianceSpectrum covariance) {}

    /** Copies the list. */
    public ClassSpecification {
        labelFlip = List.copyOf(labelFlip);
    }

    /** The same with another weight. */
    ClassSpecification withWeight(double other) {
        return new ClassSpecification(other, label, law, labelFlip);
    }

    /** mu_i in the common eigenbasis. */
    Profile mean() {
        return law.orElseThrow().mean();
    }

    /** K_i in the common eigenbasis. */
    CovarianceSpectrum covariance() {
        return law.orElseThrow().covariance();
    }
}
