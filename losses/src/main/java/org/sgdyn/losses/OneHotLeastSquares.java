package org.sgdyn.losses;

import java.util.OptionalDouble;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * Least squares onto one-hot targets, Psi_i = |r - e_i|^2 / 2 with one output per class; the largest logit wins.
 *
 * <p>Exact moments: g = m - e_i, G = g g^T + B, H = I, risk = (|g|^2 + tr B) / 2. Labels are not used.
 */
public final class OneHotLeastSquares implements LargestLogitLoss {

    private final int classes;

    private OneHotLeastSquares(int classes) {
        this.classes = classes;
    }

    /**
     * The loss for a number of classes.
     *
     * @param classes L &gt;= 1
     * @return the loss
     * @throws IllegalArgumentException unless classes &gt;= 1
     */
    public static OneHotLeastSquares of(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("classes must be >= 1, not " + classes);
        }
        return new OneHotLeastSquares(classes);
    }

    @Override
    public int outputs() {
        return classes;
    }

    @Override
    public OptionalDouble quadraticCurvature() {
        return OptionalDouble.of(1);
    }

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        double sum = 0;
        for (int a = 0; a < classes; a++) {
            double error = error(target, logits, a);
            sum += error * error;
        }
        return 0.5 * sum;
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        for (int a = 0; a < classes; a++) {
            gradient[a] = error(target, logits, a);
        }
    }

    private static double error(ClassTarget target, double[] logits, int a) {
        return a == target.index() ? logits[a] - 1 : logits[a];
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return new Exact(target);
    }

    @Override
    public boolean isEquivariant() {
        return true;
    }

    @Override
    public LossMoments familyMoments(
            Families families, int family, ClassTarget target, GaussianExpectation expectation) {
        return new OneHotFamily(families, family);
    }

    private final class Exact implements LossMoments {

        private final ClassTarget target;

        Exact(ClassTarget target) {
            this.target = target;
        }

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            gradient(target, mean, mean, 0, result.gradient);
            for (int a = 0; a < classes; a++) {
                for (int b = 0; b < classes; b++) {
                    int at = a * classes + b;
                    result.gradientSecondMoment[at] = result.gradient[a] * result.gradient[b] + covariance[at];
                    result.hessian[at] = a == b ? 1 : 0;
                }
            }
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            double variance = 0;
            for (int a = 0; a < classes; a++) {
                variance += covariance[a * classes + a];
            }
            return value(target, mean, mean, 0) + 0.5 * variance;
        }
    }
}
