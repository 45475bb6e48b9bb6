package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.losses.LeastSquares;
import org.sgdyn.losses.Logistic;
import org.sgdyn.losses.Softmax;
import org.sgdyn.losses.network.Activations;
import org.sgdyn.losses.network.Committee;
import org.sgdyn.losses.network.Criterion;
import org.sgdyn.model.ClassWeights;
import org.sgdyn.model.IterateAverage;
import org.sgdyn.model.LabelNoise;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeGrouping;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Linearisation;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;
import org.sgdyn.spi.TrainedParameter;
import org.sgdyn.spi.UpdateRule;
import org.sgdyn.statistics.Statistics;

/** The structured Jacobian of each kind of algorithm against differences of its right-hand side, column by column. */
class AlgorithmLinearisationTest {

    private static final double TIME = 0.7;
    private static final int STEPS = 50;
    private static final double RIDGE = 0.15;

    /** Differences of second order behind the moments of the structured solves err by 1e-8 / 6 of third derivatives. */
    private static final double SMOOTH = 1e-7;

    /** Their step of 1e-4 turns what quadrature leaves in the moments of clipped softmax, up to 1e-9, into 1e-5. */
    private static final double KINKED = 3e-5;

    private static final IterateAverage TAIL = new IterateAverage(IterateAverage.Kind.TAIL, 0.2);
    private static final IterateAverage EXPONENTIAL = new IterateAverage(IterateAverage.Kind.EXPONENTIAL, 1.5);
    private static final UpdateRule CLIPPED = new ClippedSgd(0.4, 0);
    private static final UpdateRule BALL = Momentum.heavyBall(2, UpdateRule.SGD);
    private static final UpdateRule ADAM = adam(OptionalDouble.empty(), false);
    private static final UpdateRule ADAM_WITH_MOMENTUM = adam(OptionalDouble.of(3), false);

    private static UpdateRule adam(OptionalDouble momentum, boolean decouplesRidge) {
        return new Adam(momentum, 2, 0.3, false, true, decouplesRidge, UpdateRule.SGD);
    }

    private static Training average(UpdateRule rule, IterateAverage average) {
        return new Training(
                rule,
                Optional.of(average),
                Optional.empty(),
                Optional.empty(),
                LabelNoise.NONE,
                OptionalDouble.empty());
    }

    private static Training weights(UpdateRule rule, ClassWeights weights) {
        return new Training(
                rule,
                Optional.empty(),
                Optional.of(weights),
                Optional.empty(),
                LabelNoise.NONE,
                OptionalDouble.empty());
    }

    /** Linear weights, which move at the time that is looked at. */
    private static ClassWeights moving() {
        return ClassWeights.linear(new double[] {0, 2}, new double[][] {{0.6, 0.3, 0.1}, {0.1, 0.4, 0.5}});
    }

    private static final LearningRate ADAPTIVE = new LearningRate() {
        @Override
        public double value(double time, double accumulated, LossGeometry geometry) {
            return 0.8 / Math.sqrt((1 + accumulated) * (1 + time));
        }

        @Override
        public boolean accumulates() {
            return true;
        }
    };

    private static final LearningRate DECAYING = (time, accumulated, geometry) -> 0.8 / Math.sqrt(1 + time);

