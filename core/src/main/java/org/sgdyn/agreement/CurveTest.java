package org.sgdyn.agreement;

import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.numerics.StudentTail;

/**
 * Whether the mean of independent random curves is a given curve, at all times at once.
 *
 * <p>The test of this package, whose notation is used here.
 */
final class CurveTest {

    /** Replicates whose mean has a smaller error than this, relative to it, differ by rounding alone. */
    private static final double ROUNDING = 1e-9;

    private static final double BEYOND_ALL = 1e9;
    private static final int BISECTIONS = 60;

    private final int degrees;
    private final StudentTail tail;
    private final int[] times;
    private final double[] ratios;
    private final double[] halfWidths;
    private final double[] allowances;
    private final double[] differences;
    private final boolean[] logarithmic;
    private double length;
    private double firstAtEnd;

    private CurveTest(int replicates, int most) {
        degrees = replicates - 1;
        tail = new StudentTail(degrees);
        times = new int[most];
        ratios = new double[most];
        halfWidths = new double[most];
        allowances = new double[most];
        differences = new double[most];
        logarithmic = new boolean[most];
    }

    /**
     * Tests a curve.
     *
     * @param replicates values [i][k] of replicate i at time k; two replicates or more
     * @param theory the curve's value at each of these times
     * @param allowance how far its mean may lie beside the theory
     * @return the test; empty if replicates differ at no time
     */
    static Optional<CurveTest> of(double[][] replicates, double[] theory, Allowance allowance) {
        int count = 0;
        boolean[] isRandom = new boolean[theory.length];
        for (int k = 0; k < theory.length; k++) {
            isRandom[k] = isRandom(Sample.of(replicates, k, false)) && Double.isFinite(theory[k]);
            count += isRandom[k] ? 1 : 0;
        }
        if (count == 0) {
            return Optional.empty();
        }
        CurveTest test = new CurveTest(replicates.length, count);
        Sample before = null;
        int index = 0;
        for (int k = 0; k < theory.length; k++) {
            if (isRandom[k]) {
                boolean inLogarithms = haveOneSign(replicates, k, theory[k]);
                Sample sample = Sample.of(replicates, k, inLogarithms);
                test.add(index++, k, sample, theory[k], inLogarithms, allowance);
                test.length += before == null ? 0 : Math.acos(sample.correlation(before));
                before = sample;
            }
        }
        return Optional.of(test);
    }

    private static boolean isRandom(Sample sample) {
        double error = sample.deviation / Math.sqrt(sample.values.length);
        return Double.isFinite(error) && error > ROUNDING * Math.abs(sample.mean);
    }

    private static boolean haveOneSign(double[][] replicates, int time, double theory) {
        for (double[] replicate : replicates) {
            if (!(replicate[time] * Math.signum(theory) > 0)) {
                return false;
            }
        }
        return true;
    }

    private void add(int index, int time, Sample sample, double theory, boolean inLogarithms, Allowance allowance) {
        double difference = sample.mean - (inLogarithms ? Math.log(Math.abs(theory)) : theory);
        double error = sample.deviation / Math.sqrt(degrees + 1.0);
        double granted =
                inLogarithms ? allowance.ofLogarithm(sample.deviation) : allowance.of(sample.deviation, theory);
        times[index] = time;
        halfWidths[index] = error;
        allowances[index] = granted;
        ratios[index] = Math.max(0, Math.abs(difference) - granted) / error;
        differences[index] = inLogarithms ? Math.signum(theory) * Math.expm1(difference) : difference;
        logarithmic[index] = inLogarithms;
        firstAtEnd = Math.abs(sample.values[0] - sample.mean) / sample.deviation;
    }

    /** Values at one time. */
    @SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
    private record Sample(double[] values, double mean, double deviation) {

        static Sample of(double[][] replicates, int time, boolean inLogarithms) {
            int n = replicates.length;
            double[] values = new double[n];
            double mean = 0;
            for (int i = 0; i < n; i++) {
                values[i] = inLogarithms ? Math.log(Math.abs(replicates[i][time])) : replicates[i][time];
                mean += (values[i] - values[0]) / n;
            }
            mean += values[0];
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return new Sample(values, mean, Math.sqrt(squares / (n - 1)));
        }

        double correlation(Sample other) {
            double product = 0;
            for (int i = 0; i < values.length; i++) {
                product += (values[i] - mean) / deviation * ((other.values[i] - other.mean) / other.deviation);
            }
            return Math.max(-1, Math.min(1, product / (values.length - 1)));
        }
    }

    /** The bound on the probability that the largest ratio exceeds a value. */
    private double bound(double value) {
        double one = tail.beyond(value);
        double crossings = length / Math.PI * Math.pow(1 + value * value / degrees, -(degrees - 1) / 2.0);
        return Math.min(1, Math.min(times.length * one, one + crossings));
    }

    /** The ratio from which on p is below a level. */
    private double critical(double level) {
        double below = 0;
        double above = BEYOND_ALL;
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = Math.sqrt((1 + below) * (1 + above)) - 1;
            if (bound(middle) < level) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    private int where() {
        int largest = 0;
        for (int k = 1; k < ratios.length; k++) {
            largest = ratios[k] > ratios[largest] ? k : largest;
        }
        return largest;
    }

    /** The p-value. */
    double p() {
        return bound(ratios[where()]);
    }

    /** The time, by its number, at which the mean departs most. */
    int largest() {
        return times[where()];
    }

    /** The first time, by its number, at which a mean departs so far that p is below a level; the largest if none does. */
    int first(double level) {
        double critical = critical(level);
        for (int k = 0; k < ratios.length; k++) {
            if (ratios[k] >= critical) {
                return times[k];
            }
        }
        return largest();
    }

    /** How far the mean lies above the theory where it departs most: relative, by the geometric mean, if values have one sign there. */
    double difference() {
        return differences[where()];
    }

    /** Whether {@link #difference} is relative. */
    boolean isRelative() {
        return logarithmic[where()];
    }

    /**
     * The relative difference that gets a p-value below a level with even odds, if it is at a single time: the median over the times at
     * which values have one sign.
     *
     * @param level the level
     * @return the difference; NaN if there is no such time
     */
    double noticeable(double level) {
        double critical = critical(level);
        double[] widths = IntStream.range(0, times.length)
                .filter(k -> logarithmic[k])
                .mapToDouble(k -> Math.expm1(allowances[k] + critical * halfWidths[k]))
                .sorted()
                .toArray();
        return widths.length == 0 ? Double.NaN : widths[widths.length / 2];
    }

    /** What two statistics have in common of which one is the other, scaled, so that one test serves both. */
    Fingerprint fingerprint() {
        return new Fingerprint(times.length, (float) ratios[where()], (float) firstAtEnd);
    }

    /** The number of times, the largest ratio and the size of the first replicate's standardised deviation at the end, to seven digits. */
    record Fingerprint(int times, float ratio, float deviation) {}
}
