package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.sgdyn.experiment.PartKind;

/** What plugin new writes compiles without a warning, loads, and runs; its tests run where Maven does. */
final class PluginNewTest {

    private static final String NAME = "zz-plugin-under-test";

    private static final Path PROJECT = Path.of(NAME);

    private final StringWriter said = new StringWriter();

    private int sgdyn(String... arguments) {
        PrintWriter writer = new PrintWriter(said, true);
        return Sgdyn.execute(writer, writer, arguments);
    }

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
        assertThat(sgdyn("plugin", "new", NAME, "--kind", kind.word()))
                .as(said.toString())
                .isZero();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern("@[a-z]+[A-Za-z]*@");
            }
        }
        Path classes = PROJECT.resolve("target/classes");
        compile(PROJECT.resolve("src/main/java"), classes);
        jar(classes, PROJECT.resolve("src/main/resources"), PROJECT.resolve("target/plugin.jar"));
        assertThat(sgdyn(
                        "describe", NAME, "--plugins", PROJECT.resolve("target").toString()))
                .as(said.toString())
                .isZero();
        assertThat(said.toString()).contains(NAME + ", " + kind.title() + ", from plugin.jar", "default ");
        assertThat(sgdyn(
                        "run",
                        PROJECT.resolve("experiment.yaml").toString(),
                        "--out",
                        "-",
                        "--plugins",
                        PROJECT.resolve("target").toString(),
                        "--set",
                        "dimension=20"))
                .as(said.toString())
                .isZero();
        assertThat(said.toString()).contains("risk_mean");
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
        assertThat(sgdyn("plugin", "new", NAME, "--kind", "losses")).isEqualTo(2);
        assertThat(said.toString()).contains("did you mean \"loss\"?");
        assertThat(sgdyn("plugin", "new", "My Loss", "--kind", "loss")).isEqualTo(2);
        assertThat(sgdyn("plugin", "new", NAME, "--kind", "loss", "--package", "Bad..name"))
                .isEqualTo(2);
        assertThat(sgdyn("plugin", "new", "covariance", "--kind", "spectrum")).isEqualTo(2);
        assertThat(said.toString()).contains("would hide org.sgdyn.spi.CovarianceSpectrum");
        assertThat(PROJECT).doesNotExist();
        assertThat(sgdyn("plugin", "new", "src", "--kind", "loss"))
                .as("it is there")
                .isEqualTo(2);
    }
}
