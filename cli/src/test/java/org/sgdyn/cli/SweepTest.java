package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.result.RecordStore;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.execution.Share;
import org.sgdyn.model.Trajectory;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Location;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.sweep.Grid;
import org.sgdyn.sweep.MeasuredBoundary;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepReader;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepRunner;
import org.sgdyn.sweep.SweepStore;
import org.sgdyn.sweep.SweepTask;
import org.sgdyn.sweep.SweepWorker;

final class SweepTest {

    private static final Catalog CATALOG = PluginLoader.load(Optional.empty()).catalog();

    private static final String EXPERIMENT = """
            name: two
            dimension: 20
            seed: 1
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: power-law, exponent: 1}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: power-law, exponent: 1}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 1}
            time: {start: 0.1, end: 10, points: 21, spacing: log}
            statistics: [risk, logits]
            """;

    private static final String HEAD = "name: sweep\nexperiment:\n" + EXPERIMENT.indent(2);

    private static final String GRID = """
            grid:
              - {name: rate, key: learningRate.value, values: [0.5, 1, 2]}
              - {name: alpha, keys: [classes.0.covariance.exponent, classes.1.covariance.exponent], from: 0, to: 1, points: 3}
            """;

    private static final String MEASURE = """
            measure:
              - {type: final, statistic: risk}
              - {type: limit, statistic: risk}
              - {type: final, statistic: logit_mean_1 - logit_mean_2, name: gap}
            """;

    @TempDir
    private Path work;

    private static Sweep sweep(String text) {
        return SweepReader.read(YamlReader.read(text, "sweep.yaml"), Path.of(""), CATALOG);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(work.resolve("sweep.yaml"), text);
    }

    private static List<SweepRow> run(Sweep sweep) {
        return SweepRunner.run(
                        sweep,
                        sweep.executor(),
                        SweepWorker.of(sweep, CATALOG),
                        Share.ALL,
                        SweepStore.NONE,
                        Cancellation.NEVER,
                        (done, total) -> {})
                .rows();
    }

    // --- reading ---------------------------------------------------------------------------------------------------

