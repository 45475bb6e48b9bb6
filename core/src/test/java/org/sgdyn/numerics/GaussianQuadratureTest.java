package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.testkit.LossContract;
import org.sgdyn.testkit.ScalarLoss;

final class GaussianQuadratureTest {

    /**
     * Psi = sum_a [1 - cos(x_a - y)], x_a = r_a + eps - sum_k r*_k: smooth, bounded, with every moment known, since
     * E exp(i x) = exp(i m - v / 2). With its exact moments the contract compares the quadrature with them.
     */
    private record Cosine(int outputs, int teacherOutputs, double noiseVariance, boolean exact) implements Loss {

        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            double sum = 0;
            for (double r : logits) {
                sum += 1 - Math.cos(r + shift(target, teacherLogits, noise));
            }
            return sum;
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            for (int a = 0; a < outputs; a++) {
                gradient[a] = Math.sin(logits[a] + shift(target, teacherLogits, noise));
            }
        }

        private static double shift(ClassTarget target, double[] teacherLogits, double noise) {
            double shift = noise - target.label();
            for (double r : teacherLogits) {
                shift -= r;
            }
            return shift;
        }

        /** Mean and covariance of x. */
        private double[] law(ClassTarget target, double[] mean, double[] covariance, double[] variance) {
            int n = outputs + teacherOutputs;
            double[] center = new double[outputs];
            for (int a = 0; a < outputs; a++) {
                center[a] = mean[a] - target.label();
                for (int k = outputs; k < n; k++) {
                    center[a] -= mean[k];
                }
                for (int b = 0; b < outputs; b++) {
                    double sum = covariance[a * n + b] + noiseVariance;
                    for (int k = outputs; k < n; k++) {
                        sum -= covariance[a * n + k] + covariance[k * n + b];
                        for (int j = outputs; j < n; j++) {
                            sum += covariance[k * n + j];
                        }
                    }
                    variance[a * outputs + b] = sum;
                }
            }
            return center;
        }

