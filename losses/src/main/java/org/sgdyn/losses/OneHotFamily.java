package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * {@link OneHotLeastSquares} of a family f of exchangeable classes in reduced coordinates, exact: the target e_i has the sum
 * 1 / sqrt(n_f) and the contrast 1, so that g = m - e, H = I, and G = B + g g^T on sums; a class's contrast is one direction among
 * n_f - 1, which share its square: on contrasts G = B + g^2 / n_f.
 */
final class OneHotFamily implements LossMoments {

    private final Families families;
    private final int family;

    OneHotFamily(Families families, int family) {
        this.families = families;
        this.family = family;
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        int l = families.coordinates();
        int sums = families.count();
        gradient(mean, result.gradient);
        System.arraycopy(covariance, 0, result.gradientSecondMoment, 0, l * l);
        Arrays.fill(result.hessian, 0);
        for (int a = 0; a < l; a++) {
            result.hessian[a * l + a] = 1;
        }
        for (int a = 0; a < sums; a++) {
            for (int b = 0; b < sums; b++) {
                result.gradientSecondMoment[a * l + b] += result.gradient[a] * result.gradient[b];
            }
        }
        if (families.hasContrast(family)) {
            int c = families.contrast(family);
            result.gradientSecondMoment[c * l + c] += result.gradient[c] * result.gradient[c] / families.size(family);
        }
    }

    private void gradient(double[] mean, double[] gradient) {
        System.arraycopy(mean, 0, gradient, 0, families.coordinates());
        gradient[family] -= 1 / Math.sqrt(families.size(family));
        if (families.hasContrast(family)) {
            gradient[families.contrast(family)] -= 1;
        }
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        int l = families.coordinates();
        double[] gradient = new double[l];
        gradient(mean, gradient);
        double sum = 0;
        for (int a = 0; a < l; a++) {
            boolean isSum = a < families.count();
            double square = gradient[a] * gradient[a];
            sum += families.multiplicity(a)
                    * (covariance[a * l + a] + (isSum ? square : square / families.size(family)));
        }
        return 0.5 * sum;
    }
}
