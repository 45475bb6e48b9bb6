package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.GradientMoments;

/**
 * How the coefficients of the right-hand side change with the shared moments q: the entries of m_i, class by class, then those
 * of B_k with row j &lt; l and column a &gt;= j, spectrum by spectrum. Derivatives of a few numbers, by five-point differences of
 * fourth order: central, or forward where a variance would become negative.
 *
 * <p>The step is 2e-3 of the length on which the expectations vary, the logit's deviation but at most 1: truncation about
 * (2e-3)^4 / 30 = 5e-13, rounding about 1e-16 / 2e-3 = 5e-14, both relative.
 */
final class MomentSlopes {

    private static final double STEP = 2e-3;
    private static final double SHORTEST = 1e-4;

    private static final double[] CENTRAL_AT = {-2, -1, 1, 2};
    private static final double[] CENTRAL = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
    private static final double[] FORWARD_AT = {0, 1, 2, 3, 4};
    private static final double[] FORWARD = {-25 / 12.0, 48 / 12.0, -36 / 12.0, 16 / 12.0, -3 / 12.0};

    private final ModeTable modes;
    private final ClassMoments moments;
    private final int outputs;
    private final int logits;
    private final Coefficients[] slopes;
    private final GradientMoments buffer;
    private final double[] mean;
    private final double[] covariance;

    MomentSlopes(LearningProblem problem, ClassMoments moments) {
        this.moments = moments;
        modes = problem.modes();
        outputs = modes.outputs();
        logits = outputs + modes.teacherOutputs();
        slopes = new Coefficients[count(modes)];
        Arrays.setAll(slopes, k -> new Coefficients(modes));
        buffer = new GradientMoments(outputs, modes.teacherOutputs());
        mean = new double[logits];
        covariance = new double[logits * logits];
    }

    /** The number of shared moments. */
    static int count(ModeTable modes) {
        int outputs = modes.outputs();
        int perSpectrum = outputs * (outputs + 1) / 2 + outputs * modes.teacherOutputs();
        return (int)
                Math.min(Integer.MAX_VALUE, (long) modes.classes() * outputs + (long) modes.spectra() * perSpectrum);
    }

    /** d coefficients / d q_k at the last evaluation, ridge 0. */
    Coefficients slope(int k) {
        return slopes[k];
    }

    /** Differentiates at the logits that the moments last read; drift and noise go into the slopes as they are. */
    void evaluate(Coefficients at) {
        int next = 0;
        for (int i = 0; i < modes.classes(); i++) {
            for (int a = 0; a < outputs; a++) {
                Coefficients slope = cleared(slopes[next++], at);
                double step = STEP * length(modes.spectrumOf(i), a);
                for (int p = 0; p < CENTRAL.length; p++) {
                    addClass(i, a, -1, -1, step * CENTRAL_AT[p], CENTRAL[p] / step, slope);
                }
            }
        }
        for (int k = 0; k < modes.spectra(); k++) {
            for (int j = 0; j < outputs; j++) {
                for (int a = j; a < logits; a++) {
                    covarianceSlope(k, j, a, cleared(slopes[next++], at));
                }
            }
        }
    }

    private void covarianceSlope(int k, int j, int a, Coefficients slope) {
        double step = STEP * length(k, j) * length(k, a);
        boolean forward = j == a && moments.spectrumCovariance(k)[j * logits + j] < 2 * step;
        double[] places = forward ? FORWARD_AT : CENTRAL_AT;
        double[] weights = forward ? FORWARD : CENTRAL;
        for (int i = 0; i < modes.classes(); i++) {
            if (modes.spectrumOf(i) == k) {
                for (int p = 0; p < places.length; p++) {
                    addClass(i, -1, j, a, step * places[p], weights[p] / step, slope);
                }
            }
        }
    }

    private static Coefficients cleared(Coefficients slope, Coefficients at) {
        slope.clearMoments();
        slope.drift = at.drift;
        slope.noise = at.noise;
        slope.diagonal = at.diagonal;
        return slope;
    }

    /** The length on which expectations vary with logit a over the classes of spectrum k. */
    private double length(int k, int a) {
        double deviation = Math.sqrt(moments.spectrumCovariance(k)[a * logits + a]);
        return Math.min(1.0, Math.max(SHORTEST, deviation));
    }

    /** Adds a multiple of class i's moments with one entry of the mean, or one pair of entries of the covariance, shifted. */
    private void addClass(
            int i, int shiftedMean, int row, int column, double shift, double factor, Coefficients slope) {
        int k = modes.spectrumOf(i);
        System.arraycopy(moments.classMean(i), 0, mean, 0, logits);
        System.arraycopy(moments.spectrumCovariance(k), 0, covariance, 0, covariance.length);
        if (shiftedMean >= 0) {
            mean[shiftedMean] += shift;
        } else {
            covariance[row * logits + column] += shift;
            if (row != column) {
                covariance[column * logits + row] += shift;
            }
        }
        moments.lossMoments(i).evaluate(mean, covariance, buffer);
        double weight = factor * modes.weight(i);
        Kernels.add(slope.force[i], 0, weight, buffer.gradient, 0, outputs);
        Kernels.add(slope.hessian[k], 0, weight, buffer.hessian, 0, outputs * outputs);
        Kernels.add(slope.secondMoment[k], 0, weight, buffer.gradientSecondMoment, 0, outputs * outputs);
        Kernels.add(slope.teacherHessian[k], 0, weight, buffer.teacherHessian, 0, buffer.teacherHessian.length);
    }
}
