package org.sgdyn.losses;

import org.sgdyn.numerics.GaussLegendre;
import org.sgdyn.numerics.NormalTail;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * The Huber loss of the residual u = r - y: Psi = u^2 / 2 where |u| &lt;= delta, delta |u| - delta^2 / 2 beyond.
 *
 * <p>Moments for u ~ N(e, s^2), e = m - y: the two outer parts through Phi and the tail integral T_1 of {@link NormalTail},
 * the inner ones, int_{|u| &lt; delta} u^k phi du for k = 0, 1, 2, by Gauss-Legendre panels at rounding level. (The closed form
 * of the inner parts through Phi and phi cancels when s is far above delta or |e| is.) All but g are sums of positive terms.
 */
public final class Huber implements Loss {

    private final double delta;

    private Huber(double delta) {
        this.delta = delta;
    }

    /**
     * The Huber loss.
     *
     * @param delta where it turns from quadratic to linear, &gt; 0
     * @return the loss
     * @throws IllegalArgumentException unless 0 &lt; delta &lt; infinity
     */
    public static Huber of(double delta) {
        if (!(delta > 0 && Double.isFinite(delta))) {
            throw new IllegalArgumentException("delta must be > 0 and finite, not " + delta);
        }
        return new Huber(delta);
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        double u = Math.abs(logits[0] - target.label());
        return u <= delta ? 0.5 * u * u : delta * (u - 0.5 * delta);
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        gradient[0] = Math.max(-delta, Math.min(delta, logits[0] - target.label()));
    }

    @Override
    public double[] breakpoints(ClassTarget target) {
        return new double[] {target.label() - delta, target.label() + delta};
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return new Moments(target.label(), delta);
    }

    private static final class Moments implements LossMoments {

        private static final int ORDER = 16;
        // phi(z) on a panel of width 2 is integrated to rounding by 16 nodes.
        private static final double PANEL = 2;
        private static final double REACH = 9;
        private static final double[] NODES = GaussLegendre.nodes(ORDER);
        private static final double[] WEIGHTS = GaussLegendre.weights(ORDER);

        private final double label;
        private final double delta;

        private double probability;
        private double first;
        private double second;

        Moments(double label, double delta) {
            this.label = label;
            this.delta = delta;
        }

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            double e = mean[0] - label;
            double s = Margin.deviation(covariance);
            if (s == 0) {
                double slope = Math.max(-delta, Math.min(delta, e));
                result.gradient[0] = slope;
                result.gradientSecondMoment[0] = slope * slope;
                result.hessian[0] = Math.abs(e) < delta ? 1 : 0;
                return;
            }
            inner(e, s);
            double above = StandardNormal.cdf((e - delta) / s);
            double below = StandardNormal.cdf((-e - delta) / s);
            result.gradient[0] = delta * (above - below) + first;
            result.gradientSecondMoment[0] = delta * delta * (above + below) + second;
            result.hessian[0] = probability;
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            double e = mean[0] - label;
            double s = Margin.deviation(covariance);
            if (s == 0) {
                double u = Math.abs(e);
                return u <= delta ? 0.5 * u * u : delta * (u - 0.5 * delta);
            }
            inner(e, s);
            // Beyond delta: delta (|u| - delta) + delta^2 / 2.
            return delta * (outer((delta - e) / s, s) + outer((delta + e) / s, s)) + 0.5 * second;
        }

        private double outer(double x, double s) {
            return s * NormalTail.first(x) + 0.5 * delta * StandardNormal.cdf(-x);
        }

        /** The inner integrals over the part of |u| &lt; delta within nine deviations of where phi is largest. */
        private void inner(double e, double s) {
            double a = (-delta - e) / s;
            double b = (delta - e) / s;
            double peak = Math.max(a, Math.min(b, 0));
            a = Math.max(a, peak - REACH);
            b = Math.min(b, peak + REACH);
            int panels = Math.max(1, (int) Math.ceil((b - a) / PANEL));
            double half = 0.5 * (b - a) / panels;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            for (int p = 0; p < panels; p++) {
                double middle = a + half * (2 * p + 1);
                for (int k = 0; k < ORDER; k++) {
                    double z = middle + half * NODES[k];
                    double weight = half * WEIGHTS[k] * StandardNormal.density(z);
                    double u = e + s * z;
                    s0 += weight;
                    s1 += weight * u;
                    s2 += weight * u * u;
                }
            }
            probability = s0;
            first = s1;
            second = s2;
        }
    }
}
