package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.Sgdyn;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.run.AsymptoticAnalysis;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.RunListener;

/** The server as clients of all kinds meet it, over real sockets. */
class ExploreServerTest {

    private static final String EXPERIMENT = """
            name: sample
            dimension: infinite
            classes:
              - {label: 1, mean: {type: power-law, exponent: 0.2}, covariance: {type: power-law, exponent: 1.1}}
              - {label: 0, mean: {type: power-law, exponent: 0.2, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.5}
            time: {end: 20.0, points: 41}
            """;

    /** A hundred million steps of a thousand modes, minutes of work. */
    private static final String LONG = EXPERIMENT
            .replace("dimension: infinite", "dimension: 1000")
            .replace("{type: logistic}", "{type: logistic}\nintegrator: {type: runge-kutta-4, step: 1e-4}")
            .replace("end: 20.0", "end: 1e4");

    private static final Catalog CATALOG = PluginLoader.load(Optional.empty()).catalog();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Far beyond what any answer takes; a server that hangs must not hang the build. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private ExploreServer server;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = start(EXPERIMENT);
    }

    private ExploreServer start(String given) throws IOException {
        return ExploreServer.start(
                0, List.of(new Preset("sample", given)), YamlReader.read(given, "given"), directory, CATALOG);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String text) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(server.address().resolve("solve?form")).POST(BodyPublishers.ofString(text)));
    }

    private JsonNode solved(String text) throws IOException, InterruptedException {
        HttpResponse<String> response = post(text);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String refused(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body()).get("refused").textValue();
    }

    /** What a client writes and reads byte by byte. */
    private String raw(String request) throws IOException {
        URI address = server.address();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String host() {
        return "127.0.0.1:" + server.address().getPort();
    }

    @Test
    void thePageAsksNobodyButItsServer() throws Exception {
        HttpResponse<String> page = send(HttpRequest.newBuilder(server.address()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'");
        assertThat(page.body()).contains("name: sample").doesNotContain("@script@", "src=\"http", "href=\"http");
    }

    @Test
    void curvesAreThoseOfARun() throws Exception {
        JsonNode risk = solved(EXPERIMENT).get("charts").get(0);
        Sgdyn sgdyn = Sgdyn.of();
        CurveResult curve = sgdyn.run(sgdyn.read(EXPERIMENT)).curves().get(0);
        double[] expected = curve.theory().curve("risk");
        JsonNode shown = risk.get("curves").get(0).get("theory");
        assertThat(shown).hasSize(expected.length);
        for (int k = 0; k < expected.length; k++) {
            // Seven digits are sent.
            assertThat(shown.get(k).doubleValue()).isCloseTo(expected[k], Offset.offset(1e-6 * Math.abs(expected[k])));
            assertThat(risk.get("x").get("values").get(k).doubleValue())
                    .isCloseTo(curve.theory().times()[k], Offset.offset(1e-5));
        }
    }

    /** Of several curves those alone are solved anew that a change concerns. */
    @Test
    void aCurveThatIsKnownIsTheSame() throws Exception {
        String first = EXPERIMENT.replace(
                "learningRate: {type: constant, value: 0.5}",
                "curves: [{learningRate: {type: constant, value: 0.5}}, {learningRate: {type: constant, value: 1}}]");
        String second = first.replace("value: 1}", "value: 2}");
        String third = second.replace("exponent: 1.1", "exponent: 1.2");
        post(first);
        List<String> known = List.of(post(second).body(), post(third).body());
        server.close();
        server = start(EXPERIMENT);
        assertThat(List.of(post(second).body(), post(third).body())).isEqualTo(known);
        assertThat(known.get(0)).contains("learning rate 2").isNotEqualTo(known.get(1));
    }

    /** A tenth of a pixel is 3e-4 of a chart's height; seven digits are sent. */
    @Test
    void aDraftIsTheSameToTheEye() throws Exception {
        List<JsonNode> risks = new ArrayList<>();
        for (String query : List.of("draft", "")) {
            HttpResponse<String> response =
                    send(HttpRequest.newBuilder(server.address().resolve("solve?" + query))
                            .POST(BodyPublishers.ofString(EXPERIMENT)));
            risks.add(JSON.readTree(response.body())
                    .get("charts")
                    .get(0)
                    .get("curves")
                    .get(0)
                    .get("theory"));
        }
        assertThat(risks.get(0).size()).isEqualTo(risks.get(1).size()).isGreaterThan(2);
        for (int k = 0; k < risks.get(0).size(); k++) {
            double exact = risks.get(1).get(k).doubleValue();
            assertThat(risks.get(0).get(k).doubleValue()).isCloseTo(exact, Offset.offset(3e-4 * exact));
        }
    }

    /** The state at the end is that of the run's own statistics. */
    @Test
    void theStateIsThatOfARun() throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(server.address().resolve("solve?logit=1&energy"))
                        .POST(BodyPublishers.ofString(EXPERIMENT)));
        JsonNode state = JSON.readTree(response.body()).get("state");
        Sgdyn sgdyn = Sgdyn.of();
        CurveResult curve = sgdyn.run(sgdyn.read(EXPERIMENT)).curves().get(0);
        int last = curve.theory().times().length - 1;
        for (int i = 0; i < 2; i++) {
            JsonNode law = state.get("laws").get(i).get("parts").get(0);
            // Five digits are sent.
            for (String quantity : List.of("mean", "variance")) {
                double expected = curve.theory().curve("logit_" + quantity + "_" + (i + 1))[last];
                assertThat(law.get(quantity).get(last).doubleValue())
                        .isCloseTo(expected, Offset.offset(1e-4 * Math.abs(expected)));
            }
        }
        JsonNode energy = state.get("energy");
        int place = energy.get("places").size() - 1;
        assertThat(energy.get("places").get(place).intValue()).isEqualTo(last);
        double sum = 0;
        for (int b = 0; b < energy.get("eigenvalues").size(); b++) {
            sum += energy.get("mean").get(b).get(place).doubleValue()
                    + energy.get("spread").get(b).get(place).doubleValue();
        }
        double norm = curve.theory().curve("norm_squared")[last];
        assertThat(sum).isCloseTo(norm, Offset.offset(1e-4 * norm));
        assertThat(energy.get("eigenvalues").size()).isBetween(10, 60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"form=1", "logit=-1", "logit=9999999", "curve=", "other", "energy&energy=2", "logit=1&x=2"})
    void aQuestionIsOneOfAFew(String query) throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(server.address().resolve("solve?" + query))
                        .POST(BodyPublishers.ofString(EXPERIMENT)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(refused(response)).contains("the address");
    }

    @Test
    void jsonIsAnExperimentToo() throws Exception {
        String json =
                JSON.writeValueAsString(YamlReader.read(EXPERIMENT, "sample").plain());
        assertThat(solved(json).get("charts")).isEqualTo(solved(EXPERIMENT).get("charts"));
    }

    /** Simulations are left out, and so are more times than a chart shows. */
    @Test
    void theoryAloneIsSolved() throws Exception {
        JsonNode answer = solved(EXPERIMENT
                        .replace("dimension: infinite", "dimension: 1000\nseed: 1")
                        .replace("points: 41", "points: 100000")
                + "simulation: {replicates: 1000000}\n");
        assertThat(answer.get("charts").get(0).get("x").get("values")).hasSize(200);
    }

    @Test
    void allProblemsHaveTheirPlace() throws Exception {
        JsonNode problems = solved(EXPERIMENT.replace("logistic", "logistics").replace("end: 20.0", "end: -1"))
                .get("problems");
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0).get("line").intValue()).isEqualTo(6);
        assertThat(problems.get(0).get("column").intValue()).isEqualTo(14);
        assertThat(problems.get(0).get("message").textValue()).contains("logistic");
        assertThat(problems.get(1).get("path").textValue()).isEqualTo("time.end");
    }

    @Test
    void aFormHasASliderForEachNumberAndAMenuForEachPart() throws Exception {
        JsonNode form = solved(EXPERIMENT).get("form");
        List<String> paths = new ArrayList<>();
        form.get("dials").forEach(dial -> paths.add(dial.get("path").textValue()));
        assertThat(paths)
                .containsExactly(
                        "classes[0].mean.exponent",
                        "classes[0].covariance.exponent",
                        "classes[1].mean.exponent",
                        "classes[1].mean.amplitude",
                        "learningRate.value",
                        "time.end");
        form.get("dials").forEach(dial -> {
            double value = dial.get("value").doubleValue();
            assertThat(dial.get("low").doubleValue()).isLessThanOrEqualTo(value);
            assertThat(dial.get("high").doubleValue()).isGreaterThanOrEqualTo(value);
            String line = EXPERIMENT.lines().toList().get(dial.get("line").intValue() - 1);
            // The number stands where the slider changes it.
            assertThat(Double.parseDouble(
                            line.substring(dial.get("column").intValue() - 1).replaceFirst("[,}].*", "")))
                    .isEqualTo(value);
        });
        assertThat(form.get("dials").get(4).get("log").booleanValue()).isTrue();
        JsonNode loss = StreamSupport.stream(form.get("parts").spliterator(), false)
                .filter(part -> part.get("path").textValue().equals("loss"))
                .findFirst()
                .orElseThrow();
        assertThat(loss.get("type").textValue()).isEqualTo("logistic");
        // Every choice is an experiment, or says what it lacks.
        for (JsonNode choice : loss.get("choices")) {
            JsonNode answer = solved(
                    EXPERIMENT.replace("{type: logistic}", choice.get("text").textValue()));
            assertThat(answer.has("charts") || answer.get("problems").size() > 0)
                    .isTrue();
        }
    }

    /** Limits are those that sgdyn asymptotics prints. */
    @Test
    void lateTimesAreThoseOfTheAnalysis() throws Exception {
        String text = EXPERIMENT.replace("logistic", "least-squares").replace("value: 0.5", "value: 0.25");
        HttpResponse<String> response = send(
                HttpRequest.newBuilder(server.address().resolve("late?curve=0")).POST(BodyPublishers.ofString(text)));
        JsonNode answer = JSON.readTree(response.body());
        Experiment experiment = Sgdyn.of().read(text);
        AsymptoticAnalysis analysis = AsymptoticAnalysis.of(
                        experiment, AsymptoticAnalysis.DEFAULT_END, new RunListener() {})
                .get(0);
        assertThat(answer.get("many").intValue()).isEqualTo(1);
        assertThat(answer.get("law").textValue())
                .isEqualTo(analysis.prediction().orElseThrow().family());
        JsonNode risk = answer.get("columns").get(0);
        assertThat(risk.get("chart").textValue()).isEqualTo("risk R(t)");
        double expected = analysis.rows().get(0).predicted().orElseThrow();
        assertThat(risk.get("limit").doubleValue()).isCloseTo(expected, Offset.offset(1e-6 * expected));
        assertThat(risk.get("words").textValue()).contains("in theory");
    }

    /** Of least squares on one isotropic class with d = infinity, E x x^T = I: gamma_c = 2. */
    @Test
    void theCriticalLearningRateIsThatOfTheory() throws Exception {
        String text = """
                name: critical
                dimension: infinite
                classes: [{label: 1, mean: {type: zero}, covariance: {type: isotropic}}]
                loss: {type: least-squares}
                learningRate: {type: constant, value: 1}
                time: {end: 10}
                """;
        HttpResponse<String> response = send(
                HttpRequest.newBuilder(server.address().resolve("critical")).POST(BodyPublishers.ofString(text)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        // Eigenvalues are known to a few roundings.
        assertThat(JSON.readTree(response.body()).path("critical").doubleValue())
                .isCloseTo(2, Offset.offset(1e-9));
    }

    @Test
    void aWrongTokenOpensNothing() throws Exception {
        URI address = server.address();
        for (String path : List.of("/", "/solve", "/0123456789abcdef0123456789abcdef/", "/.." + address.getPath())) {
            HttpResponse<String> response = send(HttpRequest.newBuilder(address.resolve(path)));
            assertThat(response.statusCode()).as(path).isEqualTo(403);
            assertThat(refused(response)).contains("token");
            assertThat(response.body()).doesNotContain(address.getPath());
        }
        server.close();
        server = start(EXPERIMENT);
        assertThat(server.address().getPath()).hasSize(34).isNotEqualTo(address.getPath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"attacker.example", "attacker.example:%d", "127.0.0.1", "127.0.0.1:%d@attacker.example", ""})
    void aForgedHostIsRefused(String host) throws Exception {
        String forged = host.replace("%d", String.valueOf(server.address().getPort()));
        String answer = raw(
                "GET " + server.address().getPath() + " HTTP/1.1\r\nHost: " + forged + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("Host").doesNotContain("name: sample");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://attacker.example", "https://127.0.0.1:%d", "null", "http://127.0.0.1:1"})
    void aForeignOriginIsRefused(String origin) throws Exception {
        String foreign = origin.replace("%d", String.valueOf(server.address().getPort()));
        String answer = raw("POST " + server.address().getPath() + "solve HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: "
                + foreign + "\r\nContent-Length: 7\r\nConnection: close\r\n\r\nname: a");
        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("origin");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, solve, 405",
        "DELETE, solve, 405",
        "POST, '', 405",
        "HEAD, '', 405",
        "GET, ../../etc/passwd, 403",
        "GET, explore.js, 404",
        "GET, %2e%2e/%2e%2e/etc/passwd, 404",
        "GET, solve/, 404",
        "OPTIONS, solve, 405"
    })
    void otherPathsAndMethodsAreRefused(String method, String path, int status) throws Exception {
        String answer = raw(method + " " + server.address().getPath() + path + " HTTP/1.1\r\nHost: " + host()
                + "\r\nConnection: close\r\n\r\n");
        // ../ is no path that the server resolves: what stands there is what it looks for.
        assertThat(answer).startsWith("HTTP/1.1 " + (path.startsWith("..") ? 404 : status) + " ");
        assertThat(answer).doesNotContain("root:");
    }

    @Test
    void aGiantTextIsRefused() throws Exception {
        String answer = raw("POST " + server.address().getPath() + "solve HTTP/1.1\r\nHost: " + host()
                + "\r\nContent-Length: 99999999999\r\n\r\nname: a");
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("65536 bytes");
        String chunked = raw("POST " + server.address().getPath() + "solve HTTP/1.1\r\nHost: " + host()
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n10001\r\n" + "#".repeat(0x10001)
                + "\r\n0\r\n\r\n");
        assertThat(chunked).startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void deepNestingIsAProblemInWords(String bracket) throws Exception {
        JsonNode problem = solved(bracket.repeat(20_000 / bracket.length()))
                .get("problems")
                .get(0);
        assertThat(problem.get("message").textValue()).isNotBlank().doesNotContain("Exception", "Error");
    }

    @Test
    void textThatIsNoneIsRefused() throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(server.address().resolve("solve"))
                        .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, (byte) 0xfe, 0})));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(refused(response)).contains("UTF-8");
        assertThat(solved("").get("problems").get(0).get("message").textValue()).contains("empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dimension: 1000000000", "dimension: 1e300", "dimension: 2000000"})
    void whatIsTooLargeIsRefusedInWords(String dimension) throws Exception {
        JsonNode problem = solved(EXPERIMENT.replace("dimension: infinite", dimension))
                .get("problems")
                .get(0);
        assertThat(problem.get("path").textValue()).isEqualTo("dimension");
        assertThat(problem.get("message").textValue()).contains("1000000", "infinite");
    }

    @Test
    void theNumbersOfABiasHaveSliders() throws Exception {
        assertThat(solved(EXPERIMENT + "bias: {initial: 0.3, rate: 2.0}\n")
                        .at("/form/dials")
                        .findValuesAsText("path"))
                .contains("bias.initial", "bias.rate");
    }

    @Test
    void whatTakesTooLongIsRefusedInWords() throws Exception {
        HttpResponse<String> response = post(LONG);
        // Of other statuses a browser logs an error.
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(refused(response)).contains("more than 15 s");
        // By which it can be made smaller: the page's form is otherwise that of the text before.
        assertThat(JSON.readTree(response.body()).at("/form/dials").findValuesAsText("path"))
                .contains("time.end");
        assertThat(solved(EXPERIMENT).has("charts")).isTrue();
    }

    /** A table beside the experiment may be read only if the experiment of the command line names it. */
    @Test
    void noFileIsReadForThePage() throws Exception {
        Files.writeString(directory.resolve("secret.csv"), "value\n1\n2\n");
        String csv = EXPERIMENT
                .replace("dimension: infinite", "dimension: 2")
                .replace("{type: isotropic}", "{type: table, file: secret.csv, column: value}");
        JsonNode problem = solved(csv).get("problems").get(0);
        assertThat(problem.get("path").textValue()).isEqualTo("classes[1].covariance.file");
        assertThat(problem.get("message").textValue()).contains("the page reads only those");
        String mixture =
                EXPERIMENT.replaceAll("(?s)dimension:.*loss:", "mixture: {type: fitted, file: secret.csv}\nloss:");
        assertThat(solved(mixture).get("problems").get(0).get("message").textValue())
                .contains("the page reads only those");
        server.close();
        server = start(csv);
        assertThat(solved(csv).has("charts")).isTrue();
        assertThat(solved(csv.replace("secret.csv", "/etc/passwd"))
                        .get("problems")
                        .get(0)
                        .get("message")
                        .textValue())
                .contains("the page reads only those");
    }

    /** More than a browser opens to one host, and no more than there are threads; each is cut off after some seconds. */
    @Test
    void slowClientsDoNotHoldUpOthers() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int k = 0; k < 40; k++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort());
                slow.add(socket);
                OutputStream out = socket.getOutputStream();
                String text = "POST " + server.address().getPath() + "solve HTTP/1.1\r\nHost: " + host()
                        + "\r\nContent-Length: 1000\r\n\r\nname";
                out.write(text.substring(0, k % 2 == 0 ? 30 : text.length()).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            assertThat(solved(EXPERIMENT).has("charts")).isTrue();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** The newest request of a page ends the work for the one before, and leaves other pages alone. */
    @Test
    void whatIsOvertakenEnds() throws Exception {
        URI solve = server.address().resolve("solve");
        CompletableFuture<HttpResponse<String>> first = client.sendAsync(
                HttpRequest.newBuilder(solve)
                        .header("Explore-Page", "one")
                        .POST(BodyPublishers.ofString(LONG))
                        .build(),
                BodyHandlers.ofString());
        HttpResponse<String> overtaken = null;
        for (int k = 0; k < 1000 && overtaken == null; k++) {
            HttpResponse<String> second = send(HttpRequest.newBuilder(solve)
                    .header("Explore-Page", "one")
                    .POST(BodyPublishers.ofString(EXPERIMENT)));
            // The first may come after the second, on another connection.
            assertThat(second.statusCode()).isIn(200, 409);
            overtaken = first.isDone() ? first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) : null;
        }
        HttpResponse<String> ended = overtaken == null ? first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) : overtaken;
        assertThat(ended.statusCode()).isEqualTo(409);
        assertThat(refused(ended)).contains("newer request");
    }

    /** Random means of a million modes take seconds to draw and to sort, before anything is solved. */
    @Test
    void whatBuildsModesIsOvertakenToo() throws Exception {
        String large = EXPERIMENT
                .replace("dimension: infinite", "dimension: 1000000\nseed: 1")
                .replace("mean: {type: power-law, exponent: 0.2}", "mean: {type: gaussian, norm: 1}");
        URI solve = server.address().resolve("solve");
        int count = Runtime.getRuntime().availableProcessors();
        List<CompletableFuture<HttpResponse<String>>> first = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            first.add(client.sendAsync(
                    HttpRequest.newBuilder(solve)
                            .header("Explore-Page", "page " + k)
                            .POST(BodyPublishers.ofString(large + "# " + k))
                            .build(),
                    BodyHandlers.ofString()));
        }
        Thread.sleep(200);
        long since = System.nanoTime();
        for (int k = 0; k < count; k++) {
            HttpResponse<String> second = send(HttpRequest.newBuilder(solve)
                    .header("Explore-Page", "page " + k)
                    .POST(BodyPublishers.ofString(EXPERIMENT.replace("0.5}", "0.5" + k + "}"))));
            assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMillis(1500));
        for (CompletableFuture<HttpResponse<String>> each : first) {
            assertThat(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void modesThatNeedTooMuchMemoryAreNotBuilt() throws Exception {
        String classes =
                "  - {label: 1, mean: {type: gaussian, norm: 1}, covariance: {type: power-law, exponent: 1.1}}\n";
        String text = EXPERIMENT
                .replace("dimension: infinite", "dimension: 1000000\nseed: 1")
                .replaceFirst("(?m)^loss:", classes.repeat(200) + "loss:");
        HttpResponse<String> response = post(text);
        // Of a small memory, the experiment itself is said to be too large.
        assertThat(response.body()).contains("memory").doesNotContain("charts");
    }
}
