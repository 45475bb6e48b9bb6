package org.sgdyn.fit;

import java.util.List;
import java.util.function.UnaryOperator;
import org.sgdyn.data.SamplePass;
import org.sgdyn.data.SampleSource;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.RandomStream;

/**
 * Samples of a known mixture: label y, drawn with equal chances, has mean mu_y and x = mu_y + A_y g; with two parts per label, these lie
 * apart along the last axis.
 */
final class DrawnSamples implements SampleSource {

    static final double[][] MEANS = {{2, 0, 0, 0}, {-1, 1, 0, 3}, {0, -2, 1, 0}};

    private static final double[][] ROOTS = {{2, 1, 0.5, 0.2}, {1, 1, 1, 1}, {0.1, 1, 0.3, 2}};

    private final int samples;
    private final double apart;
    private final UnaryOperator<double[]> change;

    DrawnSamples(int samples, double apart, UnaryOperator<double[]> change) {
        this.samples = samples;
        this.apart = apart;
        this.change = change;
    }

    static DrawnSamples of(int samples) {
        return new DrawnSamples(samples, 0, x -> x);
    }

    /** The variance of a label along an axis. */
    static double variance(int label, int axis) {
        return ROOTS[label][axis] * ROOTS[label][axis];
    }

    @Override
    public String name() {
        return "drawn";
    }

    @Override
    public int columns() {
        return change.apply(new double[4]).length;
    }

    @Override
    public boolean hasLabels() {
        return true;
    }

    @Override
    public SamplePass open() {
        RandomStream random = RandomStreams.of(7, 0, 0);
        return new SamplePass() {
            private int label;
            private int done;

            @Override
            public boolean next(double[] row) {
                if (done++ == samples) {
                    return false;
                }
                label = (int) (3 * random.uniform());
                double[] x = new double[4];
                for (int k = 0; k < 4; k++) {
                    x[k] = MEANS[label][k] + ROOTS[label][k] * random.normal();
                }
                x[3] += random.uniform() < 0.3 ? apart : 0;
                double[] changed = change.apply(x);
                System.arraycopy(changed, 0, row, 0, changed.length);
                return true;
            }

            @Override
            public String label() {
                return List.of("a", "b", "c").get(label);
            }

            @Override
            public void close() {}
        };
    }
}
