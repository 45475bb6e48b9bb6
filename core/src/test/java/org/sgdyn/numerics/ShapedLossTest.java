package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Loss;
import org.sgdyn.testkit.ScalarLoss;

final class ShapedLossTest {

    private static final Loss SQUARE = new ScalarLoss((y, r) -> (r - y) * (r - y) / 2, (y, r) -> r - y);
    private static final Loss LOGISTIC =
            new ScalarLoss((y, r) -> Math.log1p(Math.exp(r)) - y * r, (y, r) -> 1 / (1 + Math.exp(-r)) - y);

    /** Clipping of one logit's gradient at c / sqrt(|a|^2 / d). */
    private record Clip(double threshold) implements GradientShape {
        @Override
        public void apply(double squaredFeature, double[] gradient) {
            double bound = threshold / Math.sqrt(squaredFeature);
            gradient[0] = Math.max(-bound, Math.min(bound, gradient[0]));
        }

        @Override
        public int piece(double squaredFeature, double[] gradient) {
            double bound = threshold / Math.sqrt(squaredFeature);
            return gradient[0] < -bound ? -1 : gradient[0] > bound ? 1 : 0;
        }
    }

    private static double[] breakpoints(Loss loss, double label, double threshold, double squaredFeature) {
        return new ShapedLoss(loss, new Clip(threshold), squaredFeature).breakpoints(ClassTarget.of(0, label));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5, 1", "3, 0.5, 4", "-7, 2, 1", "5, 1e-3, 1", "1000, 0.1, 1"})
    void findsBothEndsOfWhatIsNotClipped(double label, double threshold, double squaredFeature) {
        double[] found = breakpoints(SQUARE, label, threshold, squaredFeature);
        double bound = threshold / Math.sqrt(squaredFeature);
        // Bisection goes to neighbouring numbers; the residual r - y, of which it decides, is rounded.
        double rounding = 4 * Math.ulp(Math.abs(label) + bound);
        assertThat(found).containsExactly(new double[] {label - bound, label + bound}, within(rounding));
    }

    /** |sigma(r) - y| = c at r = -/+ log(c / (1 - c)) for y = 1 and 0, and nowhere for c above 1. */
    @Test
    void findsTheEndOfAnUnboundedPiece() {
        double place = Math.log(0.3 / 0.7);
        assertThat(breakpoints(LOGISTIC, 1, 0.3, 1)).containsExactly(new double[] {-place}, within(1e-15));
        assertThat(breakpoints(LOGISTIC, 0, 0.3, 1)).containsExactly(new double[] {place}, within(1e-15));
        assertThat(breakpoints(LOGISTIC, 1, 1.2, 1)).isEmpty();
    }

    @Test
    void keepsTheBreakpointsOfTheLossInOrder() {
        Loss kinked = new Loss() {
            @Override
            public int outputs() {
                return 1;
            }

            @Override
            public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
                return Math.max(0, logits[0] - 1) * Math.max(0, logits[0] - 1);
            }

            @Override
            public void gradient(
                    ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
                gradient[0] = 2 * Math.max(0, logits[0] - 1);
            }

            @Override
            public double[] breakpoints(ClassTarget target) {
                return new double[] {1};
            }
        };
        assertThat(breakpoints(kinked, 0, 0.5, 1)).containsExactly(new double[] {1, 1.25}, within(1e-15));
    }

    /** Split where it is clipped, one line's quadrature is exact to its 1e-12 even where almost all is clipped. */
    @Test
    void splittingKeepsTheDigits() {
        double c = 1e-3;
        double deviation = 2;
        GradientMoments found = new GradientMoments(1, 0);
        GaussianQuadrature.standard()
                .shapedMoments(SQUARE, ClassTarget.of(0, 0), new Clip(c), 1)
                .evaluate(new double[] {0}, new double[] {deviation * deviation}, found);
        // H = P(|r| < c) = erf(c / (s sqrt 2)), the first terms of its series.
        double x = c / deviation / Math.sqrt(2);
        double inside = 2 / Math.sqrt(Math.PI) * (x - x * x * x / 3 + Math.pow(x, 5) / 10);
        assertThat(found.hessian[0]).isCloseTo(inside, within(1e-12));
        // G = c^2 minus what is not clipped, up to c^5: E (c^2 - r^2) over |r| < c is (4 / 3) c^3 density(0).
        double lost = 4.0 / 3 * c * c * c / (deviation * Math.sqrt(2 * Math.PI));
        assertThat(found.gradientSecondMoment[0]).isCloseTo(c * c - lost, within(1e-12 * c * c + Math.pow(c, 5)));
        assertThat(found.gradient[0]).isCloseTo(0, within(1e-15));
    }

    @Test
    void keepsTheValue() {
        Loss shaped = new ShapedLoss(SQUARE, new Clip(0.5), 1);
        ClassTarget target = ClassTarget.of(0, 1);
        double[] far = {7};
        double[] gradient = new double[1];
        shaped.gradient(target, far, new double[0], 0, gradient);
        assertThat(gradient).containsExactly(0.5);
        assertThat(shaped.value(target, far, new double[0], 0)).isEqualTo(18);
        assertThat(shaped.isPotential()).isFalse();
        // A closed form, or exact stability, would ignore the shape.
        assertThat(shaped.quadraticCurvature()).isEmpty();
    }
}
