package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgdyn.cli.Said.sgdyn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.cli.theory.GaussianParts;
import org.sgdyn.cli.yaml.Setting;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;

/** The JSON Schema, judged by an independent validator and by what the reader itself says. */
final class SchemaTest {

    private static final Path EXPERIMENTS = Path.of("src/main/resources/org/sgdyn/cli/experiments");

    private static final String TEXT = said("schema");

    private static final Schema SCHEMA = schema(TEXT);

    private static final Path SWEEPS = EXPERIMENTS.resolveSibling("sweeps");

    private static final String SWEEP_TEXT = said("schema", "sweep");

    private static final Schema SWEEP_SCHEMA = schema(SWEEP_TEXT);

    private static final String FITTED = """
            name: fitted
            seed: 1
            mixture: {type: fitted, file: mixture.npz}
            loss: {type: softmax}
            learningRate: {type: constant, value: 1}
            time: {end: 1}
            """;

    @TempDir
    private Path work;

    private static Schema schema(String text) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(text, InputFormat.JSON);
    }

    private static String said(String... arguments) {
        Said said = sgdyn(arguments);
        assertThat(said.code()).as(said.err()).isZero();
        return said.out();
    }

    private static List<String> problems(ConfigNode experiment) throws IOException {
        return problems(SCHEMA, experiment);
    }

    private static List<String> problems(Schema schema, ConfigNode file) throws IOException {
        String json = new ObjectMapper().writeValueAsString(file.plain());
        return schema.validate(json, InputFormat.JSON).stream()
                .map(String::valueOf)
                .toList();
    }

    static List<Path> bundled() throws IOException {
        return files(EXPERIMENTS);
    }

    static List<Path> bundledSweeps() throws IOException {
        return files(SWEEPS);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void bundledExperimentsAreValid(Path file) throws IOException {
        assertThat(problems(YamlReader.read(file))).isEmpty();
    }

    @Test
    void theExperimentOfInitIsValid() throws IOException {
        assertThat(problems(YamlReader.read(said("init", "-"), "init"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dimension=infinite",
                "classes={count: 3, mean: {type: gaussian}, covariance: {type: isotropic}}",
                "statistics=[risk, {type: energy, bands: 5}]",
                "loss={type: huber, delta: 2}",
                "features={type: student-t, degrees: 5}",
                "rotation=haar",
                "loss=logistic",
                "integrator=modewise",
                "simulation=none",
                "simulation={replicates: 3, kind: homogenized, step: 0.1}",
                "classes[0].covariance={type: spiked, bulk: {type: isotropic}, spikes: [{index: last, value: 2.0}]}",
                "classes[0].mean={type: sum, of: [{type: zero}, {type: mode, index: 3}]}",
                "figure={title: x, width: 140 mm, height: column, fontSize: 9, columns: 2, letters: true, runs: bars}",
                "figure={markers: false, colours: [purple], labels: [x], time: {scale: log, from: 0.1, label: t}}",
                "figure={panels: [{statistic: risk, scale: log, to: 1}, {statistics: [risk, error], title: both}]}"
            })
    void whatTheReaderTakesIsValid(String setting) throws IOException {
        assertThat(problems(changed(setting))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dimension=0",
                "dimension=huge",
                "los={type: logistic}",
                "loss={type: logistik}",
                "loss={type: huber, delta: 0}",
                "loss={type: huber, dleta: 1}",
                "loss=logistik",
                "learningRate={type: constant, value: 1}",
                "time={end: -1}",
                "time={points: 3}",
                "classes=[]",
                "classes[0].covariance={type: power-law}",
                "classes[0].covariance={type: spiked, bulk: {type: isotropic}, spikes: [{value: 2.0}]}",
                "statistics=[riks]",
                "features={type: student-t, degrees: 2}",
                "rotation=har",
                "simulation={kind: diffusion}",
                "simulation={kind: homogenized, step: 0}",
                "batch=0.5",
                "figure={widht: 3in}",
                "figure={width: 3ft}",
                "figure={colours: [pink]}",
                "figure={fontSize: 1}",
                "figure={runs: lines}",
                "figure={time: {scale: logarithmic}}",
                "figure={panels: []}",
                "figure={panels: [{scale: log}]}"
            })
    void whatTheReaderRefusesIsInvalid(String setting) throws IOException {
        ConfigNode.Mapping experiment = changed(setting);
        assertThat(problems(experiment)).isNotEmpty();
        Path file = EXPERIMENTS.resolve("logistic-isotropic.yaml");
        assertThatThrownBy(() -> Sgdyn.of().read(file, setting)).isInstanceOf(InvalidExperimentException.class);
    }

    /** An experiment on a fitted mixture, in place of a dimension and classes. */
    private static ConfigNode.Mapping fitted(String... settings) {
        ConfigNode.Mapping experiment = YamlReader.read(FITTED, "fitted");
        for (String setting : settings) {
            experiment = Setting.of(setting).apply(experiment);
        }
        return experiment;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mixture.block=0",
                "mixture={type: fitted, file: a.npz, form: paper, block: 20, half: 2, labels: [1, -1, 0.5]}",
                "mixture.form=expectation",
                "simulation={replicates: 2, data: a.csv, label: kind, samples: held-out, test: b.csv, testLabels: c.csv}",
                "simulation={data: a.npz, array: x, labels: y.npy, samples: all, test: b.npz}"
            })
    void whatTheReaderTakesOfMixturesIsValid(String setting) throws IOException {
        assertThat(problems(fitted(setting))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mixture={file: a.npz}",
                "mixture={type: fitted}",
                "mixture.type=gaussian",
                "mixture.form=exact",
                "mixture.block=-1",
                "mixture.block=1.5",
                "mixture.half=0",
                "mixture.labels=[a]",
                "mixture.blok=1",
                "dimension=5",
                "classes=[{mean: {type: zero}, covariance: {type: isotropic}}]",
                "simulation={data: a.csv, samples: some}"
            })
    void whatTheReaderRefusesOfMixturesIsInvalid(String setting) throws IOException {
        assertThat(problems(fitted(setting))).isNotEmpty();
        GaussianParts.random(3, 5, 1, 1).write(work, "mixture.npz");
        Path file = Files.writeString(work.resolve("fitted.yaml"), FITTED);
        assertThat(sgdyn("check", file.toString()).code()).isZero();
        assertThat(sgdyn("check", file.toString(), "--set", setting).code()).isEqualTo(2);
    }

    private static ConfigNode.Mapping changed(String setting) {
        return Setting.of(setting).apply(YamlReader.read(EXPERIMENTS.resolve("logistic-isotropic.yaml")));
    }

    /** Every key that the reader knows stands in the schema, and no other: the reader itself lists them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    zzz=1 | /properties
                    time.zzz=1 | /properties/time/properties
                    simulation.zzz=1 | /properties/simulation/oneOf/1/properties
                    mixture={type: fitted, file: a, zzz: 1} | /properties/mixture/oneOf/0/properties
                    mixture={type: matrices, zzz: 1} | /properties/mixture/oneOf/1/properties
                    classes[0].zzz=1 | /properties/classes/anyOf/0/items/properties
                    curves[0].zzz=1 | /properties/curves/items/properties
                    """)
    void theSchemaHasTheKeysOfTheReader(String setting, String pointers) throws IOException {
        String[] settings = {setting, "time={end: 1, start: 0.1, spacing: log}"};
        if (setting.startsWith("time")) {
            settings[0] = "time={end: 1, start: 0.1, spacing: log, zzz: 1}";
            settings = Arrays.copyOf(settings, 1);
        }
        String message = "";
        try {
            Sgdyn.of().read(EXPERIMENTS.resolve("logistic-isotropic.yaml"), settings);
        } catch (InvalidExperimentException invalid) {
            message = invalid.problems().toString();
        }
        requireKnownKeys(message, TEXT, pointers);
    }

    /** The keys that the message about zzz calls known stand under the pointers, one blank between them, and no others. */
    private static void requireKnownKeys(String message, String schema, String pointers) throws IOException {
        Matcher known =
                Pattern.compile("zzz: unknown key;.*?known: ([A-Za-z, ]+)").matcher(message);
        assertThat(known.find()).as(message).isTrue();
        TreeSet<String> inSchema = new TreeSet<>();
        for (String pointer : pointers.split(" ", -1)) {
            new ObjectMapper().readTree(schema).at(pointer).fieldNames().forEachRemaining(inSchema::add);
        }
        assertThat(inSchema).containsExactlyInAnyOrder(known.group(1).split(", ", -1));
    }

    // --- sweeps ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("bundledSweeps")
    void bundledSweepsAreValid(Path file) throws IOException {
        assertThat(problems(SWEEP_SCHEMA, YamlReader.read(file))).isEmpty();
    }

    /** Both judge alike, but for names and formulas, which the schema leaves to the reader. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "experiment=logistic-isotropic | grid[0]={key: ridge, values: [0, 1]} | set={batch: 1}",
                "grid=[{name: gamma, from: 0.1, to: 1, points: 3}]",
                "grid=[{key: classes.count, from: 2, to: 8, points: 3, spacing: log}]",
                "grid=[{keys: [ridge, learningRate.value], values: [[0.1, 0.5], [0, 1]]}]",
                "grid=[{key: loss, values: [{type: one-hot-least-squares}, {type: softmax}]}]",
                "measure[0]={type: time-to-level, statistic: risk, level: 0.5, name: when}",
                "measure[0]={type: curvature, statistic: risk - 1, of: theory}",
                "set={ridge: 0.1}",
                "executor={threads: 2}",
                "executor={type: local}",
                "experiment.learningRate={type: constant, value: 1}",
                "figure={measures: [final_risk], boundary: {axis: classes, formula: 1}, contour: {measure: final_risk, level: 1}}"
            })
    void sweepsThatTheReaderTakesAreValid(String line) throws IOException {
        List<String> settings = List.of(line.split(" \\| ", -1));
        ConfigNode.Mapping sweep = YamlReader.read(SWEEPS.resolve("classes.yaml"));
        List<String> command = new ArrayList<>(List.of("check", "classes"));
        for (String setting : settings) {
            sweep = Setting.of(setting).apply(sweep);
            command.addAll(List.of("--set", setting));
        }
        assertThat(problems(SWEEP_SCHEMA, sweep)).isEmpty();
        Said said = sgdyn(command.toArray(String[]::new));
        assertThat(said.code()).as(said.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nam=x",
                "experiment=[1]",
                "experiment.los={type: logistic}",
                "experiment.loss={type: logistik}",
                "experiment.dimension=0.5",
                "grid=[]",
                "grid[0]={name: classes}",
                "grid[0]={values: [1, 2]}",
                "grid[0]={key: ridge, from: 0, to: 1}",
                "grid[0]={key: ridge, from: 0, to: 1, points: 0}",
                "grid[0]={key: ridge, from: 0, to: 1, points: 3, spacing: lug}",
                "grid[0]={key: ridge, keys: [seed], values: [1]}",
                "grid[0]={key: ridge, values: [1], points: 3}",
                "grid[0]={key: ridge, valeus: [1]}",
                "grid={axes: []}",
                "grid={refine: {measure: final_risk, tolerance: 0.1, levels: 2}}",
                "grid={axes: [{key: ridge, from: 0, to: 1, points: 3}], refine: {tolerance: 0.1, levels: 2}}",
                "grid={axes: [{key: ridge, from: 0, to: 1, points: 3}], refine: {measure: final_risk, tolerance: 0, levels: 2}}",
                "grid={axes: [{key: ridge, from: 0, to: 1, points: 3}], refine: {measure: final_risk, tolerance: 1, levels: 0}}",
                "measure=risk",
                "measure[0]={type: fnal, statistic: risk}",
                "measure[0]={statistic: risk}",
                "measure[0]={type: final}",
                "measure[0]={type: final, statistic: risk, level: 1}",
                "measure[0]={type: time-to-level, statistic: risk}",
                "measure[0]={type: final, statistic: risk, of: all}",
                "set={ridge: [1]}",
                "executor={type: loca}",
                "executor={threads: two}",
                "figure={measure: [final_risk]}",
                "figure={boundary: {axis: classes}}",
                "figure={contour: {measure: final_risk, level: high}}"
            })
    void sweepsThatTheReaderRefusesAreInvalid(String setting) throws IOException {
        assertThat(problems(SWEEP_SCHEMA, Setting.of(setting).apply(YamlReader.read(SWEEPS.resolve("classes.yaml")))))
                .isNotEmpty();
        assertThat(sgdyn("check", "classes", "--set", setting).code()).isEqualTo(2);
    }

    /** Keys that the reader knows, by its own list, are those of the schema, over all alternatives. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    zzz=1 | /properties
                    grid[0]={key: ridge, values: [1], zzz: 1} | /properties/grid/anyOf/0/items/anyOf/0/properties /properties/grid/anyOf/0/items/anyOf/1/properties
                    grid={axes: [{key: ridge, from: 0, to: 1, points: 3}], zzz: 1} | /properties/grid/anyOf/1/properties
                    grid={axes: [{key: ridge, from: 0, to: 1, points: 3}], refine: {zzz: 1}} | /properties/grid/anyOf/1/properties/refine/properties
                    measure[0]={type: time-to-level, statistic: risk, level: 1, zzz: 1} | /properties/measure/items/anyOf/1/properties
                    measure[0].zzz=1 | /properties/measure/items/anyOf/0/properties
                    figure={zzz: 1} | /properties/figure/properties
                    figure={boundary: {axis: classes, formula: 1, zzz: 1}} | /properties/figure/properties/boundary/properties
                    figure={contour: {measure: final_risk, level: 1, zzz: 1}} | /properties/figure/properties/contour/properties
                    """)
    void theSchemaOfSweepsHasTheKeysOfTheReader(String setting, String pointers) throws IOException {
        requireKnownKeys(sgdyn("check", "classes", "--set", setting).err(), SWEEP_TEXT, pointers);
    }
}
