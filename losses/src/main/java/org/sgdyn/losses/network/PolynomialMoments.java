package org.sgdyn.losses.network;

import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * The moments of the squared error of a committee whose units are polynomials, phi(r) = p r^2 + q r: all in closed form by Stein's
 * identity E r_i h = m_i E h + sum_a B_ia E d_a h, since d_a F = 2 alpha_a r_a + beta_a, alpha_a = p c_a, beta_a = q c_a. One thread at a
 * time.
 */
final class PolynomialMoments extends CommitteeMoments {

    private final double p;
    private final double q;
    private double[] mean = {};
    private double[] covariance = {};

    /** E F, E F^2. */
    private double first;

    private double second;
    /** E r_i F, E r_i F^2, E F d_a F. */
    private final double[] byLogit;

    private final double[] squareByLogit;
    private final double[] bySlope;
    /** E r_i r_k F. */
    private final double[] byLogits;

    /**
     * Moments for a class.
     *
     * @param p of r^2
     * @param q of r
     * @param teacher v*
     * @param noiseVariance s^2
     * @param label what the network is to say, beside the teacher
     * @param byPoints quadrature, for what has no closed form
     */
    PolynomialMoments(
            double p,
            double q,
            NetworkShape shape,
            double[] teacher,
            double noiseVariance,
            double label,
            LossMoments byPoints) {
        super(shape, teacher, noiseVariance, label, byPoints);
        this.p = p;
        this.q = q;
        byLogit = new double[units];
        squareByLogit = new double[units];
        bySlope = new double[units];
        byLogits = new double[units * units];
    }

    private void place(double[] means, double[] covariances) {
        mean = means;
        covariance = covariances;
        readWeights(mean);
        first = offset;
        for (int a = 0; a < units; a++) {
            first += weights[a] * (p * logits(a, a) + q * mean[a]);
        }
        for (int i = 0; i < units; i++) {
            byLogit[i] = mean[i] * first;
            for (int a = 0; a < units; a++) {
                byLogit[i] += covariance[i * units + a] * weights[a] * (2 * p * mean[a] + q);
            }
        }
        second = offset * first;
        for (int i = 0; i < units; i++) {
            for (int k = 0; k < units; k++) {
                double sum = mean[i] * byLogit[k] + covariance[i * units + k] * first;
                for (int a = 0; a < units; a++) {
                    sum += covariance[i * units + a] * weights[a] * (2 * p * logits(k, a) + q * mean[k]);
                }
                byLogits[i * units + k] = sum;
            }
            second += weights[i] * (p * byLogits[i * units + i] + q * byLogit[i]);
        }
    }

    /** E r_i r_k. */
    private double logits(int i, int k) {
        return mean[i] * mean[k] + covariance[i * units + k];
    }

    /** E phi'_j phi'_k. */
    private double slopes(int j, int k) {
        return 4 * p * p * logits(j, k) + 2 * p * q * (mean[j] + mean[k]) + q * q;
    }

    @Override
    public double risk(double[] means, double[] covariances) {
        place(means, covariances);
        return 0.5 * (Math.max(0, second) + noiseVariance);
    }

    @Override
    public void evaluate(double[] means, double[] covariances, GradientMoments result) {
        place(means, covariances);
        for (int k = 0; k < units; k++) {
            bySlope[k] = weights[k] * (2 * p * byLogit[k] + q * first);
        }
        for (int k = 0; k < units; k++) {
            squareByLogit[k] = mean[k] * second;
            for (int a = 0; a < units; a++) {
                squareByLogit[k] += 2 * covariance[k * units + a] * bySlope[a];
            }
        }
        for (int j = 0; j < hidden; j++) {
            double v = weights[j];
            result.gradient[j] = v * (2 * p * byLogit[j] + q * first);
            for (int k = j; k < hidden; k++) {
                double both = v * weights[k];
                result.hessian[j * hidden + k] = both * slopes(j, k) + (j == k ? 2 * p * v * first : 0);
                result.hessian[k * hidden + j] = result.hessian[j * hidden + k];
                result.gradientSecondMoment[j * hidden + k] =
                        both * (slopesBySquare(j, k) + noiseVariance * slopes(j, k));
                result.gradientSecondMoment[k * hidden + j] = result.gradientSecondMoment[j * hidden + k];
            }
            for (int k = hidden; k < units; k++) {
                result.teacherHessian[(k - hidden) * hidden + j] = v * weights[k] * slopes(j, k);
            }
        }
        if (shape.isTrained()) {
            for (int j = 0; j < hidden; j++) {
                result.trained[j] = p * byLogits[j * units + j] + q * byLogit[j];
            }
            result.trained[hidden] = first;
        }
    }

    /** E phi'_j phi'_k F^2. */
    private double slopesBySquare(int j, int k) {
        double product = mean[j] * squareByLogit[k] + covariance[j * units + k] * second;
        for (int a = 0; a < units; a++) {
            product += 2 * covariance[j * units + a] * weights[a] * (2 * p * byLogits[k * units + a] + q * byLogit[k]);
        }
        return 4 * p * p * product + 2 * p * q * (squareByLogit[j] + squareByLogit[k]) + q * q * second;
    }
}
