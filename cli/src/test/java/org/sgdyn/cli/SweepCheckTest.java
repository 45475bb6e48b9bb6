package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepReader;

/** Sweep files on the command line before they are run: checked wholly, and told from experiments. */
final class SweepCheckTest {

    private static final Catalog CATALOG = PluginLoader.load(Optional.empty()).catalog();

    private static final String SWEEP = """
            name: mine
            experiment: one.yaml
            grid:
              - {name: gamma, key: learningRate.value, from: 0.5, to: 2, points: 3, spacing: log}
              - {keys: [dimension, seed], values: [[20, 1], [40, 2]]}
            measure:
              - {type: final, statistic: risk, of: both}
              - {type: time-to-level, statistic: risk, level: 0.6}
            """;

    @TempDir
    private Path work;

    @BeforeEach
    void writeTheExperiment() throws IOException {
        Files.writeString(work.resolve("one.yaml"), """
                name: one
                dimension: 10
                seed: 1
                classes: [{label: 0, mean: {type: constant}, covariance: {type: isotropic}}]
                loss: {type: logistic}
                learningRate: {type: constant}
                time: {end: 1, points: 3}
                simulation: {replicates: 3}
                """);
    }

    private String file(String text) throws IOException {
        return Files.writeString(work.resolve("sweep.yaml"), text).toString();
    }

    @Test
    void whatWillBeRunIsTold() throws IOException {
        Said said = sgdyn("check", file(SWEEP));
        assertThat(said.code()).as(said.err()).isZero();
        // 3 times 3 replicates over 1 unit of time: d steps of d coordinates.
        assertThat(said.out()).startsWith("""
                        # grid: 3 x 2 = 6 points
                        #   gamma: 0.5, 1, 2, of learningRate.value
                        #   dimension: 20 & 1, 40 & 2, of dimension, seed
                        # measured: final_risk, final_risk_simulation, time_to_level_risk
                        # theory of a point: at most 10 groups of modes, 20 numbers
                        # simulation of all points: 1.8e+04 coordinates of features""").contains("\nname: mine\n", "\nexperiment:\n  name: one\n");
        assertThat(sgdyn("-q", "check", file(SWEEP))).isEqualTo(new Said(0, "", ""));
        assertThat(sgdyn("check", file(SWEEP), "--set", "grid.0.points=2").out())
                .startsWith("# grid: 2 x 2 = 4 points");
    }

