package org.sgdyn.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.ModeParameters;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

/** Statistics that look at where in the spectrum the iterate lies. */
public final class SpectralStatistics {

    private SpectralStatistics() {}

    /**
     * The alignment with the clean and the noisy part of each class mean: with P the projection on the modes whose
     * mixture-average eigenvalue sum_i p_i lambda_{rho,i} is at most the threshold (clean) or above it (noisy), the squared
     * cosine &lt;X_j, P mu_i&gt;^2 / (|X_j|^2 |P mu_i|^2). Columns {@code alignment_clean_i}, {@code alignment_noisy_i}, with
     * several outputs {@code ..._i_j}; NaN where X_j or P mu_i is zero. In the limit of infinite dimension a threshold inside a
     * panel of the spectral quadrature, or the median of a spectrum that is not monotone, is resolved to the spacing of the
     * nodes; at finite dimension it is exact.
     *
     * @param threshold the eigenvalue that separates clean from noisy; by default the median over modes
     * @return the statistic
     */
    public static Statistic alignment(OptionalDouble threshold) {
        return new TabledStatistic() {
            @Override
            public List<Column> table(OrderParameters at) {
                return Quantity.perOutput(at, Quantity.ALIGNMENT_CLEAN, Quantity.ALIGNMENT_NOISY);
            }

            @Override
            public boolean shownByDefault(OrderParameters at) {
                return at.outputs() == 1;
            }

            @Override
            public boolean readsModes() {
                return true;
            }

            @Override
            public double[] cuts() {
                return threshold.isPresent() ? new double[0] : new double[] {0.5};
            }

            /** The median of a monotone spectrum lies between the halves of an even number of modes. */
            @Override
            public boolean needsSingleModes(double[] averageEigenvalues, int dimension) {
                if (threshold.isPresent()) {
                    double level = threshold.getAsDouble();
                    return Arrays.stream(averageEigenvalues).anyMatch(value -> value <= level)
                            && Arrays.stream(averageEigenvalues).anyMatch(value -> value > level);
                }
                return dimension % 2 == 1 || !isMonotone(averageEigenvalues);
            }

            @Override
            public void evaluate(OrderParameters parameters, double[] values, int offset) {
                ModeParameters at = ModeParameters.of(parameters);
                double level = threshold.orElseGet(() -> median(at));
                int next = offset;
                for (int i = 0; i < at.classes(); i++) {
                    for (int j = 0; j < at.outputs(); j++) {
                        values[next++] = squaredCosine(at, i, j, level, true);
                        values[next++] = squaredCosine(at, i, j, level, false);
                    }
                }
            }
        };
    }

    private static boolean isMonotone(double[] values) {
        boolean rises = false;
        boolean falls = false;
        for (int k = 1; k < values.length; k++) {
            rises |= values[k] > values[k - 1];
            falls |= values[k] < values[k - 1];
        }
        return !(rises && falls);
    }

    private static double squaredCosine(ModeParameters at, int i, int j, double level, boolean clean) {
        double overlap = 0;
        double squaredMean = 0;
        for (int g = 0; g < at.groups(); g++) {
            if (averageEigenvalue(at, g) <= level == clean) {
                for (int s = at.slotStart(g); s < at.slotStart(g + 1); s++) {
                    overlap += at.slotIterate(s, j) * at.slotMean(s, i);
                    squaredMean += at.slotMean(s, i) * at.slotMean(s, i);
                }
            }
        }
        return overlap * overlap / (at.squaredNorm(j) * squaredMean);
    }

    private static double averageEigenvalue(ModeParameters at, int group) {
        double sum = 0;
        for (int i = 0; i < at.classes(); i++) {
            sum += at.weight(i) * at.groupEigenvalue(group, i);
        }
        return sum;
    }

    /** The smallest mixture-average eigenvalue that half the modes do not exceed. */
    private static double median(ModeParameters at) {
        List<Integer> order = IntStream.range(0, at.groups())
                .boxed()
                .sorted(Comparator.comparingDouble(g -> averageEigenvalue(at, g)))
                .toList();
        double below = 0;
        for (int g : order) {
            below += at.groupWeight(g);
            // The weights of half the modes may sum to just under a half.
            if (below >= 0.5 - 1e-12) {
                return averageEigenvalue(at, g);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /**
     * The energy profile of the iterate: |X|^2 restricted to equal bands of u = rho / d, covariance included. Columns
     * {@code energy_1} .. {@code energy_n}, which sum to |X|^2; outliers count in the band of their position.
     *
     * @param bands the number n &gt;= 1 of bands; band k is ((k - 1) / n, k / n]
     * @return the statistic
     */
    public static Statistic energy(int bands) {
        return new TabledStatistic() {
            @Override
            public List<Column> table(OrderParameters at) {
                return IntStream.rangeClosed(1, bands)
                        .mapToObj(Quantity.ENERGY::column)
                        .toList();
            }

            @Override
            public boolean readsModes() {
                return true;
            }

            @Override
            public double[] cuts() {
                return IntStream.range(1, bands)
                        .mapToDouble(k -> (double) k / bands)
                        .toArray();
            }

            @Override
            public void evaluate(OrderParameters parameters, double[] values, int offset) {
                ModeParameters at = ModeParameters.of(parameters);
                for (int k = 0; k < bands; k++) {
                    values[offset + k] = 0;
                }
                for (int g = 0; g < at.groups(); g++) {
                    // The guard keeps a mode that sits on a band's end in that band.
                    int band = (int) Math.ceil(at.groupPosition(g) * bands - 1e-9);
                    values[offset + Math.min(bands, Math.max(1, band)) - 1] += at.groupSquaredNorm(g);
                }
            }
        };
    }
}
