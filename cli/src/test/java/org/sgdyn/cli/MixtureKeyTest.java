package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.cli.theory.GaussianParts;
import org.sgdyn.data.NpzWriter;
import org.sgdyn.settings.InvalidExperimentException;

/** The key {@code mixture}: what is refused, in which words, and what each command does with it. */
final class MixtureKeyTest {

    private static final int COMPONENTS = 3;
    private static final int DIMENSION = 5;
    private static final GaussianParts PARTS = GaussianParts.random(COMPONENTS, DIMENSION, 1, 3);

    @TempDir
    private Path work;

    private Path experiment;

    @BeforeEach
    void writeExperiment() throws IOException {
        PARTS.write(work, "parts.npz");
        experiment = Files.writeString(work.resolve("experiment.yaml"), """
                name: fitted
                seed: 1
                mixture: {type: fitted, file: parts.npz}
                loss: {type: softmax, points: 512}
                learningRate: {type: constant, value: 0.4}
                time: {end: 2, points: 3}
                """);
    }

    private Said run(String command, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(command, experiment.toString()));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return sgdyn(arguments.toArray(String[]::new));
    }

    /** One problem, in words. */
    private void requireRefusal(String words, String... settings) {
        Path out = work.resolve("out");
        for (String command : List.of("check", "run")) {
            List<String> arguments = new ArrayList<>(List.of("-q", command, experiment.toString()));
            for (String setting : settings) {
                arguments.addAll(List.of("--set", setting));
            }
            if (command.equals("run")) {
                arguments.addAll(List.of("--out", out.toString()));
            }
            Said said = sgdyn(arguments.toArray(String[]::new));
            assertThat(said.code()).as(said.text()).isEqualTo(2);
            assertThat(said.err()).contains(words).doesNotContain("Exception", "\tat ");
            assertThat(said.messages()).as(said.err()).hasSize(1);
        }
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "mixture=5                | mixture: must be an object {type: fitted, file: NAME.npz}, not the number 5",
                "mixture={type: fitted}   | mixture.file: missing",
                "mixture={file: parts.npz} | mixture.type: missing",
                "mixture.type=gaussian    | mixture.type: unknown type \"gaussian\"; known: fitted",
                "mixture.form=papper      | mixture.form: unknown form \"papper\"; did you mean \"paper\"?",
                "mixture.blok=2           | mixture.blok: unknown key; did you mean \"block\"?",
                "mixture.block=6          | mixture.block: must be at most the dimension, 5, not 6",
                "mixture.block=-1         | mixture.block: must be >= 0, not -1",
                "mixture.block=1.5        | mixture.block: must be an integer",
                "mixture.half=3           | mixture.half: must be >= 1 and <= 2, not 3",
                "mixture.half=1           | mixture.file: cannot read parts.npz: it has no fits of half the samples; sgdyn fit writes them, or remove half",
                "mixture.labels=[1, 0]    | mixture.labels: must have a number for each of the 3 classes of the file",
                "mixture.labels=[1, a, 0] | mixture.labels[1]: must be a number",
                "mixture.file=none.npz    | mixture.file: cannot read none.npz: there is no such file; sgdyn fit writes one",
                "mixture.file=experiment.yaml | mixture.file: cannot read experiment.yaml: it is no NPZ archive",
                "mixture.file=[parts.npz] | mixture.file: must be a text, not a list",
                "dimension=5              | dimension: is given by the mixture; remove the key, or the mixture",
                "classes=[{mean: {type: zero}, covariance: {type: isotropic}}] | classes: is given by the mixture",
                "loss={type: logistic}    | give labels, a number for each class of the file",
                "algorithm={type: sign}   | acts coordinate by coordinate",
                "algorithm={type: adagrad, epsilon: 1} | acts coordinate by coordinate",
                "algorithm={type: adam, secondMomentDecay: 1, epsilon: 1} | acts coordinate by coordinate",
                "batch={fraction: 0.4}    | full covariances have no modes; give a number of samples",
                "simulation={replicates: 2, kind: homogenized} | which full covariances have not; choose kind: sgd",
                "simulation={kind: homogenized, data: parts.npz, label: last} | which full covariances have not; choose kind: sgd",
                "simulation={replicates: 2, test: parts.npz} | is about real samples; give simulation.data",
                "simulation={replicates: 2, data: parts.npz} | needs a mixture that sgdyn fit has written",
                "statistics=[{type: energy, bands: 2}] | on a mixture, whose full covariances have no modes; remove it",
                "teacher={type: constant} | this loss has no teacher",
            })
    void aWrongSettingIsOneProblem(String setting, String words) {
        requireRefusal(words, setting);
    }

    @Test
    void aRotationIsRefused() {
        requireRefusal("which full covariances have not; remove the key", "simulation.replicates=2", "rotation=haar");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no weights     | it has no array weights; sgdyn fit writes one, or give weights (C), means (C x d)",
                "no means       | it has no array means",
                "no covariances | it has no array covariances",
                "few weights    | weights must be 3 numbers, one for each component, as many as there are means; it is 2 numbers",
                "weights' sum   | weights must sum to 1, not 0.85; divide them by their sum",
                "zero weight    | weights must be above 0; that of component 1 is 0.0",
                "few labels     | labels must be 3 numbers, one for each component, as many as there are means; it is 2 numbers",
                "a text label   | labels must be 3 numbers, one for each component, as many as there are means; it is 3 texts",
                "a nameless label | it has no component of label c, which it names",
                "flat means     | means must be C x d, not [15]",
                "small covariances | covariances must be 3 x 5 x 5, like its means, not [3, 4, 4]",
                "asymmetric     | the covariance of component 2 is not symmetric: entries across its diagonal differ by 0.01",
                "indefinite     | the covariance of component 3 is not positive semidefinite; no samples have it",
                "not a number   | array covariances: row 3 holds a number that is not finite",
                "infinite       | array means: row 1 holds a number that is not finite",
                "enormous       | the features of component 1 have a mean square norm of",
            })
    void aWrongArchiveIsOneProblem(String fault, String words) throws IOException {
        write(fault);
        requireRefusal(words, "mixture.file=wrong.npz");
    }

    private void write(String fault) throws IOException {
        Map<String, double[][]> arrays = new LinkedHashMap<>();
        double[][] means = copy(PARTS.means());
        double[][] covariances = copy(PARTS.covariances());
        double[] weights = {0.25, 0.25, 0.5};
        double[] labels = {0, 1, 2};
        int size = DIMENSION;
        switch (fault) {
            case "few weights" -> weights = new double[] {0.5, 0.5};
            case "weights' sum" -> weights[0] = 0.1;
            case "zero weight" -> weights = new double[] {0, 0.5, 0.5};
            case "few labels" -> labels = new double[] {0, 1};
            case "small covariances" -> size = 4;
            case "asymmetric" -> covariances[1][3] += 0.01;
            case "indefinite" -> covariances[2][0] -= 10;
            case "not a number" -> covariances[2][0] = Double.NaN;
            case "infinite" -> means[0][0] = Double.POSITIVE_INFINITY;
            case "enormous" -> means[0][0] = 1e60;
            default -> assertThat(fault).matches("no .*|a .*|flat .*");
        }
        int order = size;
        double[][] all = Arrays.stream(covariances)
                .map(row -> Arrays.copyOf(row, order * order))
                .toArray(double[][]::new);
        arrays.put("weights", new double[][] {weights});
        arrays.put("means", means);
        arrays.put("covariances", all);
        arrays.put("labels", new double[][] {labels});
        arrays.remove(fault.replaceFirst("no ", ""));
        try (OutputStream out = Files.newOutputStream(work.resolve("wrong.npz"))) {
            NpzWriter npz = new NpzWriter(out);
            if (fault.equals("a text label")) {
                arrays.remove("labels");
                npz.texts("labels", List.of("a", "b", "c"));
            }
            for (Map.Entry<String, double[][]> array : arrays.entrySet()) {
                npz.numbers(array.getKey(), array.getValue(), shape(array.getKey(), array.getValue(), fault, size));
            }
            if (fault.equals("a nameless label")) {
                npz.texts("label_names", List.of("a", "b", "c"));
                npz.numbers("label_index", new double[][] {{0, 1, 1}}, COMPONENTS);
            }
            npz.finish();
        }
    }

    private static long[] shape(String name, double[][] rows, String fault, int size) {
        return switch (name) {
            case "means" ->
                fault.equals("flat means") ? new long[] {COMPONENTS * DIMENSION} : new long[] {COMPONENTS, DIMENSION};
            case "covariances" -> new long[] {COMPONENTS, size, size};
            default -> new long[] {rows[0].length};
        };
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    @Test
    void checkShowsTheBlockThatWasChosen() {
        assertThat(run("check").out()).contains("form: second-moment", "block: 5");
        assertThat(run("check", "mixture.block=2").out()).contains("block: 2");
    }

    @Test
    void theResolvedExperimentGivesTheSameBytes() throws IOException {
        Path resolved =
                Files.writeString(work.resolve("resolved.yaml"), run("check").out());
        Said first = sgdyn("-q", "run", experiment.toString(), "--out", "-");
        Said second = sgdyn("-q", "run", resolved.toString(), "--out", "-");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(second.out()).isEqualTo(first.out());
    }

    /** Below the rate the iterate's norm levels off, above it grows. */
    @ParameterizedTest
    @CsvSource({"second-moment, 5", "second-moment, 2", "paper, 5", "paper, 0"})
    void theCriticalLearningRateOfQuadraticLossesParts(String form, int block) {
        String[] settings = {"mixture.form=" + form, "mixture.block=" + block, "loss={type: one-hot-least-squares}"};
        Said said = run("stability", settings);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("exact: ");
        double rate =
                Double.parseDouble(said.out().lines().findFirst().orElseThrow().replaceAll(".* ", ""));
        // At half a percent from the rate the norm needs some hundred units of t to show where it goes.
        assertThat(growth(0.995 * rate, settings)).isLessThan(1.01);
        assertThat(growth(1.005 * rate, settings)).isGreaterThan(1.05);
    }

    /** How much the norm grows from t = 800 to 1000. */
    private double growth(double rate, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of(
                "learningRate.value=" + rate,
                "time={end: 1000, points: 6}",
                "statistics=[norm]",
                "integrator={type: dormand-prince-853, relativeTolerance: 1e-9, absoluteTolerance: 1e-11}"));
        Sgdyn program = Sgdyn.of();
        double[] norm = program.run(program.read(experiment, all.toArray(String[]::new)))
                .curves()
                .get(0)
                .theory()
                .curve("norm_squared");
        return norm[5] / norm[4];
    }

    @Test
    void theCriticalLearningRateOfOtherLossesIsNotSought() {
        Said said = run("stability");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("none", "not sought: it is known for quadratic losses and sgd");
    }

    @Test
    void lateTimesAreExtrapolatedAlone() {
        Said said = sgdyn(
                "-q",
                "asymptotics",
                experiment.toString(),
                "--end",
                "1000",
                "--set",
                "loss={type: one-hot-least-squares}");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("extrapolation alone").doesNotContain("closed form");
    }

    @Test
    void validateSaysThatTheDimensionIsOne() {
        Path out = work.resolve("validation");
        Said said = sgdyn("validate", experiment.toString(), "--out", out.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("mixture: has one dimension, that of its file");
        assertThat(out).doesNotExist();
    }

    @Test
    void sweepsRunOverBlockAndForm() throws IOException {
        Path sweep = Files.writeString(work.resolve("sweep.yaml"), """
                name: blocks
                experiment: experiment.yaml
                grid:
                  - {key: mixture.block, values: [0, 5]}
                  - {key: mixture.form, values: [paper, second-moment]}
                measure:
                  - {type: final, statistic: risk, of: theory}
                """);
        Path out = work.resolve("swept");
        Said said = sgdyn("-q", "sweep", sweep.toString(), "--out", out.toString());
        assertThat(said.code()).as(said.err()).isZero();
        List<String> rows = Files.readAllLines(out.resolve("sweep.csv"));
        assertThat(rows).hasSize(5);
        for (String row : rows.subList(1, 5)) {
            String[] cells = row.split(",", -1);
            Sgdyn program = Sgdyn.of();
            double[] risk = program.run(program.read(
                            experiment,
                            "mixture.block=" + (int) Double.parseDouble(cells[0]),
                            "mixture.form=" + cells[1]))
                    .curves()
                    .get(0)
                    .theory()
                    .curve("risk");
            assertThat(Double.parseDouble(cells[2])).isCloseTo(risk[2], within(1e-15));
        }
    }

    @Test
    void aBuilderTakesAMixture() {
        Sgdyn program = Sgdyn.of();
        double[] built =
                program.run(builder(program).build()).curves().get(0).theory().curve("risk");
        double[] read = program.run(program.read(experiment, "mixture.block=2", "time={end: 1, points: 2}"))
                .curves()
                .get(0)
                .theory()
                .curve("risk");
        assertThat(built).isEqualTo(read);
    }

    @Test
    void aBuilderRefusesClassesBesideIt() {
        ExperimentBuilder both = builder(Sgdyn.of())
                .dimension(5)
                .addClass(1, ExperimentBuilder.part("zero"), ExperimentBuilder.part("isotropic"));
        assertThatThrownBy(both::build)
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageContaining("is given by the mixture");
    }

    private ExperimentBuilder builder(Sgdyn program) {
        return program.experiment("built")
                .mixture(work.resolve("parts.npz"), "block", 2)
                .loss(ExperimentBuilder.part("softmax", "points", 512))
                .learningRate(ExperimentBuilder.part("constant", "value", 0.4))
                .time(1, 2);
    }
}
