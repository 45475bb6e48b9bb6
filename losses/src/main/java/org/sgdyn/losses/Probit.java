package org.sgdyn.losses;

import org.sgdyn.numerics.GaussianTrapezoid;
import org.sgdyn.numerics.NormalTail;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * The probit loss, Psi = -log Phi(y r), y = +1 for labels &gt; 0 and -1 otherwise.
 *
 * <p>With v = y r and the hazard h = phi(v) / Phi(v): grad = -y h, Hessian h (v + h), both without cancellation for v down to
 * -1e8 and beyond. Their Gaussian means come from {@link GaussianTrapezoid}: the zeros of Phi nearest to the real axis are at
 * v = 1.9 +- 2.8 i. Deviations above 60 go to the general quadrature.
 */
public record Probit() implements MarginLoss {

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        return NormalTail.negativeLog(-Margin.sign(target) * logits[0]);
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        double y = Margin.sign(target);
        gradient[0] = -y * NormalTail.hazard(-y * logits[0]);
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return new Moments(Margin.sign(target), expectation.moments(this, target));
    }

    private static final class Moments implements LossMoments {

        // Inside the poles, where |phi(v + i a)|^2 is exp(a^2) = 200 times its value on the axis.
        private static final double STRIP = 2.3;
        private static final double WIDE = 60;
        // h^2 grows like v^2 to the left, which moves its peak by up to sqrt(2) deviations.
        private static final double REACH = GaussianTrapezoid.REACH + 1.5;

        private final double sign;
        private final LossMoments wide;

        private double step;
        private double[] weights = {};
        private int firstNode;
        private int lastNode;

        Moments(double sign, LossMoments wide) {
            this.sign = sign;
            this.wide = wide;
        }

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            double m = sign * mean[0];
            double s = Margin.deviation(covariance);
            if (s > WIDE) {
                wide.evaluate(mean, covariance, result);
                return;
            }
            double g = 0;
            double square = 0;
            double slope = 0;
            if (s == 0) {
                g = NormalTail.hazard(-m);
                square = g * g;
                slope = g * NormalTail.hazardExcess(-m);
            } else {
                place(m, s);
                for (int k = firstNode; k <= lastNode; k++) {
                    double w = weights[Math.abs(k)];
                    double x = -(m + s * (step * k));
                    double excess = NormalTail.hazardExcess(x);
                    double hazard = x > 0 ? x + excess : NormalTail.hazard(x);
                    double wh = w * hazard;
                    g += wh;
                    square += wh * hazard;
                    slope += wh * excess;
                }
            }
            result.gradient[0] = -sign * g;
            result.gradientSecondMoment[0] = square;
            result.hessian[0] = slope;
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            double m = sign * mean[0];
            double s = Margin.deviation(covariance);
            if (s > WIDE) {
                return wide.risk(mean, covariance);
            }
            if (s == 0) {
                return NormalTail.negativeLog(-m);
            }
            place(m, s);
            double sum = 0;
            for (int k = firstNode; k <= lastNode; k++) {
                sum += weights[Math.abs(k)] * NormalTail.negativeLog(-(m + s * (step * k)));
            }
            return sum;
        }

        /** For m &gt; 0 the tails are Gaussian: phi(v)^2 phi(z) peaks at z = -2 s m / (1 + 2 s^2). */
        private void place(double m, double s) {
            int level = GaussianTrapezoid.level(s, STRIP);
            step = GaussianTrapezoid.step(level);
            weights = GaussianTrapezoid.weights(level);
            double peak = 2 * s * Math.max(0, m) / (1 + 2 * s * s);
            firstNode = (int) Math.max(1.0 - weights.length, Math.floor(-(peak + REACH) / step));
            lastNode = (int) Math.min(weights.length - 1.0, Math.ceil(REACH / step));
        }
    }
}
