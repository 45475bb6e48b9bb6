package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;

/** Families of exchangeable classes: the same curves as class by class, for any number of classes. */
final class ExchangeableClassesTest {

    private static final String ALIKE = """
            name: alike
            dimension: infinite
            classes: {count: 8, mean: {type: gaussian, norm: 3}, covariance: {type: isotropic}}
            loss: {type: one-hot-least-squares}
            learningRate: {type: constant, value: 0.5}
            time: {end: 10, points: 11}
            integrator: {type: modewise, relativeTolerance: 1e-11, absoluteTolerance: 1e-13}
            statistics: [risk, norm, class-risk, logits, alignment, gradient-norm, energy, spectral-alignment]
            """;

    private static final String KINDS = "classes=[%1$s, %2$s, %1$s, %3$s, %1$s, %2$s]"
            .formatted(
                    "{weight: 0.1, mean: {type: gaussian, norm: 2}, covariance: {type: power-law, exponent: 1.2}}",
                    "{weight: 0.2, mean: {type: gaussian, norm: 3}, covariance: {type: isotropic, value: 0.5}}",
                    "{weight: 0.3, mean: {type: gaussian, norm: 1}, covariance: {type: zero-one}}");

    private static final String KINDS_KEY = "kinds";

    /** Both are integrated at 1e-11; 1e-9 of the largest value of a column is ten to a hundred times what that leaves. */
    private static void requireEqual(Trajectory reduced, Trajectory plain) {
        assertThat(reduced.columns()).isEqualTo(plain.columns());
        for (String column : plain.columns()) {
            double[] expected = plain.curve(column);
            double[] found = reduced.curve(column);
            double scale = 0;
            for (double value : expected) {
                scale = Double.isNaN(value) ? scale : Math.max(scale, Math.abs(value));
            }
            for (int k = 0; k < expected.length; k++) {
                if (Double.isNaN(expected[k])) {
                    assertThat(found[k]).as(column + ", row " + k).isNaN();
                } else {
                    assertThat(found[k]).as(column + ", row " + k).isCloseTo(expected[k], within(2e-9 * scale + 1e-15));
                }
            }
        }
    }

