package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.result.RecordStore;

/** Replicates that serve the next run, and runs that follow a file. */
final class ReuseTest {

    private static final String EXPERIMENT = """
            name: small
            dimension: 40
            seed: 3
            classes:
              - {label: 1, mean: {type: power-law, exponent: 0.2}, covariance: isotropic}
              - {label: 0, mean: {type: power-law, exponent: 0.2, amplitude: -1.0}, covariance: isotropic}
            loss: logistic
            learningRate: {type: constant, value: 1.0}
            time: {end: 1, points: 3}
            simulation: {replicates: 4}
            """;

    @TempDir
    private Path work;

    private Path file;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(work.resolve("small.yaml"), EXPERIMENT);
        out = work.resolve("out");
    }

    private Said run(String... more) {
        return runTo(out, more);
    }

    private Said runTo(Path directory, String... more) {
        List<String> words = new ArrayList<>(List.of("run", file.toString(), "-o", directory.toString()));
        words.addAll(List.of("--figures", "none", "--no-report", "--force"));
        words.addAll(Arrays.asList(more));
        Said said = sgdyn(words.toArray(String[]::new));
        assertThat(said.code()).as(said.text()).isZero();
        return said;
    }

    @Test
    void replicatesServeEveryRunThatWouldSimulateThemAlike() throws IOException {
        assertThat(run().out()).doesNotContain("already");
        String simulated = Files.readString(out.resolve("simulation.csv"));
        for (String setting : List.of(
                "integrator={type: runge-kutta-4, step: 0.01}",
                "integrator.relativeTolerance=1e-5",
                "accuracy=1e-4",
                "name=other",
                "executor={type: local, threads: 1}",
                "simulation.replicates=4")) {
            assertThat(run("-s", setting).out()).contains("takes up a finished run: 4 replicates are there already");
            assertThat(out.resolve("simulation.csv")).as(setting).hasContent(simulated);
        }
        // More replicates are added to those that are there; the bytes are those of a run that had all from the start.
        assertThat(run("-s", "simulation.replicates=6").out()).contains("4 replicates are there already");
        Path anew = work.resolve("anew");
        runTo(anew, "-s", "simulation.replicates=6");
        for (String name : List.of("theory.csv", "simulation.csv", RecordStore.FINISHED)) {
            assertThat(out.resolve(name)).hasSameBinaryContentAs(anew.resolve(name));
        }
    }

    @Test
    void whatTheSimulationReadsIsSimulatedAnew() throws IOException {
        run();
        for (String setting : List.of("seed=4", "learningRate.value=2", "time.points=4", "ridge=0.1", "dimension=41")) {
            assertThat(run("-s", setting).out()).as(setting).doesNotContain("already");
        }
        // Theory alone leaves the replicates of the last simulation for later.
        run();
        assertThat(run("--theory-only").out()).contains("theory only").doesNotContain("already");
        assertThat(out.resolve("simulation.csv")).doesNotExist();
        assertThat(run().out()).contains("4 replicates are there already");
    }

    @Test
    void aTornFileOfReplicatesGivesThoseBeforeTheTear() throws IOException {
        run();
        Path finished = out.resolve(RecordStore.FINISHED);
        byte[] whole = Files.readAllBytes(finished);
        String simulated = Files.readString(out.resolve("simulation.csv"));
        Files.write(finished, Arrays.copyOf(whole, whole.length - 1));
        assertThat(run().out()).contains("3 replicates are there already");
        assertThat(out.resolve("simulation.csv")).hasContent(simulated);
        assertThat(finished).hasBinaryContent(whole);
    }

    @Test
    @Timeout(60)
    void aWatchedFileIsRunAgainWhenItChangesAndSurvivesMistakes() throws Exception {
        StringWriter text = new StringWriter();
        Thread program = new Thread(() -> Sgdyn.execute(
                new PrintWriter(text, true),
                new PrintWriter(text, true),
                "run",
                file.toString(),
                "-o",
                out.toString(),
                "--watch",
                "--figures",
                "none",
                "--no-report"));
        program.start();
        try {
            await(() -> count(text, "watching") == 1);
            Files.writeString(file, EXPERIMENT.replace("points: 3", "points: x"));
            await(() -> count(text, "watching") == 2);
            assertThat(text.toString()).contains("time.points: must be an integer");
            Files.writeString(file, EXPERIMENT.replace("points: 3", "points: 5"));
            await(() -> count(text, "watching") == 3);
            // The header and five times.
            assertThat(Files.readAllLines(out.resolve("theory.csv"))).hasSize(6);
        } finally {
            program.interrupt();
            program.join();
        }
        Said bundled = sgdyn("run", "logistic-isotropic", "-o", out.toString(), "--watch");
        assertThat(bundled.code()).isEqualTo(2);
        assertThat(bundled.err()).contains("--watch: takes an experiment file");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }

    private static int count(StringWriter text, String word) {
        return text.toString().split(word, -1).length - 1;
    }
}