    static List<Arguments> problems() {
        Loss square = LeastSquares.of(0.1, true);
        Loss logistic = new Logistic();
        Loss softmax = Softmax.of(3, 64);
        UpdateRule sign = new SignSgd(FeatureMap.Basis.MODES);
        UpdateRule delocalised = new SignSgd(FeatureMap.Basis.DELOCALIZED);
        return List.of(
                argumentSet("clipped, teacher", problem(square, Training.of(CLIPPED), DECAYING)),
                argumentSet("heavy ball, teacher", problem(square, Training.of(BALL), DECAYING)),
                argumentSet("heavy ball, adaptive", problem(square, Training.of(BALL), ADAPTIVE)),
                argumentSet(
                        "clipped dana", problem(logistic, Training.of(Momentum.dana(1.5, 3, 0.5, CLIPPED)), DECAYING)),
                argumentSet(
                        "schedule-free",
                        problem(square, Training.of(new ScheduleFree(0.9, 0.2, UpdateRule.SGD)), DECAYING)),
                argumentSet("sign", problem(square, Training.of(sign), DECAYING)),
                argumentSet("sign, delocalised", problem(square, Training.of(delocalised), DECAYING)),
                argumentSet("tail average of a heavy ball", problem(square, average(BALL, TAIL), DECAYING)),
                argumentSet("exponential average", problem(logistic, average(UpdateRule.SGD, EXPONENTIAL), ADAPTIVE)),
                argumentSet("adam", problem(square, Training.of(ADAM), DECAYING)),
                argumentSet("adam with momentum", problem(logistic, Training.of(ADAM_WITH_MOMENTUM), DECAYING)),
                argumentSet("adagrad", problem(square, Training.of(new Adagrad(0.1, UpdateRule.SGD)), DECAYING)),
                argumentSet("moving weights", problem(logistic, weights(UpdateRule.SGD, moving()), DECAYING)),
                argumentSet("moving weights, heavy ball", problem(square, weights(BALL, moving()), DECAYING)),
                argumentSet("softmax, heavy ball", problem(softmax, Training.of(BALL), DECAYING)),
                argumentSet("softmax, adam", problem(softmax, Training.of(ADAM), DECAYING)),
                argumentSet(
                        "softmax, adamw with momentum",
                        problem(softmax, Training.of(adam(OptionalDouble.of(3), true)), DECAYING)),
                argumentSet("softmax, tail average", problem(softmax, average(UpdateRule.SGD, TAIL), DECAYING)),
                argumentSet("softmax, adam, tail average", problem(softmax, average(ADAM, TAIL), DECAYING)),
                argumentSet(
                        "softmax, adam with momentum, exponential average",
                        problem(softmax, average(ADAM_WITH_MOMENTUM, EXPONENTIAL), DECAYING)),
                argumentSet("softmax, moving weights", problem(softmax, weights(UpdateRule.SGD, moving()), DECAYING)),
                argumentSet(
                        "softmax, clipped adam",
                        problem(
                                softmax,
                                Training.of(new Adam(OptionalDouble.empty(), 2, 0.3, false, true, false, CLIPPED)),
                                DECAYING)),
                argumentSet("softmax, clipped", problem(softmax, Training.of(CLIPPED), DECAYING)),
                argumentSet(
                        "softmax, normalised heavy ball",
                        problem(softmax, Training.of(Momentum.heavyBall(2, new NormalizedSgd())), DECAYING)),
                argumentSet("groups, heavy ball, average", grouped(square, average(BALL, EXPONENTIAL))),
                argumentSet("groups, softmax, adam with momentum", grouped(softmax, Training.of(ADAM_WITH_MOMENTUM))),
                argumentSet("groups, softmax, clipped", grouped(softmax, Training.of(CLIPPED))),
                argumentSet("bias", problem(logistic, biased(Training.of(UpdateRule.SGD), 1), ADAPTIVE)),
                argumentSet("bias, heavy ball, teacher", problem(square, biased(Training.of(BALL), 1), DECAYING)),
                argumentSet("bias, moving weights", problem(logistic, biased(weights(BALL, moving()), 1), DECAYING)),
                argumentSet("bias, average", problem(logistic, biased(average(BALL, EXPONENTIAL), 1), DECAYING)),
                argumentSet("bias, softmax", problem(softmax, biased(Training.of(UpdateRule.SGD), 3), DECAYING)),
                argumentSet("bias, groups", grouped(softmax, biased(Training.of(BALL), 3))),
                argumentSet("committee", problem(committee(), Training.of(UpdateRule.SGD), ADAPTIVE)),
                argumentSet("committee, heavy ball", problem(committee(), Training.of(BALL), DECAYING)),
                argumentSet(
                        "committee, bias, moving weights",
                        problem(committee(), biased(weights(BALL, moving()), 2), DECAYING)),
                argumentSet(
                        "committee, teacher",
                        problem(
                                committee().imitating(Activations.ERF, new double[] {1}, 0.1),
                                biased(Training.of(UpdateRule.SGD), 2),
                                ADAPTIVE)),
                argumentSet("committee, groups", grouped(committee(), Training.of(BALL))));
    }

    /** Two erf units whose output layer is trained. */
    private static Committee committee() {
        return Committee.of(Activations.ERF, 2, new double[] {0.9, -0.6}, new double[] {0.1}, 0.8, Criterion.SQUARED);
    }

    /** The same with a bias for each output, each at a rate of its own. */
    private static Training biased(Training training, int outputs) {
        return training.withBias(IntStream.range(0, outputs)
                .mapToObj(j -> new TrainedParameter("bias_" + j, "bias", 0.2 - 0.1 * j, 0.7 + 0.4 * j))
                .toList());
    }

    /** Four modes of two eigenvalues, merged into groups with a slot for each direction. */
    private static LearningProblem grouped(Loss loss, Training training) {
        LearningProblem problem = problem(loss, training, DECAYING, 2);
        ModeTable modes = ModeGrouping.merge(problem.modes());
        assertThat(modes.groups()).isEqualTo(2);
        assertThat(modes.slots()).isGreaterThan(2);
        return problem.with(modes);
    }

    private static LearningProblem problem(Loss loss, Training training, LearningRate rate) {
        return problem(loss, training, rate, 4);
    }

