package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.asymptotics.LateTime;
import org.sgdyn.asymptotics.Limit;
import org.sgdyn.asymptotics.Limit.Verdict;
import org.sgdyn.asymptotics.Prediction.Kind;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.AsymptoticAnalysis;
import org.sgdyn.run.AsymptoticAnalysis.Comparison;
import org.sgdyn.run.RunListener;

/** Predictions of late times against integrated curves, and both against numbers computed elsewhere. */
class AsymptoticsTest {

    /** The beginning of a mixture of three classes, up to the first of them. */
    private static final String MIXTURE = """
            name: mixture
            dimension: 500
            seed: 3
            classes:
              - {weight: 0.5, label: 1, mean: {type: power-law, exponent: 0.3}, covariance: {type: isotropic, value: 0.5}}
            """;

    private static final String SYMMETRIC = """
            name: symmetric
            dimension: infinite
            classes:
              - {label: 1, mean: {type: power-law, exponent: %s}, covariance: {type: power-law, exponent: %s}}
              - {label: 0, mean: {type: power-law, exponent: %1$s, amplitude: -1}, covariance: {type: power-law, exponent: %2$s}}
            loss: {type: %s}
            learningRate: {type: constant, value: 1}
            time: {end: 1, points: 2}
            integrator: {type: modewise, relativeTolerance: 1e-9, absoluteTolerance: 1e-13}
            """;

    private static AsymptoticAnalysis analyse(String yaml, double end, String... settings) {
        AsymptoticAnalysis analysis = AsymptoticAnalysis.of(
                        Experiments.read(yaml, Path.of("."), settings), end, RunListener.SILENT)
                .get(0);
        assertThat(analysis.outcome().isComplete()).isTrue();
        return analysis;
    }

    private static AsymptoticAnalysis symmetric(double alpha, double beta, String loss, double end) {
        return analyse(String.format(SYMMETRIC, beta, alpha, loss), end);
    }

