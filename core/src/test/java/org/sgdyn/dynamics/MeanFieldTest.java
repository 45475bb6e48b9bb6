package org.sgdyn.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.Continuum;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.SpectrumLimit;

class MeanFieldTest {

    private static final double[] WEIGHTS = {0.5, 0.3, 0.2};

    /**
     * One isotropic class, zero mean, label noise s^2: V = |X|^2 obeys V' = -2 gamma k V + gamma^2 k (k V + s^2), a linear
     * equation with an exponential solution.
     */
    @Test
    void singleIsotropicClassFollowsItsClosedForm() {
        int d = 20;
        double eigenvalue = 0.7;
        double noise = 0.3;
        double gamma = 0.8;
        double[] spectrum = new double[d];
        Arrays.fill(spectrum, eigenvalue);
        double[] start = new double[d];
        Arrays.fill(start, 1 / Math.sqrt(d));
        ModeTable modes = ModeTable.of(
                List.of(ClassTarget.of(0, 0)),
                new double[] {1},
                new double[][] {spectrum},
                new double[1][d],
                new double[0][],
                new double[][] {start});
        LearningProblem problem = Problems.of(modes, new Quadratic(1, 0, noise), Problems.constant(gamma), 0);
        ModeOrderParameters at = new ModeOrderParameters(problem);
        double time = 3;
        at.read(0, Problems.rungeKutta(new MeanField(problem), at.initialState(), time, 3000));

        double rate = 2 * gamma * eigenvalue - gamma * gamma * eigenvalue * eigenvalue;
        double limit = gamma * gamma * eigenvalue * noise / rate;
        // The integrator's own error at step 1e-3 is about 1e-13.
        assertThat(at.squaredNorm(0)).isCloseTo(limit + (1 - limit) * Math.exp(-rate * time), within(1e-11));
    }

