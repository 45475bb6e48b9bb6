package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.model.Trajectory;

/** Algorithms, averages, weights and batches that must give the same curves as something else, or a closed form. */
class AlgorithmIdentitiesTest {

    /** Integration at a tolerance of 1e-11 a step, and quadrature at 1e-12. */
    private static final double SAME = 1e-9;

    private static final List<String> ORDER_PARAMETERS =
            List.of("norm_squared", "logit_mean_1", "logit_variance_1", "logit_mean_2", "logit_variance_2");

    private static final String INTEGRATOR =
            "integrator: {type: dormand-prince-853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13}\n";

    private static final String LEAST_SQUARES = """
            name: least-squares
            dimension: 30
            classes:
              - {weight: 0.6, label: 0.5, mean: {type: constant, amplitude: 0.6}, covariance: {type: power-law, exponent: 0.4}}
              - {weight: 0.4, label: -0.2, mean: {type: zero}, covariance: {type: blocks, values: [0.4, 2], fractions: [0.4, 0.6]}}
            loss: {type: least-squares, teacher: true, noise: 0.1}
            teacher: {type: power-law, exponent: -0.2, amplitude: 1}
            learningRate: {type: constant, value: 0.6}
            time: {end: 4, points: 5}
            """ + INTEGRATOR;

    private static final String LOGISTIC = """
            name: logistic
            dimension: 30
            classes:
              - {weight: 0.6, label: 1, mean: {type: power-law, exponent: 0.2}, covariance: {type: power-law, exponent: 1.1}}
              - {weight: 0.4, label: 0, mean: {type: constant, amplitude: -0.8}, covariance: {type: power-law, exponent: 0.6}}
            loss: {type: logistic}
            initial: {type: constant, amplitude: 0.4}
            learningRate: {type: constant, value: 1}
            time: {end: 4, points: 5}
            """ + INTEGRATOR;

    private static final String SOFTMAX = """
            name: softmax
            dimension: 10
            classes:
              - {mean: {type: power-law, exponent: 0.3, amplitude: 1.5}, covariance: {type: power-law, exponent: 0.5}}
              - {mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
              - {mean: {type: band, from: 0, to: 0.5}, covariance: {type: power-law, exponent: 0.5}}
            loss: {type: softmax}
            initial: {type: power-law, exponent: 0.5, amplitude: 0.3}
            learningRate: {type: constant, value: 1}
            time: {end: 2, points: 3}
            integrator: {type: dormand-prince-853, relativeTolerance: 1e-9, absoluteTolerance: 1e-11}
            """;

    /** One class without a mean, label noise, no teacher: |X|^2 is all. */
    private static final String ISOTROPIC = """
            name: isotropic
            dimension: 20
            classes:
              - {label: 0, mean: {type: zero}, covariance: {type: isotropic}}
            loss: {type: least-squares, noise: 0.3}
            learningRate: {type: constant, value: 0.9}
            """ + INTEGRATOR;

    private static Trajectory theory(String yaml, String... settings) {
        Trajectory theory = Experiments.theory(yaml, settings);
        assertThat(theory.outcome().isComplete()).isTrue();
        return theory;
    }

    private static void requireSame(Trajectory found, Trajectory expected, List<String> columns, double tolerance) {
        for (String column : columns) {
            double[] curve = expected.curve(column);
            double moves =
                    Arrays.stream(curve).map(v -> Math.abs(v - curve[0])).max().orElse(0);
            assertThat(moves).as("%s changes over time", column).isGreaterThan(1e-3);
            assertThat(found.curve(column)).as(column).containsExactly(curve, within(tolerance));
        }
    }

    private static double distance(Trajectory a, Trajectory b, String column) {
        double largest = 0;
        for (int k = 0; k < a.times().length; k++) {
            largest = Math.max(largest, Math.abs(a.curve(column)[k] - b.curve(column)[k]));
        }
        return largest;
    }

    /** Errors at a parameter and at half of it: one of first order halves, up to its second order. */
    private static void requireFirstOrder(double atWhole, double atHalf, double atMost) {
        assertThat(atHalf).isGreaterThan(1e-6).isLessThan(atMost);
        assertThat(atWhole / atHalf).isBetween(1.8, 2.2);
    }

