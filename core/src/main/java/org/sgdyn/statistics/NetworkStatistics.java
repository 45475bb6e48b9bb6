package org.sgdyn.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

/** Statistics of the hidden units of a network, which are the outputs of the iterate. */
public final class NetworkStatistics {

    /** The column of {@link #specialisation}. */
    public static final String SPECIALISATION = "specialisation";

    private NetworkStatistics() {}

    /**
     * The overlaps of units by the covariance of each class (D. Saad and S. A. Solla, Physical Review E 52, 4225, 1995): columns
     * {@code overlap_i_j_k} for Q_jk = x_j^T K_i x_k, j &lt;= k, and {@code teacher_overlap_i_j_n} for R_jn = x_j^T K_i x*_n. Those of the
     * units' means with those of the classes are means of logits, see {@link Statistics#logits}. Only where it is named.
     *
     * @return the statistic
     */
    public static Statistic overlaps() {
        return new TabledStatistic() {
            @Override
            public boolean shownByDefault(OrderParameters at) {
                return false;
            }

            @Override
            public boolean readsOutputsTogether() {
                return true;
            }

            @Override
            public List<Column> table(OrderParameters at) {
                List<Column> columns = new ArrayList<>();
                for (int i = 1; i <= at.classes(); i++) {
                    for (int j = 1; j <= at.outputs(); j++) {
                        for (int k = j; k <= at.outputs(); k++) {
                            columns.add(column("overlap", "overlap Q", i, j, k));
                        }
                    }
                    for (int j = 1; j <= at.outputs(); j++) {
                        for (int n = 1; n <= at.teacherOutputs(); n++) {
                            columns.add(column("teacher_overlap", "overlap with the teacher R", i, j, n));
                        }
                    }
                }
                return columns;
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                int next = offset;
                for (int i = 0; i < at.classes(); i++) {
                    for (int j = 0; j < at.outputs(); j++) {
                        for (int k = j; k < at.outputs(); k++) {
                            values[next++] = at.logitCovariance(i, j, k);
                        }
                    }
                    for (int j = 0; j < at.outputs(); j++) {
                        for (int n = 0; n < at.teacherOutputs(); n++) {
                            values[next++] = at.logitCovariance(i, j, at.outputs() + n);
                        }
                    }
                }
            }
        };
    }

    private static Column column(String quantity, String label, int i, int j, int k) {
        return Column.of(quantity + "_" + i + "_" + j + "_" + k)
                .ofQuantity(quantity)
                .ofClass(i)
                .labelled(label + "(" + j + ", " + k + "), class " + i)
                .linear();
    }

    /**
     * How far hidden units have specialised on those of a teacher: column {@code specialisation}, the mean over the teacher's units n of
     * the largest |rho_jn| over units j less the second largest, rho_jn = R_jn / sqrt(Q_jj T_nn) with covariances averaged over the
     * classes; 0 on the symmetric plateau, 1 where each unit of the teacher has one of its own.
     *
     * @return the statistic
     */
    public static Statistic specialisation() {
        return new TabledStatistic() {
            @Override
            public boolean applies(OrderParameters at) {
                return at.teacherOutputs() > 0 && at.outputs() > 1;
            }

            @Override
            public boolean readsOutputsTogether() {
                return true;
            }

            @Override
            public List<Column> table(OrderParameters at) {
                return List.of(Column.of(SPECIALISATION)
                        .labelled("specialisation of hidden units")
                        .linear());
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                double sum = 0;
                for (int n = 0; n < at.teacherOutputs(); n++) {
                    double[] cosines = new double[at.outputs()];
                    for (int j = 0; j < cosines.length; j++) {
                        cosines[j] = Math.abs(cosine(at, j, at.outputs() + n));
                    }
                    Arrays.sort(cosines);
                    sum += cosines[cosines.length - 1] - cosines[cosines.length - 2];
                }
                values[offset] = sum / at.teacherOutputs();
            }
        };
    }

    /** 0 where one of the two does not vary. */
    private static double cosine(OrderParameters at, int j, int k) {
        double product = average(at, j, k);
        double squares = average(at, j, j) * average(at, k, k);
        return squares > 0 ? product / Math.sqrt(squares) : 0;
    }

    private static double average(OrderParameters at, int j, int k) {
        double sum = 0;
        for (int i = 0; i < at.classes(); i++) {
            sum += at.weight(i) * at.logitCovariance(i, j, k);
        }
        return sum;
    }
}
