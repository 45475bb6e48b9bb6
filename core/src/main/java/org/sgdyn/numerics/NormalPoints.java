package org.sgdyn.numerics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.sgdyn.spi.RandomStream;

/**
 * A fixed set of points that stands for N(0, I): a Sobol set with one random shift modulo 1, mapped to normals and made to
 * have mean 0 and covariance I exactly, so that quadratic functions are integrated exactly.
 *
 * <p>The same arguments always give the same points, so that an integral over a set is a smooth function of what the
 * integrand depends on; {@link #independent} gives sets with other shifts, whose scatter estimates the error. Immutable and
 * thread-safe.
 */
public final class NormalPoints {

    private static final int MOST_VARIABLES = 1000;
    private static final int SHIFTS = 8;
    private static final long SHIFT_SEED = 2510_14074L;

    private final int variables;
    private final int points;
    private final double[] coordinates;
    private final double radius;
    private final ConcurrentMap<Integer, NormalPoints> others;

    private NormalPoints(int variables, int points, int shift, ConcurrentMap<Integer, NormalPoints> others) {
        this.variables = variables;
        this.points = points;
        this.others = others;
        coordinates = pointSet(variables, points, shift);
        double largest = 0;
        for (int k = 0; k < points; k++) {
            largest = Math.max(
                    largest, Kernels.dotSlices(coordinates, k * variables, coordinates, k * variables, variables));
        }
        radius = Math.sqrt(largest);
    }

    /**
     * The set of the first shift.
     *
     * @param variables the dimension n, 1 to 1000
     * @param points the number of points: a power of two, and more than n
     * @return the set
     * @throws IllegalArgumentException unless 1 &lt;= variables &lt;= 1000 and points is a power of two &gt; variables
     */
    public static NormalPoints of(int variables, int points) {
        if (variables < 1 || variables > MOST_VARIABLES) {
            throw new IllegalArgumentException("quadrature knows 1 to " + MOST_VARIABLES + " variables, not "
                    + variables + "; the loss must bring its own moments");
        }
        if (points <= variables || Integer.bitCount(points) != 1) {
            throw new IllegalArgumentException("the number of points must be a power of two and exceed the " + variables
                    + " variables, not be " + points);
        }
        return new NormalPoints(variables, points, 0, new ConcurrentHashMap<>());
    }

    /**
     * A set of equal size with an independent shift, built when first asked for and kept.
     *
     * @param shift the number of the shift, &gt;= 1
     * @return the set
     * @throws IllegalArgumentException unless shift &gt;= 1
     */
    public NormalPoints independent(int shift) {
        if (shift < 1) {
            throw new IllegalArgumentException("shifts of independent sets count from 1, not " + shift);
        }
        return others.computeIfAbsent(shift, k -> new NormalPoints(variables, points, k, others));
    }

    /**
     * The standard error of an integral over a set of this size: the standard deviation of eight independent shifts.
     *
     * @param integral the mean of a function over the points of the set it is given
     * @return the deviation of one set
     */
    public double standardError(ToDoubleFunction<NormalPoints> integral) {
        double first = integral.applyAsDouble(this);
        double sum = 0;
        double squares = 0;
        for (int shift = 1; shift < SHIFTS; shift++) {
            double difference = integral.applyAsDouble(independent(shift)) - first;
            sum += difference;
            squares += difference * difference;
        }
        return Math.sqrt(Math.max(0, squares - sum * sum / SHIFTS) / (SHIFTS - 1));
    }

    /**
     * The dimension.
     *
     * @return n
     */
    public int variables() {
        return variables;
    }

    /**
     * The number of points.
     *
     * @return the number
     */
    public int points() {
        return points;
    }

    /**
     * The points; shared, not to be modified.
     *
     * @return points x n, row-major
     */
    public double[] coordinates() {
        return coordinates;
    }

    /**
     * Some consecutive points, coordinate by coordinate.
     *
     * @param first the number of the first point
     * @param count how many
     * @param result receives coordinate v of point first + k at [v][k]
     * @since 0.2
     */
    public void read(int first, int count, double[][] result) {
        for (int v = 0; v < variables; v++) {
            double[] row = result[v];
            for (int k = 0; k < count; k++) {
                row[k] = coordinates[(first + k) * variables + v];
            }
        }
    }

    /**
     * The largest norm of a point.
     *
     * @return max |z|
     * @since 0.2
     */
    public double radius() {
        return radius;
    }

    private static double[] pointSet(int variables, int points, int shiftNumber) {
        RandomStream random = RandomStreams.of(SHIFT_SEED, RandomStreams.SIMULATION, shiftNumber);
        double[] shift = new double[variables];
        for (int v = 0; v < variables; v++) {
            shift[v] = random.uniform();
        }
        SobolSequenceGenerator sobol = new SobolSequenceGenerator(variables);
        NormalDistribution normal = new NormalDistribution();
        double[] normals = new double[points * variables];
        for (int k = 0; k < points; k++) {
            double[] u = sobol.nextVector();
            for (int v = 0; v < variables; v++) {
                double x = u[v] + shift[v];
                x -= Math.floor(x);
                // The shift never lands on 0 in practice; the bound keeps the normal finite if it does.
                normals[k * variables + v] = normal.inverseCumulativeProbability(Math.max(x, 0x1p-54));
            }
        }
        standardise(normals, variables, points);
        return normals;
    }

    /** Makes mean 0 and covariance I by Gram-Schmidt on the coordinates, twice for the last digits. */
    private static void standardise(double[] normals, int variables, int points) {
        for (int pass = 0; pass < 2; pass++) {
            for (int v = 0; v < variables; v++) {
                double mean = 0;
                for (int k = 0; k < points; k++) {
                    mean += normals[k * variables + v];
                }
                mean /= points;
                for (int k = 0; k < points; k++) {
                    normals[k * variables + v] -= mean;
                }
                for (int w = 0; w < v; w++) {
                    double product = innerProduct(normals, variables, points, v, w);
                    for (int k = 0; k < points; k++) {
                        normals[k * variables + v] -= product * normals[k * variables + w];
                    }
                }
                double scale = 1 / Math.sqrt(innerProduct(normals, variables, points, v, v));
                for (int k = 0; k < points; k++) {
                    normals[k * variables + v] *= scale;
                }
            }
        }
    }

    private static double innerProduct(double[] normals, int variables, int points, int v, int w) {
        double sum = 0;
        for (int k = 0; k < points; k++) {
            sum += normals[k * variables + v] * normals[k * variables + w];
        }
        return sum / points;
    }
}
