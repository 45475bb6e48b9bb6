package org.sgdyn.solvers;

import java.util.Optional;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.UpdateRule;

/**
 * SGD by the signs of the entries of every sample's gradient, X &lt;- X - (gamma / d) ( sign(a (x) psi) + delta X ): since
 * sign(a_rho psi_j) = sign(a_rho) sign(psi_j), both the features and the gradient in the logits are replaced by their signs, with
 *
 * <pre>
 * slope s(lambda) = (2 / (pi lambda))^{1/2},   power nu(lambda) = 1;   both 0 for lambda = 0
 * </pre>
 *
 * <p>and sign 0 = 0. Which coordinates have signs is part of the rule: the modes, or coordinates in general position to them, see
 * {@link FeatureMap.Basis}. The theory is linear in the means, which it requires to be small on each coordinate against its
 * deviation: mu_rho^2 is to be much smaller than lambda_rho.
 *
 * <p>Source: arXiv:2411.12135, for one class, whose basis is any; here it is one of two, for any number of classes.
 *
 * @param basis the coordinates
 */
public record SignSgd(FeatureMap.Basis basis) implements UpdateRule, GradientShape, FeatureMap {

    @Override
    public GradientShape shape() {
        return this;
    }

    @Override
    public FeatureMap features() {
        return this;
    }

    @Override
    public boolean decouplesRidge() {
        return true;
    }

    @Override
    public void apply(double squaredFeature, double[] gradient) {
        apply(gradient);
    }

    /** A piece for each pattern of signs, as the digits of a number to the base 3. */
    @Override
    public int piece(double squaredFeature, double[] gradient) {
        int pattern = 0;
        for (double component : gradient) {
            pattern = 3 * pattern + 1 + (int) Math.signum(component);
        }
        return pattern;
    }

    @Override
    public void apply(double[] features) {
        for (int rho = 0; rho < features.length; rho++) {
            features[rho] = Math.signum(features[rho]);
        }
    }

    @Override
    public double slope(double variance) {
        return variance > 0 ? Math.sqrt(2 / Math.PI / variance) : 0;
    }

    @Override
    public double power(double variance) {
        return variance > 0 ? 1 : 0;
    }

    @Override
    public Optional<String> refusesMeansWithoutVariance() {
        return basis == Basis.MODES
                ? Optional.of(
                        "a coordinate without variance has the sign of its mean in every sample, and moves by gamma t"
                                + " there, not by gamma t / sqrt(d)")
                : Optional.empty();
    }
}
