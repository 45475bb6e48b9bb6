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
    void aStatisticChoosesLabelUnitAndAxis() {
        Chart chart = ResultCharts.of(
                result(Column.of("risk")
                        .labelled("loss \u2113(t)")
                        .inUnits("bits")
                        .linear()),
                "risk");
        assertThat(chart.y().name()).isEqualTo("loss \u2113(t) in bits");
        assertThat(chart.y().isLogarithmic()).isFalse();
    }

    @Test
    void aNameAloneIsReadWithBlanks() {
        Chart chart = ResultCharts.of(result(Column.of("loss_in_all")), "loss_in_all");
        assertThat(chart.y().name()).isEqualTo("loss in all");
        assertThat(chart.y().isLogarithmic()).isTrue();
    }

    /** Of several outputs each goes with its own class, whatever the columns are called. */
    @Test
    void alignmentsAreFoundByTheirMeaning() {
        Column own = Column.of("first").ofQuantity("cosine").ofClass(1).ofOutput(1);
        Column other = Column.of("second").ofQuantity("cosine").ofClass(1).ofOutput(2);
        ExperimentResult result = SampleResults.of(List.of(own, other), Optional.empty(), TIMES, "");
        assertThat(ResultCharts.of(result).stream().map(chart -> chart.y().name()))
                .contains("first")
                .doesNotContain("second");
    }

    @Test
    void averageAndTrueLabelsStandBesideTheIterate() {
        List<Column> columns = List.of(Column.of("risk"), Column.of("average_risk"), Column.of("clean_risk"));
        Chart single = ResultCharts.of(SampleResults.of(columns, Optional.empty(), TIMES, ""))
                .get(0);
        assertThat(single.curves().stream().map(Chart.Curve::name))
                .containsExactly("iterate", "average", "iterate, true labels");
        assertThat(ResultCharts.of(SampleResults.of(columns, Optional.empty(), TIMES, "slow", "fast")).stream()
                        .map(chart -> chart.curves().size()))
                .as("the average of several curves has a chart of its own")
                .containsExactly(2, 2);
    }
}
