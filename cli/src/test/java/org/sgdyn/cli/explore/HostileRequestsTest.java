package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;

/** Many requests of all kinds that are none of the page's, beside a session whose answers must stay what they are. */
final class HostileRequestsTest {

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

    /** What a person would wait for, with room for a machine that does much else. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final int MILLIS_OF_A_CLIENT = 20_000;

    /** The secret that a hostile client seeks. */
    private static final String SECRET = "the-secret-of-this-file";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(1);
    private ExploreServer server;
    private int port;
    private String token;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("secret.csv"), SECRET + "\n1\n2\n");
        server = ExploreServer.start(
                0,
                List.of(new Preset("sample", EXPERIMENT)),
                YamlReader.read(EXPERIMENT, "sample"),
                directory,
                PluginLoader.load(Optional.empty()).catalog());
        port = server.address().getPort();
        token = server.address().getPath();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The session's answer to a move, which is computed anew for each rate. */
    private String answer(double rate) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("solve"))
                .timeout(PATIENCE)
                .header("Explore-Page", "session")
                .POST(BodyPublishers.ofString(EXPERIMENT.replace("value: 0.5", "value: " + rate)))
                .build();
        HttpResponse<String> response;
        try {
            response = client.send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpTimeoutException trouble) {
            throw trouble;
        } catch (IOException idle) {
            // A connection that was kept may have been closed meanwhile; browsers, too, then take another.
            response = client.send(request, BodyHandlers.ofString());
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(MILLIS_OF_A_CLIENT);
        return socket;
    }

    /** What a server says to bytes, as far as it comes. */
    private String raw(byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            in.transferTo(answer);
        } catch (IOException closed) {
            // The server need not hear a hostile client out.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private String request(String line, String headers, String body) {
        return line + " HTTP/1.1\r\n" + headers + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    private String host() {
        return "Host: 127.0.0.1:" + port + "\r\n";
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String noise(int length) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < length; k++) {
            text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x2000) : ' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    /** Kinds of requests, each of which names some of its own. */
    private final List<Function<Integer, String>> kinds = List.of(
            k -> request(
                    "POST " + token + "solve",
                    "Host: "
                            + pick(
                                    "attacker.example",
                                    "127.0.0.1",
                                    "localhost",
                                    "[::1]:" + port,
                                    "127.0.0.1:" + (port + 1),
                                    "127.0.0.1:" + port + ".attacker.example",
                                    "0x7f000001:" + port,
                                    "2130706433:" + port)
                            + "\r\n",
                    EXPERIMENT),
            k -> request(
                    "POST " + token + "solve",
                    host() + host().replace("127.0.0.1", pick("attacker.example", "127.0.0.1", "localhost")),
                    EXPERIMENT),
            k -> request(
                    "POST " + token + "solve",
                    host() + "Origin: "
                            + pick(
                                    "null",
                                    "http://attacker.example",
                                    "https://127.0.0.1:" + port,
                                    "file://",
                                    "http://127.0.0.1:" + port + "@attacker.example",
                                    "http://127.0.0.1:" + port + "/",
                                    "*")
                            + "\r\n",
                    EXPERIMENT),
            k -> request(
                    pick("GET ", "POST ") + "/"
                            + pick(
                                    "",
                                    "0".repeat(32),
                                    token.substring(1, 32),
                                    token.substring(1).toUpperCase(Locale.ROOT).replace("/", "x"),
                                    "%2e%2e" + token,
                                    "//",
                                    "." + token)
                            + pick("", "/", "/solve", "/critical"),
                    host(),
                    EXPERIMENT),
            k -> request(
                    "GET " + token
                            + pick("../", "..%2f", "%2e%2e/", "..%5c", "....//", "%c0%ae%c0%ae/", "/", "\\", "file:///")
                            + pick(
                                    "etc/passwd",
                                    "secret.csv",
                                    "%65tc/passwd",
                                    "windows/win.ini",
                                    "explore.js",
                                    "solve/../secret.csv",
                                    "%00"),
                    host(),
                    ""),
            k -> request(
                    pick("PUT ", "DELETE ", "TRACE ", "CONNECT ", "PATCH ", "get ", "\u0000 ")
                            + token
                            + pick("", "solve"),
                    host(),
                    "x"),
            k -> "POST " + token + "solve HTTP/1.1\r\n" + host() + "Content-Length: "
                    + pick("99999999999999999999", "-1", "1e3", "0x10", "2147483647", "65537", "") + "\r\n\r\n"
                    + EXPERIMENT,
            k -> "POST " + token + "solve HTTP/1.1\r\n" + host() + "Transfer-Encoding: chunked\r\n\r\n"
                    + pick("fffffffff\r\n", "-5\r\nabc", "zz\r\n", "10001\r\n" + "#".repeat(0x10001), "5\r\nab")
                    + "\r\n0\r\n\r\n",
            k -> request(
                    "POST " + token + "solve",
                    host(),
                    pick("[", "{a: ", "- ", "{\"a\":", "? ", "!!x ", "&a [*a, ").repeat(2000 + random.nextInt(5000))),
            k -> request("POST " + token + "solve", host(), aliases(3 + random.nextInt(20))),
            k -> request(
                    "POST " + token + "solve",
                    host(),
                    EXPERIMENT.replace(
                            "{type: isotropic}",
                            "{type: table, column: 1, file: "
                                    + pick(
                                            "secret.csv",
                                            "./secret.csv",
                                            "/etc/passwd",
                                            "../../../etc/passwd",
                                            "'secret.csv'",
                                            "\"\\u0073ecret.csv\"",
                                            "[secret.csv]",
                                            "file:///etc/passwd",
                                            "//attacker.example/x",
                                            "/dev/zero",
                                            "/proc/self/environ")
                                    + "}")),
            k -> request(
                    "POST " + token + "solve",
                    host(),
                    pick(
                            "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['http://127.0.0.1:1/']]]]",
                            "--- a\n--- b",
                            "%YAML 9.9\n---\na: b",
                            "<<: [*x]",
                            "\"\\ud800\"",
                            "name: 1\nname: 2",
                            EXPERIMENT.replace("infinite", "1e999"),
                            EXPERIMENT.replace("infinite", "-5"),
                            EXPERIMENT.replace("points: 41", "points: 1e18"),
                            EXPERIMENT.replace("value: 0.5", "value: .nan"))),
            k -> request("POST " + token + "solve", host(), noise(random.nextInt(3000))),
            k -> "GET " + token + " HTTP/1.1\r\n" + host()
                    + ("X-" + "a".repeat(100) + ": b\r\n")
                            .repeat(pick("1", "300", "5000").length() * 100) + "\r\n",
            k -> noise(random.nextInt(2000)),
            k -> "GET " + token + noise(100).replace("\n", "") + " HTTP/" + pick("1.1", "0.9", "2.0", "x") + "\r\n"
                    + host() + "\r\n");

    /** Of a text of a few lines, of many entries. */
    private static String aliases(int depth) {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int k = 1; k < depth; k++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(k, k, ("*a" + (k - 1) + ", ").repeat(9)));
        }
        return bomb + "classes: *a" + (depth - 1) + "\n";
    }

    private void attack(int count) throws IOException, InterruptedException {
        String before = answer(0.25);
        for (int k = 0; k < count; k++) {
            String request = kinds.get(k % kinds.size()).apply(k);
            String answer = raw(request.getBytes(StandardCharsets.UTF_8));
            assertThat(answer).as(request).doesNotContain(SECRET, "root:x:");
            if (answer.startsWith("HTTP/1.1 200 ") && answer.contains("<html")) {
                // Whoever knows the token may have the page, whatever stands in other headers or behind a question
                // mark.
                assertThat(request).startsWith("GET " + token);
            } else {
                assertThat(answer)
                        .as(request)
                        .doesNotContain("\"charts\"", "Exception:", "\tat ", "name: sample", token);
                assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 "))
                        .as(answer)
                        .isTrue();
            }
            if (k % 10 == 0) {
                assertThat(answer(0.25)).isEqualTo(before);
                answer(0.5 + k * 1e-4);
            }
        }
    }

    @Test
    void noneSucceedsOrHarmsASession() throws Exception {
        attack(200);
    }

    @Tag("slow")
    @Test
    void noneOfAThousandSucceedsOrHarmsASession() throws Exception {
        attack(1000);
    }

    /** Connections that say nothing, the half of a request, or that do not read their answers. */
    @ParameterizedTest
    @ValueSource(ints = {50, 256})
    void silentConnectionsHoldUpNobody(int count) throws Exception {
        String before = answer(0.25);
        Set<Socket> silent = new HashSet<>();
        try {
            List<String> words = List.of(
                    "",
                    "G",
                    "POST " + token + "solve HTTP/1.1\r\n" + host(),
                    "POST " + token + "solve HTTP/1.1\r\n" + host() + "Content-Length: 1000\r\n\r\nname",
                    ("GET " + token + " HTTP/1.1\r\n" + host() + "\r\n").repeat(20));
            for (String word : words) {
                for (int k = 0; k < count; k++) {
                    Socket socket = connect();
                    silent.add(socket);
                    try {
                        socket.getOutputStream().write(word.getBytes(StandardCharsets.UTF_8));
                    } catch (IOException closed) {
                        // It has lost its place.
                    }
                }
                List<Long> millis = new ArrayList<>();
                for (int k = 0; k < 10; k++) {
                    long since = System.nanoTime();
                    assertThat(answer(0.25)).isEqualTo(before);
                    answer(0.3 + k * 1e-3 + words.indexOf(word));
                    millis.add((System.nanoTime() - since) / 1_000_000);
                }
                assertThat(millis).as(word).allMatch(each -> each < 2000);
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }
}