    @Test
    void clippingFarOutIsPlain() {
        String clipped = "algorithm={type: clipped, threshold: 1e3}";
        requireSame(theory(LEAST_SQUARES, clipped), theory(LEAST_SQUARES), List.of("risk", "norm_squared"), SAME);
        requireSame(theory(LOGISTIC, clipped), theory(LOGISTIC), ORDER_PARAMETERS, SAME);
        // Another quadrature, good to about 1e-10, and a motion that does not need symmetric Hessians.
        requireSame(theory(SOFTMAX, clipped), theory(SOFTMAX), List.of("risk", "error", "norm_squared"), 1e-7);
    }

    @Test
    void clippingTightlyWithALargerStepIsNormalising() {
        Trajectory normalised = theory(LEAST_SQUARES, "algorithm={type: normalized}");
        double[] error = new double[2];
        for (int k = 0; k < 2; k++) {
            double c = k == 0 ? 0.04 : 0.02;
            Trajectory clipped = theory(
                    LEAST_SQUARES,
                    "algorithm={type: clipped, threshold: " + c + "}",
                    "learningRate={type: constant, value: " + 0.6 / c + "}");
            error[k] = distance(clipped, normalised, "risk");
        }
        requireFirstOrder(error[0], error[1], 0.01);
    }

