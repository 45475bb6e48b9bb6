package org.sgdyn.spectra;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SpectrumLimit;

/**
 * The spectrum of a sample covariance: lambda_rho = scale Q(rho / d), Q the quantile function of the Marchenko-Pastur law of
 * ratio q = d / n, which is the limit of the eigenvalues of Z Z^T / n, Z of shape d x n with independent entries of variance 1.
 *
 * <p>With s = sqrt(q) the law has density sqrt((b - x)(x - a)) / (2 pi q x) on [a, b] = [(1 - s)^2, (1 + s)^2], mean 1 and, for
 * q &gt; 1, an atom of mass 1 - 1/q at 0. Put x = 1 + s^2 - 2 s cos(theta), theta in [0, pi]. For s &lt;= 1 the
 * distribution function is then
 *
 * <pre>F(theta) = ( s^2 theta - (1 - s^2) beta + s sin(theta) ) / (pi s^2),   beta = arg( 1 / (1 - s e^{i theta}) ),</pre>
 *
 * smooth at both edges (our own integration, through the Poisson kernel's expansion). For s &gt; 1 the part off the atom is
 * 1/q times the same function of 1/s.
 *
 * @param ratio q &gt; 0
 * @param scale the mean eigenvalue, &gt;= 0
 */
public record MarchenkoPasturSpectrum(double ratio, double scale) implements CovarianceSpectrum {

    /** Below this s the terms of order s^2 of F / theta are beneath rounding once multiplied by the band's width 4 s. */
    private static final double SMALL_ROOT = 1e-5;

    /** Bisection alone needs about 60 halvings of [0, pi]; Newton's steps make it about 6. */
    private static final int MAXIMUM_ITERATIONS = 100;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless ratio &gt; 0 and scale &gt;= 0
     */
    public MarchenkoPasturSpectrum {
        Modes.require("ratio", ratio, Range.POSITIVE);
        Modes.require("scale", scale, Range.NON_NEGATIVE);
    }

    @Override
    public double eigenvalue(int mode, int dimension) {
        return Modes.isUpTo(atom(), mode, dimension) ? 0 : quantile((double) mode / dimension);
    }

    /** The mass at 0. */
    private double atom() {
        return Math.max(0, 1 - 1 / ratio);
    }

    private double quantile(double u) {
        double s = Math.sqrt(ratio);
        if (u >= 1) {
            return scale * (1 + s) * (1 + s);
        }
        double atom = atom();
        if (u <= atom) {
            return ratio > 1 ? 0 : scale * (1 - s) * (1 - s);
        }
        double theta = ratio > 1 ? angle((u - atom) * ratio, 1 / s) : angle(u, s);
        double half = Math.sin(theta / 2);
        return scale * ((1 - s) * (1 - s) + 4 * s * half * half);
    }

    /** The theta with F(theta) = u: Newton's method, kept within a bracket that bisection shrinks; s in (0, 1]. */
    private static double angle(double u, double s) {
        double low = 0;
        double high = Math.PI;
        double theta = Math.PI * u;
        for (int k = 0; k < MAXIMUM_ITERATIONS; k++) {
            double excess = distribution(theta, s) - u;
            if (excess == 0) {
                return theta;
            }
            if (excess < 0) {
                low = theta;
            } else {
                high = theta;
            }
            double sin = Math.sin(theta);
            double half = Math.sin(theta / 2);
            double density = 2 * sin * sin / (Math.PI * ((1 - s) * (1 - s) + 4 * s * half * half));
            double next = theta - excess / density;
            if (!(next > low && next < high)) {
                next = low + (high - low) / 2;
            }
            if (Math.abs(next - theta) <= Math.ulp(theta)) {
                return next;
            }
            theta = next;
        }
        return theta;
    }

    private static double distribution(double theta, double s) {
        double sin = Math.sin(theta);
        if (s < SMALL_ROOT) {
            return (theta - 0.5 * Math.sin(2 * theta) + s * (sin - Math.sin(3 * theta) / 3)) / Math.PI;
        }
        double half = Math.sin(theta / 2);
        double beta = Math.atan2(s * sin, 1 - s + 2 * s * half * half);
        return (theta - ((1 - s) * (1 + s) * beta - s * sin) / (s * s)) / Math.PI;
    }

    @Override
    public Optional<SpectrumLimit> limit() {
        return Optional.of(new SpectrumLimit(this::quantile, new double[0], new double[] {atom(), 1}, Map.of()));
    }

    @Override
    public boolean isSampledFromLimit() {
        return true;
    }
}
