package org.sgdyn.losses;

import java.util.Optional;
import org.sgdyn.numerics.GaussLegendre;
import org.sgdyn.numerics.GaussianTrapezoid;
import org.sgdyn.numerics.NormalTail;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * Binary logistic regression, Psi = log(1 + exp(r)) - y r with label y in {0, 1}; it predicts label 1 where r &gt; 0.
 *
 * <p>With sigma(r) = 1 / (1 + exp(-r)) and r ~ N(m, B): g = E sigma(r) - y, H = E sigma'(r), G = E (sigma(r) - y)^2. The moments of
 * label 0 at m are those of label 1 at -m with g reversed; label 1 needs E sigma(-r), E sigma(-r)^2, E sigma'(r) and
 * E log(1 + exp(-r)), which are summed from positive terms, so that their relative error stays below 1e-11 however
 * small they are.
 *
 * <p>Two rules share the work. {@link GaussianTrapezoid} (poles at +-i pi) serves until it needs too many nodes; beyond, the
 * logistic step is narrow against the Gaussian, and each function is the limit it tends to (a step, or a positive part, known
 * through Phi) plus a correction that decays like exp(-|r|), integrated by Gauss-Legendre panels over r.
 */
public record Logistic() implements MarginLoss {

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        double r = target.label() > 0 ? logits[0] : -logits[0];
        return Math.max(0, -r) + Math.log1p(Math.exp(-Math.abs(r)));
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        boolean positive = target.label() > 0;
        double r = positive ? logits[0] : -logits[0];
        double e = Math.exp(-Math.abs(r));
        double p = (r >= 0 ? e : 1) / (1 + e);
        gradient[0] = positive ? -p : p;
    }

    @Override
    public Optional<String> labelProblem(ClassTarget target) {
        return target.label() == 0 || target.label() == 1 ? Optional.empty() : Optional.of("must be 0 or 1");
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return new Moments(target.label() > 0 ? 1 : -1);
    }

    /** Sums for label 1; label 0 is mirrored. */
    private static final class Moments implements LossMoments {

        private static final double POLE = Math.PI;

        /** From here on the step correction is used wherever it converges. */
        private static final double WIDE = 16;

        /** From here on exp(-s^2 / 8) is below the smallest double: what the correction would miss is zero. */
        private static final double VERY_WIDE = 80;

        private final double sign;

        private double sumP;
        private double sumSquare;
        private double sumSlope;

        Moments(double sign) {
            this.sign = sign;
        }

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            double m = sign * mean[0];
            double s = Math.sqrt(Math.max(0, covariance[0]));
            if (s == 0) {
                double e = Math.exp(-Math.abs(m));
                sumP = (m >= 0 ? e : 1) / (1 + e);
                sumSquare = sumP * sumP;
                sumSlope = e / ((1 + e) * (1 + e));
            } else if (usesTrapezoid(m, s)) {
                trapezoid(m, s);
            } else {
                correctedStep(m, s);
            }
            result.gradient[0] = -sign * sumP;
            result.gradientSecondMoment[0] = sumSquare;
            result.hessian[0] = sumSlope;
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            double m = sign * mean[0];
            double s = Math.sqrt(Math.max(0, covariance[0]));
            if (s == 0) {
                return Math.max(0, -m) + Math.log1p(Math.exp(-Math.abs(m)));
            }
            return usesTrapezoid(m, s) ? trapezoidRisk(m, s) : correctedPositivePart(m, s);
        }

        private static boolean usesTrapezoid(double m, double s) {
            return s < WIDE || (s < VERY_WIDE && Math.abs(m) > 0.5 * s * s);
        }

        // sigma(-r), its square, sigma' and softplus(-r) are log-concave with slopes between -2 and 1: times phi they
        // peak
        // between these bounds (up to 0.75) and fall at least as fast as phi from there.

        private static double lowest(double m, double s) {
            return Math.max(-GaussianTrapezoid.LIMIT, -(Math.min(2 * s, Math.max(0, m) / s) + GaussianTrapezoid.REACH));
        }

        private static double highest(double m, double s) {
            return Math.min(GaussianTrapezoid.LIMIT, Math.min(s, Math.max(0, -m) / s) + GaussianTrapezoid.REACH);
        }

        private void trapezoid(double m, double s) {
            int level = GaussianTrapezoid.level(s, POLE);
            double step = GaussianTrapezoid.step(level);
            double[] weights = GaussianTrapezoid.weights(level);
            double h = s * step;
            int first = Math.max(1 - weights.length, (int) Math.floor(lowest(m, s) / step));
            int last = Math.min(weights.length - 1, (int) Math.ceil(highest(m, s) / step));
            // The first node with r >= 0; from there exp(-|r|) is carried outwards, two nodes at a time, which share a
            // division.
            int start = (int) Math.max(first, Math.min(last + 1.0, Math.ceil(-m / h)));
            double decay = Math.exp(-h);
            double square = decay * decay;
            double p1 = 0;
            double p2 = 0;
            double slope = 0;
            double e = Math.exp(-Math.abs(m + h * start));
            double f = e * decay;
            int k = start;
            for (; k < last; k += 2) {
                double both = 1 / ((1 + e) * (1 + f));
                double q = both * (1 + f);
                double u = both * (1 + e);
                double p = e * q;
                double o = f * u;
                double wp = weights[Math.abs(k)] * p;
                double wo = weights[Math.abs(k + 1)] * o;
                p1 += wp + wo;
                p2 += wp * p + wo * o;
                slope += wp * q + wo * u;
                e *= square;
                f *= square;
            }
            if (k == last) {
                double q = 1 / (1 + e);
                double p = e * q;
                double wp = weights[Math.abs(k)] * p;
                p1 += wp;
                p2 += wp * p;
                slope += wp * q;
            }
            e = Math.exp(-Math.abs(m + h * (start - 1)));
            f = e * decay;
            k = start - 1;
            for (; k > first; k -= 2) {
                double both = 1 / ((1 + e) * (1 + f));
                double p = both * (1 + f);
                double o = both * (1 + e);
                double wp = weights[Math.abs(k)] * p;
                double wo = weights[Math.abs(k - 1)] * o;
                p1 += wp + wo;
                p2 += wp * p + wo * o;
                slope += wp * (e * p) + wo * (f * o);
                e *= square;
                f *= square;
            }
            if (k == first) {
                double p = 1 / (1 + e);
                double wp = weights[Math.abs(k)] * p;
                p1 += wp;
                p2 += wp * p;
                slope += wp * (e * p);
            }
            sumP = p1;
            sumSquare = p2;
            sumSlope = slope;
        }

        private static double trapezoidRisk(double m, double s) {
            int level = GaussianTrapezoid.level(s, POLE);
            double step = GaussianTrapezoid.step(level);
            double[] weights = GaussianTrapezoid.weights(level);
            double h = s * step;
            int first = Math.max(1 - weights.length, (int) Math.floor(lowest(m, s) / step));
            int last = Math.min(weights.length - 1, (int) Math.ceil(highest(m, s) / step));
            double sum = 0;
            for (int k = first; k <= last; k++) {
                double r = m + h * k;
                sum += weights[Math.abs(k)] * (Math.max(0, -r) + Math.log1p(Math.exp(-Math.abs(r))));
            }
            return sum;
        }

        // With q(r) = 1 / (1 + exp(r)), r > 0, and phi-, phi+ the density of r at +r and -r:
        // E sigma(-r) = Phi(-m/s) + int q (phi- - phi+), E sigma(-r)^2 = Phi(-m/s) + int [q^2 phi- - q (2 - q) phi+],
        // E sigma' = int q (1 - q) (phi- + phi+), E softplus(-r) = s T_1(m/s) + int log(1 + exp(-r)) (phi- + phi+).

        private void correctedStep(double m, double s) {
            double inverse = 1 / s;
            double limit = StandardNormal.cdf(-m / s);
            double p1 = 0;
            double p2 = 0;
            double slope = 0;
            for (int j = 0; j < HalfLine.NODES.length; j++) {
                double r = HalfLine.NODES[j];
                double q = HalfLine.Q[j];
                double w = HalfLine.WEIGHTS[j] * inverse;
                double near = w * StandardNormal.density((r - m) * inverse);
                double far = w * StandardNormal.density((r + m) * inverse);
                p1 += q * (near - far);
                p2 += q * (q * near - (2 - q) * far);
                slope += q * (1 - q) * (near + far);
            }
            sumP = limit + p1;
            sumSquare = limit + p2;
            sumSlope = slope;
        }

        private static double correctedPositivePart(double m, double s) {
            double inverse = 1 / s;
            double sum = 0;
            for (int j = 0; j < HalfLine.NODES.length; j++) {
                double r = HalfLine.NODES[j];
                double both = StandardNormal.density((r - m) * inverse) + StandardNormal.density((r + m) * inverse);
                sum += HalfLine.WEIGHTS[j] * inverse * HalfLine.SOFTPLUS[j] * both;
            }
            return s * NormalTail.first(m * inverse) + sum;
        }
    }

    /**
     * Gauss-Legendre nodes in r for integrands that decay at least like exp(-r/2 - r^2/(2 s^2)), s &gt;= 16: panels up to
     * r = 72. On [0, 4] the poles at +-i pi leave an error of 3.4^{-40} with 20 nodes; beyond, the integrands are exponentials.
     */
    private static final class HalfLine {

        private static final double[] EDGES = {0, 4, 10, 18, 28, 40, 54, 72};
        private static final int ORDER = 20;
        private static final int COUNT = ORDER * (EDGES.length - 1);

        static final double[] NODES = new double[COUNT];
        static final double[] WEIGHTS = new double[COUNT];
        static final double[] Q = new double[COUNT];
        static final double[] SOFTPLUS = new double[COUNT];

        static {
            double[] x = GaussLegendre.nodes(ORDER);
            double[] w = GaussLegendre.weights(ORDER);
            int j = 0;
            for (int panel = 0; panel + 1 < EDGES.length; panel++) {
                double half = 0.5 * (EDGES[panel + 1] - EDGES[panel]);
                for (int k = 0; k < ORDER; k++, j++) {
                    double r = EDGES[panel] + half * (1 + x[k]);
                    double e = Math.exp(-r);
                    NODES[j] = r;
                    WEIGHTS[j] = half * w[k];
                    Q[j] = e / (1 + e);
                    SOFTPLUS[j] = Math.log1p(e);
                }
            }
        }

        private HalfLine() {}
    }
}
