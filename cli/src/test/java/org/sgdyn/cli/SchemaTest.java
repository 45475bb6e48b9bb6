package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgdyn.cli.Said.sgdyn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.cli.yaml.Setting;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.experiment.ConfigNode;
import org.sgdyn.experiment.InvalidExperimentException;

/** The JSON Schema, judged by an independent validator and by what the reader itself says. */
final class SchemaTest {

    private static final Path EXPERIMENTS = Path.of("src/main/resources/org/sgdyn/cli/experiments");

    private static final String TEXT = said("schema");

    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(TEXT, InputFormat.JSON);

    private static String said(String... arguments) {
        Said said = sgdyn(arguments);
        assertThat(said.code()).as(said.err()).isZero();
        return said.out();
    }

    private static List<String> problems(ConfigNode experiment) throws IOException {
        String json = new ObjectMapper().writeValueAsString(plain(experiment));
        return SCHEMA.validate(json, InputFormat.JSON).stream()
                .map(String::valueOf)
                .toList();
    }

    private static Object plain(ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.entries().forEach((key, value) -> map.put(key, plain(value)));
            return map;
        }
        if (node instanceof ConfigNode.Sequence sequence) {
            return sequence.items().stream().map(SchemaTest::plain).toList();
        }
        return ((ConfigNode.Scalar) node).value();
    }

    static List<Path> bundled() throws IOException {
        try (Stream<Path> files = Files.list(EXPERIMENTS)) {
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
                "simulation={replicates: 3, kind: homogenized, step: 0.1}",
                "classes[0].covariance={type: spiked, bulk: {type: isotropic}, spikes: [{index: last, value: 2.0}]}",
                "classes[0].mean={type: sum, of: [{type: zero}, {type: mode, index: 3}]}"
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
                "loss=logistic",
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
                "batch=0.5"
            })
    void whatTheReaderRefusesIsInvalid(String setting) throws IOException {
        ConfigNode.Mapping experiment = changed(setting);
        assertThat(problems(experiment)).isNotEmpty();
        Path file = EXPERIMENTS.resolve("logistic-isotropic.yaml");
        assertThatThrownBy(() -> Sgdyn.of().read(file, setting)).isInstanceOf(InvalidExperimentException.class);
    }

    private static ConfigNode.Mapping changed(String setting) {
        return Setting.of(setting).apply(YamlReader.read(EXPERIMENTS.resolve("logistic-isotropic.yaml")));
    }

    /** Every key that the reader knows stands in the schema, and no other: the reader itself lists them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zzz=1 | /properties",
                "time.zzz=1 | /properties/time/properties",
                "simulation.zzz=1 | /properties/simulation/properties",
                "classes[0].zzz=1 | /properties/classes/anyOf/0/items/properties",
                "curves[0].zzz=1 | /properties/curves/items/properties"
            })
    void theSchemaHasTheKeysOfTheReader(String line) throws IOException {
        String[] cells = line.split(" \\| ", -1);
        String[] settings = {cells[0], "time={end: 1, start: 0.1, spacing: log}"};
        if (cells[0].startsWith("time")) {
            settings[0] = "time={end: 1, start: 0.1, spacing: log, zzz: 1}";
            settings = Arrays.copyOf(settings, 1);
        }
        String message = "";
        try {
            Sgdyn.of().read(EXPERIMENTS.resolve("logistic-isotropic.yaml"), settings);
        } catch (InvalidExperimentException invalid) {
            message = invalid.problems().toString();
        }
        Matcher known =
                Pattern.compile("zzz: unknown key;.*?known: ([A-Za-z, ]+)").matcher(message);
        assertThat(known.find()).as(message).isTrue();
        JsonNode properties = new ObjectMapper().readTree(TEXT).at(cells[1]);
        TreeSet<String> inSchema = new TreeSet<>();
        properties.fieldNames().forEachRemaining(inSchema::add);
        assertThat(inSchema).containsExactlyInAnyOrder(known.group(1).split(", ", -1));
    }
}
