package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.RandomStream;

/** Moments of gradients that are clipped, normalised, or reduced to signs. */
final class ShapedMomentsTest {

    private static final GaussianExpectation QUADRATURE = GaussianQuadrature.standard();

    private static final int SAMPLES = 400_000;

    /** |a|^2 / d. */
    private static final double SQUARED_FEATURE = 1.3;

    /** Clipping at c / sqrt(|a|^2 / d). */
    private record Clip(double threshold) implements GradientShape {
        @Override
        public void apply(double squaredFeature, double[] gradient) {
            double factor = threshold / Math.sqrt(squaredFeature) / norm(gradient);
            if (factor < 1) {
                for (int j = 0; j < gradient.length; j++) {
                    gradient[j] *= factor;
                }
            }
        }

        @Override
        public int piece(double squaredFeature, double[] gradient) {
            boolean isClipped = norm(gradient) > threshold / Math.sqrt(squaredFeature);
            return !isClipped ? 0 : gradient.length == 1 && gradient[0] < 0 ? 2 : 1;
        }
    }

    private static final GradientShape NORMALISED = (squaredFeature, gradient) -> {
        double norm = norm(gradient) * Math.sqrt(squaredFeature);
        for (int j = 0; j < gradient.length && norm > 0; j++) {
            gradient[j] /= norm;
        }
    };

    /** Signs, with their jump where a gradient of one logit changes its own. */
    private static final GradientShape SIGNS = new GradientShape() {
        @Override
        public void apply(double squaredFeature, double[] gradient) {
            Arrays.setAll(gradient, j -> Math.signum(gradient[j]));
        }

        @Override
        public int piece(double squaredFeature, double[] gradient) {
            return gradient[0] < 0 ? 0 : 1;
        }
    };