    /** The same key, a key within another's object, and a formula on the key of an axis. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "grid: [{name: a, key: learningRate.value, values: [1, 2]}, {key: learningRate.value, values: [3]}]",
                "grid: [{name: a, key: learningRate.value, values: [1, 2]}, {key: learningRate, values: [3]}]",
                "grid: [{name: a, key: learningRate.value, values: [1, 2]}]\nset: {learningRate.value: 2 * a}"
            })
    void refusesKeysThatAreSetTwice(String grid) {
        assertThatThrownBy(() -> sweep(HEAD + grid + "\n" + MEASURE))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageContaining("beside learningRate.value");
    }

    @Test
    void refusesAPipe() throws IOException {
        Said said = sgdyn("sweep", file(HEAD + GRID + MEASURE).toString(), "--out", "-");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--out -").doesNotContain("\tat ");
    }

    @Test
    void axesAreCrossedAndTheLastRunsFastest() {
        Sweep sweep = sweep(HEAD + GRID + MEASURE);
        assertThat(sweep.size()).isEqualTo(9);
        assertThat(sweep.words(0)).isEqualTo("rate = 0.5, alpha = 0.0");
        assertThat(sweep.words(1)).isEqualTo("rate = 0.5, alpha = 0.5");
        assertThat(sweep.words(8)).isEqualTo("rate = 2.0, alpha = 1.0");
        assertThat(sweep.settings(8).plain().toString())
                .contains("covariance={type=power-law, exponent=1}", "learningRate={type=constant, value=2}");
    }

    @Test
    void keysMoveTogetherWithValuesOfTheirOwnOrByFormulas() {
        Sweep zipped = sweep(HEAD + """
                grid:
                  - keys: [learningRate.value, dimension]
                    values: [[0.5, 10], [1, 30]]
                """ + MEASURE);
        assertThat(zipped.size()).isEqualTo(2);
        assertThat(zipped.axes().get(0).columns()).containsExactly("learningRate.value", "dimension");
        assertThat(zipped.settings(1).plain()).containsEntry("dimension", 30L);

        Sweep formulas = sweep(HEAD + """
                grid:
                  - {name: d, from: 10, to: 1000, points: 3, spacing: log}
                  - {name: size, values: [4]}
                set: {dimension: 2 * d, classes.0.mean.amplitude: sqrt(size), classes.1.mean.amplitude: -sqrt(size)}
                """ + MEASURE);
        assertThat(formulas.settings(1).plain()).containsEntry("dimension", 200L);
        assertThat(formulas.settings(0).plain().toString()).contains("amplitude=2}", "amplitude=-2}");
    }

    @Test
    void whatIsWrongIsReportedAtOnceWithItsPlace() {
        assertThatThrownBy(() -> sweep("name: sweep\nexperiment:\n" + EXPERIMENT.indent(2) + """
                        grid:
                          - {name: rate, key: learningRate.value, value: [1]}
                          - {key: "classes[0", values: [1]}
                          - {keys: [dimension, seed], values: [[1, 2], [3]]}
                          - {name: a, from: 0, to: 1, points: 0}
                          - {name: b, values: [1], points: 3}
                        set: {dimension: 2 * bb, seed: 2 +, ridge: [1]}
                        measure:
                          - {type: fnal, statistic: risk}
                          - {type: time-to-level, statistic: risk}
                        figure: {measures: [riks], boundary: {axis: c, formula: a}}
                        executor: {type: loca}
                        nam: x
                        """))
                .isInstanceOf(InvalidExperimentException.class)
                .message()
                .contains(
                        "sweep.yaml:14:43: grid[0].value: unknown key; did you mean \"values\"?",
                        "grid[0].values: missing",
                        "a key path looks like",
                        "grid[2].values[1]: must be a list of 2 values, one per key",
                        "grid[3].points",
                        "grid[4].points: stands beside values",
                        "set.dimension: unknown numeric axis \"bb\"; did you mean \"b\"?",
                        "set.seed: the formula \"2 +\" needs a number",
                        "set.ridge: must be a formula",
                        "measure[0].type: unknown type \"fnal\"; did you mean \"final\"?",
                        "measure[1].level: missing",
                        "unknown measure \"riks\"",
                        "figure.boundary.axis: unknown axis \"c\"",
                        "executor.type: unknown executor \"loca\"; did you mean \"local\"?",
                        "nam: unknown key; did you mean \"name\"?");
    }

    /** The sweep's own settings, keys that lead nowhere, and the experiment; but nothing of keys that were to be set. */
    @Test
    void whatIsWrongWithTheExperimentIsReportedWithTheRest() {
        assertThatThrownBy(() -> sweep("name: sweep\nexperiment:\n"
                        + EXPERIMENT
                                .replace("logistic", "logistik")
                                .replace(", value: 1}", "}")
                                .replace("dimension: 20", "dimension: 0.5")
                                .indent(2)
                        + """
                        grid:
                          - {key: learningRate.value}
                          - {key: classes.2.label, values: [1, 2]}
                          - {name: a, from: 1, to: 2, points: 2}
                          - {name: d, from: x, to: 2, points: 2}
                        set: {dimension: 10 * d}
                        measure: [{type: final, statistic: risk}]
                        executor: {type: loca}
                        """))
                .isInstanceOfSatisfying(
                        InvalidExperimentException.class,
                        invalid -> assertThat(invalid.problems().stream().map(String::valueOf))
                                .satisfiesExactlyInAnyOrder(
                                        one -> assertThat(one).contains("14:5: grid[0].values: missing"),
                                        one -> assertThat(one).contains("17:21: grid[3].from: must be a number"),
                                        one -> assertThat(one).contains("20:18: executor.type: unknown executor"),
                                        one -> assertThat(one)
                                                .contains("15:11: classes.2.label: classes is a list")
                                                .doesNotContain("grid point"),
                                        one -> assertThat(one).contains("9:16: loss.type: unknown loss")));
        // A problem with the same words but other numbers at every point is told once.
        assertThatThrownBy(() -> sweep(HEAD + """
                        grid: [{key: learningRate.value, from: -3, to: 1, points: 5}]
                        measure: [{type: final, statistic: riks}, {type: final, statistic: error, of: simulation}]
                        nam: x
                        """))
                .isInstanceOfSatisfying(
                        InvalidExperimentException.class,
                        invalid -> assertThat(invalid.problems().stream().map(String::valueOf))
                                .satisfiesExactlyInAnyOrder(
                                        one -> assertThat(one).contains("15:1: nam: unknown key"),
                                        one -> assertThat(one)
                                                .contains("13:8: learningRate.value: must be >= 0, not -3")
                                                .endsWith(
                                                        " (at the grid point learningRate.value = -3.0 and 2 others)"),
                                        one -> assertThat(one)
                                                .contains("14:36: measure[0].statistic: the experiment has no column")
                                                .doesNotContain("grid point"),
                                        one -> assertThat(one).contains("measure[1].statistic: the experiment has no"),
                                        one -> assertThat(one)
                                                .contains("measure[1].of: final_error_simulation reads")));
    }