    /** Four random modes of so many eigenvalues, three classes on two spectra. */
    private static LearningProblem problem(Loss loss, Training training, LearningRate rate, int distinct) {
        int d = 4;
        RandomStream random = RandomStreams.of(7, 0, 0);
        double[][] eigenvalues = new double[3][d];
        for (int mode = 0; mode < d; mode++) {
            eigenvalues[0][mode] = mode < distinct ? 0.2 + 2 * random.uniform() : eigenvalues[0][mode - distinct];
            eigenvalues[1][mode] = mode < distinct ? 0.2 + 2 * random.uniform() : eigenvalues[1][mode - distinct];
            eigenvalues[2][mode] = eigenvalues[0][mode];
        }
        List<ClassTarget> targets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            targets.add(ClassTarget.of(i, i % 2));
        }
        ModeTable modes = ModeTable.of(
                targets,
                new double[] {0.5, 0.3, 0.2},
                eigenvalues,
                vectors(3, d, random),
                vectors(loss.teacherOutputs(), d, random),
                vectors(loss.outputs(), d, random));
        return new LearningProblem(modes, loss, rate, RIDGE, 1, GaussianQuadrature.standard(), training);
    }

    private static double[][] vectors(int count, int d, RandomStream random) {
        return IntStream.range(0, count)
                .mapToObj(k -> IntStream.range(0, d)
                        .mapToDouble(mode -> random.normal() / Math.sqrt(d))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Hands the system out, and its state at a time, before it solves on. */
    private record Probe(BiConsumer<OdeSystem, double[]> look) implements Integrator {
        @Override
        public int order() {
            return 4;
        }

        @Override
        public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
            if (times[0] <= TIME && times[times.length - 1] > TIME) {
                double[] state = advanced(system, initial, times[0], TIME);
                look.accept(system, state);
            }
            return DormandPrince853Integrator.of(Tolerances.of(1e-3, 1e-3)).solve(system, initial, times, observer);
        }
    }

    /** The midpoint rule: any state near the trajectory will do. */
    private static double[] advanced(OdeSystem system, double[] start, double from, double to) {
        int n = start.length;
        double h = (to - from) / STEPS;
        double[] y = start.clone();
        double[] middle = new double[n];
        double[] f = new double[n];
        for (int step = 0; step < STEPS; step++) {
            double t = from + step * h;
            system.derivative(t, y, f);
            for (int k = 0; k < n; k++) {
                middle[k] = y[k] + h / 2 * f[k];
            }
            system.derivative(t + h / 2, middle, f);
            for (int k = 0; k < n; k++) {
                y[k] += h * f[k];
            }
        }
        return y;
    }

    private static int looked(LearningProblem problem, BiConsumer<OdeSystem, double[]> look) {
        int[] looks = new int[1];
        Integrator probe = new Probe((system, state) -> {
            looks[0]++;
            look.accept(system, state);
        });
        TheorySolver.solve(problem, probe, new double[] {0, 1}, List.of(Statistics.risk()));
        return looks[0];
    }

    @ParameterizedTest
    @MethodSource("problems")
    void solvesWithTheJacobian(LearningProblem problem) {
        boolean isKinked = problem.modes().outputs() > 1 && !problem.training().hasOwnGradients();
        int looks = looked(problem, (system, state) -> {
            Linearisation linearisation = system.linearisation().orElseThrow();
            linearisation.at(TIME, state);
            int n = state.length;
            double[][] jacobian = jacobian(system, state);
            for (double sigma : new double[] {0.5, 30}) {
                linearisation.shift(sigma);
                for (int c = 0; c < n; c++) {
                    double[] w = new double[n];
                    for (int k = 0; k < n; k++) {
                        w[k] = (k == c ? sigma : 0) - jacobian[k][c];
                    }
                    linearisation.solve(w);
                    for (int k = 0; k < n; k++) {
                        assertThat(w[k])
                                .as("row %d of column %d at sigma = %s", k, c, sigma)
                                .isCloseTo(k == c ? 1 : 0, within(isKinked ? KINKED : SMOOTH));
                    }
                }
            }
        });
        assertThat(looks).isEqualTo(1);
    }

    /** df/dx, of fourth order with a step of 1e-3. */
    private static double[][] jacobian(OdeSystem system, double[] state) {
        int n = state.length;
        double step = 1e-3;
        double[] at = {-2, -1, 1, 2};
        double[] weight = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
        double[][] result = new double[n][n];
        double[] f = new double[n];
        for (int c = 0; c < n; c++) {
            for (int p = 0; p < at.length; p++) {
                double[] shifted = state.clone();
                shifted[c] += at[p] * step;
                system.derivative(TIME, shifted, f);
                for (int k = 0; k < n; k++) {
                    result[k][c] += weight[p] / step * f[k];
                }
            }
        }
        return result;
    }

    @ParameterizedTest
    @MethodSource("problems")
    void timeSlopeIsThatOfAllThatIsGivenInTime(LearningProblem problem) {
        int looks = looked(problem, (system, state) -> {
            Linearisation linearisation = system.linearisation().orElseThrow();
            linearisation.at(TIME, state);
            double[] slope = new double[state.length];
            linearisation.timeSlope(slope);
            double[] late = new double[state.length];
            double[] early = new double[state.length];
            double step = 1e-4;
            system.derivative(TIME + step, state, late);
            system.derivative(TIME - step, state, early);
            for (int k = 0; k < slope.length; k++) {
                // Truncation of the central difference, step^2, and rounding of the other, of step 1e-5.
                assertThat(slope[k]).isCloseTo((late[k] - early[k]) / (2 * step), within(3e-7));
            }
            assertThat(Arrays.stream(slope).map(Math::abs).max().orElse(0)).isGreaterThan(1e-3);
        });
        assertThat(looks).isEqualTo(1);
    }
}
