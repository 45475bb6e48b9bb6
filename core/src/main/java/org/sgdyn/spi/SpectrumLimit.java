package org.sgdyn.spi;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * A covariance spectrum as d grows to infinity: a bulk lambda(u) on u = rho / d in (0, 1], and single modes that keep an
 * eigenvalue of their own.
 *
 * @param bulk lambda(u), finite and &gt;= 0 on [0, 1]; the value at 0 is the limit from the right
 * @param breakpoints interior points where the bulk jumps or kinks
 * @param singularities points where the bulk has a derivative that is not bounded; quadrature is graded towards them. The
 *     point 0 need not be named
 * @param outliers the eigenvalues of outlying modes by index: k &gt;= 1 is the k-th mode, 0 the last one
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // small tables of numbers, copied in and never compared
public record SpectrumLimit(
        DoubleUnaryOperator bulk, double[] breakpoints, double[] singularities, Map<Integer, Double> outliers) {

    /** Copies the arrays and the map. */
    public SpectrumLimit {
        breakpoints = breakpoints.clone();
        singularities = singularities.clone();
        outliers = Map.copyOf(outliers);
    }

    /**
     * A bulk without outliers.
     *
     * @param bulk lambda(u)
     * @param breakpoints interior points where it jumps or kinks
     * @return the limit
     */
    public static SpectrumLimit of(DoubleUnaryOperator bulk, double... breakpoints) {
        return new SpectrumLimit(bulk, breakpoints, new double[0], Map.of());
    }

    /**
     * The eigenvalue on a single mode.
     *
     * @param index k &gt;= 1 for the k-th mode, 0 for the last one
     * @return the outlier's eigenvalue if there is one, else the bulk at its end
     */
    public double eigenvalueAt(int index) {
        Double outlier = outliers.get(index);
        return outlier != null ? outlier : bulk.applyAsDouble(index == 0 ? 1.0 : 0.0);
    }

    @Override
    public String toString() {
        return "SpectrumLimit[breakpoints=" + Arrays.toString(breakpoints) + ", outliers=" + outliers + "]";
    }
}
