package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.result.Json;

class ExploreCommandTest {

    /** Far beyond what ending takes. */
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path work;

    @Test
    void thePageIsServedUntilTheCommandIsInterrupted() throws Exception {
        Path file = Files.writeString(work.resolve("mine.yaml"), "name: mine # my own words\n");
        assertThat(served(file.toString())).contains("name: mine # my own words", "logistic-isotropic");
    }

    @Test
    void aPortThatCannotBeHadIsToldInWords() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = sgdyn("explore", "--no-browser", "--port", String.valueOf(taken.getLocalPort()));
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("--port " + taken.getLocalPort(), "choose another");
        }
        assertThat(sgdyn("explore", "--port", "70000").err()).contains("must be >= 0 and <= 65535");
    }

    /** Two at a time have two ports, whether or not the usual one is free. */
    @Test
    void withoutAPortThereIsAlwaysOne() throws Exception {
        try (ServerSocket usual = new ServerSocket()) {
            try {
                usual.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 7436));
            } catch (BindException taken) {
                assertThat(taken)
                        .as("somebody else has it, which serves as well")
                        .isNotNull();
            }
            assertThat(served("logistic-isotropic")).contains("logistic-isotropic");
        }
    }

    /** Several files are presets, and a sweep is one with its experiment and its axes. */
    @Test
    void sweepsAreOpenedWithTheirExperiment() throws Exception {
        Path experiment = Files.writeString(work.resolve("mine.yaml"), "name: mine # my own words\n");
        Path sweep = Files.writeString(
                work.resolve("sweep.yaml"),
                "name: over\nexperiment: mine.yaml\ngrid: [{key: ridge, values: [0, 1]}]\nmeasure: []\n");
        Path lost = Files.writeString(
                work.resolve("lost.yaml"), Files.readString(sweep).replace("mine", "absent"));
        assertThat(sgdyn("explore", lost.toString(), "--no-browser").err()).contains("there is no file");
        String page = served(sweep.toString(), experiment.toString());
        assertThat(page)
                .contains(
                        "\"name\":" + quoted(sweep.toString()),
                        "\"name\":" + quoted(experiment.toString()),
                        "{\"key\":\"ridge\",\"values\":[0,1]}",
                        "\"name\":\"phase-power-law\"");
        assertThat(page.split("name: mine # my own words", -1)).hasSize(3);
    }

    /** A page's experiment tells no directory. */
    @Test
    void aNameThatStandsForTwoFilesIsRefused() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("explore", "--no-browser"));
        for (String name : List.of("one", "two")) {
            Path directory = Files.createDirectory(work.resolve(name));
            arguments.add(Files.writeString(
                            directory.resolve("mine.yaml"),
                            "name: mine\nclasses: [{mean: {type: table, file: means.csv, column: value}}]\n")
                    .toString());
        }
        Said said = sgdyn(arguments.toArray(String[]::new));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("means.csv", "explore them one at a time");
    }

    @Test
    void theExperimentOfASweepKeepsItsWords() throws Exception {
        Path sweep = Files.writeString(work.resolve("sweep.yaml"), """
                name: over
                experiment: # mine
                  name: mine # my own words

                  ridge: 1
                grid: [{key: ridge, values: [0, 1]}]
                measure: []
                """);
        assertThat(served(sweep.toString())).contains(Json.line("name: mine # my own words\n\nridge: 1\n"));
    }

    private static String quoted(String text) {
        return Json.line(text);
    }

    private static String served(String... sources) throws Exception {
        PipedReader said = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(said), true);
        CompletableFuture<Integer> code = new CompletableFuture<>();
        List<String> arguments = new ArrayList<>(List.of("explore", "--no-browser"));
        arguments.addAll(List.of(sources));
        Thread command = new Thread(() -> code.complete(
                Sgdyn.execute(out, new PrintWriter(new StringWriter(), true), arguments.toArray(String[]::new))));
        command.start();
        try {
            URI address = URI.create(new BufferedReader(said).readLine());
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } finally {
            command.interrupt();
            assertThat(code.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
        }
    }
}
