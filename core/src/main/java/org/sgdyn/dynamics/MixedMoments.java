package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.List;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/** The moments of a class that shows several labels: the sums over labels, weighted by their probabilities. One thread at a time. */
final class MixedMoments implements LossMoments {

    private final List<LossMoments> parts;
    private final double[] probabilities;
    private final GradientMoments buffer;
    private final GradientMoments[] slopes;

    MixedMoments(List<LossMoments> parts, double[] probabilities, Loss loss) {
        this.parts = List.copyOf(parts);
        this.probabilities = probabilities;
        int outputs = loss.outputs();
        int parameters = loss.trained().size();
        buffer = MomentSums.buffer(loss);
        int count = outputs + outputs * (outputs + 1) / 2 + outputs * loss.teacherOutputs() + parameters;
        slopes = new GradientMoments[count];
        Arrays.setAll(slopes, k -> MomentSums.buffer(loss));
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        MomentSums.clear(result);
        for (int y = 0; y < probabilities.length; y++) {
            parts.get(y).evaluate(mean, covariance, buffer);
            MomentSums.add(probabilities[y], buffer, result);
        }
    }

    @Override
    public boolean differentiate(double[] mean, double[] covariance, GradientMoments[] result) {
        for (int y = 0; y < probabilities.length; y++) {
            if (!parts.get(y).differentiate(mean, covariance, slopes)) {
                return false;
            }
            for (int k = 0; k < slopes.length; k++) {
                if (y == 0) {
                    MomentSums.clear(result[k]);
                }
                MomentSums.add(probabilities[y], slopes[k], result[k]);
            }
        }
        return true;
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        double sum = 0;
        for (int y = 0; y < probabilities.length; y++) {
            sum += probabilities[y] * parts.get(y).risk(mean, covariance);
        }
        return sum;
    }

    @Override
    public void trainedSecondMoment(double[] mean, double[] covariance, double[] result) {
        double[] part = new double[result.length];
        Arrays.fill(result, 0);
        for (int y = 0; y < probabilities.length; y++) {
            parts.get(y).trainedSecondMoment(mean, covariance, part);
            Kernels.add(result, 0, probabilities[y], part, 0, part.length);
        }
    }

    @Override
    public double error(double[] mean, double[] covariance) {
        double sum = 0;
        for (int y = 0; y < probabilities.length; y++) {
            sum += probabilities[y] * parts.get(y).error(mean, covariance);
        }
        return sum;
    }

    @Override
    public double errorEstimate(double[] mean, double[] covariance) {
        double sum = 0;
        for (int y = 0; y < probabilities.length; y++) {
            sum += probabilities[y] * parts.get(y).errorEstimate(mean, covariance);
        }
        return sum;
    }
}
