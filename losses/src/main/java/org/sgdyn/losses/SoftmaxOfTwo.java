package org.sgdyn.losses;

import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/** {@link Softmax} of two classes: the {@link Logistic} loss of r_i - r_j with label 1, at its accuracy. One thread at a time. */
final class SoftmaxOfTwo implements LossMoments {

    private final int own;
    private final LossMoments logistic;
    private final GradientMoments scalar = new GradientMoments(1, 0);
    private final double[] difference = new double[1];
    private final double[] variance = new double[1];

    SoftmaxOfTwo(int own, GaussianExpectation expectation) {
        this.own = own;
        logistic = new Logistic().moments(ClassTarget.of(own, 1), expectation);
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        place(mean, covariance);
        logistic.evaluate(difference, variance, scalar);
        result.gradient[own] = scalar.gradient[0];
        result.gradient[1 - own] = -scalar.gradient[0];
        for (int k = 0; k < 4; k++) {
            double sign = k == 0 || k == 3 ? 1 : -1;
            result.gradientSecondMoment[k] = sign * scalar.gradientSecondMoment[0];
            result.hessian[k] = sign * scalar.hessian[0];
        }
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        place(mean, covariance);
        return logistic.risk(difference, variance);
    }

    private void place(double[] mean, double[] covariance) {
        difference[0] = mean[own] - mean[1 - own];
        variance[0] = Math.max(0, (covariance[0] - covariance[1]) + (covariance[3] - covariance[2]));
    }
}
