package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgdyn.catalog.PartKind;

/** What plugin new writes compiles without a warning, loads, and runs; its tests run where Maven does. */
final class PluginNewTest {

    private static final String NAME = "zz-plugin-under-test";

    private static final Path PROJECT = Path.of(NAME);

    /** The command writes to the working directory, which for tests is the module's. */
    @AfterEach
    void removeTheProject() throws IOException {
        if (Files.exists(PROJECT)) {
            try (Stream<Path> files = Files.walk(PROJECT)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void theProjectOfEveryKindRuns(PartKind kind) throws IOException {
        Said written = sgdyn("plugin", "new", NAME, "--kind", kind.word());
        assertThat(written.code()).as(written.text()).isZero();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern("@[a-z]+[A-Za-z]*@");
            }
        }
        Path classes = PROJECT.resolve("target/classes");
        compile(PROJECT.resolve("src/main/java"), classes);
        jar(classes, PROJECT.resolve("src/main/resources"), PROJECT.resolve("target/plugin.jar"));
        // A jar serves as well as the directory that it lies in.
        String plugins = PROJECT.resolve("target/plugin.jar").toString();
        Said described = sgdyn("describe", NAME, "--plugins", plugins);
        assertThat(described.code()).as(described.text()).isZero();
        assertThat(described.out()).contains(NAME + ", " + kind.title() + ", from plugin.jar", "default ");
        Said ran = sgdyn(
                "run",
                PROJECT.resolve("experiment.yaml").toString(),
                "--out",
                "-",
                "--plugins",
                plugins,
                "--set",
                "dimension=20");
        assertThat(ran.code()).as(ran.text()).isZero();
        assertThat(ran.out()).contains("risk_mean");
    }

    @Test
    void wordsOfJavaAreNoNames() {
        for (String[] names : new String[][] {{"class", "org.example"}, {"true", "org.example"}, {NAME, "org.new"}}) {
            Said said = sgdyn("plugin", "new", names[0], "--kind", "loss", "--package", names[1]);
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("word of Java's own");
            assertThat(Path.of(names[0])).doesNotExist();
        }
    }

    /** An executor works in sweeps alone, so its project brings one. */
    @Test
    void theSweepOfAnExecutorGoesThroughIt() throws IOException {
        sgdyn("plugin", "new", NAME, "--kind", "executor");
        Path classes = PROJECT.resolve("target/classes");
        compile(PROJECT.resolve("src/main/java"), classes);
        jar(classes, PROJECT.resolve("src/main/resources"), PROJECT.resolve("target/plugin.jar"));
        String sweep = PROJECT.resolve("sweep.yaml").toString();
        Path out = PROJECT.resolve("results");
        String[] run = {"sweep", sweep, "--out", out.toString(), "--set", "experiment.dimension=20"};
        assertThat(sgdyn(run).err()).contains("sweep.yaml", "executor.type: unknown executor \"" + NAME + "\"");
        assertThat(out).doesNotExist();
        Said said = sgdyn(Stream.concat(
                        Stream.of(run),
                        Stream.of("--plugins", PROJECT.resolve("target").toString()))
                .toArray(String[]::new));
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(Files.readString(out.resolve("summary.json"))).contains("\"type\" : \"" + NAME + "\"");
    }

    private static void compile(Path sources, Path classes) throws IOException {
        Files.createDirectories(classes);
        List<String> arguments = new ArrayList<>(List.of(
                "-Xlint:all,-processing,-path",
                "-Werror",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        var messages = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static void jar(Path classes, Path resources, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path root : List.of(classes, resources)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path each : files.filter(Files::isRegularFile).toList()) {
                        out.putNextEntry(new JarEntry(root.relativize(each).toString()));
                        out.write(Files.readAllBytes(each));
                        out.closeEntry();
                    }
                }
            }
        }
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        refused("did you mean \"loss\"?", NAME, "--kind", "losses");
        refused("must begin with a small letter", "My Loss", "--kind", "loss");
        refused("--package Bad..name", NAME, "--kind", "loss", "--package", "Bad..name");
        refused("would hide org.sgdyn.spi.CovarianceSpectrum", "covariance", "--kind", "spectrum");
        assertThat(PROJECT).doesNotExist();
        refused("src exists already", "src", "--kind", "loss");
    }

    private static void refused(String words, String... arguments) {
        Said said = sgdyn(
                Stream.concat(Stream.of("plugin", "new"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        assertThat(said.err()).contains(words);
    }
}
