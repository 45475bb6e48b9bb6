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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.Sgdyn;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;

/** Simulations, downloads and command lines over a real socket. */
class ExploreKeepTest {

    private static final String THEORY = """
            name: sample
            dimension: 50
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: power-law, exponent: 1.1}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 5.0, points: 301}
            """;

    private static final String EXPERIMENT = THEORY + "seed: 7\nsimulation: {replicates: 3}\n";

    /** Hours of steps. */
    private static final String LONG = EXPERIMENT.replace("end: 5.0", "end: 1.0e5");

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
                List.of(
                        new Preset("own/it's mine.yaml", EXPERIMENT.replace("0.5", "0.25")),
                        new Preset("sample", EXPERIMENT),
                        new Preset("broken", "name: ["),
                        new Preset("a sweep", THEORY, Map.of("grid", List.of()))),
                List.of(new Given(YamlReader.read(EXPERIMENT, "given"), directory)),
                CATALOG);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> send(String path, String text) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.address().resolve(path))
                        .timeout(PATIENCE)
                        .header("Explore-Page", "one")
                        .POST(BodyPublishers.ofString(text))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private JsonNode ask(String path, String text) throws IOException, InterruptedException {
        return JSON.readTree(send(path, text).body());
    }

    private JsonNode finished() throws IOException, InterruptedException {
        JsonNode progress = ask("simulation?0", "");
        while (!progress.get("over").booleanValue()) {
            Thread.sleep(20);
            progress = ask("simulation?0", "");
        }
        return progress;
    }

    private static String table(String experiment) {
        Sgdyn sgdyn = Sgdyn.of();
        return new String(
                TableFormat.CSV.write(ResultTable.all(sgdyn.run(sgdyn.read(experiment)), List.of())),
                StandardCharsets.UTF_8);
    }

    /** The same seed gives the same curves, to the last digit. */
    @Test
    void aSimulationIsThatOfARun() throws Exception {
        JsonNode started = ask("simulate?4", EXPERIMENT);
        assertThat(started.get("total").intValue()).isEqualTo(4);
        // Features of 50 coordinates at 5 * 50 steps of 4 runs, at 10^8 a second.
        assertThat(started.get("seconds").doubleValue()).isBetween(1e-4, 1e-2);
        JsonNode progress = finished();
        assertThat(progress.get("done").intValue()).isEqualTo(4);
        assertThat(progress.has("trouble")).isFalse();
        JsonNode risk = progress.get("charts").get(0);
        assertThat(risk.get("x").get("values").size()).isLessThanOrEqualTo(200);
        assertThat(risk.get("curves").get(0).get("mean").get(0).isNumber()).isTrue();
        assertThat(new String(send("download?csv", EXPERIMENT).body(), StandardCharsets.UTF_8))
                .isEqualTo(table(EXPERIMENT.replace("replicates: 3", "replicates: 4")));
        // Another text has no simulation yet.
        assertThat(new String(send("download?csv", EXPERIMENT + "# other").body(), StandardCharsets.UTF_8))
                .isEqualTo(table(THEORY));
    }

    @Test
    void whatRunsIsCancelled() throws Exception {
        String slow = EXPERIMENT.replace("end: 5.0", "end: 3000.0").replace("dimension: 50", "dimension: 400");
        assertThat(ask("simulate?10", slow).has("seconds")).isTrue();
        assertThat(ask("simulation?0", "").get("over").booleanValue()).isFalse();
        ask("cancel", "");
        assertThat(ask("simulation?0", "").get("refused").textValue()).contains("no simulation");
        // One in place of another.
        ask("simulate?10", slow);
        ask("simulate?2", EXPERIMENT);
        assertThat(finished().get("total").intValue()).isEqualTo(2);
    }

    @Test
    void whatIsTooMuchIsRefusedInWords() throws Exception {
        assertThat(ask("simulate?100", LONG.replace("dimension: 50", "dimension: 5000"))
                        .get("refused")
                        .textValue())
                .contains("min of one processor", "a replicate", "lower replicates");
        assertThat(ask("simulate?0", EXPERIMENT).get("refused").textValue()).contains("replicates must be >= 1");
        assertThat(ask("simulate?1000000000", EXPERIMENT).get("refused").textValue())
                .contains("at most six digits");
        assertThat(ask("simulate?3", THEORY.replace("dimension: 50", "dimension: infinite"))
                        .get("problems")
                        .toString())
                .contains("dimension");
        assertThat(ask("simulate?3", THEORY).get("remark").textValue()).contains("seed: 1");
        assertThat(ask("simulate?3", THEORY + "simulation: {data: /etc/passwd}\n")
                        .get("problems")
                        .toString())
                .contains("the page reads only those");
        assertThat(ask("download?exe", EXPERIMENT).get("refused").textValue()).contains("csv");
        assertThat(ask("download?csv", "name: x").get("refused").textValue()).contains("problems");
    }

    @ParameterizedTest
    @CsvSource({"jsonl, {", "npz, PK", "parquet, PAR1", "svg, <svg", "pdf, %PDF"})
    void filesAreThoseOfARun(String format, String begin) throws Exception {
        HttpResponse<byte[]> file = send("download?" + format, EXPERIMENT);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(new String(file.body(), StandardCharsets.ISO_8859_1)).startsWith(begin);
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).doesNotContain("json,", "charset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "place", "simulate?1", "simulation?0", "cancel", "download?csv", "command"})
    void nothingIsDoneForOneWhoOnlyReads(String path) throws Exception {
        assertThat(client.send(
                                HttpRequest.newBuilder(server.address().resolve(path))
                                        .timeout(PATIENCE)
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void commandsChangeTheNearestPreset() throws Exception {
        assertThat(ask("command", EXPERIMENT).get("command").textValue()).isEqualTo("sgdyn run sample --out sample");
        assertThat(ask(
                                "command",
                                EXPERIMENT
                                        .replace("exponent: 1.1", "exponent: 1.2")
                                        .replace("7", "8"))
                        .get("command")
                        .textValue())
                .isEqualTo("sgdyn run sample --set classes.0.covariance.exponent=1.2 --set seed=8 --out sample");
        assertThat(ask("command", EXPERIMENT.replace("0.5", "0.25"))
                        .get("command")
                        .textValue())
                .isEqualTo("sgdyn run 'own/it'\\''s mine.yaml' --out 'it'\\''s mine'");
        assertThat(ask("command", THEORY).get("command").textValue()).isEmpty();
        assertThat(ask("command", "a: [").get("problems").size()).isPositive();
    }
}
