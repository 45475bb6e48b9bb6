package org.sgdyn.losses;

import java.util.Optional;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * Phase retrieval from squared measurements, Psi = (r^2 - r*^2)^2 / 4 with the teacher's logit r*; the label is not used.
 *
 * <p>grad = (r^2 - r*^2) r is a polynomial. H = E[3 r^2 - r*^2] and H* = -2 E[r r*] follow at once; risk, g and G are of degree
 * at most six in d = r - r*, t = r + r* (r^2 - r*^2 = d t), and four Gauss-Hermite nodes along each of two independent
 * directions integrate them exactly, risk and G as sums of squares.
 */
public record PhaseRetrieval() implements Loss {

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public int teacherOutputs() {
        return 1;
    }

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        double product = (logits[0] - teacherLogits[0]) * (logits[0] + teacherLogits[0]);
        return 0.25 * product * product;
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        gradient[0] = (logits[0] - teacherLogits[0]) * (logits[0] + teacherLogits[0]) * logits[0];
    }

    @Override
    public Optional<String> labelProblem(ClassTarget target) {
        return Optional.empty();
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return new Exact();
    }

    private static final class Exact implements LossMoments {

        private static final double ROOT = Math.sqrt(6);
        private static final double[] NODES = {
            -Math.sqrt(3 + ROOT), -Math.sqrt(3 - ROOT), Math.sqrt(3 - ROOT), Math.sqrt(3 + ROOT)
        };
        private static final double[] WEIGHTS = {(3 - ROOT) / 12, (3 + ROOT) / 12, (3 + ROOT) / 12, (3 - ROOT) / 12};

        private double sumSquare;
        private double sumValue;

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            integrate(mean, covariance);
            result.gradient[0] = gradient(mean, covariance);
            result.gradientSecondMoment[0] = sumSquare;
            result.hessian[0] = 3 * (mean[0] * mean[0] + covariance[0]) - (mean[1] * mean[1] + covariance[3]);
            result.teacherHessian[0] = -2 * (mean[0] * mean[1] + covariance[1]);
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            integrate(mean, covariance);
            return sumValue;
        }

        /**
         * With d = r - r* and t = r + r*, g = E d t (d + t) / 2 = (E d^2 t + E d t^2) / 2; for small r, g = E r^3 - E r r*^2. Either
         * vanishes exactly where m = cov(r, r*) = 0, so that a start without overlap keeps none.
         */
        private static double gradient(double[] mean, double[] covariance) {
            if (isStudentSmallest(mean, covariance)) {
                double m = mean[0];
                return m * (m * m + 3 * covariance[0])
                        - (m * (mean[1] * mean[1] + covariance[3]) + 2 * mean[1] * covariance[1]);
            }
            double d = mean[0] - mean[1];
            double t = mean[0] + mean[1];
            double varianceOfDifference = (covariance[0] - covariance[1]) + (covariance[3] - covariance[2]);
            double varianceOfSum = (covariance[0] + covariance[1]) + (covariance[3] + covariance[2]);
            double mixed = 2 * (covariance[0] - covariance[3]);
            return 0.5 * (((d * d + varianceOfDifference) * t + mixed * d) + ((t * t + varianceOfSum) * d + mixed * t));
        }

        /**
         * Whether r is smaller than both d and t, E r*^2 &gt; 2 |E r r*|: then they would lose its digits, and otherwise r and r* would
         * lose theirs.
         */
        private static boolean isStudentSmallest(double[] mean, double[] covariance) {
            return mean[1] * mean[1] + covariance[3] > 2 * Math.abs(mean[0] * mean[1] + covariance[1]);
        }

        private void integrate(double[] mean, double[] covariance) {
            if (isStudentSmallest(mean, covariance)) {
                integrateLogits(mean, covariance);
            } else {
                integrateSumAndDifference(mean, covariance);
            }
        }

        /** r = E r + a x and r* = E r* + b x + c y. */
        private void integrateLogits(double[] mean, double[] covariance) {
            double pivot = Math.sqrt(covariance[0]);
            double other = Math.sqrt(covariance[3]);
            double slope = pivot == 0 ? 0 : Math.max(-other, Math.min(other, covariance[1] / pivot));
            double rest = Math.sqrt((other - slope) * (other + slope));
            sumSquare = 0;
            sumValue = 0;
            for (int i = 0; i < NODES.length; i++) {
                for (int j = 0; j < NODES.length; j++) {
                    double r = mean[0] + pivot * NODES[i];
                    double teacher = mean[1] + slope * NODES[i] + rest * NODES[j];
                    add(WEIGHTS[i] * WEIGHTS[j], (r - teacher) * (r + teacher), r);
                }
            }
        }

        private void add(double weight, double product, double logit) {
            double gradient = product * logit;
            sumSquare += weight * gradient * gradient;
            sumValue += weight * 0.25 * product * product;
        }

        private void integrateSumAndDifference(double[] mean, double[] covariance) {
            double meanDifference = mean[0] - mean[1];
            double meanSum = mean[0] + mean[1];
            // Row-wise differences keep digits when student and teacher nearly agree (or nearly are opposite).
            double varianceOfDifference =
                    Math.max(0, (covariance[0] - covariance[1]) + (covariance[3] - covariance[2]));
            double varianceOfSum = Math.max(0, (covariance[0] + covariance[1]) + (covariance[3] + covariance[2]));
            // d = E d + a x + b y and t = E t + c x, or the other way round: the larger variance is the pivot.
            boolean pivotSum = varianceOfSum >= varianceOfDifference;
            double pivot = Math.sqrt(pivotSum ? varianceOfSum : varianceOfDifference);
            double other = Math.sqrt(pivotSum ? varianceOfDifference : varianceOfSum);
            double slope = pivot == 0 ? 0 : Math.max(-other, Math.min(other, (covariance[0] - covariance[3]) / pivot));
            double rest = Math.sqrt((other - slope) * (other + slope));
            sumSquare = 0;
            sumValue = 0;
            for (int i = 0; i < NODES.length; i++) {
                for (int j = 0; j < NODES.length; j++) {
                    double leading = pivot * NODES[i];
                    double following = slope * NODES[i] + rest * NODES[j];
                    double difference = meanDifference + (pivotSum ? following : leading);
                    double sum = meanSum + (pivotSum ? leading : following);
                    add(WEIGHTS[i] * WEIGHTS[j], difference * sum, 0.5 * (difference + sum));
                }
            }
        }
    }
}
