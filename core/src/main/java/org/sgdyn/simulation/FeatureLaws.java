package org.sgdyn.simulation;

import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.RandomStream;

/** The feature laws that every run knows, each of mean 0 and variance 1. */
public final class FeatureLaws {

    private static final double ROOT_THREE = Math.sqrt(3);

    private FeatureLaws() {}

    /**
     * Standard normal coordinates, the law of the theory.
     *
     * @return the law
     */
    public static FeatureLaw gaussian() {
        return RandomStream::fillNormals;
    }

    /**
     * -1 or 1 with equal probability.
     *
     * @return the law
     */
    public static FeatureLaw rademacher() {
        return each(random -> random.uniform() < 0.5 ? -1 : 1);
    }

    /**
     * Uniform on [-sqrt(3), sqrt(3)).
     *
     * @return the law
     */
    public static FeatureLaw uniform() {
        return each(random -> ROOT_THREE * (2 * random.uniform() - 1));
    }

    /**
     * Student's t, scaled to variance 1: moments of order {@code degrees} and above are infinite. By Bailey's polar method
     * (Math. Comp. 62, 779 (1994)): (u, v) uniform in the unit disc, w = u^2 + v^2, t = u sqrt(n (w^{-2/n} - 1) / w).
     *
     * @param degrees n, the degrees of freedom, &gt; 2
     * @return the law
     * @throws IllegalArgumentException unless degrees &gt; 2, below which there is no variance
     */
    public static FeatureLaw studentT(double degrees) {
        if (!(degrees > 2)) {
            throw new IllegalArgumentException("degrees must be > 2, not " + degrees);
        }
        double power = -2 / degrees;
        return each(random -> {
            double u;
            double w;
            do {
                u = 2 * random.uniform() - 1;
                double v = 2 * random.uniform() - 1;
                w = u * u + v * v;
            } while (w >= 1 || w == 0);
            // n times the variance's reciprocal (n - 2) / n leaves n - 2; expm1 keeps the digits of many degrees.
            return u * StrictMath.sqrt((degrees - 2) * StrictMath.expm1(power * StrictMath.log(w)) / w);
        });
    }

    /** One coordinate. */
    @FunctionalInterface
    private interface Draw {
        double from(RandomStream random);
    }

    private static FeatureLaw each(Draw draw) {
        return (random, target, from, to) -> {
            for (int k = from; k < to; k++) {
                target[k] = draw.from(random);
            }
        };
    }
}
