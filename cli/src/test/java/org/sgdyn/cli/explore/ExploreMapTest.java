package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.execution.Share;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepReader;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepRunner;
import org.sgdyn.sweep.SweepStore;
import org.sgdyn.sweep.SweepWorker;

/** Maps over a real socket. */
class ExploreMapTest {

    private static final String EXPERIMENT = """
            name: sample # a comment stays
            dimension: 100
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: power-law, exponent: 1.1}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 20.0, points: 301}
            simulation: {replicates: 3}
            seed: 1
            """;

    /** The last value comes first: maps ascend. */
    private static final String GRID = """
            grid:
              - {key: learningRate.value, from: 1.0, to: 0.01, points: 3, spacing: log}
              - {name: exponent, keys: [classes.0.covariance.exponent], values: [0.5, 2]}
            set: {classes.0.mean.amplitude: 1 + exponent}
            measure:
              - {type: final, statistic: risk}
              - {type: limit, statistic: risk, of: both}
            """;

    private static final Catalog CATALOG = PluginLoader.load(Optional.empty()).catalog();

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private ExploreServer server;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = ExploreServer.start(
                0,
                List.of(new Preset("sample", EXPERIMENT)),
                List.of(new Given(YamlReader.read(EXPERIMENT, "given"), directory)),
                CATALOG);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode ask(String path, String text, String sweep, int... points)
            throws IOException, InterruptedException {
        Map<String, Object> question = new HashMap<>();
        question.put("text", text);
        question.put("map", YamlReader.read(sweep, "sweep").plain());
        question.put("points", points);
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(server.address().resolve(path))
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(question)))
                        .build(),
                BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    @Test
    void valuesAreThoseOfASweep() throws Exception {
        Map<String, ConfigNode> sweep =
                new HashMap<>(YamlReader.read(GRID, "sweep").entries());
        sweep.put(
                "name",
                new ConfigNode.Scalar("sample", YamlReader.read(GRID, "sweep").location()));
        sweep.put("experiment", YamlReader.read(EXPERIMENT, "sample"));
        Sweep read = SweepReader.read(
                new ConfigNode.Mapping(sweep, Map.of(), sweep.get("name").location()), directory, CATALOG);
        List<SweepRow> rows = SweepRunner.run(
                        read,
                        LocalExecutor.of(1),
                        SweepWorker.of(read, CATALOG),
                        Share.ALL,
                        SweepStore.NONE,
                        Cancellation.NEVER,
                        (done, total) -> {})
                .rows();

        JsonNode outline = ask("map", EXPERIMENT, GRID);
        assertThat(outline.get("axes").get(0).get("values").toString()).isEqualTo("[0.01,0.1,1.0]");
        assertThat(outline.get("axes").get(0).get("log").booleanValue()).isTrue();
        assertThat(outline.get("axes").get(0).get("positions").toString()).isEqualTo("[2,1,0]");
        assertThat(outline.get("measures").get(0).get("words").textValue()).isEqualTo("final risk R(t)");
        assertThat(outline.get("at").toString()).isEqualTo("[0.5,1.1]");
        Map<Integer, JsonNode> told = new HashMap<>();
        List<Integer> wanted = new ArrayList<>(List.of(5, 0, 1, 2, 3, 4));
        while (!wanted.isEmpty()) {
            for (JsonNode each : ask(
                            "map",
                            EXPERIMENT,
                            GRID,
                            wanted.stream().mapToInt(Integer::intValue).toArray())
                    .get("points")) {
                told.put(each.get("point").intValue(), each);
            }
            assertThat(wanted.removeIf(told::containsKey)).isTrue();
        }
        for (SweepRow row : rows) {
            JsonNode values = Objects.requireNonNull(told.get(row.index())).get("values");
            assertThat(values.get(0).doubleValue()).isEqualTo(row.value(0, 0));
            assertThat(values.get(1).doubleValue()).isEqualTo(row.value(0, 1));
        }
    }

    @Test
    void aPointSetsTheNumbersOfTheText() throws Exception {
        String axes = GRID.replaceFirst("set: .*\n", "");
        assertThat(ask("place", EXPERIMENT, axes, 3).get("text").textValue())
                .isEqualTo(EXPERIMENT.replace("value: 0.5", "value: 0.1").replace("exponent: 1.1", "exponent: 2"));
        // No number stands there to be changed.
        assertThat(YamlReader.read(ask("place", EXPERIMENT, GRID, 3).get("text").textValue(), "placed")
                        .plain())
                .isEqualTo(YamlReader.read(
                                EXPERIMENT
                                        .replace("value: 0.5", "value: 0.1")
                                        .replace("exponent: 1.1", "exponent: 2")
                                        .replaceFirst("type: constant", "type: constant, amplitude: 3"),
                                "expected")
                        .plain());
    }

    /** What the axes set decides nothing: a map outlasts a click on one of its cells. */
    @Test
    void aMapIsTheSameWhereverTheExperimentLiesOnIt() throws Exception {
        String id = ask("map", EXPERIMENT, GRID).get("id").textValue();
        assertThat(ask("map", EXPERIMENT.replace("value: 0.5", "value: 0.1"), GRID)
                        .get("id")
                        .textValue())
                .isEqualTo(id);
        assertThat(ask("map", EXPERIMENT.replace("end: 20.0", "end: 10.0"), GRID)
                        .get("id")
                        .textValue())
                .isNotEqualTo(id);
        assertThat(ask("map", EXPERIMENT, GRID.replace("points: 3", "points: 4"))
                        .get("id")
                        .textValue())
                .isNotEqualTo(id);
    }

    @Test
    void thePredictedBoundaryIsToldAlongBothAxes() throws Exception {
        String sweep = GRID + "figure: {measures: [other], boundary: {axis: exponent, formula: 1 + learningRate}}\n";
        JsonNode boundary = ask(
                        "map",
                        EXPERIMENT,
                        sweep.replace("{key: learningRate.value", "{name: learningRate, key: learningRate.value"))
                .get("boundary");
        assertThat(boundary.get("label").textValue()).isEqualTo("exponent = 1 + learningRate");
        assertThat(boundary.get("x").get(0).doubleValue()).isEqualTo(0.01);
        assertThat(boundary.get("y").get(100).doubleValue()).isEqualTo(2);
    }

    @Test
    void troubleOfAPointIsItsOutcome() throws Exception {
        String sweep = GRID.replace("from: 1.0, to: 0.01, points: 3, spacing: log", "values: [0.1, -1]");
        JsonNode points = ask("map", EXPERIMENT, sweep, 0, 2).get("points");
        assertThat(points.get(0).has("outcome")).isFalse();
        for (JsonNode point : points) {
            if (point.get("point").intValue() == 2) {
                assertThat(point.get("outcome").textValue()).contains("learningRate");
            }
        }
    }

    @Test
    void mapsReadNoFilesAndAreBounded() throws Exception {
        Files.writeString(directory.resolve("secret.csv"), "1\n");
        String file = EXPERIMENT.replace("mean: {type: constant}", "mean: {type: table, file: a.csv, column: value}");
        assertThat(ask("map", file, GRID).get("problems").toString()).contains("the page reads only those");
        assertThat(ask(
                                "map",
                                EXPERIMENT,
                                GRID.replace(
                                        "values: [0.5, 2]", "values: [{type: table, file: secret.csv, column: value}]"))
                        .get("problems")
                        .toString())
                .contains("maps over numbers");
        assertThat(ask("map", EXPERIMENT, GRID.replace("points: 3", "points: 100000"))
                        .get("problems")
                        .toString())
                .contains("no more than 10000");
        assertThat(ask("map", EXPERIMENT, GRID.replace("grid:", "grid:\n  - {name: third, values: [1]}"))
                        .get("problems")
                        .toString())
                .contains("one axis or two, not 3");
        assertThat(ask("map", EXPERIMENT, GRID, -1).get("refused").textValue()).contains("whole numbers");
        assertThat(ask("place", EXPERIMENT, GRID, 6).get("refused").textValue()).contains("one point");
        JsonNode beyond = ask(
                "map",
                EXPERIMENT,
                GRID.replace("learningRate.value", "dimension")
                        .replace("from: 1.0, to: 0.01, points: 3, spacing: log", "values: [100, 2000000]"),
                2);
        assertThat(beyond.get("points").get(0).get("outcome").textValue()).contains("must be <= 1000000");
    }

    @Test
    void aPointThatTakesLongIsGivenUp() throws Exception {
        String slow = EXPERIMENT
                .replace("dimension: 100", "dimension: 1000")
                .replace("{type: logistic}", "{type: logistic}\nintegrator: {type: runge-kutta-4, step: 1e-4}")
                .replace("end: 20.0", "end: 1e4");
        JsonNode points =
                ask("map", slow, GRID, IntStream.range(0, 6).toArray()).get("points");
        assertThat(points).hasSize(1);
        assertThat(points.get(0).get("outcome").textValue()).contains("takes more than 8.0 s");
    }
}
