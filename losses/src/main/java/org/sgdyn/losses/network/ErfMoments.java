package org.sgdyn.losses.network;

import java.util.Arrays;
import java.util.List;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * The moments of the squared error of a committee of erf units, in closed form: with F = sum_j v_j phi(r_j) + c - target over l hidden
 * units (and those of a teacher with weights -v*), z and E^J of {@link GaussianTilt}, s^2 the variance of the label noise,
 *
 * <pre>
 * risk = (E F^2 + s^2) / 2,   g_j = v_j z_j E^j F,   G_jk = v_j v_k z_jk ( E^jk F^2 + s^2 ),   H*_kj = -v*_k v_j z_jk,
 * H_jk = v_j v_k z_jk - [j = k] v_j z_j E^j r_j F,   d/dv_j: E phi_j F,   d/dc: E F.
 * </pre>
 *
 * <p>{@link #differentiate} is their exact derivative. One thread at a time.
 */
final class ErfMoments extends CommitteeMoments {

    private final int parameters;
    private final ErfUnits plain;
    private final ErfUnits tilted;
    private final GaussianTilt tilt;
    private final MomentGradient slope;

    /**
     * Moments for a class.
     *
     * @param teacher v*
     * @param noiseVariance s^2
     * @param label what the network is to say, beside the teacher
     * @param byPoints quadrature, for what has no closed form
     */
    ErfMoments(NetworkShape shape, double[] teacher, double noiseVariance, double label, LossMoments byPoints) {
        super(shape, teacher, noiseVariance, label, byPoints);
        parameters = shape.isTrained() ? hidden + 1 : 0;
        plain = new ErfUnits(units);
        tilted = new ErfUnits(units);
        tilt = new GaussianTilt(units);
        slope = new MomentGradient(units);
    }

    private void place(double[] mean, double[] covariance) {
        System.arraycopy(mean, 0, plain.mean, 0, units);
        System.arraycopy(covariance, 0, plain.covariance, 0, units * units);
        readWeights(mean);
        for (ErfUnits each : List.of(plain, tilted)) {
            System.arraycopy(weights, 0, each.weights, 0, units);
            each.offset = offset;
        }
    }

    private void tilt(int j) {
        tilt.observe(j, plain.mean, plain.covariance);
        tilt.apply(plain.mean, plain.covariance, tilted);
        tilted.readSingles();
    }

    private void tilt(int j, int k) {
        tilt.observe(j, k, plain.mean, plain.covariance);
        tilt.apply(plain.mean, plain.covariance, tilted);
        tilted.readSingles();
        tilted.readScatter();
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        place(mean, covariance);
        plain.readSingles();
        plain.readScatter();
        return 0.5 * (plain.second() + noiseVariance);
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        place(mean, covariance);
        double[] v = plain.weights;
        if (parameters > 0) {
            plain.readSingles();
            plain.readScatter();
            for (int j = 0; j < hidden; j++) {
                result.trained[j] = plain.valueByFirst(j);
            }
            result.trained[hidden] = plain.first;
        }
        for (int j = 0; j < hidden; j++) {
            tilt(j);
            result.gradient[j] = v[j] * tilt.factor * tilted.first;
            double byLogit = tilted.mean[j] * tilted.first;
            for (int b = 0; b < units; b++) {
                byLogit += v[b] * tilted.covariance[j * units + b] * tilted.slopes[b];
            }
            result.hessian[j * hidden + j] = -v[j] * tilt.factor * byLogit;
        }
        for (int j = 0; j < hidden; j++) {
            for (int k = j; k < hidden; k++) {
                tilt(j, k);
                double both = v[j] * v[k] * tilt.factor;
                double second = both * (tilted.second() + noiseVariance);
                result.gradientSecondMoment[j * hidden + k] = second;
                result.gradientSecondMoment[k * hidden + j] = second;
                result.hessian[j * hidden + k] = (j == k ? result.hessian[j * hidden + k] : 0) + both;
                result.hessian[k * hidden + j] = result.hessian[j * hidden + k];
            }
            for (int k = hidden; k < units; k++) {
                tilt.observe(j, k, plain.mean, plain.covariance);
                result.teacherHessian[(k - hidden) * hidden + j] = v[j] * v[k] * tilt.factor;
            }
        }
    }

    @Override
    public boolean differentiate(double[] mean, double[] covariance, GradientMoments[] slopes) {
        place(mean, covariance);
        for (GradientMoments each : slopes) {
            Arrays.fill(each.hessian, 0);
            Arrays.fill(each.gradientSecondMoment, 0);
            Arrays.fill(each.trained, 0);
        }
        if (parameters > 0) {
            differentiateTrained(slopes);
        }
        for (int j = 0; j < hidden; j++) {
            differentiateSingle(j, slopes);
        }
        for (int j = 0; j < hidden; j++) {
            for (int k = j; k < hidden; k++) {
                differentiatePair(j, k, slopes);
            }
            for (int k = hidden; k < units; k++) {
                differentiateTeacher(j, k, slopes);
            }
        }
        return true;
    }

    /** Where the derivatives by the loss's own parameters begin. */
    private int firstParameter() {
        return hidden + hidden * (hidden + 1) / 2 + hidden * (units - hidden);
    }

    /** What becomes of a derivative. */
    @FunctionalInterface
    private interface Receiver {
        void add(GradientMoments slopes, double derivative);
    }

    /** Hands on the gradient in the order of {@link LossMoments#differentiate}, times a factor. */
    private void spread(double factor, GradientMoments[] slopes, Receiver receiver) {
        int next = 0;
        for (int j = 0; j < hidden; j++) {
            receiver.add(slopes[next++], factor * slope.byMean[j]);
        }
        for (int j = 0; j < hidden; j++) {
            for (int a = j; a < units; a++) {
                double derivative = slope.byCovariance[j * units + a];
                receiver.add(slopes[next++], factor * (a == j ? derivative : 2 * derivative));
            }
        }
    }

    private void differentiateTrained(GradientMoments[] slopes) {
        plain.readSingles();
        plain.readScatter();
        plain.readPairSlopes();
        int own = firstParameter();
        for (int i = 0; i <= hidden; i++) {
            int at = i;
            if (i < hidden) {
                plain.differentiateValueByFirst(i, slope);
            } else {
                plain.differentiateFirst(slope);
            }
            spread(1, slopes, (each, derivative) -> each.trained[at] += derivative);
            for (int k = 0; k < hidden; k++) {
                slopes[own + k].trained[i] =
                        i < hidden ? plain.values[i] * plain.values[k] + plain.scatter[i * units + k] : plain.values[k];
            }
            slopes[own + hidden].trained[i] = i < hidden ? plain.values[i] : 1;
        }
    }

    /** g_j, and what of H_jj comes of phi''. */
    private void differentiateSingle(int j, GradientMoments[] slopes) {
        double v = plain.weights[j];
        int own = firstParameter();
        tilt(j);
        tilted.differentiateFirst(slope);
        tilt.pullBack(slope);
        spread(v, slopes, (each, derivative) -> each.gradient[j] = derivative);
        for (int k = 0; k < parameters; k++) {
            double byWeight = k < hidden ? tilted.values[k] : 1;
            slopes[own + k].gradient[j] = v * tilt.factor * byWeight + (k == j ? slope.value : 0);
        }
        tilted.differentiateLogitByFirst(j, slope);
        tilt.pullBack(slope);
        int jj = j * hidden + j;
        spread(-v, slopes, (each, derivative) -> each.hessian[jj] += derivative);
        for (int k = 0; k < parameters; k++) {
            double byWeight = k < hidden
                    ? tilted.mean[j] * tilted.values[k] + tilted.covariance[j * units + k] * tilted.slopes[k]
                    : tilted.mean[j];
            slopes[own + k].hessian[jj] -= v * tilt.factor * byWeight + (k == j ? slope.value : 0);
        }
    }

    /** G_jk, and what of H_jk comes of phi'_j phi'_k. */
    private void differentiatePair(int j, int k, GradientMoments[] slopes) {
        double vj = plain.weights[j];
        double vk = plain.weights[k];
        int own = firstParameter();
        int jk = j * hidden + k;
        int kj = k * hidden + j;
        tilt(j, k);
        tilted.readPairSlopes();
        tilted.differentiateSecond(noiseVariance, slope);
        tilt.pullBack(slope);
        spread(vj * vk, slopes, (each, derivative) -> {
            each.gradientSecondMoment[jk] = derivative;
            each.gradientSecondMoment[kj] = derivative;
        });
        for (int p = 0; p < parameters; p++) {
            double byWeight = p < hidden ? tilted.valueByFirst(p) : tilted.first;
            double derivative = vj * vk * tilt.factor * 2 * byWeight + byFactors(p, j, k) * slope.value;
            slopes[own + p].gradientSecondMoment[jk] = derivative;
            slopes[own + p].gradientSecondMoment[kj] = derivative;
            slopes[own + p].hessian[jk] += byFactors(p, j, k) * tilt.factor;
            slopes[own + p].hessian[kj] = slopes[own + p].hessian[jk];
        }
        slope.clear();
        slope.value = 1;
        tilt.pullBack(slope);
        spread(vj * vk, slopes, (each, derivative) -> {
            each.hessian[jk] += derivative;
            each.hessian[kj] = each.hessian[jk];
        });
    }

    /** d (v_j v_k) / d v_p. */
    private double byFactors(int p, int j, int k) {
        return (p == j ? plain.weights[k] : 0) + (p == k ? plain.weights[j] : 0);
    }

    private void differentiateTeacher(int j, int k, GradientMoments[] slopes) {
        int own = firstParameter();
        int kj = (k - hidden) * hidden + j;
        double vk = plain.weights[k];
        tilt.observe(j, k, plain.mean, plain.covariance);
        slope.clear();
        slope.value = 1;
        tilt.pullBack(slope);
        spread(plain.weights[j] * vk, slopes, (each, derivative) -> each.teacherHessian[kj] = derivative);
        for (int p = 0; p < parameters; p++) {
            slopes[own + p].teacherHessian[kj] = p == j ? vk * tilt.factor : 0;
        }
    }
}