    /** The equations as they stand in {@link MeanField}, by plain loops; classes share spectra and means up to their sign. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void derivativeFollowsTheEquations(boolean equalWeights) {
        double[] exponents = {1.1, 0.4, 1.1, 2, 0.4};
        double[] amplitudes = {0.8, -0.8, 0.5, 0.8, -0.3};
        List<ProfileLimit> means = new ArrayList<>();
        List<SpectrumLimit> spectra = new ArrayList<>();
        for (int i = 0; i < exponents.length; i++) {
            double amplitude = amplitudes[i];
            double power = i == 2 ? 0.3 : 1.2;
            double exponent = exponents[i];
            means.add(ProfileLimit.of(u -> amplitude * Math.pow(u, power)));
            spectra.add(SpectrumLimit.of(u -> Math.pow(u, exponent)));
        }
        ModeTable modes = new Continuum(
                        Problems.targets(5),
                        List.of(0.3, 0.25, 0.2, 0.15, 0.1),
                        spectra,
                        means,
                        List.of(),
                        List.of(ProfileLimit.of(u -> 0)))
                .infinite(3);
        if (equalWeights) {
            modes = singleModes(modes);
        }
        int n = modes.groups();
        double[] state = new double[2 * n + 1];
        for (int k = 0; k < 2 * n; k++) {
            state[k] = (1 + k % 5) / (2.0 * n);
        }
        double gamma = 0.8;
        double ridge = 0.1;
        double[] derivative = new double[state.length];
        new MeanField(Problems.of(modes, new Quadratic(1, 0, 0), Problems.constant(gamma), ridge))
                .derivative(0, state, derivative);
        // Sums of a few hundred terms, together of order one.
        assertThat(derivative).containsExactly(plainDerivative(modes, gamma, ridge, state), within(1e-13));
    }

    private static ModeTable singleModes(ModeTable modes) {
        return ModeTable.of(
                modes.targets(),
                IntStream.range(0, modes.classes()).mapToDouble(modes::weight).toArray(),
                rows(modes, modes::groupEigenvalues),
                rows(modes, modes::slotMeans),
                new double[0][],
                new double[1][modes.slots()]);
    }

    private static double[][] rows(ModeTable modes, IntFunction<double[]> row) {
        return IntStream.range(0, modes.classes()).mapToObj(row).toArray(double[][]::new);
    }

    private static double[] plainDerivative(ModeTable modes, double gamma, double ridge, double[] state) {
        int n = modes.groups();
        double[] result = new double[state.length];
        for (int s = 0; s < n; s++) {
            result[s] = -gamma * ridge * state[s];
            result[n + s] = -2 * gamma * ridge * state[n + s];
        }
        for (int i = 0; i < modes.classes(); i++) {
            double[] lambda = modes.groupEigenvalues(i);
            double p = modes.weight(i);
            double mean = 0;
            double variance = 0;
            for (int s = 0; s < n; s++) {
                mean += modes.slotMeans(i)[s] * state[s];
                variance += lambda[s] * (state[s] * state[s] + state[n + s]);
            }
            double gradient = mean - modes.target(i).label();
            for (int s = 0; s < n; s++) {
                result[s] -= gamma * p * (modes.slotMeans(i)[s] * gradient + lambda[s] * state[s]);
                result[n + s] += -2 * gamma * p * lambda[s] * state[n + s]
                        + gamma * gamma * modes.groupWeights()[s] * p * lambda[s] * (gradient * gradient + variance);
            }
        }
        return result;
    }

    /**
     * The chain rule along the dynamics, for any loss: dR/dt = -gamma riskDescent + (gamma^2 / 2) noiseCurvature, and with a
     * teacher d|X - X*|^2/dt = -2 gamma descentTowardTeacher + gamma^2 gradientSecondMoment.
     */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "3, 0", "3, 3"})
    void geometryIsTheDerivativeOfRiskAndDistance(int outputs, int teacherOutputs) {
        double gamma = 0.9;
        LearningProblem problem = Problems.random(new Quadratic(outputs, teacherOutputs, 0), WEIGHTS, 11, gamma, 0.2);
        MeanField system = new MeanField(problem);
        // Away from the start, so that covariances are there.
        double[] state = Problems.rungeKutta(system, system.initialState(), 0.4, 100);
        Recorder recorder = new Recorder();
        LearningProblem recording = new LearningProblem(
                problem.modes(), problem.loss(), recorder, problem.ridge(), 1, problem.expectation());
        new MeanField(recording).derivative(0, state, new double[state.length]);

        double step = 1e-5;
        double[] later = Problems.rungeKutta(system, state, step, 1);
        double[] earlier = Problems.rungeKutta(system, state, -step, 1);
        double riskRate = (risk(problem, later) - risk(problem, earlier)) / (2 * step);
        // Central differences: truncation about step^2, rounding about 1e-16 / step = 1e-11.
        assertThat(riskRate)
                .isCloseTo(-gamma * recorder.descent + gamma * gamma / 2 * recorder.curvature, within(1e-8));
        if (teacherOutputs > 0) {
            double distanceRate = (distance(problem, later) - distance(problem, earlier)) / (2 * step);
            assertThat(distanceRate)
                    .isCloseTo(-2 * gamma * recorder.toTeacher + gamma * gamma * recorder.noise, within(1e-8));
        }
    }

    /** Outputs that do not interact: two equal columns of a matrix problem move as the scalar problem does. */
    @Test
    void decoupledOutputsMoveAsScalars() {
        LearningProblem scalar = Problems.random(new Quadratic(1, 0, 0), WEIGHTS, 9, 0.7, 0.1);
        ModeTable modes = scalar.modes();
        double[][] eigenvalues = new double[3][];
        double[][] means = new double[3][];
        for (int i = 0; i < 3; i++) {
            eigenvalues[i] = modes.slotEigenvalues(i);
            means[i] = modes.slotMeans(i);
        }
        ModeTable doubled = ModeTable.of(
                List.of(modes.target(0), modes.target(1), modes.target(2)),
                WEIGHTS,
                eigenvalues,
                means,
                new double[0][],
                new double[][] {modes.slotInitials(0), modes.slotInitials(0)});
        LearningProblem matrix = Problems.of(doubled, new Quadratic(2, 0, 0), scalar.learningRate(), 0.1);
        ModeOrderParameters one = new ModeOrderParameters(scalar);
        ModeOrderParameters two = new ModeOrderParameters(matrix);
        one.read(0, Problems.rungeKutta(new MeanField(scalar), one.initialState(), 2, 200));
        two.read(0, Problems.rungeKutta(new MeanField(matrix), two.initialState(), 2, 200));
        for (int i = 0; i < 3; i++) {
            // The same arithmetic in another order: rounding only.
            assertThat(two.logitMean(i, 1)).isCloseTo(one.logitMean(i, 0), within(1e-13));
            assertThat(two.logitCovariance(i, 0, 0)).isCloseTo(one.logitCovariance(i, 0, 0), within(1e-13));
            assertThat(two.logitCovariance(i, 0, 1)).isCloseTo(one.logitCovariance(i, 0, 0), within(1e-13));
            assertThat(two.risk(i)).isCloseTo(2 * one.risk(i), within(1e-13));
        }
    }

    /** Blocks of a large state are spread over threads; how many there are does not change a bit. */
    @ParameterizedTest
    @CsvSource({"1, 150000", "3, 40000"})
    void threadsDoNotChangeTheResult(int outputs, int modes) throws Exception {
        LearningProblem problem = Problems.random(new Quadratic(outputs, 0, 0), WEIGHTS, modes, 0.9, 0.2);
        double[] state = new MeanField(problem).initialState();
        double[][] results = new double[3][];
        int[] threads = {1, 2, 5};
        for (int k = 0; k < threads.length; k++) {
            ForkJoinPool pool = new ForkJoinPool(threads[k]);
            double[] derivative = new double[state.length];
            pool.submit(() -> new MeanField(problem).derivative(0, state, derivative))
                    .get();
            pool.shutdown();
            results[k] = derivative;
        }
        assertThat(results[1]).isEqualTo(results[0]);
        assertThat(results[2]).isEqualTo(results[0]);
    }

    @Test
    void accumulatorIntegratesTheGradientSecondMoment() {
        LearningProblem plain = Problems.random(new Quadratic(1, 0, 0), WEIGHTS, 9, 0.7, 0);
        LearningRate accumulating = new LearningRate() {
            @Override
            public double value(double time, double accumulated, LossGeometry geometry) {
                return 0;
            }

            @Override
            public boolean accumulates() {
                return true;
            }
        };
        LearningProblem problem =
                new LearningProblem(plain.modes(), plain.loss(), accumulating, 0, 1, plain.expectation());
        Recorder recorder = new Recorder();
        LearningProblem recording =
                new LearningProblem(plain.modes(), plain.loss(), recorder, 0, 1, plain.expectation());
        MeanField system = new MeanField(problem);
        double[] start = system.initialState();
        double[] state = Problems.rungeKutta(system, start, 2, 10);
        new MeanField(recording).derivative(0, start, new double[start.length]);
        // With gamma = 0 nothing moves, so S = t times the constant second moment.
        assertThat(state[state.length - 1]).isCloseTo(2 * recorder.noise, within(1e-13));
    }

    private static double risk(LearningProblem problem, double[] state) {
        ModeOrderParameters at = new ModeOrderParameters(problem);
        at.read(0, state);
        double sum = 0;
        for (int i = 0; i < at.classes(); i++) {
            sum += at.weight(i) * at.risk(i);
        }
        return sum;
    }

    private static double distance(LearningProblem problem, double[] state) {
        ModeOrderParameters at = new ModeOrderParameters(problem);
        at.read(0, state);
        double sum = 0;
        for (int j = 0; j < at.outputs(); j++) {
            sum += at.squaredNorm(j);
            for (int s = 0; s < problem.modes().slots(); s++) {
                double teacher = at.slotTeacher(s, j);
                sum += teacher * teacher - 2 * teacher * at.slotIterate(s, j);
            }
        }
        return sum;
    }

    /** A learning rate that notes the geometry it is shown. */
    private static final class Recorder implements LearningRate {

        private double descent;
        private double curvature;
        private double toTeacher;
        private double noise;

        @Override
        public double value(double time, double accumulated, LossGeometry geometry) {
            descent = geometry.riskDescent();
            curvature = geometry.noiseCurvature();
            noise = geometry.gradientSecondMoment();
            try {
                toTeacher = geometry.descentTowardTeacher();
            } catch (IllegalStateException e) {
                toTeacher = Double.NaN;
            }
            return 0;
        }
    }
}