    /** What is printed runs alike: the experiments of all points are the same. */
    @ParameterizedTest
    @ValueSource(strings = {"mine", "phase-zero-one", "learning-rate-threshold", "classes", "classes-exchangeable"})
    void whatIsPrintedRunsAlike(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of("check", name.equals("mine") ? file(SWEEP) : name));
        if (name.equals("phase-zero-one")) {
            command.addAll(List.of("--set", "grid.0.points=3", "--set", "grid.1.points=3"));
        }
        Said first = sgdyn(command.toArray(String[]::new));
        assertThat(first.code()).as(first.err()).isZero();
        Path printed = Files.writeString(work.resolve("printed.yaml"), first.out());
        Said second = sgdyn("check", printed.toString());
        assertThat(second.out().lines().filter(line -> line.startsWith("#")))
                .containsExactlyElementsOf(
                        first.out().lines().filter(line -> line.startsWith("#")).toList());
        assertThat(YamlReader.read(second.out(), "second").plain())
                .isEqualTo(YamlReader.read(printed).plain());
        if (name.equals("mine")) {
            Sweep again = SweepReader.read(YamlReader.read(printed), work, CATALOG);
            Sweep whole = SweepReader.read(
                    YamlReader.read(
                            SWEEP.replace(
                                    "one.yaml",
                                    "\n"
                                            + Files.readString(work.resolve("one.yaml"))
                                                    .indent(2)),
                            "whole"),
                    work,
                    CATALOG);
            assertThat(experiments(again)).isEqualTo(experiments(whole)).hasSize(6);
            assertThat(again.measures().toString()).isEqualTo(whole.measures().toString());
        }
    }

    private static List<Object> experiments(Sweep sweep) {
        return IntStream.range(0, sweep.size())
                .<Object>mapToObj(index -> ExperimentReader.read(sweep.settings(index), sweep.directory(), CATALOG)
                        .resolved())
                .toList();
    }

    /** Of two columns of one name, readers see one. */
    @Test
    void columnsAndKeysStandOnce() throws IOException {
        String twice = "two columns of the table are called";
        assertThat(sgdyn("check", file(SWEEP), "--set", "grid.0.name=outcome").err())
                .contains(twice + " \"outcome\"");
        assertThat(sgdyn(
                                "check",
                                file(SWEEP),
                                "--set",
                                "measure=[{type: exponent, statistic: risk, name: x},"
                                        + " {type: final, statistic: risk, name: x_uncertainty}]")
                        .err())
                .contains(twice + " \"x_uncertainty\"");
        assertThat(sgdyn(
                                "check",
                                file(SWEEP),
                                "--set",
                                "grid=[{key: classes.0.weight, values: [0.5]}, {key: classes.00.weight, values: [0.5]}]")
                        .err())
                .contains("of which one would be lost");
    }

    @Test
    void aValueTwiceOnAnAxisIsRefused() throws IOException {
        for (String values : List.of("[1, 2, 1.0]", "[0.1, 1e-1]", "[[1, 2], [3, 4], [1.0, 2.0]]", "[abc, 1, abc]")) {
            Said said = sgdyn("check", file(SWEEP), "--set", "grid.0={keys: [a, b], name: n, values: " + values + "}");
            assertThat(said.code()).as(values).isEqualTo(2);
            assertThat(said.err()).contains("as values[0] is already; give each value once");
        }
        for (String range : List.of("from: 1, to: 1, points: 3", "from: 2, to: 2, points: 2, spacing: log")) {
            Said said = sgdyn("check", file(SWEEP), "--set", "grid.0={key: ridge, " + range + "}");
            assertThat(said.code()).as(range).isEqualTo(2);
            assertThat(said.err()).contains("numbers cannot tell");
        }
    }

    @Test
    void aValueOfTheCommandLineIsNotBlamedOnTheFile() throws IOException {
        String file = file(SWEEP);
        assertThat(sgdyn("check", file, "--set", "grid.0.key=learningRate.valu").messages())
                .anyMatch(line ->
                        line.startsWith("--set grid.0.key: learningRate.valu: unknown key; did you mean \"value\"?"));
        assertThat(sgdyn("check", file, "-s", "grid.0.key=learningRate..value").messages())
                .anyMatch(line -> line.startsWith("--set grid.0.key: grid[0].key: \"learningRate..value\" is none"));
        assertThat(sgdyn("check", file, "-s", "grid.1.keys=[dimension, sed]").messages())
                .anyMatch(line -> line.startsWith("--set grid.1.keys: sed: unknown key; did you mean \"seed\"?"));
        assertThat(sgdyn("check", file, "-s", "grid.0.from=-1", "-s", "grid.0.spacing=linear")
                        .messages())
                .anyMatch(line -> line.startsWith("--set grid.0.from: learningRate.value: must be >= 0, not -1"));
        assertThat(sgdyn("check", file(SWEEP.replace("learningRate.value", "learningRate.valu")))
                        .messages())
                .anyMatch(line -> line.startsWith(file + ":4:24: learningRate.valu: unknown key"));
    }

    @Test
    void everyProblemIsReportedAtOnceWithItsPlace() throws IOException {
        Files.writeString(
                work.resolve("one.yaml"),
                Files.readString(work.resolve("one.yaml"))
                        .replace("loss:", "los:")
                        .replace("end: 1", "end: -1"));
        String file = file(SWEEP.replace("spacing: log", "spacing: lug").replace("level: 0.6", "levl: 0.6"));
        Said said = sgdyn("check", file, "--set", "grid.7.points=2", "--set", "nam=x");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        String one = work.resolve("one.yaml").toString();
        assertThat(said.messages())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("--set grid.7.points: grid.7.points: grid is a list"),
                        line -> assertThat(line).startsWith("--set nam: nam: unknown key; did you mean \"name\"?"),
                        line -> assertThat(line).startsWith(file + ":4:82: grid[0].spacing: unknown spacing \"lug\""),
                        line -> assertThat(line).startsWith(file + ":8:5: measure[1].level: missing"),
                        line -> assertThat(line).startsWith(file + ":8:44: measure[1].levl: unknown key"),
                        line -> assertThat(line).startsWith(one + ":5:1: los: unknown key"),
                        line -> assertThat(line).startsWith(one + ":1:1: loss: missing"),
                        line -> assertThat(line).startsWith(one + ":7:13: time.end: must be > 0, not -1"));
    }

    /** The experiment cannot be found or read: that is one problem among the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "two.yaml | sweep.yaml:2:13: experiment: there is no file ",
                "logistic-isotropc | sweep.yaml:2:13: experiment: there is no file and no bundled experiment \"logistic-isotropc\"; did you",
                "classes | there is no file and no bundled experiment \"classes\"",
                "sweep.yaml | sweep.yaml:2:13: experiment: sweep.yaml is a sweep itself",
                "broken.yaml | broken.yaml:1:8: this is not valid YAML",
                "[1] | sweep.yaml:2:13: experiment: must be an experiment, or the name of one, not a list"
            })
    void anExperimentThatIsMissingIsAProblemOfItsPlace(String line) throws IOException {
        Files.writeString(work.resolve("broken.yaml"), "name: [");
        String[] cells = line.split(" \\| ", -1);
        Said said = sgdyn("check", file(SWEEP.replace("one.yaml", cells[0]).replace("points: 3", "points: 0")));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.messages())
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).contains(cells[1]),
                        each -> assertThat(each).contains("grid[0].points: must be >= 1 and <= 100000, not 0"));
    }

    @Test
    void commandsForExperimentsSayWhatRunsASweep() throws IOException {
        String file = file(SWEEP);
        Path out = work.resolve("out");
        for (String[] command : new String[][] {
            {"run", file, "--out", out.toString()},
            {"validate", file, "--out", out.toString()},
            {"stability", file},
            {"asymptotics", file},
            {"cite", file}
        }) {
            assertThat(sgdyn(command))
                    .isEqualTo(new Said(
                            2,
                            "",
                            "sgdyn: " + file + " is a sweep, an experiment at many points: run it by sgdyn sweep "
                                    + file + " --out DIR, or check it by sgdyn check " + file + "\n"));
        }
        assertThat(sgdyn("run", "classes", "--out", out.toString()).err())
                .contains("run it by sgdyn sweep classes --out");
        assertThat(sgdyn("check", file, "--loss", "huber").err()).contains("--set experiment.loss={type: NAME}");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.yaml", "logistic-isotropic", "paper"})
    void sweepSaysWhatRunsAnExperiment(String name) {
        String source = name.endsWith(".yaml") ? work.resolve(name).toString() : name;
        Path out = work.resolve("out");
        Said said = sgdyn("sweep", source, "--out", out.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains(", not a sweep: run it by sgdyn run " + source + " --out DIR")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }
}
