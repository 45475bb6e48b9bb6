package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.execution.Share;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Executor;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepReader;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepRunner;
import org.sgdyn.sweep.SweepStore;
import org.sgdyn.sweep.SweepTask;

/** Points go where a measure changes. The measure is a known function here, so that it is known where that is. */
final class RefinementTest {

    private static final Catalog CATALOG = PluginLoader.load(Optional.empty()).catalog();

    private static final double TOLERANCE = 0.05;

    @TempDir
    private Path work;

    private static String text(int points, int levels) {
        return "name: refined\nexperiment:\n"
                + OneClass.text("one", "logistic", 2)
                        .replaceAll("simulation:.*", "")
                        .indent(2)
                + """
                grid:
                  axes:
                    - {name: x, key: learningRate.value, from: 0, to: 1, points: %d}
                    - {name: y, key: ridge, from: 0, to: 1, points: %d}
                  refine: {measure: final_risk, tolerance: %s, levels: %d}
                measure: [{type: final, statistic: risk}]
                """.formatted(points, points, TOLERANCE, levels);
    }

    private static Sweep sweep(int points, int levels) {
        return SweepReader.read(YamlReader.read(text(points, levels), "sweep.yaml"), Path.of(""), CATALOG);
    }

    /** A step of height 1 across a circle about a corner, with a slope so gentle that the tolerance hides it. */
    private static double height(double x, double y) {
        return (Math.hypot(x, y) < 0.7 ? 1 : 0) + 0.01 * x;
    }

    private static Executor.Work<SweepTask, SweepRow> work(Sweep sweep, Set<Integer> asked) {
        return task -> {
            int[] at = sweep.positions(task.index());
            double x = sweep.axes().get(0).coordinate(at[0]);
            double y = sweep.axes().get(1).coordinate(at[1]);
            if (!asked.add(task.index())) {
                throw new IllegalStateException("asked twice for " + task);
            }
            return SweepRow.of(task.index(), List.of(""), new double[] {height(x, y), Double.NaN}, SweepRow.COMPLETED);
        };
    }

    /** A store in memory. */
    private static final class Memory implements SweepStore {

        private final Map<Integer, SweepRow> kept = new HashMap<>();

        @Override
        public Optional<SweepRow> find(int index) {
            return Optional.ofNullable(kept.get(index));
        }

        @Override
        public void keep(SweepRow row) {
            kept.put(row.index(), row);
        }
    }

    private static SweepRunner.Result run(Sweep sweep, Share share, SweepStore store) {
        return SweepRunner.run(
                sweep,
                LocalExecutor.of(1),
                work(sweep, new HashSet<>()),
                share,
                store,
                Cancellation.NEVER,
                (done, total) -> {});
    }

    private static Set<Integer> indexes(SweepRunner.Result result) {
        return result.rows().stream().map(SweepRow::index).collect(Collectors.toSet());
    }

    /** Across the step every fine point is there; a share of all points, since a line is thin; no point twice. */
    @Test
    void theStepIsAsSharpAsOnTheFineGrid() {
        Sweep sweep = sweep(9, 5);
        int side = sweep.axes().get(0).size();
        assertThat(side).isEqualTo(8 * 32 + 1);
        SweepRunner.Result result = SweepRunner.run(
                sweep,
                LocalExecutor.of(1),
                work(sweep, new HashSet<>()),
                Share.ALL,
                SweepStore.NONE,
                Cancellation.NEVER,
                (done, total) -> {});
        Set<Integer> there = indexes(result);
        assertThat(result.isWhole()).isTrue();
        assertThat(there).hasSizeLessThan(side * side / 10);
        for (int i = 0; i < side; i++) {
            for (int j = 0; j + 1 < side; j++) {
                double x = (double) i / (side - 1);
                boolean isStep = height(x, (double) j / (side - 1)) - height(x, (j + 1.0) / (side - 1)) > 0.5;
                if (isStep) {
                    assertThat(there).as("step at " + i + ", " + j).contains(i * side + j, i * side + j + 1);
                }
            }
        }
        assertThat(result.rows()).isSortedAccordingTo((a, b) -> Integer.compare(a.index(), b.index()));
    }

