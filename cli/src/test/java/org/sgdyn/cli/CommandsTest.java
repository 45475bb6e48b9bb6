package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.cli.command.Program;
import org.sgdyn.cli.result.RecordStore;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.plugin.PluginLoader;

/** The commands that tell and write, called as a program would call them. */
final class CommandsTest {

    private static final Catalog CATALOG = PluginLoader.load(Optional.empty()).catalog();

    @TempDir
    private Path work;

    private static String done(String... arguments) {
        Said said = sgdyn(arguments);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).isEmpty();
        return said.out();
    }

    static Stream<PartDocumentation> parts() {
        return Arrays.stream(PartKind.values()).flatMap(kind -> PartDocumentation.all(kind, CATALOG).stream());
    }

    // --- list, describe, cite ----------------------------------------------------------------------------------

    @Test
    void listNamesEveryPartWithItsParametersAndJar() {
        String all = done("list");
        parts().forEach(part -> {
            assertThat(all)
                    .contains("  " + part.name() + " ")
                    .contains(part.description().meaning());
            part.parameters().forEach(parameter -> assertThat(all).contains(parameter.key() + ": "));
        });
        assertThat(done("list", "losses"))
                .startsWith("losses")
                .contains("delta: number > 0, default 1.0")
                .doesNotContain("isotropic");
    }

    @Test
    void listNamesWhatIsBundledWithALineEach() {
        for (String kind : List.of("experiments", "sweeps")) {
            List<String> lines = done("list", kind).lines().toList();
            assertThat(lines.get(0)).isEqualTo(kind);
            assertThat(lines.subList(1, lines.size())).hasSizeBetween(4, 24).allSatisfy(line -> {
                String[] cells = line.strip().split("  +", 2);
                assertThat(cells[1]).endsWith(".");
                assertThat(sgdyn("-q", "check", cells[0], "--set", "name=mine").err())
                        .isEmpty();
            });
            assertThat(done("list")).contains(String.join("\n", lines));
        }
    }

    @Test
    void aMisspeltKindOrPartIsAnErrorWithAdvice() {
        assertThat(sgdyn("list", "loses"))
                .isEqualTo(
                        new Said(
                                2,
                                "",
                                "sgdyn: unknown kind \"loses\"; did you mean \"losses\"? (known: losses, activations, spectra, profiles, integrators,"
                                        + " learning-rates, algorithms, feature-laws, statistics, executors, experiments, sweeps)\n"));
        Said part = sgdyn("describe", "hubber");
        assertThat(part.code()).isEqualTo(2);
        assertThat(part.err()).contains("did you mean \"huber\"?");
    }

    @Test
    void aMistypedCommandOrOptionGetsAdvice() {
        assertThat(sgdyn("chekc", "mine.yaml").err())
                .startsWith("sgdyn: there is no command sgdyn chekc; did you mean \"check\"? (known: run, check, ");
        assertThat(sgdyn("plugin", "nwe", "mine").err())
                .startsWith("sgdyn: there is no command sgdyn plugin nwe; did you mean \"new\"?");
        Said option = sgdyn("run", "logistic-isotropic", "--otu=x");
        assertThat(option.code()).isEqualTo(2);
        assertThat(option.err())
                .isEqualTo(
                        "sgdyn: unknown option --otu; did you mean --out?\nsgdyn: sgdyn run --help lists what it takes\n");
        assertThat(sgdyn("run", "logistic-isotropic").err()).startsWith("sgdyn: Missing required option: '--out=DIR'");
        assertThat(sgdyn("run", "logistic-isotropic", "--out", "x", "--format", "cvs")
                        .err())
                .contains("--format", "cvs")
                .doesNotContain("Exception");
    }

    /** Far above stability nothing reaches the end: that is numerical trouble in words, with what there is in a table. */
    @Test
    void validationOfADivergingExperimentTellsWhen() {
        Path out = work.resolve("diverging");
        Said said = sgdyn(
                "validate",
                "least-squares-isotropic",
                "--out=" + out,
                "--dimensions",
                "50,100,150",
                "--replicates",
                "3",
                "--set",
                "curves=[{learningRate: {type: constant, value: 1e6}}]",
                "--set",
                "time={end: 300, points: 4}");
        assertThat(said.code()).as(said.err()).isEqualTo(3);
        assertThat(said.out()).contains("d = 50: simulation: 3 of 3 replicates did not finish", "diverged at t = ");
        assertThat(out.resolve("validation.csv")).exists();
        assertThat(out.resolve("validation.png")).exists();
    }

    /** 1e1 is 10 wherever an integer is wanted, in files, in changes to them and in options. */
    @Test
    void wholeNumbersAreReadAlikeEverywhere() throws IOException {
        List<String> plain = List.of("2", "3", "10", "5", "1000000", "20", "7");
        List<String> scientific = List.of("2e0", "3.0", "1e1", "0.5e1", "1e6", "2.0E1", "7.0");
        List<String> tables = new ArrayList<>();
        for (List<String> written : List.of(plain, scientific)) {
            Said said = sgdyn(
                    "run",
                    "logistic-isotropic",
                    "--out",
                    "-",
                    "--set",
                    "classes=[{label: 1, mean: {type: mode, index: " + written.get(0)
                            + "}, covariance: {type: spiked, bulk: {type: isotropic}, spikes: [{index: "
                            + written.get(1) + ", value: 3}]}}]",
                    "--set",
                    "dimension=" + written.get(2),
                    "--set",
                    "curves=[{learningRate: {type: constant, value: 0.1}}]",
                    "--set",
                    "time={end: 2, points: " + written.get(3) + "}",
                    "--set",
                    "integrator={type: modewise, maximumSteps: " + written.get(4) + "}",
                    "--set",
                    "statistics=[risk, {type: energy, bands: " + written.get(5) + "}]",
                    "--set",
                    "seed=" + written.get(6));
            assertThat(said.code()).as(said.err()).isZero();
            tables.add(said.out());
        }
        assertThat(tables.get(1)).isEqualTo(tables.get(0));

        String out = work.resolve("ladder").toString();
        Said validated = sgdyn(
                "validate",
                "logistic-isotropic",
                "--out",
                out,
                "--dimensions",
                "1e1,2e1,4.0e1",
                "--replicates",
                "2e0",
                "--set",
                "time={end: 0.2, points: 2}");
        assertThat(validated.err()).isEmpty();
        Said broken = sgdyn("validate", "logistic-isotropic", "--out", out, "--replicates", "2.5");
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.err()).contains("must be an integer").contains("2.5");
    }

    /** What depends on a dimension that could not be read is not reported beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"inf", ".inf", "infinity", "Infinite", "null", "1e400"})
    void anUnreadableDimensionIsToldInfiniteAndNothingElse(String word) {
        Said said = sgdyn(
                "check",
                "logistic-isotropic",
                "--set",
                "dimension=" + word,
                "--set",
                "initial={type: mode, index: 5}",
                "--set",
                "rotation=hadamard");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.messages())
                .singleElement()
                .asString()
                .contains("dimension: must be")
                .contains("infinite");
    }

    /** A step longer than the run is refused; one that is merely long gets a remark, in the summary too. */
    @Test
    void coarseSimulationsAreRefusedOrRemarkedOn() throws IOException {
        Path out = work.resolve("coarse");
        String[] run = {
            "run",
            "least-squares-isotropic",
            "--out=" + out,
            "--set",
            "curves=[{learningRate: {type: constant, value: 0.1}}]",
            "--set",
            "dimension=20",
            "--set",
            "time={end: 2, points: 3}",
            "--set",
            ""
        };
        run[run.length - 1] = "simulation={replicates: 2, kind: homogenized, step: 3}";
        Said homogenized = sgdyn(run);
        assertThat(homogenized.code()).isEqualTo(2);
        assertThat(homogenized.err())
                .contains("simulation.step: the simulation's steps have length 3.0, longer than", "time.end = 2.0");
        run[run.length - 1] = "batch=50";
        Said sgd = sgdyn(run);
        assertThat(sgd.code()).isEqualTo(2);
        assertThat(sgd.err()).contains("batch: the simulation's steps have length 2.5, longer than");
        assertThat(out).doesNotExist();
        run[run.length - 1] = "simulation={replicates: 2, kind: homogenized, step: 1}";
        assertThat(sgdyn(run).out())
                .contains(
                        "remark: steps of length 1.0",
                        "2 replicates are too few to judge whether theory and simulation agree");
        assertThat(Files.readString(out.resolve("summary.json"))).contains("\"remarks\"", "too coarse for the theory");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains(
                        "Remark: steps of length 1.0",
                        "2 replicates are too few to judge whether theory and simulation agree");
    }

    /** Of one output steps are the same bits on all machines, and nothing need be said. */
    @Test
    void theSummaryNamesTheLinearAlgebraOfASimulationThatMultipliesBlocks() throws IOException {
        Path experiment = Files.writeString(work.resolve("many.yaml"), """
                name: many
                dimension: 20
                seed: 1
                classes: {count: 16, mean: {type: gaussian, norm: 1}, covariance: {type: isotropic}}
                loss: {type: one-hot-least-squares}
                learningRate: {type: constant, value: 0.3}
                time: {end: 1, points: 3}
                statistics: [{type: risk}]
                simulation: {replicates: 2}
                """);
        Path many = work.resolve("many");
        done("run", experiment.toString(), "--out=" + many);
        assertThat(Files.readString(many.resolve("summary.json")))
                .contains("\"linearAlgebra\" : \"" + Matrices.get().name() + "\"");
        Path one = work.resolve("one");
        done(
                "run",
                experiment.toString(),
                "--out=" + one,
                "--set",
                "loss={type: least-squares}",
                "--set",
                "classes=[{label: 1, mean: {type: constant}, covariance: {type: isotropic}}]");
        assertThat(Files.readString(one.resolve("summary.json"))).doesNotContain("linearAlgebra");
    }

    @Test
    void helpOfEveryCommandHasExamples() {
        for (String command : List.of(
                "run",
                "check",
                "compare",
                "stability",
                "asymptotics",
                "validate",
                "list",
                "describe",
                "cite",
                "init",
                "schema",
                "sweep",
                "explore",
                "fit",
                "predict",
                "help",
                "completion")) {
            assertThat(done(command, "--help"))
                    .as(command)
                    .isEqualTo(done("help", command))
                    .contains("Usage: sgdyn " + command, "Example", "sgdyn " + command, "\n\nExample");
            // An example that the terminal breaks cannot be copied.
            assertThat(done("help", command)
                            .replaceFirst("(?s).*\\nExamples?:\\n", "")
                            .lines())
                    .as(command)
                    .allMatch(line -> line.startsWith("  "));
        }
        assertThat(done("help", "plugin", "new")).isEqualTo(done("plugin", "new", "--help"));
        assertThat(done("help")).isEqualTo(done("--help"));
        Said unknown = sgdyn("help", "runn");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no command sgdyn runn; did you mean \"run\"?");
        assertThat(done("plugin", "new", "--help")).contains("Example", "sgdyn plugin new");
        assertThat(done("--help"))
                .contains("Exit codes:", "0     done", "3     numerical trouble", "130   ended by Ctrl-C");
    }

    /** What check prints is the experiment again, defaults and all. */
    @ParameterizedTest
    @ValueSource(strings = {"everything", "many-outputs", "teacher"})
    void whatCheckPrintsReadsAsTheSameExperiment(String name) throws IOException {
        Path file = Path.of("src/test/resources/fuzz").resolve(name + ".yaml");
        Files.copy(file.resolveSibling("data.csv"), work.resolve("data.csv"));
        String text = done("check", file.toString());
        assertThat(text).startsWith("# theory: ").contains("# tables: ", "# memory: ");
        Path again = Files.writeString(work.resolve("again.yaml"), text);
        assertThat(Sgdyn.of().read(again).resolved())
                .isEqualTo(Sgdyn.of().read(file).resolved());
        assertThat(done("-q", "check", again.toString())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void describeShowsFormulaParametersAndReferences(PartDocumentation part) {
        String text = done("describe", part.name());
        assertThat(text)
                .contains(part.name() + ", " + part.kind().title() + ", from ")
                .contains(part.description().meaning())
                .contains(part.description().formula());
        part.keys().forEach(key -> assertThat(text).contains("    " + key + ": ", part.meaning(key)));
        part.description().references().forEach(source -> assertThat(text).contains(source.line()));
    }

    /** What means something for real samples, or exchangeable classes, only is read where these are. */
    static Stream<PartDocumentation> partsWithoutData() {
        return parts().filter(part -> !List.of("held-out-error", "families").contains(part.name()));
    }

    /** The example that describe shows is one: an experiment with it can be read. */
    @ParameterizedTest
    @MethodSource("partsWithoutData")
    void theExampleOfEveryPartCanBeRead(PartDocumentation part) throws IOException {
        StringBuilder table = new StringBuilder("value\n");
        for (int mode = 1; mode <= 20; mode++) {
            table.append("0.5\n");
        }
        Files.writeString(work.resolve("data.csv"), table);
        String example = part.example();
        boolean perClass = List.of("softmax", "one-hot-least-squares").contains(part.name());
        boolean teacher = List.of("phase-retrieval", "polyak", "teacher-distance", "specialisation")
                .contains(part.name());
        String loss = switch (part.name()) {
            case "confusion" -> "{type: softmax}";
            case "trained" -> "{type: committee, activation: erf, hidden: 1, output: {train: true}}";
            case "specialisation" -> "{type: committee, activation: erf, hidden: 2, teacher: {weights: [1]}}";
            default -> teacher ? "{type: phase-retrieval}" : "{type: logistic}";
        };
        // Statistics of what an algorithm or flipped labels add need these.
        String algorithm = List.of("velocity", "preconditioner").contains(part.name())
                ? "{type: adam, momentumDecay: 2, secondMomentDecay: 1, epsilon: 0.1}"
                : "{type: sgd}";
        Path file = work.resolve("example.yaml");
        Files.writeString(file, """
                name: example
                dimension: 20
                seed: 1
                classes:
                  - {label: 1, mean: %s, covariance: %s, labelFlip: %s}
                  - {label: 0, mean: {type: constant}, covariance: {type: isotropic}}
                loss: %s
                %s
                learningRate: %s
                algorithm: %s
                time: {end: 1.0, points: 3}
                integrator: %s
                simulation: {replicates: 2}
                features: %s
                statistics: [%s]
                """.formatted(
                        part.kind() == PartKind.PROFILE ? example : "{type: constant}",
                        part.kind() == PartKind.SPECTRUM ? example : "{type: isotropic}",
                        part.name().startsWith("clean-") ? "0.1" : "0",
                        part.kind() == PartKind.LOSS ? example : loss,
                        teacher ? "teacher: {type: constant}" : "",
                        part.kind() == PartKind.LEARNING_RATE ? example : "{type: constant, value: 1.0}",
                        part.kind() == PartKind.ALGORITHM ? example : algorithm,
                        part.kind() == PartKind.INTEGRATOR ? example : "{type: dormand-prince-54}",
                        part.kind() == PartKind.FEATURE_LAW ? example : "{type: gaussian}",
                        part.kind() == PartKind.STATISTIC ? example : "risk"));
        Experiment experiment = Sgdyn.of().read(file);
        assertThat(experiment.statistics()).hasSize(1);
        assertThat(experiment.loss().outputs())
                .isEqualTo(perClass || List.of("confusion", "specialisation").contains(part.name()) ? 2 : 1);
    }

    @Test
    void citeNamesTheTheoryAndTheSourcesOfEveryPartOnce() {
        String plain = done("cite", "logistic-isotropic", "--integrator", "dormand-prince-54");
        assertThat(plain).startsWith("@misc{collinswoodfin2025exact,").contains("@article{dormand1980family,");
        assertThat(plain.split("@misc\\{collinswoodfin2025exact", -1)).hasSize(2);
        String nested = done(
                "cite",
                "logistic-isotropic",
                "--set",
                "curves=[{learningRate: {type: warm-up, time: 1, then: {type: cosine, value: 1, end: 2}}}]",
                "--set",
                "classes[0].covariance={type: spiked, bulk: {type: marchenko-pastur, ratio: 0.5}, spikes: []}");
        assertThat(nested).contains("loshchilov2017sgdr", "marchenko1967distribution", "johnstone2001distribution");
        assertThat(done("cite", "paper")).contains("steinebach2023construction");
    }

    /** Once, at the end, in the words of the file that hosts of repositories read. */
    @Test
    void citeNamesTheProgramAsTheRepositoryDoes() throws IOException {
        String cited = done("cite", "paper");
        String entry = cited.substring(cited.indexOf("@misc{sgdyn,"));
        assertThat(entry.split("@", -1)).as("nothing after it").hasSize(2);
        String file = Files.readString(Path.of("../.github/CITATION.cff"));
        for (String key : List.of("title", "name")) {
            Matcher value = Pattern.compile(key + ": \"(.*)\"").matcher(file);
            assertThat(value.find()).as(key).isTrue();
            assertThat(entry.replaceAll("[{}]", "")).contains(value.group(1));
        }
        String version = Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");
        assertThat(file).contains("\nversion: " + version + "\n");
    }

    // --- init, completion, colours --------------------------------------------------------------------------------

    @Test
    void theExperimentOfInitIsValidAndNamesEveryPart() throws IOException {
        String text = done("init", "-");
        Experiment experiment = Sgdyn.of().read(text);
        assertThat(experiment.name()).isEqualTo("experiment");
        assertThat(text).doesNotContain("@");
        for (PartKind kind : EnumSet.complementOf(EnumSet.of(PartKind.EXECUTOR))) {
            assertThat(text).contains(String.join(", ", CATALOG.inOrder(kind.type())));
        }
        assertThat(sgdyn("init", "Not a name").code()).isEqualTo(2);
    }

    @Test
    void quietLeavesWhatWasAskedFor() {
        assertThat(done("-q", "list", "losses")).isNotEmpty();
        Path out = work.resolve("out");
        assertThat(done(small("run", "logistic-isotropic", "--out=" + out, "-q")))
                .isEmpty();
        assertThat(out.resolve("theory.csv")).exists();
    }

    // --- run: swaps, formats, pipes ----------------------------------------------------------------------------

    private static String[] small(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--set", "dimension=20", "--set", "time={end: 1, points: 3}", "--set", "simulation.replicates=2"));
        return all.toArray(String[]::new);
    }

    @Test
    void anotherIntegratorKeepsTheTolerancesItKnows() throws IOException {
        Path out = work.resolve("out");
        done(small(
                "run",
                "logistic-isotropic",
                "--out=" + out,
                "--integrator",
                "dormand-prince-54",
                "--set",
                "integrator.relativeTolerance=1.0e-6"));
        JsonNode integrator = new ObjectMapper()
                .readTree(out.resolve("summary.json").toFile())
                .at("/experiment/integrator");
        assertThat(integrator.at("/type").asText()).isEqualTo("dormand-prince-54");
        assertThat(integrator.at("/relativeTolerance").asDouble()).isEqualTo(1e-6);
        assertThat(integrator.at("/absoluteTolerance").asDouble()).isEqualTo(1e-10);
        Said step = sgdyn(small("run", "logistic-isotropic", "--out=" + work.resolve("none"), "--integrator", "euler"));
        assertThat(step.code()).isEqualTo(2);
        assertThat(step.err()).contains("--integrator euler: integrator.step: missing");
        assertThat(work.resolve("none")).doesNotExist();
        assertThat(done(small(
                        "run",
                        "logistic-isotropic",
                        "--out",
                        "-",
                        "--integrator",
                        "euler",
                        "--set",
                        "integrator.step=0.1")))
                .isNotEmpty();
        assertThat(sgdyn("run", "logistic-isotropic", "--out", "x", "--loss", "logistik")
                        .err())
                .contains("--loss logistik: unknown loss; did you mean \"logistic\"?");
    }

    @Test
    void aPipeGetsOneTableAndNothingElse() throws IOException {
        String csv = done(small("run", "logistic-isotropic", "--out", "-"));
        assertThat(csv.lines()).hasSize(1 + 3 * 3);
        assertThat(csv).startsWith("curve,t,learning_rate,risk,error,").contains(",risk_mean,risk_std,");
        String[] lines = done(small("run", "logistic-isotropic", "--out", "-", "--format", "jsonl"))
                .split("\n", -1);
        assertThat(lines).hasSize(3 * 3 + 1);
        JsonNode first = new ObjectMapper().readTree(lines[0]);
        assertThat(first.at("/t").asDouble()).isZero();
        assertThat(first.at("/risk").asDouble())
                .isEqualTo(Double.parseDouble(csv.split("\n", -1)[1].split(",", -1)[3]));
        assertThat(sgdyn(small("run", "logistic-isotropic", "--out", "-", "--format", "npz"))
                        .code())
                .isEqualTo(2);
        assertThat(sgdyn("run", "paper", "--out", "-").code()).isEqualTo(2);
    }

    /** A certificate says nothing of times that the theory did not reach. */
    @Test
    void whatIsCertifiedEndsWithTheCurves() {
        Said said = sgdyn(
                "run",
                "least-squares-isotropic",
                "--out=" + work.resolve("out"),
                "--set",
                "simulation.replicates=1",
                "--set",
                "dimension=20",
                "--set",
                "curves=[{learningRate: {type: constant, value: 100}}]",
                "--certify");
        assertThat(said.code()).as(said.err()).isEqualTo(3);
        assertThat(said.out()).contains("diverged at", "what is certified ends at the last output time before, t = 0");
    }

    @Test
    void anAccuracyThatIsNotMetIsNumericalTroubleAndKeepsTheResults() throws IOException {
        Path file = work.resolve("hard.yaml");
        Files.writeString(file, """
                name: hard
                dimension: 200
                classes: [{label: 0, mean: {type: zero}, covariance: {type: power-law, exponent: 0.4}}]
                loss: {type: phase-retrieval}
                teacher: {type: power-law, exponent: -0.2}
                initial: {type: constant, amplitude: 1.0e-6}
                learningRate: {type: constant, value: 0.1}
                time: {end: 60, points: 21}
                """);
        Path out = work.resolve("out");
        Said unmet = sgdyn(
                "run", file.toString(), "--out=" + out, "--integrator", "dormand-prince-54", "--set", "accuracy=1e-12");
        assertThat(unmet.code()).isEqualTo(3);
        assertThat(unmet.out()).contains("accuracy 1.0E-12 is not met: ", "ask for less accuracy");
        JsonNode accuracy = new ObjectMapper()
                .readTree(out.resolve("summary.json").toFile())
                .at("/curves/0/theory/accuracy");
        assertThat(accuracy.at("/met").asBoolean(true)).isFalse();
        assertThat(accuracy.at("/settings/relativeTolerance").asDouble()).isBetween(1e-12, 1e-8);
        Said poor = sgdyn(
                "run",
                file.toString(),
                "--out=" + work.resolve("poor"),
                "--certify",
                "--set",
                "integrator={type: euler, step: 1}");
        assertThat(poor.out()).contains("NOT certified: the curves may err by").doesNotContain("    certified:");
    }

    /** As a full disk or a reader that has left answers every write. */
    private static Said refused(String reason, String... arguments) {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
        StringWriter err = new StringWriter();
        int code = Program.execute(out, new PrintWriter(err, true), arguments);
        return new Said(code, "", err.toString());
    }

    @Test
    void outputThatDoesNotArriveIsToldUnlessTheReaderLeft() {
        String[] table = small("run", "logistic-isotropic", "--out", "-");
        Said full = new Said(2, "", "sgdyn: standard output cannot be written to: No space left on device\n");
        assertThat(refused("No space left on device", "list", "losses")).isEqualTo(full);
        assertThat(refused("No space left on device", table)).isEqualTo(full);
        assertThat(refused("Broken pipe", "list", "losses")).isEqualTo(new Said(0, "", ""));
        assertThat(refused("Broken pipe", table)).isEqualTo(new Said(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl", "npz", "parquet"})
    void tablesOfOneFormatReplaceThoseOfAnother(String format) {
        Path out = work.resolve("out");
        done(small("run", "logistic-isotropic", "--out=" + out, "--format", "jsonl"));
        Said second = sgdyn(small("run", "logistic-isotropic", "--out=" + out, "--format", format));
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err())
                .contains("holds results already: theory.jsonl, simulation.jsonl, summary.json", "by --force");
        done(small("run", "logistic-isotropic", "--out=" + out, "--format", format, "--force"));
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "theory." + format,
                        "simulation." + format,
                        "summary.json",
                        "figure.svg",
                        "figure.pdf",
                        "report.html",
                        "figure.png",
                        RecordStore.FINISHED);
    }

    // --- figures ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "svg,pdf,png | figure.svg figure.pdf figure.png report.html",
                "png,svg     | figure.svg figure.png report.html",
                "PDF         | figure.pdf report.html",
                "tikz,vega   | figure.tex figure.vl.json report.html",
                "none        | report.html",
            })
    void figuresAreWrittenInTheFormatsThatAreNamed(String formats, String shown) {
        Path out = work.resolve("out");
        String said = done(small("run", "logistic-isotropic", "--out=" + out, "--figures", formats));
        List<String> files = new ArrayList<>(List.of("theory.csv", "simulation.csv", "summary.json"));
        files.addAll(List.of(shown.split(" ")));
        assertThat(out.toFile().list())
                .containsAll(files)
                .contains(RecordStore.FINISHED)
                .hasSize(files.size() + 1);
        assertThat(said.lines().filter(line -> line.contains("written to")))
                .singleElement()
                .satisfies(
                        line -> assertThat(List.of(line.replaceAll(".*: ", "").split(", ")))
                                .containsExactlyInAnyOrderElementsOf(files));
    }

    @Test
    void tablesAloneTakeThePlaceOfFiguresAndReport() {
        Path out = work.resolve("out");
        done(small("run", "logistic-isotropic", "--out=" + out));
        done(small("run", "logistic-isotropic", "--out=" + out, "--figures", "none", "--no-report", "--force"));
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder("theory.csv", "simulation.csv", "summary.json", RecordStore.FINISHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "svg,jpg", "", "svg,", "none,svg"})
    void anUnknownFormatOfFiguresIsToldAndNothingWritten(String formats) {
        Path out = work.resolve("out");
        for (String command : List.of("run", "validate")) {
            Said said = sgdyn(command, "logistic-isotropic", "--out=" + out, "--figures=" + formats);
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err())
                    .contains(
                            "--figures", "take svg, pdf, png, tikz and vega, with commas between them, or none alone");
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void validateAndCompareWriteTheFormatsThatAreNamed() {
        Path out = work.resolve("validation");
        List<String> ladder = List.of(
                "validate",
                "logistic-isotropic",
                "--dimensions",
                "10,20,30",
                "--replicates",
                "2",
                "--set",
                "time={end: 1, points: 3}");
        List<String> words = new ArrayList<>(ladder);
        words.addAll(List.of("--out", out.toString(), "--figures", "none"));
        assertThat(sgdyn(words.toArray(String[]::new)).code()).isIn(0, 1);
        assertThat(out.toFile().list()).containsExactly("validation.csv");
        Path run = work.resolve("run");
        done(small("run", "logistic-isotropic", "--out=" + run, "--figures", "none"));
        Path compared = work.resolve("compared");
        done("compare", run.toString(), run.toString(), "--out", compared.toString(), "--figures", "png");
        assertThat(compared.toFile().list()).containsExactly("comparison.png");
        Said nothing = sgdyn(
                "compare",
                run.toString(),
                run.toString(),
                "--out",
                work.resolve("no").toString(),
                "--figures",
                "none");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("--out takes the figure alone");
    }

    // --- compare ---------------------------------------------------------------------------------------------------

    /** Every adaptive integrator, asked for 1e-9, draws the same curves to the 1e-6 that a reader sees. */
    @Test
    void allIntegratorsAgree() {
        List<String> directories = new ArrayList<>();
        List<String> formats =
                Arrays.stream(TableFormat.values()).map(TableFormat::extension).toList();
        for (String integrator : CATALOG.inOrder(PartKind.INTEGRATOR.type())) {
            if (integrator.equals("euler")) {
                // Order 1: 1e-6 would take millions of steps.
                continue;
            }
            // Tables of every format are compared with each other.
            String format = formats.get(directories.size() % formats.size());
            directories.add(work.resolve(integrator).toString());
            List<String> arguments = new ArrayList<>(List.of(
                    "run",
                    "logistic-power-law-a",
                    "--out",
                    work.resolve(integrator).toString(),
                    "--integrator",
                    integrator,
                    "--format",
                    format,
                    "--set",
                    integrator.equals("runge-kutta-4") ? "integrator.step=0.01" : "integrator.relativeTolerance=1.0e-9",
                    "--set",
                    "curves=[{learningRate: {type: constant, value: 1}}]"));
            arguments.addAll(List.of("--set", "dimension=50", "--set", "time={end: 5, points: 11}"));
            arguments.addAll(List.of("--set", "simulation.replicates=1"));
            done(arguments.toArray(String[]::new));
        }
        List<String> arguments = new ArrayList<>(List.of("compare", "--column", "risk"));
        Path figures = work.resolve("figures");
        arguments.addAll(List.of("--out", figures.toString()));
        arguments.addAll(directories);
        List<String> lines = done(arguments.toArray(String[]::new))
                .lines()
                .filter(line -> line.contains("relative"))
                .toList();
        assertThat(lines).hasSize(directories.size() - 1);
        for (String line : lines) {
            assertThat(Double.parseDouble(line.replaceAll(".* ([0-9.e+-]+) relative.*", "$1")))
                    .as(line)
                    .isLessThan(1e-6);
        }
        assertThat(figures.resolve("comparison.pdf")).exists();
        assertThat(figures.resolve("comparison.svg"))
                .content()
                .contains(directories.stream()
                        .map(directory -> ">" + Path.of(directory).getFileName() + "<")
                        .toList());
        Said again = sgdyn(arguments.toArray(String[]::new));
        assertThat(again.code()).as("figures stay unless --force").isEqualTo(2);
    }

    @Test
    void compareNeedsResults() {
        Said alone = sgdyn("compare", work.toString());
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("two directories or more", work + " alone");
        Said missing = sgdyn("compare", work.toString(), work.toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("holds no theory.csv");
    }

    // --- asymptotics -----------------------------------------------------------------------------------------------

    @Test
    void asymptoticsPrintsPredictionsBesideReadings() {
        String said = done(
                "asymptotics",
                "logistic-zero-one",
                "--end",
                "1e6",
                "--set",
                "integrator.type=modewise",
                "--set",
                "curves=[{learningRate: {type: constant, value: 2}}]");
        assertThat(said)
                .contains("risk ~ 1 / t", "read off at t = 1000000")
                .containsPattern("t risk, limit +1 +1\\.0000")
                .containsPattern("risk, limit +0 +vanishing")
                .containsPattern("cosine_2, limit +-1 +-1 ");
        String alone = done(
                "asymptotics",
                "logistic-isotropic",
                "--end",
                "100",
                "--set",
                "curves=[{learningRate: {type: adagrad-norm, value: 1, offset: 1}}]");
        assertThat(alone).contains("extrapolation alone").containsPattern("risk, limit +- +");
    }

    @Test
    void asymptoticsRefusesEndsThatAreNone() {
        Said said = sgdyn("asymptotics", "logistic-isotropic", "--end", "0");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--end: must be between 1 and 1e15, not 0.0");
        assertThat(sgdyn("asymptotics", "paper").code()).isEqualTo(2);
    }

    // --- validate --------------------------------------------------------------------------------------------------

    @Test
    void validateRefusesWhatItCannotCompare() throws IOException {
        Path out = work.resolve("out");
        Path file = Files.writeString(work.resolve("limit.yaml"), """
                name: limit
                dimension: infinite
                classes: [{label: 0, mean: {type: zero}, covariance: {type: isotropic}}]
                loss: {type: logistic}
                learningRate: {type: constant, value: 1.0}
                time: {end: 1, points: 3}
                """);
        Said limit = sgdyn("validate", file.toString(), "--out=" + out);
        assertThat(limit.code()).isEqualTo(2);
        assertThat(limit.err()).contains("limit.yaml:2:12: dimension: must be an integer here, not infinite");
        Said few = sgdyn("validate", "logistic-isotropic", "--out=" + out, "--dimensions", "10,20,20");
        assertThat(few.code()).isEqualTo(2);
        assertThat(few.err()).contains("--dimensions: give three different ones or more, not [10, 20, 20]");
        Said one = sgdyn("validate", "logistic-isotropic", "--out=" + out, "--replicates", "1");
        assertThat(one.code()).isEqualTo(2);
        assertThat(one.err()).contains("--replicates: must be >= 2, not 1");
        assertThat(sgdyn("validate", "paper", "--out=" + out).code()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }
}
