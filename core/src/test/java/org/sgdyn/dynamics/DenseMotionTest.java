package org.sgdyn.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.DenseCovariances.Form;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.UpdateRule;

/** Logits, motion and geometry of full covariances against Kronecker products that are written out, at random coefficients. */
class DenseMotionTest {

    private static final int DIMENSION = 3;
    private static final int OUTPUTS = 2;
    private static final int COMPONENTS = 4;
    private static final double RIDGE = 0.3;

    /** Sums of some hundred terms of order one. */
    private static final double ROUNDING = 1e-12;

    private final Random random = new Random(6);

    /** Two vectors; what its step is, the tests say. */
    private static final UpdateRule TWO_VECTORS = new UpdateRule() {
        @Override
        public Memory memory() {
            return new Memory() {
                @Override
                public int slots() {
                    return 2;
                }

                @Override
                public void at(double time, double rate, double[] transition, double[] gain) {
                    Arrays.fill(transition, -1);
                    Arrays.fill(gain, rate);
                }
            };
        }
    };

    @ParameterizedTest
    @CsvSource({
        "PAPER, 3, 0",
        "PAPER, 2, 2",
        "PAPER, 0, 2",
        "SECOND_MOMENT, 3, 2",
        "SECOND_MOMENT, 1, 0",
        "SECOND_MOMENT, 0, 0"
    })
    void motionIsThatOfKroneckerProducts(Form form, int block, int teachers) {
        LearningProblem problem = problem(form, block, teachers).with(Training.of(TWO_VECTORS));
        StateLayout layout = StateLayout.of(problem);
        KroneckerDynamics plain = new KroneckerDynamics(problem.modes(), layout);
        double[] state = state(layout, plain);
        DenseLogits logits = new DenseLogits(problem, layout);
        logits.read(state);
        Coefficients at = coefficients(problem, layout);
        double[] derivative = new double[layout.size()];
        new DenseMotion(problem, layout, logits).respond(at, state, derivative);

        for (int i = 0; i < COMPONENTS; i++) {
            assertThat(logits.mean(i)).containsExactly(plain.logitMean(state, i), within(ROUNDING));
            assertThat(logits.covariance(i)).containsExactly(plain.logitCovariance(state, i), within(ROUNDING));
        }
        double[] expected = new double[layout.size()];
        for (int a = 0; a < layout.vectors(); a++) {
            System.arraycopy(plain.meanChange(at, state, a), 0, expected, layout.mean(a, 0), OUTPUTS * DIMENSION);
        }
        plain.write(plain.covarianceChange(at, state), expected);
        assertThat(derivative).containsExactly(expected, within(ROUNDING));
    }

    /** The five numbers as expectations over the iterate, exact for what is quadratic in it at two points along each axis. */
    @ParameterizedTest
    @CsvSource({"PAPER, 3", "PAPER, 0", "SECOND_MOMENT, 3", "SECOND_MOMENT, 2", "SECOND_MOMENT, 0"})
    void geometryIsTheExpectationOverTheIterate(Form form, int block) {
        LearningProblem problem = problem(form, block, OUTPUTS);
        StateLayout layout = StateLayout.of(problem);
        KroneckerDynamics plain = new KroneckerDynamics(problem.modes(), layout);
        double[] state = state(layout, plain);
        DenseLogits logits = new DenseLogits(problem, layout);
        logits.read(state);
        Coefficients at = coefficients(problem, layout);
        for (double[] hessian : at.hessian) {
            // Of a loss it is symmetric.
            hessian[1] = hessian[2];
        }
        DenseGeometry geometry = new DenseGeometry(problem, layout, logits);
        geometry.at(at, state);

        double[] force = plain.force(at, state);
        double[] curvature = plain.kronecker(at.hessian, true);
        double[] mean = plain.mean(state, 0);
        double[] root = root(plain.covariance(state));
        assertThat(geometry.squaredRiskGradient())
                .isCloseTo(expectation(root, y -> squared(gradient(force, curvature, y))), within(ROUNDING));
        assertThat(geometry.riskDescent())
                .isCloseTo(
                        expectation(root, y -> {
                            double[] gradient = gradient(force, curvature, y);
                            return dot(gradient, moved(gradient, x -> RIDGE * x, sum(mean, y)));
                        }),
                        within(ROUNDING));
        assertThat(geometry.descentTowardTeacher())
                .isCloseTo(
                        expectation(root, y -> {
                            double[] iterate = sum(mean, y);
                            double[] descent = moved(gradient(force, curvature, y), x -> RIDGE * x, iterate);
                            double[] apart = iterate.clone();
                            for (int e = 0; e < apart.length; e++) {
                                apart[e] -= problem.modes().slotTeachers(e / DIMENSION)[e % DIMENSION];
                            }
                            return dot(descent, apart);
                        }),
                        within(ROUNDING));

        double second = 0;
        double noise = 0;
        KroneckerDynamics whole = new KroneckerDynamics(problem.modes().withBlock(DIMENSION), layout);
        for (int i = 0; i < COMPONENTS; i++) {
            for (int r = 0; r < DIMENSION; r++) {
                second += whole.noise(i, r, r) / DIMENSION * (at.secondMoment[i][0] + at.secondMoment[i][3]);
            }
            for (int q = 0; q < COMPONENTS; q++) {
                double trace = 0;
                for (int e = 0; e < DIMENSION * DIMENSION; e++) {
                    trace +=
                            whole.noise(i, e / DIMENSION, e % DIMENSION) * whole.noise(q, e % DIMENSION, e / DIMENSION);
                }
                noise += trace / DIMENSION * dot(at.hessian[i], at.secondMoment[q]);
            }
        }
        assertThat(geometry.gradientSecondMoment()).isCloseTo(second, within(ROUNDING));
        assertThat(geometry.noiseCurvature()).isCloseTo(noise, within(ROUNDING));
    }

