package org.sgdyn.numerics;

import java.util.Arrays;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * The moments of a family in reduced coordinates, see {@link Families}, by those of one of its classes: mean and covariance of all
 * logits are put together, and what the loss makes of them is averaged over the permutations. One thread at a time.
 */
final class FamilyProjection implements LossMoments {

    private final Families families;
    private final int family;
    private final LossMoments whole;
    private final double[] mean;
    private final double[] covariance;
    private final GradientMoments moments;

    /**
     * The moments of a family.
     *
     * @param whole the moments of its first class, of as many outputs as there are classes
     */
    FamilyProjection(Families families, int family, LossMoments whole) {
        this.families = families;
        this.family = family;
        this.whole = whole;
        int n = families.classes();
        mean = new double[n];
        covariance = new double[n * n];
        moments = new GradientMoments(n, 0);
    }

    @Override
    public void evaluate(double[] reducedMean, double[] reducedCovariance, GradientMoments result) {
        expand(reducedMean, reducedCovariance);
        whole.evaluate(mean, covariance, moments);
        projectGradient(result.gradient);
        project(moments.hessian, result.hessian);
        project(moments.gradientSecondMoment, result.gradientSecondMoment);
    }

    @Override
    public double risk(double[] reducedMean, double[] reducedCovariance) {
        expand(reducedMean, reducedCovariance);
        return whole.risk(mean, covariance);
    }

    @Override
    public double errorEstimate(double[] reducedMean, double[] reducedCovariance) {
        expand(reducedMean, reducedCovariance);
        return whole.errorEstimate(mean, covariance);
    }

    private void expand(double[] reducedMean, double[] reducedCovariance) {
        int n = families.classes();
        int l = families.coordinates();
        int own = families.member(family);
        for (int j = 0; j < n; j++) {
            mean[j] = families.meanEntry(own, j, c -> reducedMean[c]);
            for (int k = 0; k < n; k++) {
                covariance[j * n + k] = families.entry(j, k, (a, b) -> reducedCovariance[a * l + b]);
            }
        }
    }

    private void projectGradient(double[] result) {
        Arrays.fill(result, 0);
        for (int j = 0; j < families.classes(); j++) {
            result[families.family(j)] += moments.gradient[j];
        }
        if (families.hasContrast(family)) {
            double own = moments.gradient[families.member(family)];
            double others = (result[family] - own) / (families.size(family) - 1);
            result[families.contrast(family)] = own - others;
        }
        for (int f = 0; f < families.count(); f++) {
            result[f] /= Math.sqrt(families.size(f));
        }
    }

    /** The invariant part of a matrix: sums of its blocks, and what is left of the trace of each diagonal block. */
    private void project(double[] matrix, double[] result) {
        int n = families.classes();
        int l = families.coordinates();
        Arrays.fill(result, 0);
        for (int j = 0; j < n; j++) {
            int a = families.family(j);
            for (int k = 0; k < n; k++) {
                int b = families.family(k);
                result[a * l + b] += matrix[j * n + k] / Math.sqrt((double) families.size(a) * families.size(b));
            }
            if (families.hasContrast(a)) {
                int c = families.contrast(a);
                result[c * l + c] += matrix[j * n + j] / (families.size(a) - 1);
            }
        }
        for (int a = 0; a < families.count(); a++) {
            if (families.hasContrast(a)) {
                int c = families.contrast(a);
                result[c * l + c] -= result[a * l + a] / (families.size(a) - 1);
            }
        }
    }
}