    @Test
    void aPointThatIsNoExperimentIsNamedBeforeAnythingRuns() {
        assertThatThrownBy(() -> sweep(HEAD + """
                        grid:
                          - {key: dimension, values: [10, 20]}
                          - {key: learningRate.value, values: [1, -1, 2]}
                        measure: [{type: final, statistic: riks}]
                        """))
                .isInstanceOf(InvalidExperimentException.class)
                .message()
                .contains(
                        "sweep.yaml:15:43: learningRate.value: must be >= 0, not -1 (at the grid point dimension = 10.0,"
                                + " learningRate.value = -1.0 and 1 other)",
                        "the experiment has no column \"riks\"; did you mean \"risk\"?");
        assertThatThrownBy(() -> sweep(HEAD + "grid: [{key: classes.2.label, values: [1]}]\n" + MEASURE))
                .hasMessageContaining("classes[0] to classes[1]");
        assertThatThrownBy(() -> sweep(HEAD + GRID + "measure: [{type: final, statistic: risk, of: both}]"))
                .hasMessageContaining("reads the simulation");
    }

    @Test
    void objectsAlongAnAxisAreShownAsFilesWriteThem() throws IOException {
        String grid =
                "grid: [{name: loss, key: loss, values: [{type: huber, delta: 2}, {type: least-squares, teacher: \"no\"}]}]\n";
        assertThatThrownBy(() -> sweep(HEAD + grid + MEASURE))
                .hasMessageContaining("(at the grid point loss = {type: least-squares, teacher: no})");
        Path file = file(HEAD + grid.replace(", teacher: \"no\"", "") + MEASURE);
        Said said = sgdyn("sweep", file.toString(), "--out=" + work.resolve("out"));
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(Files.readAllLines(work.resolve("out/sweep.csv")).get(1))
                .startsWith("\"{type: huber, delta: 2}\",0.");
    }

    /** Lines go along numbers, however many objects there are beside; objects alone have no picture. */
    @Test
    void linesGoAlongTheAxisOfNumbers() throws IOException {
        String losses = "{key: loss, values: [{type: huber}, {type: least-squares}, {type: huber, delta: 2}]}";
        Path both =
                file(HEAD + "grid: [" + losses + ", {key: learningRate.value, values: [0.1, 0.2, 0.3]}]\n" + MEASURE);
        assertThat(sgdyn("sweep", both.toString(), "--out=" + work.resolve("both"))
                        .code())
                .isZero();
        assertThat(work.resolve("both/figure.svg")).exists();
        Path alone = file(HEAD + "grid: [" + losses + "]\n" + MEASURE);
        Said said = sgdyn("sweep", alone.toString(), "--out=" + work.resolve("alone"));
        assertThat(said.out()).contains("no figure: that needs an axis of numbers");
        assertThat(Files.readString(work.resolve("alone/report.html")))
                .contains("no figure: that needs an axis of numbers");
    }

