package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.SampleResults;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.spi.Column;

/** What a statistic says of its columns is what a chart shows. */
final class ResultChartsTest {

    /** The sample's risk falls by many decades, so that its axis is logarithmic where nothing is said. */
    private static final double[] TIMES = {0, 5, 10, 20, 40};

    private static ExperimentResult result(Column risk) {
        return SampleResults.of(List.of(Column.of("learning_rate"), risk), Optional.empty(), TIMES, "");
    }

    @Test
    void aStatisticChoosesLabelAndAxis() {
        Chart chart = ResultCharts.of(
                result(Column.of("risk").labelled("loss \u2113(t)").linear()), "risk");
        assertThat(chart.y().name()).isEqualTo("loss \u2113(t)");
        assertThat(chart.y().isLogarithmic()).isFalse();
    }

    @Test
    void aNameAloneIsReadAsBefore() {
        Chart chart = ResultCharts.of(result(Column.of("risk")), "risk");
        assertThat(chart.y().name()).isEqualTo(Labels.of("risk"));
        assertThat(chart.y().isLogarithmic()).isTrue();
    }
}
