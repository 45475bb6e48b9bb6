package org.sgdyn.catalog;

import java.util.Arrays;
import org.sgdyn.spi.Activation;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.Statistic;
import org.sgdyn.spi.UpdateRule;

/** The kinds of parts that plug-ins bring, with their words and their place in a file. */
public enum PartKind {
    /** {@link Loss}. */
    LOSS(Loss.class, "loss", "losses", "loss", "loss: %s", "{type: least-squares}"),
    /** {@link Activation}. */
    ACTIVATION(
            Activation.class,
            "activation",
            "activations",
            "activation",
            "loss: {type: committee, hidden: 2, activation: %s}",
            "{type: erf}"),
    /** {@link CovarianceSpectrum}. */
    SPECTRUM(
            CovarianceSpectrum.class,
            "spectrum",
            "spectra",
            "covariance spectrum",
            "covariance: %s",
            "{type: isotropic}"),
    /** {@link Profile}. */
    PROFILE(Profile.class, "profile", "profiles", "profile", "mean: %s", "{type: constant}"),
    /** {@link Integrator}. */
    INTEGRATOR(
            Integrator.class,
            "integrator",
            "integrators",
            "integrator",
            "integrator: %s",
            "{type: dormand-prince-853}"),
    /** {@link LearningRate}. */
    LEARNING_RATE(
            LearningRate.class,
            "learning-rate",
            "learning-rates",
            "learning rate",
            "learningRate: %s",
            "{type: constant, value: 1.0}"),
    /** {@link UpdateRule}. */
    ALGORITHM(UpdateRule.class, "algorithm", "algorithms", "algorithm", "algorithm: %s", "{type: sgd}"),
    /** {@link FeatureLaw}. */
    FEATURE_LAW(FeatureLaw.class, "feature-law", "feature-laws", "feature law", "features: %s", "{type: gaussian}"),
    /** {@link Statistic}. */
    STATISTIC(Statistic.class, "statistic", "statistics", "statistic", "statistics: [%s]", "risk"),
    /** {@link Executor}. */
    EXECUTOR(Executor.class, "executor", "executors", "executor", "executor: %s", "{type: local}");

    private final Class<?> type;
    private final String word;
    private final String plural;
    private final String title;
    private final String setting;
    private final String sample;

    PartKind(Class<?> type, String word, String plural, String title, String setting, String sample) {
        this.type = type;
        this.word = word;
        this.plural = plural;
        this.title = title;
        this.setting = setting;
        this.sample = sample;
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

    /**
     * A part where a file has it.
     *
     * @param part the part as a file writes it
     * @return such as {@code learningRate: {type: constant, value: 1.0}}
     */
    public String setting(String part) {
        return setting.formatted(part);
    }

    /**
     * A part of this kind as a file writes it, for examples of parts that hold another.
     *
     * @return such as {@code {type: isotropic}}
     */
    public String sample() {
        return sample;
    }
}
