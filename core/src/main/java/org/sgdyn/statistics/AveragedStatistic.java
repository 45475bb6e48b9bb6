package org.sgdyn.statistics;

import java.util.List;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

/** A statistic of the average of the iterate: its columns are those of the iterate behind {@code average_}. Immutable. */
public final class AveragedStatistic implements TabledStatistic {

    /** What the names of its columns begin with. */
    static final String PREFIX = "average_";

    private final Statistic statistic;

    private AveragedStatistic(Statistic statistic) {
        this.statistic = statistic;
    }

    /**
     * A statistic, of the average.
     *
     * @param statistic the statistic as it is of the iterate
     * @return that of the average
     */
    public static Statistic of(Statistic statistic) {
        return new AveragedStatistic(statistic);
    }

    private static OrderParameters average(OrderParameters at) {
        return at.average().orElseThrow(() -> new IllegalStateException("no average of the iterate is kept"));
    }

    @Override
    public boolean applies(OrderParameters at) {
        return at.average().isPresent() && statistic.applies(average(at));
    }

    @Override
    public boolean readsModes() {
        return statistic.readsModes();
    }

    @Override
    public boolean shownByDefault(OrderParameters at) {
        return statistic.shownByDefault(average(at));
    }

    @Override
    public boolean readsOutputsTogether() {
        return statistic.readsOutputsTogether();
    }

    @Override
    public double[] cuts() {
        return statistic.cuts();
    }

    @Override
    public boolean needsSingleModes(double[] averageEigenvalues, int dimension) {
        return statistic.needsSingleModes(averageEigenvalues, dimension);
    }

    @Override
    public List<Column> table(OrderParameters at) {
        return statistic.table(average(at)).stream()
                .map(AveragedStatistic::renamed)
                .toList();
    }

    /** A column of the average. */
    static Column renamed(Column column) {
        Column plain = Column.of(PREFIX + column.name())
                .ofQuantity(PREFIX + column.quantity())
                .ofClass(column.classNumber().orElse(0))
                .ofOutput(column.output().orElse(0))
                .labelled(column.label().isEmpty() ? "" : "average: " + column.label())
                .inUnits(column.unit());
        return column.scale() == Column.Scale.LINEAR ? plain.linear() : plain;
    }

    @Override
    public void evaluate(OrderParameters at, double[] values, int offset) {
        statistic.evaluate(average(at), values, offset);
    }
}
