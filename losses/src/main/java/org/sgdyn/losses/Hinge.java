package org.sgdyn.losses;

import org.sgdyn.numerics.NormalTail;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * The hinge loss, Psi = max(0, 1 - y r), y = +1 for labels &gt; 0 and -1 otherwise.
 *
 * <p>Exact moments with x = (y m - 1) / s, s = sqrt(B): g = -y Phi(-x), G = Phi(-x), H = phi(x) / s, risk = s (phi(x) - x Phi(-x)).
 * At B = 0 the Hessian is 0 (its point mass at y r = 1 is left out), and so is the slope at the kink.
 */
public record Hinge() implements MarginLoss {

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        return Math.max(0, 1 - Margin.sign(target) * logits[0]);
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        double y = Margin.sign(target);
        gradient[0] = y * logits[0] < 1 ? -y : 0;
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
            double inside = s == 0 ? (excess < 0 ? 1 : 0) : StandardNormal.cdf(-excess / s);
            result.gradient[0] = -sign * inside;
            result.gradientSecondMoment[0] = inside;
            result.hessian[0] = s == 0 ? 0 : StandardNormal.density(excess / s) / s;
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            double excess = sign * mean[0] - 1;
            double s = Margin.deviation(covariance);
            return s == 0 ? Math.max(0, -excess) : s * NormalTail.first(excess / s);
        }
    }
}
