package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Outcome;
import org.sgdyn.statistics.Statistics;
import org.sgdyn.testkit.ScalarLoss;

/** A part that answers NaN is named by every integration; dynamics that overflow are not taken for one. */
final class NotANumberTest {

    static Stream<Integrator> all() {
        Tolerances tolerances = Tolerances.of(1e-8, 1e-10);
        return Stream.of(
                new ModewiseIntegrator(tolerances),
                new RungeKuttaChebyshevIntegrator(Tolerances.of(1e-4, 1e-6)),
                DormandPrince54Integrator.of(tolerances),
                DormandPrince853Integrator.of(tolerances),
                GraggBulirschStoerIntegrator.of(tolerances),
                AdamsMoultonIntegrator.of(tolerances),
                RungeKutta4Integrator.of(0.01),
                EulerIntegrator.of(0.01));
    }

    /** |r - y|^2 / 2 over the outputs, whose gradient for the second class ends where a logit reaches the edge. */
    private record Edged(int outputs, double edge) implements Loss {
        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            return Arrays.stream(logits)
                    .map(r -> (r - target.label()) * (r - target.label()) / 2)
                    .sum();
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            for (int j = 0; j < logits.length; j++) {
                boolean beyond = target.index() == 1 && Math.abs(logits[j]) > edge;
                gradient[j] = beyond ? Double.NaN : logits[j] - target.label();
            }
        }
    }

    /** r^4 / 4: its dynamics leaves every bound in finite time beyond a critical learning rate. */
    private static final Loss QUARTIC = new ScalarLoss((y, r) -> Math.pow(r - y, 4) / 4, (y, r) -> Math.pow(r - y, 3));

    private static Outcome outcome(Integrator integrator, Loss loss, LearningRate rate) {
        int d = 40;
        double[] mean = new double[d];
        Arrays.fill(mean, 1 / Math.sqrt(d));
        double[] opposite = Arrays.stream(mean).map(x -> -x).toArray();
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        ModeTable modes = ModeTable.of(
                List.of(ClassTarget.of(0, 1), ClassTarget.of(1, -1)),
                new double[] {0.5, 0.5},
                new double[][] {ones, ones},
                new double[][] {mean, opposite},
                new double[0][],
                new double[loss.outputs()][d]);
        LearningProblem problem = new LearningProblem(modes, loss, rate, 0, 1, GaussianQuadrature.standard());
        return TheorySolver.solve(problem, integrator, new double[] {0, 0.5, 1, 4}, List.of(Statistics.norm()))
                .trajectory()
                .outcome();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aLearningRateIsNamedWithItsTime(Integrator integrator) {
        Outcome outcome = outcome(
                integrator,
                new Edged(1, 1e9),
                (time, accumulated, geometry) -> time < 1.5 ? 0.5 : Math.sqrt(1.5 - time));
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Outcome.Kind.NOT_A_NUMBER);
        assertThat(outcome.message()).contains("NaN", "the learning rate is").doesNotContain("lower");
        // A method looks ahead by no more than the step before which it gives up.
        assertThat(outcome.time()).isBetween(1.5, 1.55);
    }

    /** One output, where quadrature is adaptive, and two, where it is not. */
    @ParameterizedTest
    @MethodSource("all")
    void aLossIsNamedWithItsClass(Integrator integrator) {
        for (int outputs = 1; outputs <= 2; outputs++) {
            Outcome outcome = outcome(integrator, new Edged(outputs, 1.5), (time, accumulated, geometry) -> 0.5);
            assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Outcome.Kind.NOT_A_NUMBER);
            assertThat(outcome.message()).contains("NaN", "the loss's expectation over class 2 at logits of mean");
            assertThat(outcome.time()).isBetween(0.0, 4.0);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void overflowStaysADivergence(Integrator integrator) {
        Outcome outcome = outcome(integrator, QUARTIC, (time, accumulated, geometry) -> 3);
        assertThat(outcome.kind()).as(outcome.toString()).isIn(Outcome.Kind.DIVERGED, Outcome.Kind.STALLED);
    }
}
