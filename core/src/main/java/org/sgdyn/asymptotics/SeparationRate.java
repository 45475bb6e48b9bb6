package org.sgdyn.asymptotics;

import java.util.OptionalDouble;
import org.sgdyn.numerics.GammaFunction;

/**
 * The late-time law of an exponential loss on a common power-law covariance above the transition; see the package documentation,
 * section 4. With psi = c s^kappa, s = gamma int h dt and a = (1 - kappa) / kappa:
 *
 * <pre>
 * psi + a log psi + log(1 - a / psi) = log(gamma t kappa c^{1/kappa}) + phi_0,
 * R = exp(phi_0 - psi),   d log R / d log t = -1 + a / psi + a (2 kappa - 1) / (kappa psi^2) + O(psi^-3).
 * </pre>
 */
final class SeparationRate {

    private static final int BISECTIONS = 200;

    final double kappa;
    /** a = (1 - kappa) / kappa, the power of log t in R. */
    final double logPower;
    /** c. */
    final double growth;
    /** phi_0. */
    final double offset;

    private final double gamma;

    private SeparationRate(double kappa, double growth, double offset, double gamma) {
        this.kappa = kappa;
        logPower = (1 - kappa) / kappa;
        this.growth = growth;
        this.offset = offset;
        this.gamma = gamma;
    }

    /**
     * From the margin's modes.
     *
     * @param kappa (alpha - 2 beta - 1) / alpha in (0, 1)
     * @param alpha the exponent of the eigenvalues near u = 0
     * @param sigma their scale
     * @param meanScale a in f(u)^2 ~ a u^(2 beta)
     * @param eigenvalues lambda by slot
     * @param squares the squared margin mean by slot
     * @param gamma the learning rate
     * @return the law
     */
    static SeparationRate of(
            double kappa,
            double alpha,
            double sigma,
            double meanScale,
            double[] eigenvalues,
            double[] squares,
            double gamma) {
        double growth = meanScale
                / sigma
                * Math.pow(sigma, kappa)
                * GammaFunction.value(1 - kappa)
                / (alpha * kappa)
                * Math.pow(2, kappa - 1);
        double s = 50 / sigma;
        double offset = growth * Math.pow(s, kappa) - exponent(eigenvalues, squares, s);
        // A power law all the way to u = 1 has reached its offset here; one that begins further down needs longer.
        for (int doublings = 0; doublings < 40; doublings++) {
            s *= 2;
            double next = growth * Math.pow(s, kappa) - exponent(eigenvalues, squares, s);
            boolean settled = Math.abs(next - offset) <= 1e-9 * (1 + Math.abs(next));
            offset = next;
            if (settled) {
                break;
            }
        }
        return new SeparationRate(kappa, growth, offset, gamma);
    }

    /** phi(s) = m - B / 2 = sum mu^2 / lambda [(1 - e^{-lambda s}) - (1 - e^{-lambda s})^2 / 2]. */
    private static double exponent(double[] eigenvalues, double[] squares, double s) {
        double sum = 0;
        for (int k = 0; k < eigenvalues.length; k++) {
            double learned = -Math.expm1(-eigenvalues[k] * s);
            sum += eigenvalues[k] > 0
                    ? squares[k] / eigenvalues[k] * (learned - learned * learned / 2)
                    : squares[k] * s;
        }
        return sum;
    }

    /** R t / (log t)^a tends to this: 1 / (gamma kappa c^{1/kappa}). */
    double constant() {
        return 1 / (gamma * kappa * Math.pow(growth, 1 / kappa));
    }

    /** psi at a time; empty before the late regime, psi &lt; 2 a + 1. */
    OptionalDouble psi(double time) {
        double right = Math.log(gamma * time * kappa) + Math.log(growth) / kappa + offset;
        double low = 2 * logPower + 1;
        if (!(left(low) <= right)) {
            return OptionalDouble.empty();
        }
        double high = Math.max(2 * low, 2 * right);
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = (low + high) / 2;
            if (left(middle) <= right) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalDouble.of(low);
    }

    private double left(double psi) {
        return psi + logPower * Math.log(psi) + Math.log1p(-logPower / psi);
    }

    double risk(double psi) {
        return Math.exp(offset - psi);
    }

    double slope(double psi) {
        return -1 + logPower / psi + logPower * (2 * kappa - 1) / (kappa * psi * psi);
    }
}
