package org.sgdyn.dynamics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;
import org.sgdyn.statistics.Quantity;

/** The columns of a run: the learning rate, then every statistic's; it computes one row at a time. Immutable. */
public final class StatisticTable {

    /** The name of the risk's column. */
    static final String RISK = "risk";

    private final List<Statistic> statistics;
    private final List<Column> meanings;
    private final List<String> columns;
    private final int[] offsets;

    private StatisticTable(List<Statistic> statistics, List<Column> meanings, int[] offsets) {
        this.statistics = statistics;
        this.meanings = meanings;
        columns = meanings.stream().map(Column::name).toList();
        this.offsets = offsets;
    }

    /**
     * Whether a statistic means something for order parameters: one that reads modes needs a state that consists of them.
     *
     * @param statistic the statistic
     * @param parameters order parameters of the run
     * @return true if it applies
     */
    public static boolean applies(Statistic statistic, OrderParameters parameters) {
        return (!statistic.readsModes() || parameters.modes().isPresent()) && statistic.applies(parameters);
    }

    /**
     * The table of some statistics.
     *
     * @param statistics the statistics, in the order of their columns
     * @param parameters order parameters of the run
     * @return the table
     * @throws IllegalArgumentException if two columns share a name
     */
    public static StatisticTable of(List<Statistic> statistics, OrderParameters parameters) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        columns.add(Quantity.LEARNING_RATE.column());
        names.add(Quantity.LEARNING_RATE.word());
        int[] offsets = new int[statistics.size()];
        for (int k = 0; k < offsets.length; k++) {
            Statistic statistic = statistics.get(k);
            offsets[k] = columns.size();
            for (Column column : statistic.table(parameters)) {
                if (!names.add(column.name())) {
                    throw new IllegalArgumentException("two statistics compute a column " + column);
                }
                columns.add(column);
            }
        }
        return new StatisticTable(List.copyOf(statistics), List.copyOf(columns), offsets);
    }

    /**
     * The columns with their meaning.
     *
     * @return the columns
     */
    public List<Column> meanings() {
        return meanings;
    }

    /**
     * The names of the columns.
     *
     * @return the names
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * One row.
     *
     * @param learningRate gamma at this time
     * @param parameters the order parameters at this time
     * @return a value per column
     */
    public double[] row(double learningRate, OrderParameters parameters) {
        double[] row = new double[columns.size()];
        row[0] = learningRate;
        for (int k = 0; k < offsets.length; k++) {
            statistics.get(k).evaluate(parameters, row, offsets[k]);
        }
        return row;
    }
}
