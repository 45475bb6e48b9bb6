package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program on a cluster, which two scripts play: jobs are processes of this machine. */
final class ClusterIT {

    private static final Path PROGRAM = Path.of(System.getProperty("sgdyn.distribution"), "bin", "sgdyn");

    @TempDir
    private Path work;

    @BeforeEach
    void playSlurm() throws IOException {
        script("sbatch", """
                echo "$@" >>calls
                for word; do case $word in --array=*) array=${word#--array=};; esac; script=$word; done
                for task in $(seq ${array%-*} ${array#*-}); do
                    SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_ON_NODE=1 setsid sh "$script" >$task.log 2>&1 &
                done
                echo 7
                """);
        script("squeue", "for task in 1 2 3; do echo $task RUNNING None; done\n");
        Files.writeString(work.resolve("one.yaml"), """
                name: one
                dimension: 10
                seed: 1
                classes: [{label: 0, mean: {type: constant}, covariance: {type: isotropic}}]
                loss: {type: logistic}
                learningRate: {type: constant, value: 1}
                time: {end: 1, points: 3}
                simulation: {replicates: 4}
                """);
        Files.writeString(work.resolve("mine.yaml"), """
                name: mine
                experiment: one.yaml
                grid: [{name: gamma, key: learningRate.value, from: 0.5, to: 2, points: 7}]
                measure: [{type: final, statistic: risk, of: both}]
                """);
    }

    private void script(String name, String text) throws IOException {
        Path file =
                Files.writeString(Files.createDirectories(work.resolve("bin")).resolve(name), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String sgdyn(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(PROGRAM.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .merge("PATH", work.resolve("bin").toString(), (path, bin) -> bin + File.pathSeparator + path);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Settings may reach into the executor that the command line names, in the jobs as well. */
    @Test
    void aSweepIsTheSameFromShares() throws Exception {
        sgdyn("sweep", "mine.yaml", "--out", "here");
        String said =
                sgdyn("sweep", "mine.yaml", "--executor", "slurm", "--set", "executor.tasks=3", "--out", "a place");
        assertThat(said).contains("job array 7: 3 shares");
        for (int share = 1; share <= 3; share++) {
            assertThat(work.resolve(share + ".log")).content().contains("share " + share + "/3");
        }
        assertThat(work.resolve("a place/sweep.csv")).hasSameBinaryContentAs(work.resolve("here/sweep.csv"));
        assertThat(work.resolve("a place").toFile().list())
                .containsExactlyInAnyOrder(work.resolve("here").toFile().list());
    }

    /** So are the replicates of a run; what the executor takes stands beside the experiment. */
    @Test
    void aRunIsTheSameFromShares() throws Exception {
        Files.writeString(work.resolve("executors.yaml"), "slurm: {tasks: 2, partition: short}\n");
        sgdyn("run", "one.yaml", "--out", "here");
        String said = sgdyn("run", "one.yaml", "--executor", "slurm", "--out", "there");
        assertThat(said).contains("job array 7: 2 shares");
        assertThat(work.resolve("calls")).content().contains("--array=1-2", "--partition=short");
        assertThat(work.resolve("there/simulation.csv")).hasSameBinaryContentAs(work.resolve("here/simulation.csv"));
        assertThat(work.resolve("there/theory.csv")).hasSameBinaryContentAs(work.resolve("here/theory.csv"));
    }
}