    private static Comparison row(AsymptoticAnalysis analysis, String column, Kind kind) {
        return analysis.rows().stream()
                .filter(row -> row.column().equals(column) && row.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static double predicted(AsymptoticAnalysis analysis, String column, Kind kind) {
        return row(analysis, column, kind).predicted().orElseThrow();
    }

    // --- least squares ---------------------------------------------------------------------------------------------

    /** A linear system settles to rounding; the integrator's tolerance is 1e-12. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dimension=infinite",
                "dimension=37",
                "ridge=0.3",
                "loss.noise=0",
                "learningRate.value=1.2",
                "loss={type: least-squares, teacher: true}",
                "classes[0].covariance={type: zero-one}",
                "classes[2].covariance={type: blocks, values: [0, 0.5, 2], fractions: [0.3, 0.3, 0.4]}",
                "initial={type: constant, amplitude: 2}",
                "algorithm={type: heavy-ball, decay: 2}"
            })
    void stationaryRiskOfLeastSquares(String setting) {
        String yaml = MIXTURE + """
                  - {weight: 0.3, label: -2, mean: {type: gaussian, norm: 1.5}, covariance: {type: zero-one}}
                  - {weight: 0.2, label: 1, mean: {type: constant}, covariance: {type: isotropic}}
                loss: {type: least-squares, noise: 0.1, teacher: true}
                teacher: {type: gaussian, norm: 1}
                learningRate: {type: constant, value: 0.7}
                time: {end: 1, points: 2}
                integrator: {type: modewise, relativeTolerance: 1e-10, absoluteTolerance: 1e-12}
                """;
        requireSettled(analyse(yaml, 1e6, setting));
    }

    /** Classes that meet on modes without variance: there the means must balance. */
    @ParameterizedTest
    @ValueSource(strings = {"dimension=infinite", "dimension=60"})
    void leastSquaresWithMeansOnModesWithoutVariance(String dimension) {
        String yaml = """
                name: clean
                dimension: 100
                seed: 3
                classes:
                  - {weight: 0.5, label: 1, mean: {type: constant}, covariance: {type: zero-one}}
                  - {weight: 0.3, label: 0.5, mean: {type: gaussian, norm: 1.5}, covariance: {type: zero-one, value: 2}}
                  - {weight: 0.2, label: -1, mean: {type: constant, amplitude: -0.5}, covariance: {type: zero-one}}
                loss: {type: least-squares, noise: 0.1}
                learningRate: {type: constant, value: 0.7}
                time: {end: 1, points: 2}
                integrator: {type: modewise, relativeTolerance: 1e-10, absoluteTolerance: 1e-12}
                """;
        requireSettled(analyse(yaml, 1e6, dimension));
    }

    @Test
    void oneHotLeastSquares() {
        String yaml = """
                name: one-hot
                dimension: 40
                seed: 4
                classes: {count: 4, mean: {type: gaussian, norm: 1.5}, covariance: {type: isotropic}}
                loss: {type: one-hot-least-squares}
                ridge: 0.1
                learningRate: {type: constant, value: 0.4}
                time: {end: 1, points: 2}
                integrator: {type: modewise, relativeTolerance: 1e-10, absoluteTolerance: 1e-12}
                """;
        requireSettled(analyse(yaml, 1e4));
    }

    private static void requireSettled(AsymptoticAnalysis analysis) {
        for (Comparison row : analysis.rows()) {
            if (row.kind() == Kind.LIMIT && row.predicted().isPresent()) {
                double value = row.predicted().getAsDouble();
                assertThat(row.verdict()).as(row.column()).contains(Verdict.NONZERO);
                assertThat(row.measured()).as(row.column()).isCloseTo(value, within(1e-9 * Math.abs(value)));
            }
        }
        assertThat(predicted(analysis, "risk", Kind.LIMIT)).isPositive();
    }

    /** At gamma_c = 2 of one isotropic class, and beyond, the risk has no limit. */
    @Test
    void beyondTheCriticalLearningRateTheRiskDiverges() {
        String yaml = """
                name: unstable
                dimension: infinite
                classes: [{label: 1, mean: {type: constant}, covariance: {type: isotropic}}]
                loss: {type: least-squares}
                learningRate: {type: constant, value: 2.01}
                time: {end: 1, points: 2}
                """;
        AsymptoticAnalysis analysis = analyse(yaml, 1e3);
        assertThat(predicted(analysis, "risk", Kind.LIMIT)).isInfinite();
        assertThat(analysis.prediction().orElseThrow().notes().toString()).contains("critical one, 2:");
        assertThat(predicted(analyse(yaml, 1e5, "learningRate.value=1.99"), "risk", Kind.LIMIT))
                .isFinite();
    }

    /** Where the classes separate, what is left falls like t^-kappa, kappa = (alpha - 2 beta - 1) / alpha. */
    @ParameterizedTest
    @CsvSource({"3, 0.5, 0.333333333, 1e12", "2, 0, 0.5, 1e10", "5, 0.5, 0.6, 1e8"})
    void leastSquaresApproachesItsLimitLikeAPower(double alpha, double beta, double kappa, double end) {
        AsymptoticAnalysis analysis = symmetric(alpha, beta, "least-squares", end);
        Comparison approach = row(analysis, "risk", Kind.APPROACH);
        assertThat(approach.predicted().orElseThrow()).isCloseTo(kappa, within(1e-8));
        // The next term is smaller by t^-kappa or 1 / t^(1 - kappa); differences of a settling curve keep two digits.
        assertThat(approach.measured()).isCloseTo(kappa, within(0.01));
        Comparison limit = row(analysis, "risk", Kind.LIMIT);
        assertThat(limit.predicted().orElseThrow()).isCloseTo(limit.measured(), within(limit.uncertainty()));
    }

    // --- stationary states of other losses -------------------------------------------------------------------------

    /** Limits solved independently: two equations for m and B, with int u^(2 beta - alpha) du in closed form. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0, 0.20348392793691583, 9.27214767",
        "1, 0.5, 0.37131614665750023, 4.64766928",
        "0.1, 1, 0.5934272490344425, 2.23026081",
        "0.8, 0, 0.03582663727460192, 21.87369638",
        "0.9, 0, 0.0023317246447675964, 42.98018995",
        "1.9, 0.5, 0.00230203016319764, 41.90447132",
        "3.9, 1.5, 0.0022796947249352543, 41.10583003"
    })
    void belowTheTransitionTheStationaryStateIsTheLimit(double alpha, double beta, double risk, double variance) {
        AsymptoticAnalysis analysis = symmetric(alpha, beta, "logistic", 1e10);
        // The moments are good to 1e-11, the tails of the spectrum are exact powers.
        assertThat(predicted(analysis, "risk", Kind.LIMIT)).isCloseTo(risk, within(1e-9 * risk));
        assertThat(predicted(analysis, "logit_variance_1", Kind.LIMIT)).isCloseTo(variance, within(1e-7));
        Comparison limit = row(analysis, "risk", Kind.LIMIT);
        assertThat(limit.verdict()).contains(Verdict.NONZERO);
        assertThat(limit.measured()).isCloseTo(risk, within(limit.uncertainty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loss={type: logistic}",
                "loss={type: probit}",
                "loss={type: squared-hinge}",
                "loss={type: hinge}",
                "loss={type: huber, delta: 0.5}"
            })
    void stationaryStatesOfOtherLosses(String loss) {
        String yaml = MIXTURE + """
                  - {weight: 0.3, label: 0, mean: {type: gaussian, norm: 1.5}, covariance: {type: isotropic}}
                  - {weight: 0.2, label: 1, mean: {type: constant}, covariance: {type: zero-one}}
                loss: {type: logistic}
                ridge: 0.01
                learningRate: {type: constant, value: 0.7}
                time: {end: 1, points: 2}
                integrator: {type: modewise, relativeTolerance: 1e-9, absoluteTolerance: 1e-12}
                """;
        AsymptoticAnalysis analysis = analyse(yaml, 1e6, loss);
        Comparison limit = row(analysis, "risk", Kind.LIMIT);
        // Losses without closed forms have moments to 1e-9 or so.
        assertThat(limit.measured()).isCloseTo(limit.predicted().orElseThrow(), within(1e-7));
        Comparison cosine = row(analysis, "cosine_3", Kind.LIMIT);
        assertThat(cosine.measured()).isCloseTo(cosine.predicted().orElseThrow(), within(1e-6));
    }

    // --- zero-one --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"1, 0.5, 1", "0.3, 0.5, 1", "4, 0.25, 1", "1, 0.7, 3", "2, 0.1, 0.5"})
    void zeroOneConstant(double gamma, double share, double value) {
        String yaml = String.format("""
                name: zero-one
                dimension: infinite
                classes:
                  - {weight: 0.3, label: 1, mean: {type: constant}, covariance: {type: zero-one, zeroFraction: %s, value: %s}}
                  - {weight: 0.7, label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: zero-one, zeroFraction: %1$s, value: %2$s}}
                loss: {type: logistic}
                learningRate: {type: constant, value: %s}
                time: {end: 1, points: 2}
                """, share, value, gamma);
        AsymptoticAnalysis analysis = analyse(yaml, 1e8);
        Comparison constant = row(analysis, "risk", Kind.TIMES_T);
        double exact = 1 / (gamma * share);
        assertThat(constant.predicted().orElseThrow()).isCloseTo(exact, within(1e-12 * exact));
        // 0.1 %; corrections fall like log t / t.
        assertThat(constant.measured()).isCloseTo(exact, within(1e-3 * exact));
        Comparison variance = row(analysis, "logit_variance_1", Kind.LIMIT);
        assertThat(variance.predicted().orElseThrow()).isCloseTo((1 - share) / value, within(1e-12));
        assertThat(variance.measured()).isCloseTo((1 - share) / value, within(1e-5));
        assertThat(predicted(analysis, "cosine_2", Kind.LIMIT)).isCloseTo(-Math.sqrt(share), within(1e-12));
        assertThat(row(analysis, "risk", Kind.LIMIT).verdict()).contains(Verdict.VANISHING);
    }

    /** Several classes with covariances of their own: the constant is the squared length of the largest-margin direction. */
    @Test
    void zeroOneWithManyClasses() {
        String yaml = """
                name: margins
                dimension: infinite
                seed: 1
                classes:
                  - {weight: 0.5, label: 1, mean: {type: constant}, covariance: {type: zero-one}}
                  - {weight: 0.3, label: 0, mean: {type: gaussian, norm: 1.5}, covariance: {type: zero-one, value: 2}}
                  - {weight: 0.1, label: 1, mean: {type: gaussian, norm: 0.7}, covariance: {type: zero-one}}
                  - {weight: 0.1, label: 1, mean: {type: constant, amplitude: 3}, covariance: {type: zero-one}}
                loss: {type: logistic}
                learningRate: {type: constant, value: 0.7}
                time: {end: 1, points: 2}
                """;
        AsymptoticAnalysis analysis = analyse(yaml, 1e8);
        Comparison constant = row(analysis, "risk", Kind.TIMES_T);
        // Orthogonal nu_i of clean squares 1/2, 2.25/2, 0.49/2; the fourth class has three times the first one's
        // margin.
        double exact = (2 + 2 / 2.25 + 2 / 0.49) / 0.7;
        assertThat(constant.predicted().orElseThrow()).isCloseTo(exact, within(1e-9 * exact));
        assertThat(constant.measured()).isCloseTo(exact, within(1e-3 * exact));
    }

    // --- power laws above the transition ---------------------------------------------------------------------------

    /**
     * The slope to the next order; what is left is of order 1 / log^3 t, 5e-5 at t = 1e12, with constants that grow as kappa falls.
     * The leading law -1 + ((1 - kappa) / kappa) / log t misses by much more.
     */
    @ParameterizedTest
    @CsvSource({"2, 0, 5e-4", "4, 0, 5e-5", "1.5, 0, 2e-3", "3, 0.5, 2e-3"})
    void slopesAboveTheTransition(double alpha, double beta, double tolerance) {
        double kappa = (alpha - 2 * beta - 1) / alpha;
        for (double end : new double[] {1e8, 1e12}) {
            AsymptoticAnalysis analysis = symmetric(alpha, beta, "logistic", end);
            Comparison slope = row(analysis, "risk", Kind.SLOPE_AT_END);
            double gap = Math.abs(slope.measured() - slope.predicted().orElseThrow());
            // log^3 1e12 / log^3 1e8 = 3.4.
            assertThat(gap).as("t = %s", end).isLessThan(end < 1e12 ? 3.4 * tolerance : tolerance);
            double leading = -1 + (1 - kappa) / kappa / Math.log(end);
            assertThat(Math.abs(slope.measured() - leading)).isGreaterThan(4 * gap);
            Comparison risk = row(analysis, "risk", Kind.AT_END);
            // The constant comes with the law: within 2.2 % at 1e12 where kappa = 1/3.
            assertThat(risk.predicted().orElseThrow()).isCloseTo(risk.measured(), within(0.05 * risk.measured()));
            assertThat(row(analysis, "risk", Kind.LIMIT).verdict()).contains(Verdict.VANISHING);
            assertThat(row(analysis, "logit_variance_1", Kind.LIMIT).verdict()).contains(Verdict.GROWING);
        }
    }

    /** At alpha = 1 + 2 beta the risk falls like t^-rho/(rho + 2), rho = 1 / alpha, up to powers of log t. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0.333333333", "2, 0.5, 0.2", "0.5, -0.25, 0.5"})
    void atTheTransition(double alpha, double beta, double exponent) {
        AsymptoticAnalysis analysis = symmetric(alpha, beta, "logistic", 1e12);
        Comparison row = row(analysis, "risk", Kind.EXPONENT);
        assertThat(row.predicted().orElseThrow()).isCloseTo(-exponent, within(1e-8));
        // 1 / log t = 0.036 times less than one.
        assertThat(row.measured()).isCloseTo(-exponent, within(0.015));
    }

    /** Three classes with orthogonal means of one length. */
    @Test
    void softmaxOfSymmetricMeans() {
        String yaml = """
                name: softmax
                dimension: infinite
                seed: 1
                classes: {count: 3, mean: {type: gaussian, norm: 1}, covariance: {type: power-law, exponent: 4}}
                loss: {type: softmax}
                learningRate: {type: constant, value: 1}
                time: {end: 1, points: 2}
                integrator: {type: modewise, relativeTolerance: 1e-5, absoluteTolerance: 1e-9}
                """;
        AsymptoticAnalysis power = analyse(yaml, 1e5);
        // At t = 1e4 to 1e5 the two-class law of this exponent is within 3e-3 and 1 %.
        Comparison slope = row(power, "risk", Kind.SLOPE_AT_END);
        assertThat(slope.predicted().orElseThrow()).isCloseTo(slope.measured(), within(3e-3));
        Comparison risk = row(power, "risk", Kind.AT_END);
        assertThat(risk.predicted().orElseThrow()).isCloseTo(risk.measured(), within(0.01 * risk.measured()));
        AsymptoticAnalysis clean =
                analyse(yaml, 1e5, "classes={count: 3, mean: {type: gaussian}, covariance: {type: zero-one}}");
        Comparison constant = row(clean, "risk", Kind.TIMES_T);
        // 2 (L - 1) / (gamma Delta_0^2), Delta_0^2 = 2 / 2.
        assertThat(constant.predicted().orElseThrow()).isCloseTo(4, within(1e-12));
        assertThat(constant.measured()).isCloseTo(4, within(0.004));
    }

    /** At finite dimension the classes overlap after all; twenty modes keep a risk of 2.5e-8. */
    @Test
    void atFiniteDimensionThereIsAPositiveLimit() {
        String yaml = String.format(SYMMETRIC, 0, 2, "logistic");
        AsymptoticAnalysis small = analyse(yaml, 1e12, "dimension=20");
        Comparison limit = row(small, "risk", Kind.LIMIT);
        assertThat(limit.verdict()).contains(Verdict.NONZERO);
        assertThat(limit.predicted().orElseThrow()).isCloseTo(limit.measured(), within(limit.uncertainty()));
        AsymptoticAnalysis large = analyse(yaml, 1e8, "dimension=1000");
        assertThat(large.prediction().orElseThrow().family()).contains("exp(-M / 2), M = 1643.93");
    }

    /** Two softmax outputs are logistic regression on their difference at twice the learning rate. */
    @Test
    void softmaxOfTwoClassesIsLogistic() {
        String yaml = String.format(SYMMETRIC, 0, 2, "logistic");
        AsymptoticAnalysis two = analyse(yaml, 1e6, "loss={type: softmax}", "learningRate.value=0.5");
        AsymptoticAnalysis one = analyse(yaml, 1e6);
        double predicted = predicted(one, "risk", Kind.AT_END);
        assertThat(predicted(two, "risk", Kind.AT_END)).isCloseTo(predicted, within(1e-12 * predicted));
        assertThat(row(two, "risk", Kind.AT_END).measured())
                .isCloseTo(row(one, "risk", Kind.AT_END).measured(), within(1e-6 * predicted));
    }

    // --- outside ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "learningRate={type: adagrad-norm, value: 1, offset: 1}",
                "learningRate={type: power-decay, value: 1, time: 10, exponent: 0.3}",
                "classes[0].covariance={type: power-law, exponent: 2.5}"
            })
    void outsideTheFamiliesThereAreReadingsAlone(String setting) {
        String yaml = String.format(SYMMETRIC, 0, 2, "logistic");
        AsymptoticAnalysis analysis = analyse(yaml, 1e4, setting);
        assertThat(analysis.prediction()).isEmpty();
        assertThat(row(analysis, "risk", Kind.SLOPE_AT_END).measured()).isNegative();
        assertThat(row(analysis, "risk", Kind.LIMIT).predicted()).isEmpty();
    }