    /** Whatever was known before, and in whatever shares it is computed, the points are the same. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 7"})
    void pointsDoNotDependOnWhoComputesThem(int shares, int forgotten) {
        Sweep sweep = sweep(5, 4);
        Set<Integer> expected = indexes(run(sweep, Share.ALL, SweepStore.NONE));
        Memory store = new Memory();
        int rounds = 0;
        boolean isWhole = false;
        while (!isWhole) {
            for (int k = 1; k <= shares; k++) {
                isWhole = run(sweep, new Share(k, shares), store).isWhole();
            }
            assertThat(SweepRunner.total(sweep, store)).isGreaterThanOrEqualTo(store.kept.size());
            assertThat(++rounds).isLessThan(50);
        }
        assertThat(store.kept.keySet()).isEqualTo(expected);
        store.kept.keySet().removeIf(index -> index % forgotten == 0);
        assertThat(indexes(run(sweep, Share.ALL, store))).isEqualTo(expected);
        assertThat(SweepRunner.total(sweep, store)).isEqualTo(expected.size());
    }

    /** Everything in a cell that is not halved differs by no more than the tolerance. */
    @Test
    void onlyTheFinestCellsHideMoreThanTheTolerance() {
        Sweep sweep = sweep(5, 4);
        int side = sweep.axes().get(0).size();
        Map<Integer, SweepRow> there = run(sweep, Share.ALL, SweepStore.NONE).rows().stream()
                .collect(Collectors.toMap(SweepRow::index, row -> row));
        for (int i = 0; i + 4 < side; i += 4) {
            for (int j = 0; j + 4 < side; j += 4) {
                List<SweepRow> corners =
                        List.of(i * side + j, i * side + j + 4, (i + 4) * side + j, (i + 4) * side + j + 4).stream()
                                .filter(there::containsKey)
                                .map(there::get)
                                .toList();
                double least = corners.stream()
                        .mapToDouble(row -> row.value(0, 0))
                        .min()
                        .orElse(0);
                double largest = corners.stream()
                        .mapToDouble(row -> row.value(0, 0))
                        .max()
                        .orElse(0);
                if (corners.size() == 4 && largest - least > TOLERANCE) {
                    assertThat(there)
                            .as("the middle of the cell at " + i + ", " + j)
                            .containsKey((i + 2) * side + j + 2);
                }
            }
        }
    }

    /** From the command line to the table, the map and the report, and after a kill. */
    @Test
    void aRefinedSweepIsWrittenAndTakenUp() throws IOException {
        Path file = Files.writeString(
                work.resolve("refined.yaml"), text(5, 2).replace("tolerance: 0.05", "tolerance: 0.03"));
        Said check = sgdyn("check", file.toString());
        assertThat(check.out()).contains("# grid: 17 x 17 = 289 points", "# refined 2 times", "without, 25 points");
        Said said = sgdyn("sweep", file.toString(), "--out", work.resolve("out").toString());
        assertThat(said.code()).as(said.err()).isZero();
        List<String> lines = Files.readAllLines(work.resolve("out/sweep.csv"));
        assertThat(lines).hasSizeBetween(1 + 26, 1 + 288);
        assertThat(work.resolve("out/figure-final_risk.png")).isNotEmptyFile();
        assertThat(work.resolve("out/report.html")).isNotEmptyFile();

        for (int round = 0; round < 4; round++) {
            for (String share : List.of("1/2", "2/2")) {
                assertThat(sgdyn(
                                        "sweep",
                                        file.toString(),
                                        "--out",
                                        work.resolve("shares").toString(),
                                        "--shard",
                                        share)
                                .code())
                        .isZero();
            }
        }
        Said merged =
                sgdyn("sweep", file.toString(), "--out", work.resolve("shares").toString());
        assertThat(merged.out()).contains("takes up");
        assertThat(work.resolve("shares/sweep.csv")).hasSameBinaryContentAs(work.resolve("out/sweep.csv"));
    }

    @Test
    void whatCannotBeRefinedSaysWhy() throws IOException {
        for (String[] change : new String[][] {
            {"measure: final_risk, t", "measure: risk, t", "there is no measure \"risk\""},
            {"from: 0, to: 1, points: 5", "values: [0, 1]", "refine halves axes that go from one number to another"},
            {"levels: 2", "levels: 16", "positions; the most are 100000"},
            {"tolerance: 0.05", "tolerance: 0", "tolerance: must be > 0"},
            {"  axes:", "  axis:", "axes: missing"}
        }) {
            String text = text(5, 2);
            assertThat(text).contains(change[0]);
            Path file = Files.writeString(work.resolve("wrong.yaml"), text.replace(change[0], change[1]));
            Said said = sgdyn("check", file.toString());
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains(change[2]).doesNotContain("Exception");
        }
    }
}
