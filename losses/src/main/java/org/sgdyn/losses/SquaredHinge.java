package org.sgdyn.losses;

import org.sgdyn.numerics.NormalTail;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * The squared hinge loss, Psi = max(0, 1 - y r)^2 / 2, y = +1 for labels &gt; 0 and -1 otherwise.
 *
 * <p>Exact moments with x = (y m - 1) / s, s = sqrt(B) and the tail integrals T_n of {@link NormalTail}: g = -y s T_1(x),
 * G = 2 s^2 T_2(x), H = Phi(-x), risk = G / 2.
 */
public record SquaredHinge() implements MarginLoss {

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        double shortfall = Math.max(0, 1 - Margin.sign(target) * logits[0]);
        return 0.5 * shortfall * shortfall;
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        double y = Margin.sign(target);
        gradient[0] = -y * Math.max(0, 1 - y * logits[0]);
    }

    @Override
    public double[] breakpoints(ClassTarget target) {
        return new double[] {Margin.sign(target)};
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return new Exact(Margin.sign(target));
    }

    private record Exact(double sign) implements LossMoments {

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            double excess = sign * mean[0] - 1;
            double s = Margin.deviation(covariance);
            double shortfall = s == 0 ? Math.max(0, -excess) : s * NormalTail.first(excess / s);
            result.gradient[0] = -sign * shortfall;
            result.gradientSecondMoment[0] = 2 * risk(mean, covariance);
            result.hessian[0] = s == 0 ? (excess < 0 ? 1 : 0) : StandardNormal.cdf(-excess / s);
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            double excess = sign * mean[0] - 1;
            double s = Margin.deviation(covariance);
            if (s == 0) {
                return excess < 0 ? 0.5 * excess * excess : 0;
            }
            return s * s * NormalTail.second(excess / s);
        }
    }
}
