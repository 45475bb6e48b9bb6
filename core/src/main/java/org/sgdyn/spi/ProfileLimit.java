package org.sgdyn.spi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * A profile as d grows to infinity: v_rho = f(u) / sqrt(d) with a deterministic density f, an independent Gaussian part
 * v_rho = s(u) z_rho / sqrt(d), and single modes that carry O(1). Independent Gaussian vectors become orthogonal to each other
 * and to every deterministic one.
 *
 * @param density f(u) on (0, 1]; square-integrable
 * @param gaussianDensity s(u) &gt;= 0 on (0, 1]; square-integrable
 * @param breakpoints interior points where either density jumps or kinks
 * @param outliers coordinates on outlying modes by index: k &gt;= 1 is the k-th mode, 0 the last one
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // small tables of numbers, copied in and never compared
public record ProfileLimit(
        DoubleUnaryOperator density,
        DoubleUnaryOperator gaussianDensity,
        double[] breakpoints,
        Map<Integer, Double> outliers) {

    /** Copies the array and the map. */
    public ProfileLimit {
        breakpoints = breakpoints.clone();
        outliers = Map.copyOf(outliers);
    }

    @SuppressWarnings("UnnecessaryLambda") // what matters is which one it is
    private static final DoubleUnaryOperator NOTHING = u -> 0.0;

    /**
     * Whether this is an independent Gaussian vector of mean 0 and no more.
     *
     * @return true if it is made of {@link #gaussian} ones; false if a density may be there
     * @since 0.2
     */
    public boolean isGaussian() {
        return density == NOTHING && outliers.isEmpty();
    }

    /**
     * A deterministic density.
     *
     * @param density f(u)
     * @param breakpoints interior points where it jumps or kinks
     * @return the limit
     */
    public static ProfileLimit of(DoubleUnaryOperator density, double... breakpoints) {
        return new ProfileLimit(density, NOTHING, breakpoints, Map.of());
    }

    /**
     * The same, times a factor.
     *
     * @param factor the factor, &gt;= 0
     * @return the limit of the product
     */
    public ProfileLimit times(double factor) {
        Map<Integer, Double> products = new HashMap<>();
        outliers.forEach((index, amplitude) -> products.put(index, factor * amplitude));
        return new ProfileLimit(
                density == NOTHING ? NOTHING : u -> factor * density.applyAsDouble(u),
                u -> factor * gaussianDensity.applyAsDouble(u),
                breakpoints,
                products);
    }

    /**
     * An independent Gaussian vector.
     *
     * @param density s(u) &gt;= 0
     * @return the limit
     */
    public static ProfileLimit gaussian(DoubleUnaryOperator density) {
        return new ProfileLimit(NOTHING, density, new double[0], Map.of());
    }

    /**
     * A coordinate on one mode.
     *
     * @param index k &gt;= 1 for the k-th mode, 0 for the last one
     * @param amplitude the coordinate
     * @return the limit
     */
    public static ProfileLimit outlier(int index, double amplitude) {
        return new ProfileLimit(NOTHING, NOTHING, new double[0], Map.of(index, amplitude));
    }

    /**
     * The sum of two independent profiles: densities and outliers add, Gaussian variances add.
     *
     * @param other the other profile
     * @return the limit of the sum
     */
    public ProfileLimit plus(ProfileLimit other) {
        Map<Integer, Double> sums = new HashMap<>(outliers);
        other.outliers.forEach((index, amplitude) -> sums.merge(index, amplitude, Double::sum));
        return new ProfileLimit(
                density == NOTHING && other.density == NOTHING
                        ? NOTHING
                        : u -> density.applyAsDouble(u) + other.density.applyAsDouble(u),
                u -> Math.hypot(gaussianDensity.applyAsDouble(u), other.gaussianDensity.applyAsDouble(u)),
                DoubleStream.concat(Arrays.stream(breakpoints), Arrays.stream(other.breakpoints))
                        .toArray(),
                sums);
    }

    @Override
    public String toString() {
        return "ProfileLimit[breakpoints=" + Arrays.toString(breakpoints) + ", outliers=" + outliers + "]";
    }
}