    /** A schedule that ends constant has the late times of its last value. */
    @Test
    void schedulesThatEndConstantArePredicted() {
        String yaml = String.format(SYMMETRIC, 0.5, 1, "logistic");
        AsymptoticAnalysis analysis =
                analyse(yaml, 1e8, "learningRate={type: piecewise, times: [3, 10], values: [0.1, 2, 1]}");
        assertThat(predicted(analysis, "risk", Kind.LIMIT)).isCloseTo(0.37131614665750023, within(1e-9));
    }

    // --- how certain a reading is ----------------------------------------------------------------------------------

    /** Limits read off early hold later on. Without a trial on the past, some reading off each of these experiments does not. */
    @ParameterizedTest
    @CsvSource({
        "softmax, 0.25, 1, 0.5, 0.5", "softmax, 0.1, 0.8, 0.8, 0.2", "softmax, 0, 0.5, 0.9, -2",
        "huber, 0.5, 1, 1, -0.3", "huber, 0.25, 1, 0.5, 0.5", "huber, 0, 0.5, 0.9, -2"
    })
    void whatIsReadOffEarlyHolds(String loss, double beta, double first, double second, double amplitude) {
        String yaml = """
                name: early
                dimension: infinite
                classes:
                  - {label: 1, mean: {type: power-law, exponent: %s}, covariance: {type: power-law, exponent: %s}}
                  - {label: 0, mean: {type: power-law, exponent: %1$s, amplitude: %s}, covariance: {type: power-law, exponent: %s}}
                loss: {type: %s}
                learningRate: {type: constant, value: 1}
                time: {start: 0.01, end: 1.0e+8, points: 102, spacing: log}
                integrator: {type: modewise, relativeTolerance: 1.0e-10}
                statistics: [risk, logits]
                """.formatted(beta, first, amplitude, second, loss);
        Trajectory theory = Experiments.theory(yaml);
        int claims = 0;
        for (String column : theory.columns()) {
            if (column.equals("learning_rate")) {
                continue;
            }
            double[] values = theory.curve(column);
            Limit late = LateTime.limit(theory.times(), values);
            if (late.verdict() != Verdict.NONZERO || late.uncertainty() > 1e-3 * Math.abs(late.value())) {
                continue;
            }
            for (int count = 31; count < 71; count += 2) {
                Limit early = LateTime.limit(Arrays.copyOf(theory.times(), count), Arrays.copyOf(values, count));
                if (early.verdict() == Verdict.NONZERO) {
                    claims++;
                    assertThat(early.value())
                            .as("%s at t = %s", column, theory.times()[count - 1])
                            .isCloseTo(late.value(), within(early.uncertainty() + late.uncertainty()));
                }
            }
        }
        assertThat(claims).isPositive();
    }
}
