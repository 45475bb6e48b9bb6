package org.sgdyn.losses.network;

import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * The moments of the squared error of a committee of rectified units: with F = sum_j v_j phi(r_j) + c - target,
 *
 * <pre>
 * risk = (E F^2 + s^2) / 2,   g_j = v_j E 1_j F,   H_jk = v_j v_k E 1_j 1_k + [j = k] v_j E delta(r_j) F,   H*_kj = -v*_k v_j E 1_j 1_k,
 * d/dv_j: E phi_j F,   d/dc: E F,   G_jk = v_j v_k ( E 1_j 1_k F^2 + s^2 E 1_j 1_k ).
 * </pre>
 *
 * <p>All but G need two units at a time and are closed, see {@link ReluUnits}. G needs up to four: E ( F^2 | r_j, r_k ) is closed, and
 * integrated over r_j, r_k &gt; 0 by Gauss-Legendre rules, see {@link HalfLine}. One thread at a time.
 */
final class ReluMoments extends CommitteeMoments {

    private final ReluUnits plain;
    private final Conditional onOne;
    private final Conditional onTwo;

    /**
     * Moments for a class.
     *
     * @param teacher v*
     * @param noiseVariance s^2
     * @param label what the network is to say, beside the teacher
     * @param byPoints quadrature, for what has no closed form
     */
    ReluMoments(NetworkShape shape, double[] teacher, double noiseVariance, double label, LossMoments byPoints) {
        super(shape, teacher, noiseVariance, label, byPoints);
        plain = new ReluUnits(units);
        onOne = new Conditional(units - 1);
        onTwo = new Conditional(Math.max(0, units - 2));
    }

    private void place(double[] mean, double[] covariance) {
        System.arraycopy(mean, 0, plain.mean, 0, units);
        System.arraycopy(covariance, 0, plain.covariance, 0, units * units);
        readWeights(mean);
        plain.readSingles();
        plain.readPairs();
    }

    private double weighed(double[] matrix, int row) {
        double sum = 0;
        for (int b = 0; b < units; b++) {
            sum += weights[b] * matrix[row * units + b];
        }
        return sum;
    }

    /** E F. */
    private double first() {
        double sum = offset;
        for (int a = 0; a < units; a++) {
            sum += weights[a] * plain.values[a];
        }
        return sum;
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        place(mean, covariance);
        double sum = offset * (2 * first() - offset);
        for (int a = 0; a < units; a++) {
            sum += weights[a] * weighed(plain.valueByValue, a);
        }
        return 0.5 * (Math.max(0, sum) + noiseVariance);
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        place(mean, covariance);
        for (int j = 0; j < hidden; j++) {
            double v = weights[j];
            result.gradient[j] = v * (weighed(plain.slopeByValue, j) + offset * plain.slopes[j]);
            for (int k = 0; k < hidden; k++) {
                result.hessian[j * hidden + k] = v * weights[k] * plain.slopeBySlope[j * units + k];
            }
            result.hessian[j * hidden + j] += v * (weighed(plain.curvatureByValue, j) + offset * plain.curvatures[j]);
            for (int k = hidden; k < units; k++) {
                result.teacherHessian[(k - hidden) * hidden + j] = v * weights[k] * plain.slopeBySlope[j * units + k];
            }
            for (int k = j; k < hidden; k++) {
                double both = j == k ? onOne.secondWhere(j) : onTwo.secondWhere(j, k);
                double second = v * weights[k] * (both + noiseVariance * plain.slopeBySlope[j * units + k]);
                result.gradientSecondMoment[j * hidden + k] = second;
                result.gradientSecondMoment[k * hidden + j] = second;
            }
        }
        if (shape.isTrained()) {
            for (int j = 0; j < hidden; j++) {
                result.trained[j] = weighed(plain.valueByValue, j) + offset * plain.values[j];
            }
            result.trained[hidden] = first();
        }
    }

    /** F^2 on average over the units but one or two, given the logits of these. */
    private final class Conditional {

        private final ReluUnits rest;
        private final int[] members;
        /** How the means move with the given logits. */
        private final double[] gain1;

        private final double[] gain2;
        private final HalfLine outer = new HalfLine();
        private final HalfLine inner = new HalfLine();

        Conditional(int count) {
            rest = new ReluUnits(count);
            members = new int[count];
            gain1 = new double[count];
            gain2 = new double[count];
        }

        private void choose(int j, int k) {
            int next = 0;
            for (int a = 0; a < units; a++) {
                if (a != j && a != k) {
                    members[next++] = a;
                }
            }
        }

