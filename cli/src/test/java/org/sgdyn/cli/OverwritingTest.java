package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.command.Version;
import org.sgdyn.cli.result.Checkpoint;
import org.sgdyn.cli.result.RecordStore;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.TheoryCheck;

/** Results stay unless --force says otherwise; what a killed run left is taken up without it. */
final class OverwritingTest {

    private static final String EXPERIMENT = OneClass.text("guarded", "logistic", 3);

    @TempDir
    private Path work;

    private Path file;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(work.resolve("guarded.yaml"), EXPERIMENT);
        out = work.resolve("out");
    }

    private Said run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", file.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        return sgdyn(arguments.toArray(String[]::new));
    }

    /** Every file below the work directory with its content, byte for byte. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(work)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        work.relativize(each).toString(),
                        new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private void refusedAndNothingTouched(Said said, Map<String, String> before) throws IOException {
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).contains("--force").doesNotContain("Exception");
        assertThat(everything()).isEqualTo(before);
    }

    private static byte[] fingerprint(Experiment experiment) {
        return Fingerprint.ofReplicates(
                experiment, Version.text() + PluginLoader.load(Optional.empty()).identity());
    }

    /** A run as a kill leaves it: the replicates so far, no results. */
    private void unfinished(String... settings) throws IOException {
        Experiment experiment = Sgdyn.of().read(file, settings);
        try (Checkpoint checkpoint = Checkpoint.open(out, fingerprint(experiment), false)) {
            ExperimentRunner.run(
                    experiment, RunListener.SILENT, LocalExecutor.of(1), TheoryCheck.QUICK, checkpoint::curve);
        }
    }

    @Test
    void resultsAreReplacedByForceAlone() throws IOException {
        assertThat(run().code()).isZero();
        Files.writeString(out.resolve("notes.txt"), "mine");
        Map<String, String> before = everything();
        refusedAndNothingTouched(run(), before);
        refusedAndNothingTouched(run("--set", "seed=2"), before);
        assertThat(run("--set", "seed=2", "--force").code()).isZero();
        assertThat(everything()).containsOnlyKeys(before.keySet()).containsEntry("out/notes.txt", "mine");
        assertThat(everything().get("out/simulation.csv")).isNotEqualTo(before.get("out/simulation.csv"));
    }

    /** Whoever wrote them: a file that would be replaced is a reason to ask. */
    @Test
    void anEmptyDirectoryAndOtherFilesAreNoObstacle() throws IOException {
        Files.createDirectory(out);
        assertThat(run().code()).isZero();
        Path unrelated = Files.createDirectory(work.resolve("unrelated"));
        Files.writeString(unrelated.resolve("notes.txt"), "mine");
        assertThat(sgdyn("run", file.toString(), "--out", unrelated.toString()).code())
                .isZero();
        assertThat(unrelated.resolve("notes.txt")).hasContent("mine");
        Path taken = Files.createDirectory(work.resolve("taken"));
        Files.writeString(taken.resolve("figure.png"), "mine");
        refusedAndNothingTouched(sgdyn("run", file.toString(), "--out", taken.toString()), everything());
    }

    @Test
    void anUnfinishedRunGoesOnWithoutForce() throws IOException {
        unfinished();
        // Killed while results were moved: some are there already.
        Files.writeString(out.resolve("theory.csv"), "half");
        Said resumed = run();
        assertThat(resumed.code()).as(resumed.text()).isZero();
        assertThat(resumed.text()).contains("takes up an unfinished run: 3 replicates");
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "theory.csv",
                        "simulation.csv",
                        "summary.json",
                        "figure.svg",
                        "figure.pdf",
                        "figure.png",
                        "report.html",
                        RecordStore.FINISHED);
    }

    @Test
    void anUnfinishedRunOfOtherSettingsIsGivenUpByForceAlone() throws IOException {
        unfinished();
        Map<String, String> before = everything();
        refusedAndNothingTouched(run("--set", "seed=2"), before);
        // Theory alone would leave the checkpoint beside results that are not its own.
        String theory = EXPERIMENT.replace("simulation: {replicates: 3}\n", "");
        Path alone = Files.writeString(work.resolve("alone.yaml"), theory);
        before = everything();
        refusedAndNothingTouched(sgdyn("run", alone.toString(), "--out", out.toString()), before);
        assertThat(run("--set", "seed=2", "--force").code()).isZero();
        assertThat(out.resolve(RecordStore.NAME)).doesNotExist();
    }

    @Test
    void aCheckpointWithoutReplicatesHasNothingToLose() throws IOException {
        Files.createDirectory(out);
        Files.write(
                out.resolve(RecordStore.NAME),
                Arrays.copyOf(fingerprint(Sgdyn.of().read(file)), 20));
        assertThat(run().code()).isZero();
        assertThat(out.resolve(RecordStore.NAME)).doesNotExist();
    }

    @Test
    void whatIsNoCheckpointIsKept() throws IOException {
        Files.createDirectory(out);
        Files.writeString(out.resolve(RecordStore.NAME), "notes of mine");
        refusedAndNothingTouched(run(), everything());
    }

    /** The whole paper, killed before its overview, goes on; finished, it is refused. */
    @Test
    void thePaperGoesOnWhereItWas() throws IOException {
        String[] paper = {
            "run",
            "paper",
            "--out",
            out.toString(),
            "--set",
            "dimension=10",
            "--set",
            "time={end: 1, points: 3}",
            "--set",
            "simulation.replicates=2"
        };
        // A directory where the overview is to be: the run fails at its very end.
        Files.createDirectories(out.resolve(".sgdyn-unfinished"));
        Files.createDirectory(out.resolve("overview.png"));
        Said failed = sgdyn(paper);
        assertThat(failed.code()).as(failed.text()).isEqualTo(2);
        assertThat(failed.text()).contains("overview.png is a directory");
        Files.delete(out.resolve("overview.png"));
        Said resumed = sgdyn(paper);
        assertThat(resumed.code()).as(resumed.text()).isZero();
        assertThat(resumed.text()).contains("takes up an unfinished run");
        assertThat(everything().keySet()).noneMatch(name -> name.endsWith(RecordStore.NAME));
        refusedAndNothingTouched(sgdyn(paper), everything());
    }

    @Test
    void validationsAreGuardedToo() throws IOException {
        String[] validate = {
            "validate", file.toString(), "--out", out.toString(), "--dimensions", "5,10,20", "--replicates", "2"
        };
        assertThat(sgdyn(validate).code()).isIn(0, 1);
        refusedAndNothingTouched(sgdyn(validate), everything());
    }
}
