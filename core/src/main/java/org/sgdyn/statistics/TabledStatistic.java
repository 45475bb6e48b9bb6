package org.sgdyn.statistics;

import java.util.List;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

/** A statistic that gives its columns with their meaning, names among it. */
interface TabledStatistic extends Statistic {

    @Override
    default List<String> columns(OrderParameters at) {
        return table(at).stream().map(Column::name).toList();
    }

    @Override
    List<Column> table(OrderParameters at);

    /** Of the statistics that every run knows those of errors alone do. */
    @Override
    default boolean readsOutputsTogether() {
        return false;
    }
}
