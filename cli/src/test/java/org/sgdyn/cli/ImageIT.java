package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with a runtime of its own, moved to another place on a machine without Java; the profile image makes it. */
final class ImageIT {

    private static final List<String> TOOLS = List.of(
            "sh",
            "dirname",
            "readlink",
            "ls",
            "cksum",
            "grep",
            "locale",
            "sed",
            "head",
            "env",
            "rm",
            "mv",
            "stat",
            "pwd");

    @TempDir
    private Path work;

    private Path image;

    private record Run(int code, String output) {}

    @BeforeEach
    void moveTheImage() throws IOException {
        String built = System.getProperty("sgdyn.image");
        assumeTrue(built != null, "made and tested by -Pimage");
        image = work.resolve("another place");
        try (Stream<Path> files = Files.walk(Path.of(built))) {
            for (Path file : files.toList()) {
                Path copy = image.resolve(Path.of(built).relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private Run sgdyn(String... arguments) throws Exception {
        Path tools = Files.createDirectories(work.resolve("tools"));
        for (String tool : TOOLS) {
            Optional<Path> found = Stream.of("/usr/bin", "/bin")
                    .map(directory -> Path.of(directory, tool))
                    .filter(Files::isExecutable)
                    .findFirst();
            assumeTrue(found.isPresent(), "this system has its " + tool + " elsewhere");
            if (!Files.exists(tools.resolve(tool))) {
                Files.createSymbolicLink(tools.resolve(tool), found.orElseThrow());
            }
        }
        List<String> command = Stream.concat(
                        Stream.of(image.resolve("bin/sgdyn").toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", tools.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private List<String> archives() throws IOException {
        try (Stream<Path> files = Files.list(image.resolve("lib"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsa"))
                    .toList();
        }
    }

    @Test
    void itRunsWithoutJavaWithTheArchiveThatCameAlong() throws Exception {
        List<String> came = archives();
        assertThat(came).hasSize(1);
        Run run = sgdyn(
                "run",
                "logistic-isotropic",
                "--out",
                "out",
                "--set",
                "dimension=30",
                "--set",
                "simulation.replicates=1",
                "--set",
                "time={end: 1, points: 3}");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(work.resolve("out/figure.png")).exists();
        assertThat(work.resolve("out/report.html")).exists();
        assertThat(archives()).as("neither renewed nor doubled").isEqualTo(came);
    }

    /** Jars are named through an open directory; what is said of them is their own name. */
    @Test
    void partsAndPluginsAreThoseOfTheImage() throws Exception {
        assertThat(sgdyn("list", "losses").output()).contains("[sgdyn-losses-");
        Path losses;
        try (Stream<Path> files = Files.list(image.resolve("lib"))) {
            losses = files.filter(file -> file.getFileName().toString().startsWith("sgdyn-losses-"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.move(losses, image.resolve("plugins").resolve("moved.jar"));
        Run moved = sgdyn("list", "losses");
        assertThat(moved.code()).as(moved.output()).isZero();
        assertThat(moved.output()).contains("[moved.jar]");
        Run made = sgdyn("plugin", "new", "mine", "--kind", "loss");
        assertThat(made.code()).as(made.output()).isZero();
        assertThat(work.resolve("mine/.mvn/maven.config")).content().contains("another%20place/repository");
    }
}