    /** F + A y at a distance y from the iterate's mean. */
    private static double[] gradient(double[] force, double[] curvature, double[] y) {
        double[] result = force.clone();
        for (int r = 0; r < y.length; r++) {
            for (int s = 0; s < y.length; s++) {
                result[r] += curvature[r * y.length + s] * y[s];
            }
        }
        return result;
    }

    private static double[] moved(double[] vector, DoubleUnaryOperator by, double[] x) {
        double[] result = vector.clone();
        Arrays.setAll(result, e -> vector[e] + by.applyAsDouble(x[e]));
        return result;
    }

    private static double[] sum(double[] a, double[] b) {
        return moved(a, x -> x, b);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int e = 0; e < a.length; e++) {
            sum += a[e] * b[e];
        }
        return sum;
    }

    private static double squared(double[] vector) {
        return dot(vector, vector);
    }

    /** The mean of a quadratic function of y = R z, z standard normal: over plus and minus n^1/2 times each column of R. */
    private static double expectation(double[] root, ToDoubleFunction<double[]> function) {
        int n = (int) Math.sqrt(root.length);
        double sum = 0;
        for (int column = 0; column < n; column++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] y = new double[n];
                for (int r = 0; r < n; r++) {
                    y[r] = sign * Math.sqrt(n) * root[r * n + column];
                }
                sum += function.applyAsDouble(y) / (2 * n);
            }
        }
        return sum;
    }

    /** Cholesky's root of a definite matrix. */
    private static double[] root(double[] matrix) {
        int n = (int) Math.sqrt(matrix.length);
        double[] root = new double[n * n];
        for (int r = 0; r < n; r++) {
            for (int s = 0; s <= r; s++) {
                double rest = matrix[r * n + s];
                for (int k = 0; k < s; k++) {
                    rest -= root[r * n + k] * root[s * n + k];
                }
                root[r * n + s] = r == s ? Math.sqrt(rest) : rest / root[s * n + s];
            }
        }
        return root;
    }

    private LearningProblem problem(Form form, int block, int teachers) {
        double[] matrices = new double[COMPONENTS * DIMENSION * DIMENSION];
        for (int i = 0; i < COMPONENTS; i++) {
            double[] matrix = symmetric(DIMENSION);
            System.arraycopy(matrix, 0, matrices, i * matrix.length, matrix.length);
        }
        DenseCovariances covariances = new DenseCovariances(new int[] {0, 1, 1, 0}, matrices, DIMENSION, form, block);
        ModeTable modes = ModeTable.dense(
                Problems.targets(COMPONENTS),
                new double[] {0.1, 0.2, 0.3, 0.4},
                normals(COMPONENTS, DIMENSION),
                normals(teachers, DIMENSION),
                normals(OUTPUTS, DIMENSION),
                covariances);
        return Problems.of(modes, new Quadratic(OUTPUTS, teachers, 0), Problems.constant(1), RIDGE);
    }

    /** Random means; a random definite covariance, what is not kept of it left out. */
    private double[] state(StateLayout layout, KroneckerDynamics plain) {
        double[] state = new double[layout.size()];
        for (int a = 0; a < layout.vectors(); a++) {
            System.arraycopy(normals(1, OUTPUTS * DIMENSION)[0], 0, state, layout.mean(a, 0), OUTPUTS * DIMENSION);
        }
        int n = plain.rows();
        double[] covariance = symmetric(n);
        for (int r = 0; r < n; r++) {
            // Dominant, so that it stays definite without what is left out.
            covariance[r * n + r] += 2 * n;
        }
        plain.write(covariance, state);
        return state;
    }

    /** Coefficients that no loss and no rule has, so that none stands for another. */
    private Coefficients coefficients(LearningProblem problem, StateLayout layout) {
        Coefficients at = new Coefficients(problem, layout);
        at.setRate(0.7, RIDGE);
        at.decoupledRidge = 0.2;
        at.addedNoise = 0.4;
        for (int i = 0; i < COMPONENTS; i++) {
            at.force[i] = normals(1, OUTPUTS)[0];
            at.hessian[i] = normals(1, OUTPUTS * OUTPUTS)[0];
            at.secondMoment[i] = symmetric(OUTPUTS);
            at.teacherHessian[i] = normals(1, problem.modes().teacherOutputs() * OUTPUTS)[0];
        }
        int n = layout.vectors();
        System.arraycopy(normals(1, n * n)[0], 0, at.transition, 0, n * n);
        System.arraycopy(normals(1, n)[0], 0, at.gain, 0, n);
        System.arraycopy(symmetric(n), 0, at.noiseGain, 0, n * n);
        return at;
    }

    private double[][] normals(int rows, int columns) {
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            Arrays.setAll(row, e -> random.nextGaussian());
        }
        return result;
    }

    /** W W^T / n. */
    private double[] symmetric(int n) {
        double[][] w = normals(n, n);
        double[] result = new double[n * n];
        for (int r = 0; r < n; r++) {
            for (int s = 0; s < n; s++) {
                result[r * n + s] = dot(w[r], w[s]) / n;
            }
        }
        return result;
    }
}
