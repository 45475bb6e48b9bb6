package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program in surroundings that differ from the usual ones. */
final class LauncherIT {

    private static final Path PROGRAM = Path.of(System.getProperty("sgdyn.distribution"), "bin", "sgdyn");

    private static final String EXPERIMENT = """
            name: small
            dimension: 20
            classes: [{label: 1, mean: {type: constant}, covariance: {type: isotropic}}]
            loss: {type: least-squares}
            curves: [{name: "\u00E9 \u03C0", learningRate: {type: constant, value: 1}}]
            time: {end: 1, points: 3}
            """;

    @TempDir
    private Path work;

    private record Run(int code, String output) {}

    private Run run(Map<String, String> environment, String input, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private Run sgdyn(Map<String, String> environment, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        return run(environment, input, command.toArray(String[]::new));
    }

    /** What the libraries behind it have to say would come on standard error, which is read here too. */
    @Test
    void theLinearAlgebraIsNamedAndChosen() throws Exception {
        Run fastest = sgdyn(Map.of(), "", "--version");
        assertThat(fastest.code()).as(fastest.output()).isZero();
        assertThat(fastest.output())
                .matches("(?s)sgdyn [^\n]*\n  linear algebra: (Java|native BLAS \\(OpenBLAS\\))\n  [^\n]*\\.jar: .*");
        Run java = sgdyn(Map.of("SGDYN_JAVA_OPTS", "-Dsgdyn.blas=java"), "", "--version");
        assertThat(java.output()).contains("linear algebra: Java");
        Path data = Files.writeString(work.resolve("data.csv"), "x,label\n1,a\n2,a\n4,b\n5,b\n");
        Map<String, String> unknown = Map.of("SGDYN_JAVA_OPTS", "-Dsgdyn.blas=mkl");
        for (Run refused : List.of(
                sgdyn(unknown, "", "fit", data.toString(), "--out", "fitted"),
                sgdyn(unknown, EXPERIMENT, "run", "-", "--out", "results"))) {
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.output())
                    .isEqualTo(
                            "sgdyn: SGDYN_JAVA_OPTS: the property sgdyn.blas is 'mkl': set it to java for linear algebra in "
                                    + "Java, or leave it out for the fastest there is\n");
        }
        assertThat(work.resolve("fitted.npz")).doesNotExist();
        assertThat(work.resolve("results")).doesNotExist();
    }

    @Test
    void anExperimentComesThroughAPipe() throws Exception {
        Run check = sgdyn(Map.of(), EXPERIMENT, "check", "-");
        assertThat(check.code()).as(check.output()).isZero();
        assertThat(check.output()).contains("name: small");
        Run broken = sgdyn(Map.of(), "name: [", "run", "-", "--out", "out");
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.output()).contains("standard input:");
    }

    @Test
    void namesAreNamesWhateverTheLanguage() throws Exception {
        for (String name : List.of("@small.yaml", "50%s.yaml", "#1.yaml")) {
            Files.writeString(work.resolve(name), EXPERIMENT);
            Run run = sgdyn(Map.of(), "", "check", name, "-q");
            assertThat(run.code()).as(name + run.output()).isZero();
        }
        String table = null;
        for (String language : List.of("C", "POSIX", "C.UTF-8", "xx_XX.UTF-8")) {
            Map<String, String> environment = Map.of("LC_ALL", language);
            Run run = sgdyn(environment, EXPERIMENT, "run", "-", "--out", "-");
            assertThat(run.code()).as(language + run.output()).isZero();
            assertThat(run.output()).contains("\u00E9 \u03C0");
            table = table == null ? run.output() : table;
            assertThat(run.output()).as(language).isEqualTo(table);
            // By a shell, which passes the bytes of a name on as they are; this Java's own language may not know them.
            Run named = run(
                    environment,
                    EXPERIMENT,
                    "sh",
                    "-c",
                    "name=$(printf 'r\\303\\251seau.yaml'); cat > \"$name\"; exec \"$0\" check \"$name\" -q",
                    PROGRAM.toString());
            assertThat(named.code()).as(language + named.output()).isZero();
        }
    }

    @Test
    void placesThatJavaCannotUseAreToldInWords() throws Exception {
        Path bin = Files.createDirectories(work.resolve("a:b").resolve("bin"));
        Path copy = Files.copy(PROGRAM, bin.resolve("sgdyn"));
        assumeTrue(copy.toFile().setExecutable(true));
        Run colon = run(Map.of(), "", copy.toString(), "--version");
        assertThat(colon.code()).isEqualTo(2);
        assertThat(colon.output()).startsWith("sgdyn: ").contains("colon");
        Run gone = run(
                Map.of(),
                "",
                "sh",
                "-c",
                "mkdir gone; cd gone; rmdir ../gone; exec \"$0\" --version",
                PROGRAM.toString());
        assertThat(gone.code()).isEqualTo(2);
        assertThat(gone.output())
                .contains("sgdyn: the working directory is not there")
                .doesNotContain("\tat ");
    }

    /** A runtime without a release file says its version itself, after what it was told by variables. */
    @Test
    void theVersionOfARuntimeIsReadPastWhatItRepeats() throws Exception {
        for (String version : List.of("1.8.0_392", "11.0.2", "1.4.2")) {
            Path java = Files.createDirectories(work.resolve(version).resolve("bin"))
                    .resolve("java");
            Files.writeString(
                    java,
                    "#!/bin/sh\necho 'Picked up JAVA_TOOL_OPTIONS: -Da=java version \"99\"' >&2\n"
                            + "echo 'openjdk version \"" + version + "\"' >&2\n");
            assumeTrue(java.toFile().setExecutable(true));
            Run run = sgdyn(Map.of("JAVA_HOME", work.resolve(version).toString()), "", "--version");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.output())
                    .contains("is Java " + version.replaceFirst("^1\\.", "").replaceFirst("\\..*", "") + ";");
        }
    }
}
