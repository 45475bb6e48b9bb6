package org.sgdyn.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeGrouping;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Linearisation;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.TrainedParameter;

/** The structured solves against the Jacobian by differences, column by column. */
class ModewiseLinearisationTest {

    private static final double[] WEIGHTS = {0.5, 0.3, 0.2};

    /** AdaGrad-Norm with a schedule, so that the rate moves with time and with the accumulator. */
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

    /** Rules as smooth as line search and Polyak's away from their zeros, with a schedule and an accumulator besides. */
    private record Reading(ToDoubleFunction<LossGeometry> rule, boolean accumulates) implements LearningRate {
        @Override
        public double value(double time, double accumulated, LossGeometry geometry) {
            return rule.applyAsDouble(geometry) / Math.sqrt(1 + time + (accumulates ? accumulated : 0));
        }

        @Override
        public boolean readsGeometry() {
            return true;
        }
    }

    private static final LearningRate LINE_SEARCH =
            new Reading(geometry -> geometry.riskDescent() / geometry.noiseCurvature(), false);
    private static final LearningRate MIXED = new Reading(
            geometry -> geometry.squaredRiskGradient()
                    / (geometry.noiseCurvature() * Math.sqrt(1 + geometry.gradientSecondMoment())),
            true);
    private static final LearningRate POLYAK =
            new Reading(geometry -> geometry.descentTowardTeacher() / geometry.gradientSecondMoment(), false);

    static List<LearningProblem> problems() {
        LearningProblem scalar = Problems.random(new Quadratic(1, 0, 0.3), WEIGHTS, 7, 0.9, 0.2);
        LearningProblem teacher = Problems.random(new Quadratic(1, 1, 0.1), WEIGHTS, 7, 0.9, 0);
        LearningProblem matrix = Problems.random(new Quadratic(3, 0, 0), WEIGHTS, 5, 0.9, 0.1);
        LearningProblem coupled = with(matrix, new Coupled(matrix.loss()), matrix.learningRate());
        LearningProblem merged = new LearningProblem(
                ModeGrouping.merge(scalar.modes()), scalar.loss(), scalar.learningRate(), 0, 1, scalar.expectation());
        // 28 shared numbers for two spectra, and 270 for three: solved with by Krylov steps.
        LearningProblem affine = Problems.random(new Quadratic(4, 0, 0), new double[] {0.6, 0.4}, 5, 0.9, 0.1);
        LearningProblem many = Problems.random(new Quadratic(12, 0, 0), WEIGHTS, 3, 0.9, 0.1);
        return List.of(
                affine,
                with(many, new Coupled(many.loss()), many.learningRate()),
                scalar,
                teacher,
                matrix,
                coupled,
                merged,
                with(scalar, scalar.loss(), ADAPTIVE),
                with(coupled, coupled.loss(), ADAPTIVE),
                with(scalar, scalar.loss(), LINE_SEARCH),
                with(merged, merged.loss(), LINE_SEARCH),
                with(teacher, teacher.loss(), POLYAK),
                with(coupled, coupled.loss(), MIXED),
                biased(scalar),
                biased(merged),
                biased(teacher),
                biased(affine),
                biased(with(coupled, coupled.loss(), ADAPTIVE)),
                biased(with(scalar, scalar.loss(), LINE_SEARCH)),
                with(scalar, new Scaled(scalar.loss()), ADAPTIVE),
                biased(with(coupled, new Scaled(coupled.loss()), coupled.learningRate())));
    }

    /** The same with a bias for each output, each at a rate of its own. */
    private static LearningProblem biased(LearningProblem problem) {
        List<TrainedParameter> bias = IntStream.range(0, problem.modes().outputs())
                .mapToObj(j -> new TrainedParameter("bias_" + j, "bias", 0.2 - 0.1 * j, 0.7 + 0.4 * j))
                .toList();
        return problem.with(problem.training().withBias(bias));
    }

    /** A loss times exp(theta_1) and shifted by theta_2 in its first logit: parameters of its own, whose moments follow. */
    private record Scaled(Loss shape) implements Loss {
        @Override
        public int outputs() {
            return shape.outputs();
        }

        @Override
        public List<TrainedParameter> trained() {
            return List.of(
                    new TrainedParameter("scale", "scale", -0.3, 0.5),
                    new TrainedParameter("shift", "shift", 0.4, 1.5));
        }

        @Override
        public double value(ClassTarget target, double[] r, double[] teacher, double noise) {
            return 0;
        }

        @Override
        public void gradient(ClassTarget target, double[] r, double[] teacher, double noise, double[] gradient) {
            throw new AssertionError("only the moments are asked for");
        }

        @Override
        public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
            LossMoments plain = shape.moments(target, expectation);
            int l = outputs();
            return new LossMoments() {
                @Override
                public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
                    double scale = Math.exp(mean[l]);
                    double[] shifted = Arrays.copyOf(mean, l);
                    shifted[0] += mean[l + 1];
                    plain.evaluate(shifted, covariance, result);
                    for (int k = 0; k < l * l; k++) {
                        result.hessian[k] *= scale;
                        result.gradientSecondMoment[k] *= scale * scale;
                    }
                    for (int j = 0; j < l; j++) {
                        result.gradient[j] *= scale;
                    }
                    result.trained[0] = scale * plain.risk(shifted, covariance);
                    result.trained[1] = result.gradient[0];
                }