    /** Those that the program brings can be read; their grids are thinned out, since every point is checked. */
    @ParameterizedTest
    @ValueSource(
            strings = {"phase-power-law", "phase-zero-one", "learning-rate-threshold", "classes", "classes-exchangeable"
            })
    void bundledSweepsRun(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of("sweep", name, "--out=" + work.resolve("out")));
        command.addAll(List.of("--set", "experiment.time.points=21", "--set", "experiment.time.end=100"));
        switch (name) {
            case "classes" -> command.addAll(List.of("--set", "grid.0.values=[2, 3]"));
            case "classes-exchangeable" ->
                command.addAll(List.of("--set", "grid.0.values=[10, 10000]", "--set", "grid.1.points=2"));
            case "learning-rate-threshold" ->
                command.addAll(
                        List.of("--set", "grid.0.values=[20]", "--set", "grid.1.points=2", "--set", "grid.1.to=0.5"));
            default -> command.addAll(List.of("--set", "grid.0.points=3", "--set", "grid.1.points=3"));
        }
        Said said = sgdyn(command.toArray(String[]::new));
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(Files.readString(work.resolve("out/sweep.csv"))).contains(",completed\n");
    }

    // --- running ---------------------------------------------------------------------------------------------------

    /** A row holds what the experiment of its point gives when it is run on its own. */
    @Test
    void aRowIsTheExperimentOfItsPoint() {
        Sweep sweep = sweep(HEAD + GRID + MEASURE);
        SweepRow row = run(sweep).get(7);
        ExperimentResult alone = Sgdyn.of()
                .run(Sgdyn.of()
                        .read(
                                EXPERIMENT,
                                "learningRate.value=2",
                                "classes.0.covariance.exponent=0.5",
                                "classes.1.covariance.exponent=0.5"));
        Trajectory theory = alone.curves().get(0).theory();
        int last = theory.times().length - 1;
        SweepRow.Curve curve = row.curves().get(0);
        assertThat(curve.values().get(0)).isEqualTo(theory.curve("risk")[last]);
        assertThat(curve.values().get(2))
                .isEqualTo(theory.curve("logit_mean_1")[last] - theory.curve("logit_mean_2")[last]);
        assertThat(curve.uncertainties().get(0)).isNaN();
        assertThat(row.outcome()).isEqualTo("completed");
    }

    @Test
    void theTableDoesNotDependOnTheThreads() throws IOException {
        Path file = file(HEAD + GRID + MEASURE + "executor: {type: local, threads: 1}\n");
        Said one = sgdyn("sweep", file.toString(), "--out=" + work.resolve("one"));
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.out()).contains("9 points", "9 of 9 points without trouble", "sweep.csv");
        sgdyn("sweep", file.toString(), "--out=" + work.resolve("four"), "--set", "executor.threads=4");
        assertThat(work.resolve("four/sweep.csv")).hasSameBinaryContentAs(work.resolve("one/sweep.csv"));
        List<String> lines = Files.readAllLines(work.resolve("one/sweep.csv"));
        assertThat(lines)
                .hasSize(10)
                .first()
                .isEqualTo("rate,alpha,final_risk,limit_risk,limit_risk_uncertainty,gap,outcome");
        assertThat(lines.get(1)).startsWith("0.5,0.0,").endsWith(",completed");
        assertThat(work.resolve("one/figure.svg")).exists();
        assertThat(Files.readString(work.resolve("one/report.html")))
                .contains("<title>sweep</title>", "9 points", "uPlot");
        assertThat(Files.readString(work.resolve("one/summary.json"))).contains("\"completed\" : 9");
    }

    @Test
    void simulationsAreMeasuredToo() throws IOException {
        Path file = file(
                HEAD + "  simulation: {replicates: 4}\n" + GRID
                        + "measure: [{type: final, statistic: risk, of: both}, {type: final, statistic: risk - 1, name: shifted, of: simulation}, {type: maximum, statistic: risk, of: simulation}]\n");
        Said said = sgdyn("sweep", file.toString(), "--out=" + work.resolve("out"));
        assertThat(said.code()).as(said.err()).isZero();
        List<String> lines = Files.readAllLines(work.resolve("out/sweep.csv"));
        assertThat(lines.get(0))
                .isEqualTo("rate,alpha,final_risk,final_risk_simulation,final_risk_simulation_uncertainty,shifted,"
                        + "shifted_uncertainty,maximum_risk_simulation,outcome");
        String[] cells = lines.get(1).split(",", -1);
        double uncertainty = Double.parseDouble(cells[4]);
        assertThat(uncertainty).isPositive();
        assertThat(Double.parseDouble(cells[5])).isEqualTo(Double.parseDouble(cells[3]) - 1);
    }

    @Test
    void experimentsWithCurvesHaveARowPerCurve() throws IOException {
        Path file = file("""
                name: sweep
                experiment: logistic-isotropic
                grid: [{key: dimension, values: [10, 20]}]
                measure: [{type: final, statistic: risk}]
                """);
        Said said = sgdyn(
                "sweep",
                file.toString(),
                "--out=" + work.resolve("out"),
                "--set",
                "experiment.simulation.replicates=1",
                "--format",
                "jsonl");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(Files.readAllLines(work.resolve("out/sweep.jsonl")))
                .hasSize(6)
                .first()
                .asString()
                .startsWith("{\"dimension\":10.0,\"curve\":\"learning rate 0.5\",\"final_risk\":0.");
    }

    /** A divergence and an exception are outcomes of their points; the others are complete. */
    @Test
    void aPointInTroubleIsARowWithItsOutcome() throws IOException {
        Path file = file("name: sweep\nexperiment:\n"
                + EXPERIMENT
                        .replace("logistic", "least-squares")
                        .replace("end: 10", "end: 1000")
                        .indent(2)
                + "grid: [{key: learningRate.value, values: [0.5, 50]}]\n"
                + "measure: [{type: final, statistic: risk}]\n");
        Said said = sgdyn("sweep", file.toString(), "--out=" + work.resolve("out"));
        assertThat(said.code()).as(said.err()).isEqualTo(3);
        assertThat(said.out()).contains("1 of 2 points without trouble", "learningRate.value = 50.0: theory ");
        List<String> lines = Files.readAllLines(work.resolve("out/sweep.csv"));
        assertThat(lines.get(1)).endsWith(",completed");
        assertThat(lines.get(2)).startsWith("50.0,NaN,").contains("theory ");

        Sweep sweep = sweep(HEAD + GRID + MEASURE);
        Sweep nameless = new Sweep(
                "sweep",
                "",
                new Grid(
                        sweep.axes(),
                        List.of(),
                        new ConfigNode.Mapping(Map.of(), Map.of(), new Location("nothing", 0, 0))),
                Optional.empty(),
                sweep.measures(),
                sweep.executor(),
                sweep.figure(),
                work,
                Map.of(),
                sweep.need(),
                "");
        SweepRow broken = SweepWorker.of(nameless, CATALOG).apply(new SweepTask(3));
        assertThat(broken.index()).isEqualTo(3);
        assertThat(broken.outcome()).contains("name: missing");
        assertThat(broken.curves()).isEmpty();
    }

    /** Three divergences at different times are one kind of trouble. */
    @Test
    void aSweepWithoutAnyValueSaysWhatFailedAndDrawsNothing() throws IOException {
        Path file = file("name: sweep\nexperiment:\n"
                + EXPERIMENT.replace("logistic", "least-squares").indent(2)
                + "grid: [{key: learningRate.value, values: [50, 60, 70]}]\n"
                + "measure: [{type: final, statistic: risk}]\n");
        Said said = sgdyn("sweep", file.toString(), "--out=" + work.resolve("out"));
        assertThat(said.code()).as(said.err()).isEqualTo(3);
        assertThat(said.out()).contains("no figure: no point gave a value");
        assertThat(work.resolve("out/figure.svg")).doesNotExist();
        assertThat(Files.readString(work.resolve("out/report.html")))
                .contains("3 points \u00B7 3 in trouble", "No point gave a value, so there is nothing to draw.")
                .containsOnlyOnce("class=\"trouble\">3 points, the first at learningRate.value = 50.0: theory ")
                .doesNotContain("<img");
    }

    /** The values are there, and the row says what they lack. */
    @Test
    void anAccuracyThatIsNotMetIsTheOutcomeOfItsPoint() throws IOException {
        Path file = file("""
                name: sweep
                experiment:
                  name: few points for four logits
                  dimension: 20
                  seed: 1
                  classes: {count: 4, mean: {type: gaussian}, covariance: {type: isotropic}}
                  loss: {type: softmax, points: 64}
                  learningRate: {type: constant, value: 1}
                  time: {end: 1, points: 2}
                grid: [{key: accuracy, values: [0.1, 1.0e-9]}]
                measure: [{type: final, statistic: risk}]
                """);
        Said said = sgdyn("sweep", file.toString(), "--out=" + work.resolve("out"));
        assertThat(said.code()).as(said.err()).isEqualTo(3);
        assertThat(said.out()).contains("first trouble, at accuracy = 1.0E-9: accuracy 1.0E-9 is not met: ");
        List<String> lines = Files.readAllLines(work.resolve("out/sweep.csv"));
        assertThat(lines.get(1)).endsWith(",completed");
        assertThat(lines.get(2)).startsWith("1.0E-9,1.33").contains("accuracy 1.0E-9 is not met: ");
    }

    /** As an engine would ship them: bytes to another process and bytes back. */
    @Test
    void tasksWorkAndResultsAreData() throws Exception {
        Sweep sweep = sweep(HEAD + GRID + MEASURE);
        SweepWorker worker = SweepWorker.of(sweep, CATALOG);
        SweepRow here = worker.apply(new SweepTask(4));
        SweepRow there = shipped(shipped(worker).apply(shipped(new SweepTask(4))));
        assertThat(there).isEqualTo(here);
        assertThat(there.isComplete()).isTrue();
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // what was written here is read here
    private static <T> T shipped(T object) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    // --- taking up -------------------------------------------------------------------------------------------------

    @Test
    void anUnfinishedSweepIsTakenUpAndAnotherOneIsNot() throws IOException {
        Path file = file(HEAD + GRID + MEASURE);
        String out = work.resolve("out").toString();
        assertThat(sgdyn("sweep", file.toString(), "--out=" + work.resolve("whole"))
                        .code())
                .isZero();
        // The last write of the results fails, so the points stay; the last record is cut short, as by a kill.
        Files.createDirectories(work.resolve("out/summary.json/full"));
        assertThat(sgdyn("sweep", file.toString(), "--out", out, "--force").code())
                .isEqualTo(2);
        Files.delete(work.resolve("out/summary.json/full"));
        Files.delete(work.resolve("out/summary.json"));
        Path records = work.resolve("out").resolve(RecordStore.NAME);
        byte[] whole = Files.readAllBytes(records);
        Files.write(records, Arrays.copyOf(whole, whole.length - 5));
        Files.write(records, new byte[] {1}, StandardOpenOption.APPEND);

        Said other = sgdyn("sweep", file.toString(), "--out", out, "--set", "experiment.seed=2");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("unfinished run of another experiment");
        Said resumed = sgdyn("sweep", file.toString(), "--out", out);
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("takes up an unfinished sweep: 8 points");
        assertThat(work.resolve("out/sweep.csv")).hasSameBinaryContentAs(work.resolve("whole/sweep.csv"));
        assertThat(records).doesNotExist();
        assertThat(sgdyn("sweep", file.toString(), "--out", out).code())
                .as("results are there")
                .isEqualTo(2);
    }

    // --- the boundary ----------------------------------------------------------------------------------------------

    /** A small map around alpha = 1 + 2 beta; what the whole one shows with smaller cells. */
    @Test
    void theTransitionLiesOnThePredictedLine() throws IOException {
        Sweep sweep = SweepReader.read(
                YamlReader.read(
                        Files.readString(Path.of("src/main/resources/org/sgdyn/cli/sweeps/phase-power-law.yaml"))
                                .replace("from: 0, to: 4, points: 41", "values: [1.8, 1.9, 2.1, 2.2]")
                                .replace("from: 0, to: 2, points: 41", "values: [0.5]"),
                        "phase"),
                Path.of(""),
                CATALOG);
        MeasuredBoundary boundary = MeasuredBoundary.of(sweep, run(sweep)).orElseThrow();
        assertThat(boundary.predicted()).containsExactly(2);
        // Between neighbours that lie 0.2 apart; beyond 0.05 the curvature would be no measure of the transition.
        assertThat(boundary.measured()[0]).isCloseTo(2, within(0.05));
    }
}
