package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.losses.LeastSquares;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Trajectory;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Solution;
import org.sgdyn.statistics.Statistics;

/** What the structure-using integrator promises beyond the contract. */
class ModewiseIntegratorTest {

    private static ModewiseIntegrator at(double tolerance) {
        return new ModewiseIntegrator(Tolerances.of(tolerance, tolerance / 1e4));
    }

    /**
     * Least squares with a zero mean is linear in V_rho = x_rho^2 + C_rho: V' = M V + b with
     * M = -2 gamma diag(lambda) + (gamma^2 / d) lambda lambda^T, b = (gamma^2 / d) s^2 lambda, so that
     * (V, 1)(t) is a matrix exponential and the risk (lambda . V + s^2) / 2.
     */
    @Test
    void leastSquaresFollowsTheMatrixExponential() {
        int d = 8;
        double gamma = 0.9;
        double noise = 0.25;
        double[] eigenvalues = IntStream.rangeClosed(1, d)
                .mapToDouble(mode -> Math.pow((double) mode / d, 4))
                .toArray();
        double[] start = new double[d];
        Arrays.fill(start, 1 / Math.sqrt(d));
        ModeTable modes = ModeTable.of(
                List.of(ClassTarget.of(0, 0)),
                new double[] {1},
                new double[][] {eigenvalues},
                new double[1][d],
                new double[0][],
                new double[][] {start});
        LearningProblem problem = new LearningProblem(
                modes,
                LeastSquares.of(noise, false),
                (time, accumulated, geometry) -> gamma,
                0,
                1,
                GaussianQuadrature.standard());
        double[] times = {0, 0.1, 1, 10, 100, 1e4};
        Trajectory theory = TheorySolver.solve(problem, at(1e-11), times, List.of(Statistics.risk()))
                .trajectory();

        double[][] generator = new double[d + 1][d + 1];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                generator[i][j] = gamma * gamma / d * eigenvalues[i] * eigenvalues[j];
            }
            generator[i][i] -= 2 * gamma * eigenvalues[i];
            generator[i][d] = gamma * gamma / d * noise * eigenvalues[i];
        }
        for (int k = 0; k < times.length; k++) {
            RealMatrix flow = exponential(new Array2DRowRealMatrix(generator).scalarMultiply(times[k]));
            double risk = noise / 2;
            for (int i = 0; i < d; i++) {
                double v = flow.getEntry(i, d);
                for (int j = 0; j < d; j++) {
                    v += flow.getEntry(i, j) / d;
                }
                risk += eigenvalues[i] * v / 2;
            }
            // A tolerance of 1e-11 a step; the exponential itself is good to about 1e-12.
            assertThat(theory.curve("risk")[k]).isCloseTo(risk, within(2e-10));
        }
    }

    /** Taylor's series of the matrix over 2^s, squared s times. */
    private static RealMatrix exponential(RealMatrix matrix) {
        int squarings = Math.max(0, (int) Math.ceil(Math.log(matrix.getNorm() + 1e-300) / Math.log(2)) + 4);
        RealMatrix small = matrix.scalarMultiply(Math.scalb(1.0, -squarings));
        RealMatrix sum = MatrixUtils.createRealIdentityMatrix(matrix.getRowDimension());
        RealMatrix term = sum;
        for (int k = 1; k <= 20; k++) {
            term = term.multiply(small).scalarMultiply(1.0 / k);
            sum = sum.add(term);
        }
        for (int k = 0; k < squarings; k++) {
            sum = sum.multiply(sum);
        }
        return sum;
    }

    /** The error falls like the fifth power of the number of steps: y' = -y^3 + sin t, not linear and not autonomous. */
    @Test
    void theOrderIsFive() {
        OdeSystem system = new ScalarSystem((t, y) -> -y * y * y + Math.sin(t));
        double exact = end(system, 1e-13)[0];
        double[] coarse = end(system, 1e-6);
        double[] fine = end(system, 1e-10);
        double slope = Math.log(Math.abs((coarse[0] - exact) / (fine[0] - exact))) / Math.log(fine[1] / coarse[1]);
        // The controller's steps are not proportional to each other, and signs of the error change along the way.
        assertThat(slope).isBetween(4.0, 6.5);
    }

    private static double[] end(OdeSystem system, double tolerance) {
        double[] last = new double[2];
        Solution solution = at(tolerance).solve(system, new double[] {1}, new double[] {0, 20}, (i, time, state) -> {
            last[0] = state[0];
        });
        last[1] = solution.steps();
        return last;
    }

    /** Over eight decades, steps grow with the logarithm of the time. */
    @Test
    void stepsGrowWithTheLogarithmOfTheTime() {
        LearningProblem problem = Workload.INFINITE_TO_1E10.problem();
        long before = 0;
        for (double end = 1e2; end < 1e11; end *= 100) {
            long steps = TheorySolver.solve(problem, at(1e-8), new double[] {0, end}, List.of(Statistics.risk()))
                    .solution()
                    .steps();
            // Two more decades never cost more than 250 steps; measured 166 where implicit ones take over, else up to
            // 110.
            assertThat(steps - before).isBetween(1L, 250L);
            before = steps;
        }
    }

    /** Polyak's rate is 1 / |X| at first: a boundary layer of t = 1e-11, then the escape from X = 0, then recovery. */
    @Test
    void leavesASaddlePointAndRecoversTheTeacher() {
        LearningProblem problem = Workload.phaseRetrieval(40, 1e-6, new PolyakLearningRate());
        double[] times = {0, 1, 5, 10, 15, 20, 30, 40};
        TheorySolver.Result found = TheorySolver.solve(problem, at(1e-9), times, List.of(Statistics.risk()));
        TheorySolver.Result other = TheorySolver.solve(
                problem, DormandPrince853Integrator.of(Tolerances.of(1e-10, 1e-12)), times, List.of(Statistics.risk()));
        double[] risk = found.trajectory().curve("risk");
        for (int k = 0; k < times.length; k++) {
            // The escape multiplies errors of the start, 1e-9, by the growth of X in logarithms, about 14.
            assertThat(risk[k]).isCloseTo(other.trajectory().curve("risk")[k], within(2e-8 * risk[k]));
        }
        // Explicit ones, of six evaluations each.
        assertThat(found.solution().steps()).isLessThan(5000);
    }

    /** Where student and teacher nearly agree, differences of moments must not leave the possible covariances. */
    @Test
    void recoveryOfATeacherTakesNoMoreStepsAsItSucceeds() {
        LearningProblem problem = Workload.phaseRetrieval(40, 0.5, (time, accumulated, geometry) -> 0.1);
        Solution solution = TheorySolver.solve(problem, at(1e-8), new double[] {0, 400}, List.of(Statistics.risk()))
                .solution();
        // 311, for a risk that falls to 1e-16; slopes that err where it is 1e-5 make it 35,000.
        assertThat(solution.steps()).isLessThan(600);
    }

    /** Interpolated output does not depend on which other times are asked for beyond the tolerance. */
    @ParameterizedTest
    @EnumSource(
            value = Workload.class,
            names = {"POWER_LAW_1000_TO_1E2", "ZERO_ONE_TO_1E6"})
    void outputTimesDoNotMoveTheCurve(Workload workload) {
        LearningProblem problem = workload.problem();
        double[] few = {0, 7, 90};
        double[] many = IntStream.rangeClosed(0, 90).asDoubleStream().toArray();
        double[] sparse = risk(problem, few);
        double[] dense = risk(problem, many);
        // Ten times the tolerance: the interpolant is of order 4, the steps of order 5.
        assertThat(dense[7]).isCloseTo(sparse[1], within(1e-8));
        assertThat(dense[90]).isCloseTo(sparse[2], within(1e-8));
    }

    private static double[] risk(LearningProblem problem, double[] times) {
        return TheorySolver.solve(problem, at(1e-9), times, List.of(Statistics.risk()))
                .trajectory()
                .curve("risk");
    }
}
