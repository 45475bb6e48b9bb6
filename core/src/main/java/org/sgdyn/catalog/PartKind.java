package org.sgdyn.catalog;

import java.util.Arrays;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.Statistic;

/** The kinds of parts that plug-ins bring, with their words. */
public enum PartKind {
    /** {@link Loss}. */
    LOSS(Loss.class, "loss", "losses", "loss"),
    /** {@link CovarianceSpectrum}. */
    SPECTRUM(CovarianceSpectrum.class, "spectrum", "spectra", "covariance spectrum"),
    /** {@link Profile}. */
    PROFILE(Profile.class, "profile", "profiles", "profile"),
    /** {@link Integrator}. */
    INTEGRATOR(Integrator.class, "integrator", "integrators", "integrator"),
    /** {@link LearningRate}. */
    LEARNING_RATE(LearningRate.class, "learning-rate", "learning-rates", "learning rate"),
    /** {@link FeatureLaw}. */
    FEATURE_LAW(FeatureLaw.class, "feature-law", "feature-laws", "feature law"),
    /** {@link Statistic}. */
    STATISTIC(Statistic.class, "statistic", "statistics", "statistic"),
    /** {@link Executor}. */
    EXECUTOR(Executor.class, "executor", "executors", "executor");

    private final Class<?> type;
    private final String word;
    private final String plural;
    private final String title;

    PartKind(Class<?> type, String word, String plural, String title) {
        this.type = type;
        this.word = word;
        this.plural = plural;
        this.title = title;
    }

    /**
     * The kind of an interface.
     *
     * @param type such as {@code Loss.class}
     * @return its kind
     * @throws IllegalArgumentException if plug-ins bring nothing of that type
     */
    public static PartKind of(Class<?> type) {
        return Arrays.stream(values())
                .filter(kind -> kind.type == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of part: " + type));
    }

    /**
     * The interface that parts of this kind implement.
     *
     * @return such as {@code Loss.class}
     */
    public Class<?> type() {
        return type;
    }

    /**
     * The kind as one word, as the command line writes it.
     *
     * @return such as {@code learning-rate}
     */
    public String word() {
        return word;
    }

    /**
     * All of the kind as one word, as the command line writes it.
     *
     * @return such as {@code learning-rates}
     */
    public String plural() {
        return plural;
    }

    /**
     * The kind in a sentence.
     *
     * @return such as {@code covariance spectrum}
     */
    public String title() {
        return title;
    }
}
