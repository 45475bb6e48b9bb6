package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bash with the script of {@code sgdyn completion} offers where a key would complete. */
final class CompletionTest {

    @TempDir
    private static Path work;

    private static Path script;

    @BeforeAll
    static void writeTheScript() throws IOException {
        Said said = sgdyn("completion");
        assertThat(said.code()).as(said.err()).isZero();
        script = Files.writeString(work.resolve("sgdyn.completion"), said.out());
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(work.resolve("mine.yaml"), "");
        Files.writeString(work.resolve("mine.csv"), "");
        Files.createDirectories(work.resolve("mines"));
    }

    /** The words after sgdyn, the last of which is being written, and all that is offered. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "r                                      | run",
                "run logistic-i                         | logistic-isotropic",
                "run pa                                 | paper paper:fig1",
                "run mi                                 | mine.yaml mines",
                "run --force logistic-i                 | logistic-isotropic",
                "run mine.yaml --loss hu                | huber",
                "run mine.yaml --integrator mod         | modewise",
                "run mine.yaml --format p               | parquet",
                "run mine.yaml --theme d                | dark",
                "run mine.yaml --figures n              | none",
                "run mine.yaml --integ                  | --integrator",
                "check phase-                           | phase-power-law phase-zero-one",
                "check logistic-i                       | logistic-isotropic",
                "sweep lea                              | learning-rate-threshold",
                "sweep mi                               | mine.yaml mines",
                "sweep classes --executor ''            | batch local slurm",
                "describe marche                        | marchenko-pastur",
                "describe power-                        | power-decay power-law",
                "list s                                 | spectra statistics sweeps",
                "schema s                               | sweep",
                "plugin new mine --kind ex              | executor",
            })
    void namesAreOffered(String line, String offered) throws Exception {
        assumeThere("bash");
        String words = "COMP_WORDS=(sgdyn " + line + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='sgdyn "
                + line.replace("'", "") + "'; ";
        String said = said(
                "bash",
                "--norc",
                "-c",
                "source " + script + "; " + words
                        + "_complete_sgdyn 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\" | sort -u");
        assertThat(said.lines()).containsExactlyInAnyOrder(offered.split(" ", -1));
    }

    @Test
    void fishHasALineForEveryCommandAndOption() {
        Said fish = sgdyn("completion", "fish");
        assertThat(fish.code()).as(fish.err()).isZero();
        assertThat(fish.out().lines()).allMatch(line -> line.startsWith("complete -c sgdyn -"));
        assertThat(fish.out())
                .contains("complete -c sgdyn -n '__fish_use_subcommand' -f -a run -d 'Runs an experiment")
                .contains("complete -c sgdyn -n '__fish_seen_subcommand_from run' -s o -l out -r -d 'Where")
                .contains(
                        "'__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from new' -l kind -x -a 'loss");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ru                          | run",
                "run logistic-i              | logistic-isotropic",
                "run mine.yaml --loss hu     | huber",
                "run mine.yaml --integ       | --integrator",
                "plugin n                    | new",
            })
    void fishOffersNames(String line, String offered) throws Exception {
        assumeThere("fish");
        Path fish = Files.writeString(
                work.resolve("sgdyn.fish"), sgdyn("completion", "fish").out());
        String said = said("fish", "--no-config", "-c", "source " + fish + "; complete -C 'sgdyn " + line + "'");
        assertThat(said.lines().map(each -> each.replaceFirst("\t.*", ""))).containsExactly(offered);
    }

    private static void assumeThere(String shell) {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, shell))),
                "no " + shell + " on the PATH");
    }

    private static String said(String... command) throws Exception {
        Process shell = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        return said;
    }
}
