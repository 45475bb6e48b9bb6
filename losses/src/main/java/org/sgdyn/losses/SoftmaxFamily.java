package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * {@link Softmax} of one family of L exchangeable classes, in its reduced coordinates: a sum, to which softmax is blind, and a contrast.
 * Of the latter, the mean is the own logit's less that of any other, Delta, and the variance b is such that, up to a common shift, the
 * logits are those of {@link ExchangeableSoftmax}; so that
 *
 * <pre>
 * g_o - g_x = -L E p_x,   H = 2 E p_o p_x + (L - 2) E p_x p_y,   G = 2 E p_x^2 + (L - 2) E p_x p_y
 * </pre>
 *
 * <p>on contrasts, and all is 0 on sums. One thread at a time.
 */
final class SoftmaxFamily implements LossMoments {

    private static final int CONTRAST = 1;

    /** The place of a contrast on the diagonal of a matrix. */
    private static final int DIAGONAL = 3;

    /** The places of the slopes by Delta and by b among those by m_0, m_1, B_00, B_01, B_11. */
    private static final int BY_GAP = 1;

    private static final int BY_VARIANCE = 4;

    private final int classes;
    private final ExchangeableSoftmax softmax;

    /**
     * The moments of a family.
     *
     * @param classes L &gt;= 2
     * @param division how much finer than usual the steps of quadrature are
     */
    SoftmaxFamily(int classes, int division) {
        this.classes = classes;
        softmax = new ExchangeableSoftmax(classes, division);
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        softmax.evaluate(mean[CONTRAST], covariance[DIAGONAL], false);
        fill(softmax.moments, result);
    }

    @Override
    public boolean differentiate(double[] mean, double[] covariance, GradientMoments[] slopes) {
        softmax.evaluate(mean[CONTRAST], covariance[DIAGONAL], true);
        double[] none = new double[softmax.moments.length];
        for (int q = 0; q < slopes.length; q++) {
            fill(q == BY_GAP ? softmax.byGap : q == BY_VARIANCE ? softmax.byVariance : none, slopes[q]);
        }
        return true;
    }

    private void fill(double[] moments, GradientMoments result) {
        Arrays.fill(result.gradient, 0);
        Arrays.fill(result.hessian, 0);
        Arrays.fill(result.gradientSecondMoment, 0);
        double twoOthers = (classes - 2.0) * moments[ExchangeableSoftmax.TWO_OTHERS];
        result.gradient[CONTRAST] = -classes * moments[ExchangeableSoftmax.OTHER];
        result.hessian[DIAGONAL] = 2 * moments[ExchangeableSoftmax.OWN_AND_OTHER] + twoOthers;
        result.gradientSecondMoment[DIAGONAL] = 2 * moments[ExchangeableSoftmax.OTHER_SQUARED] + twoOthers;
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        return softmax.risk(mean[CONTRAST], covariance[DIAGONAL]);
    }
}
