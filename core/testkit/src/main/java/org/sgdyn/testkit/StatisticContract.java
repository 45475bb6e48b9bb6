package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.Statistic;

/**
 * What every {@link Statistic} must satisfy, on the order parameters of a small binary problem with a teacher; extend it and
 * hand out the statistic under test.
 */
public abstract class StatisticContract {

    private static final double UNTOUCHED = -12345.678;

    private static final SampleOrderParameters START = new SampleOrderParameters(0);
    private static final SampleOrderParameters LATER = new SampleOrderParameters(1.5);

    /** For subclasses. */
    protected StatisticContract() {}

    /**
     * The statistic under test.
     *
     * @return an equal statistic at every call
     */
    protected abstract Statistic statistic();

    private double[] values(Statistic statistic, SampleOrderParameters at, int offset) {
        double[] values = new double[statistic.columns(START).size() + 7];
        Arrays.fill(values, UNTOUCHED);
        statistic.evaluate(at, values, offset);
        return values;
    }

    /** Columns have names, each once, the same at all times, and fit for the header of a table. */
    @Test
    final void columnsHaveNames() {
        List<String> columns = statistic().columns(START);
        assertThat(columns)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[A-Za-z][A-Za-z0-9_]*"));
        assertThat(statistic().columns(LATER)).isEqualTo(columns);
    }

    /** Names and meanings go together, and a class among the meanings is one of the problem. */
    @Test
    final void theTableHasTheSameColumns() {
        List<Column> table = statistic().table(START);
        assertThat(table.stream().map(Column::name))
                .containsExactlyElementsOf(statistic().columns(START));
        assertThat(table.stream().flatMapToInt(column -> column.classNumber().stream()))
                .allMatch(number -> number >= 1 && number <= START.classes());
    }

    /** Each column gets a value, and its neighbours are left alone. */
    @Test
    final void oneValuePerColumnIsWritten() {
        Statistic statistic = statistic();
        int columns = statistic.columns(START).size();
        double[] values = values(statistic, LATER, 3);
        for (int k = 0; k < values.length; k++) {
            if (k >= 3 && k < 3 + columns) {
                assertThat(values[k]).as("column %d", k - 3).isNotEqualTo(UNTOUCHED);
            } else {
                assertThat(values[k])
                        .as("position %d is not the statistic's", k)
                        .isEqualTo(UNTOUCHED);
            }
        }
    }

    /** The values depend on the order parameters alone, not on earlier calls nor on the instance. */
    @Test
    final void valuesDoNotDependOnTheOrderOfCalls() {
        Statistic statistic = statistic();
        double[] first = values(statistic, LATER, 0);
        values(statistic, START, 0);
        assertThat(values(statistic, LATER, 0)).isEqualTo(first);
        assertThat(values(statistic(), LATER, 0)).isEqualTo(first);
    }

    /** One that does not say that it reads modes works on a state that does not consist of them, and gives the same there. */
    @Test
    final void modesAreReadOnlyIfItSaysSo() {
        Statistic statistic = statistic();
        if (statistic.readsModes()) {
            assertThatThrownBy(() -> statistic.evaluate(LATER.withoutModes(), new double[100], 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("readsModes()");
        } else {
            double[] values = values(statistic, LATER, 0);
            double[] without = new double[values.length];
            Arrays.fill(without, UNTOUCHED);
            statistic.evaluate(LATER.withoutModes(), without, 0);
            assertThat(without).isEqualTo(values);
        }
    }
}