        /** E 1_j F^2. */
        double secondWhere(int j) {
            double variance = plain.covariance[j * units + j];
            double deviation = Math.sqrt(Math.max(0, variance));
            double m = plain.mean[j];
            if (deviation == 0 && m <= 0) {
                return 0;
            }
            choose(j, j);
            for (int a = 0; a < members.length; a++) {
                gain1[a] = variance > 0 ? plain.covariance[members[a] * units + j] / variance : 0;
                for (int b = 0; b < members.length; b++) {
                    rest.covariance[a * members.length + b] = plain.covariance[members[a] * units + members[b]]
                            - gain1[a] * plain.covariance[members[b] * units + j];
                }
            }
            if (deviation == 0) {
                return secondAt(m, 0, weights[j] * m);
            }
            outer.begin(-m / deviation);
            turnOn(j, deviation);
            return outer.integrate(z -> {
                double x = m + deviation * z;
                return secondAt(deviation * z, 0, weights[j] * x);
            });
        }

        /** Where the other units turn on or off as r_j grows. */
        private void turnOn(int j, double deviation) {
            for (int a : members) {
                double byJ = plain.covariance[a * units + j] / deviation;
                outer.turn(plain.mean[a], byJ, plain.covariance[a * units + a] - byJ * byJ);
            }
        }

        /** E 1_j 1_k F^2. */
        double secondWhere(int j, int k) {
            int jj = j * units + j;
            double variance = plain.covariance[jj];
            double shared = plain.covariance[j * units + k];
            double deviation = Math.sqrt(Math.max(0, variance));
            double slope = variance > 0 ? shared / variance : 0;
            double left = Math.max(0, plain.covariance[k * units + k] - slope * shared);
            double rootLeft = Math.sqrt(left);
            choose(j, k);
            for (int a = 0; a < members.length; a++) {
                double byJ = plain.covariance[members[a] * units + j];
                double byK = plain.covariance[members[a] * units + k];
                gain2[a] = left > 0 ? (byK - slope * byJ) / left : 0;
                gain1[a] = variance > 0 ? byJ / variance : 0;
            }
            for (int a = 0; a < members.length; a++) {
                double byJ = plain.covariance[members[a] * units + j];
                double byK = plain.covariance[members[a] * units + k];
                for (int b = 0; b < members.length; b++) {
                    rest.covariance[a * members.length + b] = plain.covariance[members[a] * units + members[b]]
                            - gain1[b] * byJ
                            - gain2[b] * (byK - slope * byJ);
                }
            }
            if (deviation == 0) {
                double m = plain.mean[j];
                return m > 0 ? inner(k, plain.mean[k], rootLeft, 0, weights[j] * m) : 0;
            }
            outer.begin(-plain.mean[j] / deviation);
            outer.turn(plain.mean[k], slope * deviation, left);
            turnOn(j, deviation);
            return outer.integrate(z -> {
                double fromMean = deviation * z;
                double x = plain.mean[j] + fromMean;
                return inner(k, plain.mean[k] + slope * fromMean, rootLeft, fromMean, weights[j] * x);
            });
        }

        /** Over r_k &gt; 0, of conditional mean and deviation. */
        private double inner(int k, double m, double deviation, double fromMean, double known) {
            if (deviation == 0) {
                return m > 0 ? secondAt(fromMean, 0, known + weights[k] * m) : 0;
            }
            inner.begin(-m / deviation);
            for (int a = 0; a < members.length; a++) {
                double variance = rest.covariance[a * members.length + a];
                inner.turn(plain.mean[members[a]] + gain1[a] * fromMean, gain2[a] * deviation, variance);
            }
            return inner.integrate(z -> secondAt(fromMean, deviation * z, known + weights[k] * (m + deviation * z)));
        }

        /** E F^2 at logits so far from their means, whose units contribute what is known. */
        private double secondAt(double first, double second, double known) {
            double constant = offset + known;
            int n = members.length;
            if (n == 0) {
                return constant * constant;
            }
            for (int a = 0; a < n; a++) {
                rest.mean[a] = plain.mean[members[a]] + gain1[a] * first + gain2[a] * second;
            }
            rest.readSingles();
            rest.readPairs();
            double sum = constant * constant;
            for (int a = 0; a < n; a++) {
                double row = 2 * constant * rest.values[a];
                for (int b = 0; b < n; b++) {
                    row += weights[members[b]] * rest.valueByValue[a * n + b];
                }
                sum += weights[members[a]] * row;
            }
            return sum;
        }
    }
}