                @Override
                public double risk(double[] mean, double[] covariance) {
                    double[] shifted = Arrays.copyOf(mean, l);
                    shifted[0] += mean[l + 1];
                    return Math.exp(mean[l]) * plain.risk(shifted, covariance);
                }

                @Override
                public void trainedSecondMoment(double[] mean, double[] covariance, double[] result) {
                    // Any smooth numbers will do for an accumulator.
                    double[] shifted = Arrays.copyOf(mean, l);
                    shifted[0] += mean[l + 1];
                    double risk = Math.exp(mean[l]) * plain.risk(shifted, covariance);
                    result[0] = 1 + risk * risk;
                    result[1] = 2 + risk;
                }
            };
        }
    }

    private static LearningProblem with(LearningProblem problem, Loss loss, LearningRate rate) {
        return new LearningProblem(problem.modes(), loss, rate, problem.ridge(), 1, problem.expectation());
    }

    /** Moments that are smooth but otherwise arbitrary, with Hessians that couple the outputs. */
    private record Coupled(Loss shape) implements Loss {
        @Override
        public int outputs() {
            return shape.outputs();
        }

        @Override
        public double value(ClassTarget target, double[] r, double[] teacher, double noise) {
            return 0;
        }

        @Override
        public void gradient(ClassTarget target, double[] r, double[] teacher, double noise, double[] gradient) {
            throw new AssertionError("only the moments are asked for");
        }

        @Override
        public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
            int l = outputs();
            return new LossMoments() {
                @Override
                public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
                    for (int j = 0; j < l; j++) {
                        result.gradient[j] = Math.sin(mean[j] + target.index()) + covariance[j * l + (j + 1) % l];
                        for (int k = 0; k < l; k++) {
                            double common = Math.cos(mean[j] * mean[k] + covariance[j * l + k]);
                            result.hessian[j * l + k] = common + (j == k ? 2 : 0);
                            result.gradientSecondMoment[j * l + k] = 1 + common * common;
                        }
                    }
                }

                @Override
                public double risk(double[] mean, double[] covariance) {
                    return 0;
                }
            };
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void solvesWithTheJacobian(LearningProblem problem) {
        MeanField system = new MeanField(problem);
        double time = 0.7;
        double[] state = Problems.rungeKutta(system, system.initialState(), time, 200);
        Linearisation linearisation = system.linearisation().orElseThrow();
        linearisation.at(time, state);
        int n = state.length;
        for (double sigma : new double[] {0.05, 3, 1e4}) {
            linearisation.shift(sigma);
            for (int c = 0; c < n; c++) {
                // w = (sigma I - J) v by differences of f along v must come back as v.
                double[] v = new double[n];
                v[c] = 1;
                v[(c + 1) % n] = -0.4;
                double[] w = applied(system, time, state, v, sigma);
                linearisation.solve(w);
                double scale = Math.max(1, 1 / sigma);
                for (int k = 0; k < n; k++) {
                    // Differences of second order behind the moments of several outputs err by 1e-8 / 6 of third
                    // derivatives;
                    // dividing by sigma amplifies that.
                    assertThat(w[k]).isCloseTo(v[k], within(3e-9 * scale));
                }
            }
        }
    }

    private static double[] applied(MeanField system, double time, double[] state, double[] v, double sigma) {
        int n = state.length;
        double step = 1e-3;
        double[] at = {-2, -1, 1, 2};
        double[] weight = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
        double[] result = new double[n];
        double[] shifted = new double[n];
        double[] f = new double[n];
        for (int p = 0; p < at.length; p++) {
            for (int k = 0; k < n; k++) {
                shifted[k] = state[k] + at[p] * step * v[k];
            }
            system.derivative(time, shifted, f);
            for (int k = 0; k < n; k++) {
                result[k] -= weight[p] / step * f[k];
            }
        }
        for (int k = 0; k < n; k++) {
            result[k] += sigma * v[k];
        }
        return result;
    }

    @Test
    void timeSlopeIsThatOfTheSchedule() {
        LearningProblem problem = problems().get(8);
        MeanField system = new MeanField(problem);
        double time = 0.7;
        double[] state = Problems.rungeKutta(system, system.initialState(), time, 200);
        Linearisation linearisation = system.linearisation().orElseThrow();
        linearisation.at(time, state);
        double[] slope = new double[state.length];
        linearisation.timeSlope(slope);
        double[] late = new double[state.length];
        double[] early = new double[state.length];
        double step = 1e-4;
        system.derivative(time + step, state, late);
        system.derivative(time - step, state, early);
        for (int k = 0; k < slope.length; k++) {
            // Truncation of the central difference, step^2.
            assertThat(slope[k]).isCloseTo((late[k] - early[k]) / (2 * step), within(1e-7));
        }
    }
}
