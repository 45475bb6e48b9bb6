package org.sgdyn.solvers;

import java.util.Arrays;
import java.util.List;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.Range;

/**
 * A step function: values[0] before times[0], values[k] from times[k - 1] on (that time included) until before times[k], the
 * last value from the last time on.
 */
public final class PiecewiseLearningRate implements LearningRate {

    private final double[] times;
    private final double[] values;

    private PiecewiseLearningRate(double[] times, double[] values) {
        this.times = times;
        this.values = values;
    }

    /**
     * From the times of the jumps and the values between them.
     *
     * @param times the jumps, &gt; 0 and ascending strictly
     * @param values one more than times, &gt;= 0
     * @return the rule
     * @throws IllegalArgumentException if one of these rules is broken
     */
    public static PiecewiseLearningRate of(List<Double> times, List<Double> values) {
        if (values.size() != times.size() + 1) {
            throw new IllegalArgumentException("values must have one more entry than times, found " + values.size()
                    + " values and " + times.size() + " times");
        }
        times.forEach(time -> Require.inside("times", time, Range.POSITIVE));
        values.forEach(value -> Require.inside("values", value, Range.NON_NEGATIVE));
        double[] jumps = times.stream().mapToDouble(Double::doubleValue).toArray();
        Require.ascending("times", jumps);
        return new PiecewiseLearningRate(
                jumps, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public double value(double time, double accumulated, LossGeometry geometry) {
        int found = Arrays.binarySearch(times, time);
        return values[found >= 0 ? found + 1 : -found - 1];
    }

    @Override
    public double[] breakpoints() {
        return times.clone();
    }
}
