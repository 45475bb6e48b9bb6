package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreCommandTest {

    /** Far beyond what ending takes. */
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path work;

    @Test
    void thePageIsServedUntilTheCommandIsInterrupted() throws Exception {
        Path file = Files.writeString(work.resolve("mine.yaml"), "name: mine # my own words\n");
        PipedReader said = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(said), true);
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread command = new Thread(() -> code.complete(Sgdyn.execute(
                out, new PrintWriter(new StringWriter(), true), "explore", file.toString(), "--no-browser")));
        command.start();
        URI address = URI.create(new BufferedReader(said).readLine());
        assertThat(address.getHost()).isEqualTo("127.0.0.1");
        HttpResponse<String> page =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("name: mine # my own words", "logistic-isotropic");
        command.interrupt();
        assertThat(code.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
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

    @Test
    void aSweepIsRefused() {
        Said said = sgdyn("explore", "phase-power-law", "--no-browser");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("is a sweep");
    }
}