        @Override
        public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
            return exact ? exactMoments(target) : Loss.super.moments(target, expectation);
        }

        private LossMoments exactMoments(ClassTarget target) {
            return new LossMoments() {
                @Override
                public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
                    double[] v = new double[outputs * outputs];
                    double[] c = law(target, mean, covariance, v);
                    for (int a = 0; a < outputs; a++) {
                        double decay = Math.exp(-0.5 * v[a * outputs + a]);
                        result.gradient[a] = decay * Math.sin(c[a]);
                        for (int b = 0; b < outputs; b++) {
                            double both = v[a * outputs + a] + v[b * outputs + b];
                            double cross = 2 * v[a * outputs + b];
                            result.gradientSecondMoment[a * outputs + b] = 0.5
                                    * (Math.exp(-0.5 * (both - cross)) * Math.cos(c[a] - c[b])
                                            - Math.exp(-0.5 * (both + cross)) * Math.cos(c[a] + c[b]));
                            result.hessian[a * outputs + b] = a == b ? decay * Math.cos(c[a]) : 0;
                        }
                        for (int k = 0; k < teacherOutputs; k++) {
                            result.teacherHessian[k * outputs + a] = -decay * Math.cos(c[a]);
                        }
                    }
                }

                @Override
                public double risk(double[] mean, double[] covariance) {
                    double[] v = new double[outputs * outputs];
                    double[] c = law(target, mean, covariance, v);
                    double sum = 0;
                    for (int a = 0; a < outputs; a++) {
                        sum += 1 - Math.exp(-0.5 * v[a * outputs + a]) * Math.cos(c[a]);
                    }
                    return sum;
                }
            };
        }
    }

    @Nested
    final class Line extends LossContract {
        @Override
        protected Loss loss() {
            return new Cosine(1, 0, 0, true);
        }

        @Override
        protected double quadratureTolerance() {
            return 1e-11;
        }
    }

    @Nested
    @ParameterizedClass
    @MethodSource("cosines")
    final class OtherNumbersOfVariables extends LossContract {

        @Parameter(0)
        private Loss loss;

        @Parameter(1)
        private List<ClassTarget> targets;

        static List<Arguments> cosines() {
            List<ClassTarget> two = List.of(ClassTarget.of(0, 1), ClassTarget.of(1, 0));
            return List.of(
                    argumentSet("line by default", new Cosine(1, 0, 0, false), two),
                    argumentSet("line with teacher", new Cosine(1, 1, 0, true), two),
                    argumentSet("two outputs", new Cosine(2, 0, 0, true), two),
                    argumentSet("teacher and noise", new Cosine(1, 1, 0.4, true), two),
                    argumentSet("five variables", new Cosine(3, 1, 0.1, true), List.of(ClassTarget.of(0, 0.5))));
        }

        @Override
        protected Loss loss() {
            return loss;
        }

        @Override
        protected List<ClassTarget> targets() {
            return targets;
        }
    }

    /** Psi = |r - 1| with its jump of the gradient declared or not. */
    private record Distance(boolean declared) implements Loss {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            return Math.abs(logits[0] - 1);
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            gradient[0] = Math.signum(logits[0] - 1);
        }

        @Override
        public double[] breakpoints(ClassTarget target) {
            return declared ? new double[] {1} : new double[0];
        }
    }

    @Test
    void jumpsAreFoundWhetherDeclaredOrNot() {
        for (boolean declared : new boolean[] {true, false}) {
            LossMoments moments = GaussianQuadrature.standard().moments(new Distance(declared), ClassTarget.of(0, 0));
            GradientMoments found = new GradientMoments(1, 0);
            for (double s : new double[] {0.02, 0.5, 3, 1e3}) {
                double[] mean = {1.4};
                double[] variance = {s * s};
                double x = 0.4 / s;
                moments.evaluate(mean, variance, found);
                // g = 2 Phi(x) - 1, H = 2 phi(x) / s, risk = 2 s phi(x) + 0.4 g; the tolerance of the panels.
                double g = 1 - 2 * StandardNormal.cdf(-x);
                assertThat(found.gradient[0]).isCloseTo(g, within(1e-11));
                double h = 2 * StandardNormal.density(x) / s;
                assertThat(found.hessian[0]).isCloseTo(h, within(1e-11 / s));
                double risk = 2 * s * StandardNormal.density(x) + 0.4 * g;
                assertThat(moments.risk(mean, variance)).isCloseTo(risk, within(1e-11 * (1 + risk)));
            }
        }
    }

    @Test
    void hugeMeansAndVariancesStayFinite() {
        LossMoments moments = GaussianQuadrature.standard().moments(new Distance(false), ClassTarget.of(0, 0));
        GradientMoments found = new GradientMoments(1, 0);
        for (double mean : new double[] {-1e6, 1, 1e6}) {
            for (double variance : new double[] {0, 1e-14, 1, 1e6}) {
                moments.evaluate(new double[] {mean}, new double[] {variance}, found);
                assertThat(found.gradient[0]).isBetween(-1 - 1e-12, 1 + 1e-12);
                // E |r - 1| >= |m - 1|, with equality without spread (Jensen); rounding of m.
                assertThat(moments.risk(new double[] {mean}, new double[] {variance}))
                        .isGreaterThanOrEqualTo(Math.abs(mean - 1) * (1 - 1e-12));
                assertThat(found.hessian[0]).isFinite();
            }
        }
    }

    @Test
    void looserToleranceIsCheaperButStillWithinItself() {
        int[] calls = new int[1];
        Loss counted = new ScalarLoss(
                (label, r) -> {
                    calls[0]++;
                    return 1 / (1 + 25 * r * r);
                },
                (label, r) -> {
                    double x = 1 + 25 * r * r;
                    return -50 * r / (x * x);
                });
        double[] mean = {0.3};
        double[] variance = {1};
        double tight = GaussianQuadrature.standard()
                .moments(counted, ClassTarget.of(0, 0))
                .risk(mean, variance);
        int tightCalls = calls[0];
        calls[0] = 0;
        double loose = GaussianQuadrature.of(1e-4, 16)
                .moments(counted, ClassTarget.of(0, 0))
                .risk(mean, variance);
        assertThat(calls[0]).isLessThan(tightCalls);
        // Every panel is held to 1e-4 of the whole and is then replaced by its halves.
        assertThat(loose).isCloseTo(tight, within(1e-4 * tight));
    }

    @Test
    void refusesUnusableSettings() {
        assertThatThrownBy(() -> GaussianQuadrature.of(0, 1024)).hasMessageContaining("between 1e-15 and 0.1");
        assertThatThrownBy(() -> GaussianQuadrature.of(1e-9, 1000)).hasMessageContaining("power of two");
    }
}