    /** psi / sqrt(1 + |psi|^2): smooth, and not the gradient of anything for three outputs. */
    private static final GradientShape SMOOTH = (squaredFeature, gradient) -> {
        double norm = norm(gradient);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= Math.sqrt(1 + 4 * norm * norm);
        }
    };

    private static double norm(double[] v) {
        return Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
    }

    static List<Arguments> sampled() {
        ClassTarget one = ClassTarget.of(1, 1);
        return List.of(
                argumentSet("softmax of 2, clipped", Softmax.of(2, 64), one, new Clip(0.4)),
                argumentSet("softmax of 2, normalised", Softmax.of(2, 64), one, NORMALISED),
                argumentSet("softmax of 3, clipped", Softmax.of(3, 64), one, new Clip(0.4)),
                argumentSet("softmax of 3, normalised", Softmax.of(3, 64), one, NORMALISED),
                argumentSet("least squares, clipped", LeastSquares.of(0, false), one, new Clip(0.5)),
                argumentSet("noise and teacher, clipped", LeastSquares.of(0.2, true), one, new Clip(0.5)),
                argumentSet("noise and teacher, signs", LeastSquares.of(0.2, true), one, SIGNS),
                argumentSet("logistic, clipped", new Logistic(), one, new Clip(0.3)),
                argumentSet("hinge, clipped", new Hinge(), one, new Clip(0.3)));
    }

    /** Five standard errors, which the sample itself tells. */
    @ParameterizedTest
    @MethodSource("sampled")
    void areThoseOfSamples(Loss loss, ClassTarget target, GradientShape shape) {
        int l = loss.outputs();
        int n = l + loss.teacherOutputs();
        double[] mean = new double[n];
        double[] covariance = new double[n * n];
        double[][] root = new double[n][n];
        for (int a = 0; a < n; a++) {
            mean[a] = 0.4 - 0.3 * a;
            for (int b = 0; b <= a; b++) {
                root[a][b] = a == b ? 1 + 0.2 * a : 0.3 - 0.5 * b;
            }
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                for (int k = 0; k < n; k++) {
                    covariance[a * n + b] += root[a][k] * root[b][k];
                }
            }
        }
        GradientMoments found = new GradientMoments(l, loss.teacherOutputs());
        loss.shapedMoments(target, shape, SQUARED_FEATURE, QUADRATURE).evaluate(mean, covariance, found);

        RandomStream random = RandomStreams.of(5, 0, 0);
        Sums gradients = new Sums(l);
        Sums products = new Sums(l * l);
        Sums crosses = new Sums(n * l);
        double[] z = new double[n];
        double[] x = new double[n];
        double[] psi = new double[l];
        double[] product = new double[l * l];
        double[] cross = new double[n * l];
        for (int k = 0; k < SAMPLES; k++) {
            for (int a = 0; a < n; a++) {
                z[a] = random.normal();
                x[a] = 0;
                for (int b = 0; b <= a; b++) {
                    x[a] += root[a][b] * z[b];
                }
            }
            double noise = Math.sqrt(loss.noiseVariance()) * random.normal();
            double[] logits = new double[l];
            double[] teacher = new double[n - l];
            Arrays.setAll(logits, a -> mean[a] + x[a]);
            Arrays.setAll(teacher, a -> mean[l + a] + x[l + a]);
            loss.gradient(target, logits, teacher, noise, psi);
            shape.apply(SQUARED_FEATURE, psi);
            for (int a = 0; a < l; a++) {
                for (int b = 0; b < l; b++) {
                    product[a * l + b] = psi[a] * psi[b];
                }
                for (int b = 0; b < n; b++) {
                    cross[b * l + a] = x[b] * psi[a];
                }
            }
            gradients.add(psi);
            products.add(product);
            crosses.add(cross);
        }
        gradients.require(found.gradient, "g");
        products.require(found.gradientSecondMoment, "G");
        // E[((r, r*) - m) psi^T] = B [H; H*], a row for each derivative.
        double[] expected = new double[n * l];
        for (int b = 0; b < n; b++) {
            for (int a = 0; a < l; a++) {
                for (int k = 0; k < n; k++) {
                    double h = k < l ? found.hessian[k * l + a] : found.teacherHessian[(k - l) * l + a];
                    expected[b * l + a] += covariance[b * n + k] * h;
                }
            }
        }
        crosses.require(expected, "B [H; H*]");
    }

    /** Sums of samples and of their squares. */
    private static final class Sums {

        private final double[] sum;
        private final double[] squares;
        private int count;

        Sums(int length) {
            sum = new double[length];
            squares = new double[length];
        }

        void add(double[] x) {
            for (int k = 0; k < x.length; k++) {
                sum[k] += x[k];
                squares[k] += x[k] * x[k];
            }
            count++;
        }

        void require(double[] expected, String what) {
            for (int k = 0; k < sum.length; k++) {
                double mean = sum[k] / count;
                double error = Math.sqrt(Math.max(0, squares[k] / count - mean * mean) / count);
                // Where what is sampled is constant, as the square of a sign, rounding of the sum is left.
                assertThat(expected[k]).as("%s, entry %d", what, k).isCloseTo(mean, within(5 * error + 1e-9));
            }
        }
    }

    /** Two and three classes: the rule that splits at kinks against the general one, on a shape that has none. */
    @ParameterizedTest
    @CsvSource({"2, 0.3", "2, 1.5", "3, 0.3", "3, 1.5"})
    void softmaxOfASmoothShapeIsTheGeneralQuadrature(int classes, double scale) {
        Loss loss = Softmax.of(classes, 64);
        double[] mean = new double[classes];
        double[] covariance = new double[classes * classes];
        for (int a = 0; a < classes; a++) {
            mean[a] = 0.5 - 0.4 * a;
            for (int b = 0; b < classes; b++) {
                covariance[a * classes + b] = scale * (0.2 + (a == b ? 0.8 + 0.3 * a : 0));
            }
        }
        GradientMoments found = new GradientMoments(classes, 0);
        GradientMoments expected = new GradientMoments(classes, 0);
        ClassTarget target = ClassTarget.of(0, 0);
        loss.shapedMoments(target, SMOOTH, 1, QUADRATURE).evaluate(mean, covariance, found);
        QUADRATURE.shapedMoments(loss, target, SMOOTH, 1).evaluate(mean, covariance, expected);
        // What both rules state: about 1e-10.
        assertThat(found.gradient).containsExactly(expected.gradient, within(1e-9));
        assertThat(found.gradientSecondMoment).containsExactly(expected.gradientSecondMoment, within(1e-9));
        assertThat(found.hessian).containsExactly(expected.hessian, within(1e-9));
    }

    /** A clipped gradient of three outputs is not a gradient: symmetrising its H would be wrong by far more than quadrature. */
    @Test
    void clippingMakesHessiansUnsymmetric() {
        double[] mean = {0.6, -0.5, 0.1};
        double[] covariance = {1.2, 0.3, 0.1, 0.3, 0.7, -0.2, 0.1, -0.2, 2.1};
        GradientMoments found = new GradientMoments(3, 0);
        Softmax.of(3, 64)
                .shapedMoments(ClassTarget.of(0, 0), new Clip(0.3), 1, QUADRATURE)
                .evaluate(mean, covariance, found);
        double largest = 0;
        double asymmetry = 0;
        for (int j = 0; j < 3; j++) {
            // Shifting all logits changes nothing, so that the derivatives of each component sum to 0.
            assertThat(found.hessian[j] + found.hessian[3 + j] + found.hessian[6 + j])
                    .isCloseTo(0, within(1e-12));
            for (int k = 0; k < 3; k++) {
                largest = Math.max(largest, Math.abs(found.hessian[j * 3 + k]));
                asymmetry = Math.max(asymmetry, Math.abs(found.hessian[j * 3 + k] - found.hessian[k * 3 + j]));
            }
        }
        assertThat(asymmetry).isBetween(1e-3 * largest, 0.3 * largest);
    }

    /** Where differences hardly scatter another rule takes over: both sides of the change, deviation 0.01, agree. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void narrowAndWideRulesMeet(int classes) {
        double[] mean = new double[classes];
        Arrays.setAll(mean, a -> 0.3 * a);
        LossMoments moments =
                Softmax.of(classes, 64).shapedMoments(ClassTarget.of(0, 0), new Clip(0.25), 1, QUADRATURE);
        GradientMoments below = new GradientMoments(classes, 0);
        GradientMoments above = new GradientMoments(classes, 0);
        moments.evaluate(mean, diagonal(classes, 0.99e-4), below);
        moments.evaluate(mean, diagonal(classes, 1.03e-4), above);
        // Clipped everywhere near the mean, and so smooth: the moments move by half the third derivative times 4e-6.
        assertThat(below.gradient).containsExactly(above.gradient, within(1e-5));
        assertThat(below.hessian).containsExactly(above.hessian, within(1e-5));
    }

    /** Variances such that differences have about the given smallest one. */
    private static double[] diagonal(int classes, double variance) {
        double[] covariance = new double[classes * classes];
        for (int a = 1; a < classes; a++) {
            covariance[a * classes + a] = variance * (classes == 3 ? 2 : 1);
        }
        return covariance;
    }

    /** Clipped least squares in closed form, with a = (-c - m) / s and b = (c - m) / s. */
    @ParameterizedTest
    @CsvSource({"0.3, 0.8, 0.5", "-2, 0.4, 0.5", "0.1, 30, 0.5", "1, 0.001, 1.2"})
    void clippedLeastSquaresHasItsClosedForm(double m, double s, double c) {
        double h = phi((c - m) / s) - phi((-c - m) / s);
        double low = phi((-c - m) / s);
        double high = phi((m - c) / s);
        double densities = density((-c - m) / s) - density((c - m) / s);
        double g = m * h + s * densities + c * (high - low);
        double second = m * m * h
                + 2 * m * s * densities
                + s * s * (h + (-c - m) / s * density((-c - m) / s) - (c - m) / s * density((c - m) / s))
                + c * c * (low + high);
        GradientMoments found = new GradientMoments(1, 1);
        LeastSquares.of(0.25 * s * s, true)
                .shapedMoments(ClassTarget.of(0, 0.2), new Clip(c), 1, QUADRATURE)
                .evaluate(
                        new double[] {m + 0.5, 0.3},
                        // Var(r - r*) = 3/4 s^2.
                        new double[] {s * s, 0.5 * s * s, 0.5 * s * s, 0.75 * s * s},
                        found);
        // The quadrature's 1e-12 relative, and what h loses by its difference.
        double tolerance = 1e-11 * (1 + Math.abs(m));
        assertThat(found.gradient[0]).isCloseTo(g, within(tolerance));
        assertThat(found.gradientSecondMoment[0]).isCloseTo(second, within(tolerance));
        assertThat(found.hessian[0]).isCloseTo(h, within(tolerance));
        assertThat(found.teacherHessian[0]).isEqualTo(-found.hessian[0]);
    }

    private static double density(double x) {
        return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }

    /** Phi by Simpson's rule from the density, to rounding: the range is at most 10 in the middle. */
    private static double phi(double x) {
        if (Math.abs(x) > 9) {
            return x > 0 ? 1 : 0;
        }
        int steps = 4000;
        double width = x / steps;
        double sum = density(0) + density(x);
        for (int k = 1; k < steps; k++) {
            sum += (k % 2 == 1 ? 4 : 2) * density(k * width);
        }
        return 0.5 + sum * width / 3;
    }
}
