package org.sgdyn.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.HeatMap;
import org.sgdyn.cli.plot.SweepFigures;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.cli.result.SweepTable;
import org.sgdyn.cli.result.Table;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Location;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Grid;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepReader;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepRow.Curve;

/** What a sweep of a million points is shown and written as. */
final class LargeSweepTest {

    private static final int SIDE = 1000;

    /** What opens at once and fits into a message. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private static final String SWEEP = """
            name: large
            experiment:
              name: two
              dimension: 20
              seed: 1
              classes:
                - {label: 1, mean: {type: constant}, covariance: {type: isotropic}}
                - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
              loss: {type: logistic}
              learningRate: {type: constant, value: 1}
              time: {end: 1, points: 2}
            grid:
              - {name: a, key: learningRate.value, values: [1, 2]}
              - {name: b, key: seed, values: [1, 2]}
            measure: [{type: final, statistic: risk}, {type: limit, statistic: risk}]
            """;

    /** A sweep with axes of so many positions: a = 0, 1, ...; b = 0, -1, ... */
    private static Sweep sweep(int first, int second) {
        Sweep small = SweepReader.read(
                YamlReader.read(SWEEP, "sweep.yaml"),
                Path.of(""),
                PluginLoader.load(Optional.empty()).catalog());
        Grid grid = new Grid(
                List.of(axis(small.axes().get(0), 1, first), axis(small.axes().get(1), -1, second)),
                List.of(),
                small.grid().experiment());
        return new Sweep(
                small.name(),
                small.description(),
                grid,
                small.refinement(),
                small.measures(),
                small.executor(),
                small.figure(),
                small.directory(),
                small.resolved(),
                small.need(),
                small.digest());
    }

    private static Axis axis(Axis like, double step, int positions) {
        return new Axis(
                like.name(),
                like.columns(),
                like.keys(),
                IntStream.range(0, positions)
                        .mapToObj(k -> List.<ConfigNode>of(new ConfigNode.Scalar(k * step, new Location("", 1, 1))))
                        .toList());
    }

    /** Points whose first value is a - b but for one in trouble, at a = 2, b = -1. */
    private static List<SweepRow> rows(Sweep sweep) {
        return new AbstractList<>() {
            @Override
            public int size() {
                return sweep.size();
            }

            @Override
            public SweepRow get(int k) {
                int[] at = sweep.positions(k);
                if (at[0] == 2 && at[1] == 1) {
                    return new SweepRow(k, List.of(), "it <failed>");
                }
                double value = at[0] + (double) at[1];
                return new SweepRow(
                        k,
                        List.of(new Curve("", List.of(value, -value), List.of(Double.NaN, 0.5))),
                        SweepRow.COMPLETED);
            }
        };
    }

    @Test
    void aMapShowsMeansOfNeighbours() {
        Sweep sweep = sweep(SIDE, SIDE);
        HeatMap map =
                Objects.requireNonNull(SweepFigures.maps(sweep, rows(sweep)).get("final_risk"));
        assertThat(map.x().values()).hasSize(250);
        // The second axis descends in the file, and ascends on the map: its last cell is b = -3, -2, -1, 0.
        assertThat(map.x().values()[1]).isEqualTo(5.5);
        assertThat(map.y().values()[249]).isEqualTo(-1.5);
        assertThat(map.values()[1][249]).isEqualTo(5.5 + 1.5);
        // Without the point in trouble, at 3: the mean of 15 others.
        assertThat(map.values()[0][249]).isEqualTo((16 * 3.0 - 3) / 15);
        Figure figure = Figure.of(map);
        assertThat(figure.toSvg(Theme.LIGHT))
                .contains(">each cell: mean of 4 \u00D7 4 points<")
                .hasSizeLessThan(2_000_000);
        assertThat(figure.toPdf(Theme.LIGHT)).hasSizeLessThan(2_000_000);
    }

    @Test
    void theReportStaysSmall() {
        Sweep sweep = sweep(SIDE, SIDE);
        List<SweepRow> rows = rows(sweep);
        String page = page(sweep, rows);
        assertThat(page)
                .contains("1000000 points \u00B7 1 in trouble")
                .contains("Each cell of a map is the mean of 4 \u00D7 4 points")
                .contains("What is read off is the mean of 10 \u00D7 10 points")
                .contains("1 of 100 points in trouble, the first: it \\u003cfailed>")
                .contains("The table shows the first 666 of 1000000 rows; sweep.csv holds all.");
        assertThat(page).hasSizeLessThan(MOST_CHARACTERS);
    }

    /** Ten thousand points are as many cells, each of which can be read off by itself. */
    @Test
    void theReportOfTenThousandPointsShowsEachAndIsSmall() {
        Sweep sweep = sweep(100, 100);
        List<SweepRow> rows = rows(sweep);
        String page = page(sweep, rows);
        assertThat(page).contains("10000 points").doesNotContain("What is read off is the mean");
        assertThat(page).hasSizeLessThan(MOST_CHARACTERS);
    }

    @Test
    void withoutFiguresTheReportHoldsTheTableAlone() {
        Sweep sweep = sweep(10, 10);
        List<SweepRow> rows = rows(sweep);
        String page = SweepReport.toHtml(sweep, rows, Optional.empty(), "sweep.npz", List.of(), "", Theme.LIGHT);
        assertThat(page)
                .contains("Maps are pictures, and none were asked for", "All points as a table")
                .doesNotContain("<img", "data:image");
    }

    private static String page(Sweep sweep, List<SweepRow> rows) {
        return SweepReport.toHtml(
                sweep, rows, Optional.of(SweepFigures.of(sweep, rows)), "sweep.csv", List.of(), "", Theme.LIGHT);
    }

    @Test
    void aLineOfAHundredThousandPointsIsThinned() {
        Sweep sweep = sweep(100_000, 1);
        Map<String, Figure> figures = SweepFigures.of(sweep, rows(sweep));
        assertThat(figures).containsOnlyKeys("figure");
        assertThat(figures.values().iterator().next().toSvg(Theme.LIGHT)).hasSizeLessThan(200_000);
    }

    @Test
    void aTableIsReadOffThePoints() {
        Sweep sweep = sweep(SIDE, SIDE);
        Table table = SweepTable.of(sweep, rows(sweep));
        assertThat(table.rows()).isEqualTo(SIDE * SIDE);
        assertThat(table.columns().stream().map(Table.Column::name))
                .containsExactly("a", "b", "final_risk", "limit_risk", "limit_risk_uncertainty", "outcome");
        int last = SIDE * SIDE - 1;
        assertThat(table.columns().stream().map(column -> cell(column, last)))
                .containsExactly("999.0", "-999.0", "1998.0", "-1998.0", "0.5", "completed");
        assertThat(table.columns().stream().map(column -> cell(column, 2 * SIDE + 1)))
                .containsExactly("2.0", "-1.0", "NaN", "NaN", "NaN", "it <failed>");
    }

    private static String cell(Table.Column column, int row) {
        return column instanceof Table.Numbers numbers
                ? String.valueOf(numbers.at(row))
                : ((Table.Texts) column).at(row);
    }
}