    /** |a|^2 / d = 1 for isotropic classes in the limit, so that the clipped residual is the slope of Huber's loss. */
    @Test
    void clippedLeastSquaresIsHuber() {
        String yaml = """
                name: huber
                dimension: infinite
                classes:
                  - {weight: 0.6, label: 0.7, mean: {type: power-law, exponent: 0.4, amplitude: 1.2}, covariance: {type: isotropic}}
                  - {weight: 0.4, label: -0.4, mean: {type: constant, amplitude: -0.5}, covariance: {type: isotropic}}
                loss: {type: huber, delta: 0.4}
                initial: {type: power-law, exponent: 0.2, amplitude: 0.9}
                learningRate: {type: constant, value: 0.8}
                ridge: 0.05
                time: {end: 4, points: 5}
                """ + INTEGRATOR;
        requireSame(
                theory(yaml, "loss={type: least-squares}", "algorithm={type: clipped, threshold: 0.4}"),
                theory(yaml),
                ORDER_PARAMETERS,
                SAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: dana, weight: 0, decay: 2, offset: 1}",
                "{type: momentum, direct: 1, weight: 0, input: 1, decay: 3}"
            })
    void momentaWithoutWeightArePlain(String algorithm) {
        requireSame(theory(LOGISTIC, "algorithm=" + algorithm), theory(LOGISTIC), ORDER_PARAMETERS, SAME);
        requireSame(theory(SOFTMAX, "algorithm=" + algorithm), theory(SOFTMAX), List.of("risk", "norm_squared"), 1e-8);
    }

    @Test
    void heavyBallsThatForgetAtOnceArePlain() {
        Trajectory plain = theory(LEAST_SQUARES);
        double whole = distance(theory(LEAST_SQUARES, "algorithm={type: heavy-ball, decay: 200}"), plain, "risk");
        double half = distance(theory(LEAST_SQUARES, "algorithm={type: heavy-ball, decay: 400}"), plain, "risk");
        requireFirstOrder(whole, half, 0.01);
    }

    /** One output: C_xx = gamma N / (2 A d) whatever theta is, so that risks have the same limits. */
    @Test
    void heavyBallsEndWherePlainStepsDo() {
        String[] late = {"time={end: 400, points: 2}", "statistics=[risk, norm, logits]"};
        Trajectory plain = theory(LEAST_SQUARES, late);
        for (double theta : new double[] {0.5, 5}) {
            Trajectory ball =
                    theory(LEAST_SQUARES, late[0], late[1], "algorithm={type: heavy-ball, decay: " + theta + "}");
            for (String column : List.of("risk", "norm_squared", "logit_variance_1", "logit_variance_2")) {
                // All rates are above 0.1, so that exp(-40) is left of the start.
                assertThat(Experiments.last(ball, column)).isCloseTo(Experiments.last(plain, column), within(1e-8));
            }
        }
    }

    /** The stationary velocity, C_vv = theta N / (2 d) = (theta A / gamma) C_xx with A = 1 and no mean. */
    @Test
    void theVelocityOfAHeavyBallStaysProportional() {
        Trajectory ball = theory(ISOTROPIC, "algorithm={type: heavy-ball, decay: 3}", "time={end: 80, points: 2}");
        double norm = Experiments.last(ball, "norm_squared");
        // s^2 gamma / (2 - gamma): N = |X|^2 + s^2.
        assertThat(norm).isCloseTo(0.3 * 0.9 / 1.1, within(SAME));
        assertThat(Experiments.last(ball, "velocity_norm_squared")).isCloseTo(3 / 0.9 * norm, within(SAME));
    }

    @Test
    void adagradOfOneIsotropicSpectrumIsAdagradNorm() {
        String yaml = LOGISTIC.replaceAll("covariance: \\{[^}]*}", "covariance: {type: isotropic, value: 0.7}");
        requireSame(
                theory(yaml, "algorithm={type: adagrad, epsilon: 0.25}"),
                theory(yaml, "learningRate={type: adagrad-norm, value: 1, offset: 0.5}"),
                ORDER_PARAMETERS,
                SAME);
    }

    @Test
    void adamWithAHugeEpsilonIsPlain() {
        Trajectory adam = theory(
                LEAST_SQUARES,
                "algorithm={type: adam, secondMomentDecay: 1, epsilon: 1e7}",
                "learningRate={type: constant, value: 6e6}");
        // sqrt(v) / epsilon is below 2e-7.
        requireSame(adam, theory(LEAST_SQUARES), List.of("risk", "norm_squared"), 1e-6);
    }

    /** omega to infinity: P = 1 / sqrt(N), N = V + s^2, V = |X|^2, V' = -2 gamma V / sqrt(N) + gamma^2. */
    @Test
    void adamThatForgetsAtOnceDividesByTheRootOfTheNoise() {
        String yaml = ISOTROPIC + "initial: {type: constant, amplitude: 1.5}\ntime: {end: 3, points: 2}\n";
        double v = 1.5 * 1.5;
        int steps = 3000;
        double h = 3.0 / steps;
        DoubleUnaryOperator slope = x -> -2 * 0.9 * x / Math.sqrt(x + 0.3) + 0.81;
        for (int k = 0; k < steps; k++) {
            double a = slope.applyAsDouble(v);
            double b = slope.applyAsDouble(v + h / 2 * a);
            double c = slope.applyAsDouble(v + h / 2 * b);
            double d = slope.applyAsDouble(v + h * c);
            v += h / 6 * (a + 2 * b + 2 * c + d);
        }
        double[] error = new double[2];
        for (int k = 0; k < 2; k++) {
            Trajectory adam =
                    theory(yaml, "algorithm={type: adam, secondMomentDecay: " + (k == 0 ? 200 : 400) + ", epsilon: 0}");
            error[k] = Math.abs(Experiments.last(adam, "norm_squared") - v);
        }
        requireFirstOrder(error[0], error[1], 0.01);
    }

    /** A flipped label is a class of equal mean and covariance with the other label. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: sgd}",
                "{type: clipped, threshold: 0.3}",
                "{type: heavy-ball, decay: 2}",
                "{type: normalized}"
            })
    void flippedLabelsAreClassesOfTheirOwn(String algorithm) {
        String first = "mean: {type: power-law, exponent: 0.2}, covariance: {type: power-law, exponent: 1.1}}";
        String second = "mean: {type: constant, amplitude: -0.8}, covariance: {type: power-law, exponent: 0.6}}";
        String flipped = LOGISTIC.replace("exponent: 1.1}}", "exponent: 1.1}, labelFlip: 0.2}");
        String split = LOGISTIC.replace(
                "  - {weight: 0.6, label: 1, " + first + "\n",
                "  - {weight: 0.48, label: 1, " + first + "\n  - {weight: 0.12, label: 0, " + first + "\n");
        assertThat(split).contains("weight: 0.12").contains(second);
        Trajectory noisy = theory(flipped, "algorithm=" + algorithm);
        Trajectory whole = theory(split, "algorithm=" + algorithm);
        requireSame(noisy, whole, List.of("risk", "error", "norm_squared", "logit_mean_1"), SAME);
        for (int k = 0; k < 5; k++) {
            double mixed = 0.8 * whole.curve("risk_1")[k] + 0.2 * whole.curve("risk_2")[k];
            assertThat(noisy.curve("risk_1")[k]).isCloseTo(mixed, within(SAME));
            double clean = 0.6 * whole.curve("risk_1")[k] + 0.4 * whole.curve("risk_3")[k];
            assertThat(noisy.curve("clean_risk")[k]).isCloseTo(clean, within(SAME));
        }
    }

    /** Two softmax classes that show each other's label are the same two in the other order. */
    @ParameterizedTest
    @ValueSource(strings = {"{type: sgd}", "{type: clipped, threshold: 0.4}"})
    void exchangedLabelsAreExchangedClasses(String algorithm) {
        String first =
                "mean: {type: power-law, exponent: 0.3, amplitude: 1.5}, covariance: {type: power-law, exponent: 0.5}";
        String second = "mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}";
        String flipped = SOFTMAX.replace(first + "}", first + ", labelFlip: [0, 1, 0]}")
                .replace(second + "}", second + ", labelFlip: [1, 0, 0]}");
        String exchanged = SOFTMAX.replace(first, "@").replace(second, first).replace("@", second);
        Trajectory a = theory(flipped, "algorithm=" + algorithm);
        Trajectory b = theory(exchanged, "algorithm=" + algorithm);
        requireSame(a, b, List.of("risk", "norm_squared", "risk_3", "logit_mean_3_1"), 1e-8);
        for (int k = 0; k < 3; k++) {
            assertThat(a.curve("risk_1")[k]).isCloseTo(b.curve("risk_2")[k], within(1e-8));
            assertThat(a.curve("logit_mean_1_2")[k]).isCloseTo(b.curve("logit_mean_2_2")[k], within(1e-8));
        }
        // Whom the classes are themselves is another matter: by their own labels they are mistaken more often than not.
        assertThat(Experiments.last(a, "clean_error")).isGreaterThan(Experiments.last(a, "error") + 0.2);
    }

    /** Softmax classes that all show the labels evenly have nothing to learn but that. */
    @Test
    void evenLabelsOfSoftmaxLeaveTheEvenGuess() {
        String even = "labelFlip: [0.3333333333333333, 0.3333333333333333, 0.3333333333333333]";
        String yaml = SOFTMAX.replaceAll("(covariance: \\{[^}]*})}", "$1, " + even + "}")
                .replace("initial: {type: power-law, exponent: 0.5, amplitude: 0.3}\n", "ridge: 0.5\n");
        Trajectory theory = theory(yaml, "time={end: 1, points: 3}");
        // At X = 0 the mean gradient vanishes; only its noise, of order 1 in |X|^2, moves the iterate.
        assertThat(theory.curve("risk")[0]).isCloseTo(Math.log(3), within(1e-12));
        assertThat(theory.curve("clean_risk")[0]).isCloseTo(Math.log(3), within(1e-12));
        for (int k = 0; k < 3; k++) {
            assertThat(theory.curve("logit_mean_1_1")[k]).isCloseTo(0, within(1e-12));
            assertThat(theory.curve("error")[k]).isCloseTo(2.0 / 3, within(1e-9));
        }
        assertThat(Experiments.last(theory, "norm_squared")).isGreaterThan(0.01);
    }

    /** sign SGD of one isotropic class with w = sqrt(2 R): its time as a function of w. */
    @ParameterizedTest
    @ValueSource(strings = {"modes", "delocalized"})
    void signsOfOneIsotropicClassFollowTheirClosedForm(String basis) {
        double gamma = 0.2;
        String yaml = """
                name: sign
                dimension: 50
                classes:
                  - {label: 0, mean: {type: zero}, covariance: {type: isotropic}}
                loss: {type: least-squares, teacher: true}
                teacher: {type: constant, amplitude: 1.5}
                learningRate: {type: constant, value: 0.2}
                time: {end: 20, points: 41}
                """ + INTEGRATOR + "algorithm: {type: sign, basis: " + basis + "}\n";
        Trajectory theory = theory(yaml);
        double end = Math.PI * gamma / 4;
        double start = 1.5;
        for (int k = 1; k < 41; k++) {
            double w = Math.sqrt(2 * theory.curve("risk")[k]);
            double left = (w - end) / (start - end);
            if (left > 1e-4) {
                double time = -Math.PI / (2 * gamma) * (w - start + end * Math.log(left));
                // An error of w counts (pi / (2 gamma)) end / (w - end) times.
                assertThat(time).isCloseTo(theory.times()[k], within(SAME * (1 + 1 / left)));
            }
        }
        assertThat(Experiments.last(theory, "risk")).isBetween(end * end / 2, end * end / 2 * 1.01);
    }

    /**
     * A stationary chain of relaxation rate k = gamma averaged over T: sum_rho Var y = (s^2 / (1 - gamma / 2)) / T, less the
     * chain's memory, (1 - e^{-k T}) / (k T).
     */
    @Test
    void tailAveragesOfAStationaryChainFollowTheirClosedForm() {
        double gamma = 0.9;
        Trajectory theory = theory(ISOTROPIC, "average={type: tail, start: 60}", "time={end: 160, points: 17}");
        for (int k = 7; k < 17; k++) {
            double length = theory.times()[k] - 60;
            double memory = -Math.expm1(-gamma * length) / (gamma * length);
            double expected = 0.3 / (1 - gamma / 2) * (1 - memory) / length;
            assertThat(theory.curve("average_norm_squared")[k]).isCloseTo(expected, within(SAME));
        }
        assertThat(theory.curve("average_norm_squared")[6]).isEqualTo(theory.curve("norm_squared")[6]);
    }

    /** Schedule-free SGD that takes gradients at z is plain in z, and its x the average of z from the start. */
    @Test
    void scheduleFreeWithoutInterpolationIsAnAverage() {
        double offset = 0.5;
        Trajectory free =
                theory(LEAST_SQUARES, "algorithm={type: schedule-free, interpolation: 0, offset: " + offset + "}");
        Trajectory average = theory(LEAST_SQUARES, "average={type: tail, start: 0}");
        for (int k = 1; k < 5; k++) {
            // x (t + t_0) = t_0 X_0 + int z, with X_0 = 0.
            double share = average.times()[k] / (average.times()[k] + offset);
            assertThat(free.curve("norm_squared")[k])
                    .isCloseTo(share * share * average.curve("average_norm_squared")[k], within(SAME));
            assertThat(free.curve("logit_mean_1")[k])
                    .isCloseTo(share * average.curve("average_logit_mean_1")[k], within(SAME));
        }
    }

    @Test
    void anExponentialAverageThatForgetsAtOnceIsTheIterate() {
        double[] error = new double[2];
        for (int k = 0; k < 2; k++) {
            Trajectory theory = theory(LOGISTIC, "average={type: exponential, rate: " + (k == 0 ? 100 : 200) + "}");
            error[k] = Math.abs(
                    Experiments.last(theory, "average_logit_mean_1") - Experiments.last(theory, "logit_mean_1"));
        }
        requireFirstOrder(error[0], error[1], 0.02);
    }

    /** Averages look on: they change nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"{type: tail, start: 1.5}", "{type: exponential, rate: 2}"})
    void averagesDoNotActBack(String average) {
        String ball = "algorithm={type: heavy-ball, decay: 2}";
        requireSame(theory(LOGISTIC, ball, "average=" + average), theory(LOGISTIC, ball), ORDER_PARAMETERS, SAME);
        requireSame(theory(LOGISTIC, "average=" + average), theory(LOGISTIC), ORDER_PARAMETERS, SAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0.6, 0.4]",
                "{type: piecewise, times: [1.5], values: [[0.6, 0.4], [0.6, 0.4]]}",
                "{type: linear, times: [1, 2], values: [[0.6, 0.4], [0.6, 0.4]]}"
            })
    void weightsThatDoNotMoveAreConstant(String weights) {
        requireSame(theory(LOGISTIC, "weights=" + weights), theory(LOGISTIC), List.of("risk", "norm_squared"), SAME);
        // They take precedence over those of the classes.
        String others = LOGISTIC.replace("weight: 0.6", "weight: 0.1").replace("weight: 0.4", "weight: 0.9");
        requireSame(theory(others, "weights=" + weights), theory(LOGISTIC), List.of("risk", "norm_squared"), SAME);
    }

    @Test
    void riskWeightsWeighTheRiskAlone() {
        Trajectory plain = theory(LOGISTIC);
        Trajectory weighed = theory(LOGISTIC, "riskWeights=[0.25, 0.75]");
        requireSame(weighed, plain, List.of("norm_squared", "logit_mean_1", "risk_1", "risk_2"), SAME);
        for (int k = 0; k < 5; k++) {
            double risk = 0.25 * plain.curve("risk_1")[k] + 0.75 * plain.curve("risk_2")[k];
            assertThat(weighed.curve("risk")[k]).isCloseTo(risk, within(SAME));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{type: sgd}", "{type: heavy-ball, decay: 2}", "{type: clipped, threshold: 0.5}"})
    void smallFractionsTendToTheEquations(String algorithm) {
        String yaml = LEAST_SQUARES.replace("dimension: 30", "dimension: 100");
        Trajectory equations = theory(yaml, "algorithm=" + algorithm);
        double[] error = new double[2];
        for (int k = 0; k < 2; k++) {
            error[k] = distance(
                    theory(yaml, "algorithm=" + algorithm, "batch={fraction: " + (k == 0 ? 0.02 : 0.01) + "}"),
                    equations,
                    "risk");
        }
        requireFirstOrder(error[0], error[1], 0.02);
    }

    /** Blocks of equal modes and constant profiles: sums over modes are the limit's integrals, in any dimension. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: heavy-ball, decay: 2}",
                "{type: schedule-free, interpolation: 0.9, offset: 0.2}",
                "{type: adam, momentumDecay: 3, secondMomentDecay: 2, epsilon: 0.1}",
                "{type: adagrad, epsilon: 0.1}",
                "{type: sign}",
                "{type: sign, basis: delocalized}",
                "{type: momentum, direct: 1, weight: 0.5, input: 1, decay: 2}"
            })
    void blocksAreTheSameInEveryDimension(String algorithm) {
        String yaml = """
                name: blocks
                dimension: 10
                classes:
                  - {weight: 0.6, label: 0.5, mean: {type: constant, amplitude: 0.6}, covariance: {type: blocks, values: [0.4, 2], fractions: [0.4, 0.6]}}
                  - {weight: 0.4, label: -0.2, mean: {type: zero}, covariance: {type: isotropic}}
                loss: {type: least-squares, teacher: true, noise: 0.1}
                teacher: {type: constant, amplitude: 1}
                learningRate: {type: constant, value: 0.3}
                time: {end: 4, points: 5}
                average: {type: tail, start: 1}
                """ + INTEGRATOR;
        requireSame(
                theory(yaml, "algorithm=" + algorithm, "dimension=infinite"),
                theory(yaml, "algorithm=" + algorithm),
                List.of("risk", "norm_squared", "average_norm_squared", "average_risk"),
                SAME);
    }

    /** Modes of equal eigenvalues move as one group with a slot per direction, under every algorithm as their own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: clipped, threshold: 0.4}",
                "{type: normalized}",
                "{type: heavy-ball, decay: 2}",
                "{type: schedule-free, interpolation: 0.9, offset: 0.2}",
                "{type: adam, momentumDecay: 3, secondMomentDecay: 2, epsilon: 0.1}",
                "{type: sign}",
                "{type: sign, basis: delocalized}"
            })
    void groupsMoveAsTheirModes(String algorithm) {
        String[] common = {"algorithm=" + algorithm, "average={type: exponential, rate: 1}", "ridge=0.1"};
        String grouped = SOFTMAX.replaceAll("covariance: \\{[^}]*}", "covariance: {type: isotropic}");
        // Eigenvalues that differ by 1e-8, and so make no groups.
        String single = grouped.replace("type: isotropic", "type: power-law, exponent: 1e-8");
        requireSame(
                theory(grouped, common),
                theory(single, common),
                List.of("risk", "norm_squared", "logit_mean_1_2", "average_norm_squared"),
                1e-6);
    }
}
