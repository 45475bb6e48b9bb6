package org.sgdyn.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

class StabilityTest {

    /** The threshold of a quadratic loss needs no run. */
    private static final Integrator UNASKED = new Integrator() {
        @Override
        public int order() {
            return 1;
        }

        @Override
        public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
            throw new AssertionError("nothing is to be integrated");
        }
    };

    /** One isotropic class: gamma_c = 2 whatever the eigenvalue's dimension; in general 2 (h k + delta) / (h k)^2. */
    @ParameterizedTest
    @CsvSource({"1, 0, 2", "0.5, 0, 4", "1, 0.5, 3"})
    void singleIsotropicClass(double eigenvalue, double ridge, double expected) {
        double[] spectrum = new double[7];
        Arrays.fill(spectrum, eigenvalue);
        ModeTable modes = ModeTable.of(
                Problems.targets(1),
                new double[] {1},
                new double[][] {spectrum},
                new double[1][7],
                new double[0][],
                new double[1][7]);
        Stability stability = Stability.of(
                Problems.of(modes, new Quadratic(1, 0, 0), Problems.constant(1), ridge),
                UNASKED,
                1,
                Cancellation.NEVER);
        assertThat(stability.exact()).isTrue();
        assertThat(stability.criticalLearningRate().getAsDouble()).isCloseTo(expected, within(1e-14));
    }

    /** Just below the critical rate the noise dies away, just above it grows: checked on the dynamics itself. */
    @ParameterizedTest
    @CsvSource({"3, 0", "5, 0.3", "8, 0"})
    void theDynamicsTurnsAtTheCriticalRate(int modes, double ridge) {
        double[] weights = {0.5, 0.3, 0.2};
        LearningProblem problem = Problems.random(new Quadratic(1, 0, 0), weights, modes, 1, ridge);
        double critical = Stability.of(problem, UNASKED, 1, Cancellation.NEVER)
                .criticalLearningRate()
                .getAsDouble();
        assertThat(growth(problem, 0.98 * critical)).isLessThan(1);
        assertThat(growth(problem, 1.02 * critical)).isGreaterThan(1);
    }

    /** The ratio of late increments of |X|^2: below 1 they die away, above 1 they grow. */
    private static double growth(LearningProblem problem, double gamma) {
        LearningProblem trial = new LearningProblem(
                problem.modes(), problem.loss(), Problems.constant(gamma), problem.ridge(), 1, problem.expectation());
        ModeOrderParameters at = new ModeOrderParameters(trial);
        MeanField system = new MeanField(trial);
        double[] state = at.initialState();
        double[] norms = new double[3];
        for (int k = 0; k < 3; k++) {
            state = Problems.rungeKutta(system, state, k == 0 ? 400 : 50, 40_000);
            at.read(0, state);
            norms[k] = at.squaredNorm(0);
        }
        double later = Math.abs(norms[2] - norms[1]);
        // Increments at rounding level have died away.
        return later < 1e-12 * norms[2] ? 0 : later / Math.abs(norms[1] - norms[0]);
    }

    @Test
    void withoutVarianceNothingGrows() {
        ModeTable modes = ModeTable.of(
                Problems.targets(1),
                new double[] {1},
                new double[1][3],
                new double[1][3],
                new double[0][],
                new double[1][3]);
        Stability stability = Stability.of(
                Problems.of(modes, new Quadratic(1, 0, 0), Problems.constant(1), 0), UNASKED, 1, Cancellation.NEVER);
        assertThat(stability.criticalLearningRate()).isEmpty();
    }
}