    private static void requireSameCurves(String... settings) {
        Experiment experiment = Experiments.read(ALIKE, Path.of("."), settings);
        assertThat(experiment.mixture().families()).isPresent();
        String[] plain = Arrays.copyOf(settings, settings.length + 1);
        plain[settings.length] = "reduction=none";
        requireEqual(Experiments.theory(ALIKE, settings), Experiments.theory(ALIKE, plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ridge=0.1",
                "batch=3",
                "initial={type: gaussian, norm: 0.7}",
                "learningRate={type: adagrad-norm, value: 1, offset: 1}",
                "learningRate={type: line-search}",
                "learningRate={type: power-decay, value: 0.7, time: 2, exponent: 0.5}",
                "algorithm={type: heavy-ball, decay: 2}",
                "algorithm={type: schedule-free, interpolation: 0.9, offset: 0.2}",
                "average={type: tail, start: 2}",
                "classes={count: 3, mean: {type: gaussian, norm: 2}, covariance: {type: zero-one}}",
                "classes={count: 16, mean: {type: gaussian, norm: 4}, covariance: {type: power-law, exponent: 1.2}}"
            })
    void familiesOfLeastSquaresHaveTheCurvesOfTheirClasses(String setting) {
        requireSameCurves(setting);
    }

    /** Three kinds of classes, of three, two and one, in no order: their sums and contrasts couple through all covariances. */
    @ParameterizedTest
    @ValueSource(strings = {"initial={type: gaussian, norm: 0.7}", "learningRate={type: line-search}"})
    void severalFamiliesHaveTheCurvesOfTheirClasses(String setting) {
        requireSameCurves(KINDS, setting);
    }

    /** Three classes have exact moments class by class, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ridge=0.05",
                "initial={type: gaussian, norm: 0.7}",
                "learningRate={type: adagrad-norm, value: 1, offset: 1}"
            })
    void aFamilyOfSoftmaxHasTheCurvesOfItsClasses(String setting) {
        requireSameCurves(
                "loss={type: softmax}",
                "classes={count: 3, mean: {type: gaussian, norm: 2}, covariance: {type: power-law, exponent: 1.2}}",
                setting);
    }

    /** The points of five and eight classes leave a few 1e-4 in the risk. */
    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void moreClassesOfSoftmaxAgreeWithinTheirQuadrature(int count) {
        String[] settings = {"loss={type: softmax}", "classes.count=" + count, "time.end=4", "time.points=5"};
        Trajectory reduced = Experiments.theory(ALIKE, settings);
        Trajectory plain =
                Experiments.theory(ALIKE, settings[0], settings[1], settings[2], settings[3], "reduction=none");
        assertThat(reduced.curve("risk")).containsExactly(plain.curve("risk"), within(1e-3));
    }

    /** At the start all logits are equal, and the lowest class wins: in one family and in several. */
    @ParameterizedTest
    @ValueSource(strings = {"ridge=0", KINDS_KEY})
    void tiesGoToTheLowestClass(String setting) {
        String[] settings = {
            setting.equals(KINDS_KEY) ? KINDS : setting,
            "statistics=[error, class-error]",
            "time.points=2",
            "time.end=0.1"
        };
        Trajectory reduced = Experiments.theory(ALIKE, settings);
        Trajectory plain =
                Experiments.theory(ALIKE, settings[0], settings[1], settings[2], settings[3], "reduction=none");
        for (String column : plain.columns()) {
            assertThat(reduced.curve(column)[0]).as(column).isCloseTo(plain.curve(column)[0], within(1e-12));
        }
    }

    /** Two unequal families of softmax go by the general quadrature, whose points each run shares. */
    @Test
    void twoFamiliesOfSoftmaxAgreeWithinTheirQuadrature() {
        String kinds = "classes=[%1$s, %2$s, %1$s, %2$s, %1$s]"
                .formatted(
                        "{weight: 0.1, mean: {type: gaussian, norm: 2}, covariance: {type: power-law, exponent: 1.2}}",
                        "{weight: 0.35, mean: {type: gaussian, norm: 3}, covariance: {type: isotropic, value: 0.5}}");
        String[] settings = {"loss={type: softmax}", kinds, "time.end=2", "time.points=3"};
        assertThat(Experiments.read(ALIKE, Path.of("."), settings)
                        .mixture()
                        .families()
                        .orElseThrow()
                        .count())
                .isEqualTo(2);
        Trajectory reduced = Experiments.theory(ALIKE, settings);
        Trajectory plain =
                Experiments.theory(ALIKE, settings[0], settings[1], settings[2], settings[3], "reduction=none");
        assertThat(reduced.curve("risk")).containsExactly(plain.curve("risk"), within(1e-3));
    }

    /**
     * The values of an independent integration of the reduced equations, with expectations by integrals over one variable: L = 8
     * at three times, and 100, 1000 and 10,000 classes at t = 10, to the digits that are known.
     */
    @Test
    void anyNumberOfClassesHasTheKnownRisks() {
        String softmax = "loss={type: softmax}";
        double[] risk =
                Experiments.theory(ALIKE, softmax, "learningRate.value=1").curve("risk");
        assertThat(risk[1]).isCloseTo(1.3771270, within(1e-6));
        assertThat(risk[3]).isCloseTo(0.8089686, within(1e-6));
        assertThat(risk[10]).isCloseTo(0.4389848, within(1e-6));
        String[] counts = {"100", "1000", "10000"};
        double[] expected = {3.8512, 6.8237, 9.20185};
        for (int k = 0; k < counts.length; k++) {
            Trajectory many = Experiments.theory(
                    ALIKE, softmax, "learningRate.value=1", "classes.count=" + counts[k], "statistics=[risk]");
            assertThat(Experiments.last(many, "risk")).isCloseTo(expected[k], within(5e-5));
        }
    }

    /**
     * While all probabilities are about 1 / L, the mean grows as alpha' = 1 - alpha and the noise as c' = gamma - 2 c in the time
     * gamma t / L, and the risk is log L + b / 2 - Delta, where Delta = |mu|^2 alpha and b = |mu|^2 alpha^2 + c.
     */
    @Test
    void manyClassesBeginWithEqualProbabilities() {
        double logarithm = Math.log(1e6);
        double time = 0.1;
        double[] risk = Experiments.theory(
                        ALIKE,
                        "loss={type: softmax}",
                        "classes={count: 1000000, mean: {type: gaussian, norm: " + 2 * Math.sqrt(logarithm)
                                + "}, covariance: {type: isotropic}}",
                        "learningRate.value=" + logarithm,
                        "time={end: " + time * 1e6 / logarithm + ", points: 2}",
                        "statistics=[risk]")
                .curve("risk");
        double alpha = -Math.expm1(-time);
        double noise = -Math.expm1(-2 * time) / 2;
        double expected = 1 + (4 * alpha * alpha + noise) / 2 - 4 * alpha;
        assertThat(risk[0] / logarithm).isCloseTo(1, within(1e-9));
        // Single classes have probabilities of up to 1e-3 by then, which is what the risk, and its change, may be off
        // by.
        assertThat(risk[1] / logarithm).isCloseTo(expected, within(1e-4));
    }

    /** The certificate refines all that the curve rests on. */
    @Test
    void tenThousandClassesAreCertified() {
        CurveResult curve = Experiments.certified("""
                name: ten-thousand
                dimension: infinite
                classes: {count: 10000, mean: {type: gaussian, norm: 3}, covariance: {type: power-law, exponent: 1.2}}
                loss: {type: softmax}
                learningRate: {type: constant, value: 1}
                time: {start: 0.1, end: 1e6, points: 8, spacing: log}
                statistics: [risk, error, families]
                """);
        assertThat(curve.certificate().orElseThrow().worst()).isLessThan(1e-8);
        // An error is no rarer than a logit above the own one, and no more likely than all of them by themselves.
        double[] error = curve.theory().curve("error");
        double[] risk = curve.theory().curve("risk");
        assertThat(error[error.length - 1]).isBetween(0.0, risk[risk.length - 1]);
        assertThat(curve.theory().curve("family_error_1")).containsExactly(error, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "dimension=50",
        "reduction=none",
        "'classes={count: 2, mean: {type: gaussian, norm: 2}, covariance: {type: isotropic}}'",
        "'classes={count: 4, mean: {type: constant, amplitude: 1}, covariance: {type: isotropic}}'",
        "'algorithm={type: adam, secondMomentDecay: 1, epsilon: 0.1}'",
        "'algorithm={type: sign}'",
        "'weights=[0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2]'"
    })
    void othersAreLeftAlone(String setting) {
        Experiment experiment = Experiments.read(ALIKE, Path.of("."), "statistics=[risk]", "seed=1", setting);
        assertThat(experiment.mixture().families()).isEmpty();
    }

    @Test
    void softmaxSaysWhatItCannotDoClassByClass() {
        String[] many = {"loss={type: softmax}", "classes.count=2000", "statistics=[risk]"};
        assertThat(Experiments.read(ALIKE, Path.of("."), many).mixture().families())
                .isPresent();
        assertThatThrownBy(() -> Experiments.read(ALIKE, Path.of("."), many[0], many[1], many[2], "reduction=none"))
                .hasMessageContaining("takes at most 1001 classes that are not exchangeable, not 2000");
        assertThatThrownBy(() -> Experiments.read(ALIKE, Path.of("."), "reduction=some"))
                .hasMessageContaining("reduction");
    }

    /** Finite d has means that are nearly orthogonal: the theory of exchangeable classes is off by O(L / d). */
    @Test
    void simulationAtFiniteDimensionFollows() {
        String many = """
                name: many
                dimension: 1000
                seed: 5
                classes: {count: 25, mean: {type: gaussian, norm: 4}, covariance: {type: power-law, exponent: 0.5}}
                loss: {type: softmax}
                learningRate: {type: constant, value: 2}
                time: {end: 3, points: 4}
                statistics: [risk]
                """;
        double[] theory = Experiments.theory(many, "dimension=infinite").curve("risk");
        CurveResult run = Experiments.plain(many, "simulation={replicates: 3}");
        Ensemble simulated = run.simulation().orElseThrow();
        double[] mean = simulated.mean("risk");
        for (int k = 0; k < theory.length; k++) {
            // Three standard errors of three runs are below 1 %; L / d = 2.5 %, and 2 % more.
            assertThat(mean[k]).as("row " + k).isCloseTo(theory[k], within(0.045 * theory[k]));
        }
    }
}
