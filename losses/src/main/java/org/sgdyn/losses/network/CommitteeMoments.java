package org.sgdyn.losses.network;

import org.sgdyn.spi.LossMoments;

/**
 * What the moments of the squared error of all committees share: F = sum_a c_a phi(r_a) + c_0 over the l hidden units, of weights v, and
 * those of a teacher, of weights -v*, with c_0 the offset less the label. One thread at a time.
 */
abstract class CommitteeMoments implements LossMoments {

    final NetworkShape shape;
    /** s^2. */
    final double noiseVariance;

    final int hidden;
    final int units;
    /** c. */
    final double[] weights;

    /** c_0. */
    double offset;

    private final double[] teacher;
    private final double label;
    private final LossMoments byPoints;

    /**
     * Moments for a class.
     *
     * @param teacher v*
     * @param noiseVariance s^2
     * @param label what the network is to say, beside the teacher
     * @param byPoints quadrature, for the decision error and for second moments of trained parameters
     */
    CommitteeMoments(NetworkShape shape, double[] teacher, double noiseVariance, double label, LossMoments byPoints) {
        this.shape = shape;
        this.teacher = teacher;
        this.noiseVariance = noiseVariance;
        this.label = label;
        this.byPoints = byPoints;
        hidden = shape.hidden();
        units = hidden + teacher.length;
        weights = new double[units];
    }

    /** Reads c and c_0, whose trained numbers stand behind the means. */
    final void readWeights(double[] mean) {
        for (int a = 0; a < units; a++) {
            weights[a] = a < hidden ? shape.weight(0, a, mean, units) : -teacher[a - hidden];
        }
        offset = shape.offset(0, mean, units) - label;
    }

    @Override
    public final double error(double[] mean, double[] covariance) {
        return byPoints.error(mean, covariance);
    }

    @Override
    public final void trainedSecondMoment(double[] mean, double[] covariance, double[] result) {
        byPoints.trainedSecondMoment(mean, covariance, result);
    }
}
