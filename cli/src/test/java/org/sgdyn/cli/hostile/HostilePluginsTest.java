package org.sgdyn.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.cli.OneClass;
import org.sgdyn.cli.Said;

/** Plug-in jars that are broken, hostile or too new: a message that names the jar and what to do, and code 2. */
final class HostilePluginsTest {

    private static final String SERVICE = "META-INF/services/org.sgdyn.plugin.PluginModule";

    private static final String GOOD = "loss(\"mine\", parameters -> new Mine());";

    private static final String MINE = """
            static final class Mine implements org.sgdyn.spi.Loss {
                public int outputs() { return 1; }
                public double value(org.sgdyn.spi.ClassTarget t, double[] r, double[] s, double n) { %s }
                public void gradient(org.sgdyn.spi.ClassTarget t, double[] r, double[] s, double n, double[] g) { g[0] = r[0]; }
            }
            """;

    private static final String SQUARE_GRADIENT = "g[0] = r[0];";

    private static final String SQUARE = MINE.formatted("return r[0] * r[0] / 2;");

    @TempDir
    private Path work;

    private Path experiment(int replicates) throws IOException {
        return Files.writeString(work.resolve("mine.yaml"), OneClass.text("mine", "mine", replicates));
    }

    private Said run() throws IOException {
        return sgdyn("run", experiment(2).toString(), "--out=" + work.resolve("out"), "--plugins=" + plugins());
    }

    private void refused(Said said, String... words) {
        assertThat(said.code()).as(said.toString()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("\tat ", "internal error");
        assertThat(work.resolve("out")).doesNotExist();
    }

    /** Trouble of a run that has begun: it may leave a checkpoint, but no result. */
    private void failsInWords(Said said, String... words) {
        assertThat(said.code()).as(said.toString()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("\tat ", "internal error");
        assertThat(work.resolve("out/theory.csv")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "throwing constructor | public Bad() { throw new IllegalStateException(\"no\"); }             | ''",
                "throwing static      | static int x = 1 / 0;                                                | ''",
                "throwing configure   | ''                                                                   | int x = 1 / 0;",
                "linkage in configure | ''                                                                   | throw new NoClassDefFoundError(\"gone\");",
                "endless configure    | ''                                                                   | configure();",
                "null name            | ''                                                                   | loss(null, p -> new Mine());",
                "no public class      | private Bad(int x) {}                                                | ''",
            })
    void aPluginThatCannotBeMadeIsNamed(String name, String member, String body) throws IOException {
        jar(
                "bad.jar",
                "Bad",
                member,
                body + (name.startsWith("endless") || name.startsWith("linkage") ? "" : GOOD),
                17);
        refused(run(), "bad.jar");
        refused(sgdyn("list", "--plugins=" + plugins()), "bad.jar");
    }

    @Test
    void factoriesThatThrowAreProblemsOfTheirParts() throws IOException {
        jar("bad.jar", "Bad", "", "loss(\"mine\", p -> { throw new NullPointerException(\"oops\"); });", 17);
        refused(run(), "mine.yaml:5:7: loss: its plug-in bad.jar fails: java.lang.NullPointerException: oops");
        jar("bad.jar", "Bad", "", "loss(\"mine\", p -> null);", 17);
        refused(run(), "mine.yaml:5:7: loss");
    }

    @Test
    void aLossThatThrowsInTheRunIsNamed() throws IOException {
        jar("bad.jar", "Bad", MINE.formatted("throw new IllegalStateException(\"oops\");"), GOOD, 17);
        failsInWords(run(), "a plug-in fails: bad.jar, at Bad$Mine.value:", "oops");
    }

    /** A class that the jar lost is missed when it is first used, which is long after loading. */
    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "stability", "asymptotics"})
    void aMissingHelperClassIsNamedWithItsJar(String command) throws IOException {
        helpless("return Helper.square(r[0]);", "g[0] = Helper.square(r[0]);");
        List<String> words = new ArrayList<>(List.of(command, experiment(1).toString(), "--plugins=" + plugins()));
        if (command.equals("run") || command.equals("validate")) {
            words.addAll(List.of("--out=" + work.resolve("out")));
        }
        failsInWords(sgdyn(words.toArray(String[]::new)), "bad.jar, at Bad$Mine.", "Bad$Helper is missing");
    }

    /** Also where the simulation's threads alone ask for it, and wrap what they meet. */
    @Test
    void aMissingHelperClassOfTheSimulationIsNamed() throws IOException {
        helpless(
                "return r[0] * r[0] / 2;",
                "g[0] = Thread.currentThread().getName().equals(\"main\") ? r[0] : Helper.square(r[0]);");
        failsInWords(run(), "bad.jar, at Bad$Mine.gradient:", "Bad$Helper is missing");
    }

    @Test
    void aMissingHelperClassIsTheOutcomeOfTheSweepsPoints() throws IOException {
        helpless("return Helper.square(r[0]);", SQUARE_GRADIENT);
        Path sweep = Files.writeString(work.resolve("sweep.yaml"), """
                name: helpless
                experiment: mine.yaml
                grid: [{key: learningRate.value, values: [0.1, 0.2]}]
                measure: [{type: final, statistic: risk}]
                """);
        experiment(1);
        Said said = sgdyn("sweep", sweep.toString(), "--out=" + work.resolve("out"), "--plugins=" + plugins());
        assertThat(said.code()).as(said.toString()).isEqualTo(3);
        assertThat(work.resolve("out/sweep.csv")).content().contains("bad.jar, at Bad$Mine.value:");
    }

    /** A jar whose class Helper has been lost, with the bodies of a loss's value and gradient. */
    private void helpless(String value, String gradient) throws IOException {
        String helper = "static final class Helper { static double square(double r) { return r * r / 2; } }";
        Path jar = jar("bad.jar", "Bad", helper + MINE.formatted(value).replace(SQUARE_GRADIENT, gradient), GOOD, 17);
        Files.delete(work.resolve("Bad/Bad$Helper.class"));
        pack(jar, "Bad");
    }

    @Test
    void aClassOfALaterJavaNamesItsJar() throws IOException {
        Path jar = jar("new.jar", "Bad", SQUARE, GOOD, 17);
        byte[] bytes = Files.readAllBytes(work.resolve("Bad/Bad.class"));
        bytes[7] = 99; // the class file's version
        Files.write(work.resolve("Bad/Bad.class"), bytes);
        pack(jar, "Bad");
        refused(run(), "new.jar", "rebuild");
    }

    @Test
    void wrongServiceLinesAreNamed() throws IOException {
        for (String line : List.of("org.sgdyn.spi.Range", "not a class", "org.example.Missing", "\\", "Bad Bad")) {
            // Each under a name of its own: the virtual machine remembers jars by theirs.
            String name = "bad" + line.hashCode() + ".jar";
            Path jar = jar(name, "Bad", SQUARE, GOOD, 17);
            pack(jar, line);
            refused(sgdyn("list", "--plugins=" + plugins()), name);
            Files.delete(jar);
        }
    }

    /** Cut or damaged anywhere, a jar works, is named, or has nothing to offer. */
    @Test
    void jarsCutOrDamagedAreNamedOrWork() throws IOException {
        Path jar = jar("bad.jar", "Bad", SQUARE, GOOD, 17);
        byte[] whole = Files.readAllBytes(jar);
        SplittableRandom random = new SplittableRandom(20261124);
        int refused = 0;
        int named = 0;
        for (int k = 0; k < 200; k++) {
            byte[] bytes = whole.clone();
            if (k % 2 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            // Each under a name of its own: the virtual machine remembers jars by theirs.
            Files.delete(jar);
            jar = Files.write(plugins().resolve("bad" + k + ".jar"), bytes);
            Said said = sgdyn("list", "losses", "--plugins=" + plugins());
            assertThat(said.code()).as(k + ": " + said).isIn(0, 2);
            assertThat(said.err()).as(k + ": " + said).doesNotContain("\tat ", "internal error");
            if (said.code() == 2) {
                refused++;
                assertThat(said.err()).as(k + ": " + said).startsWith("sgdyn: ").hasLineCount(1);
                named += said.err().contains("bad" + k + ".jar") ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(100);
        // A name in damaged bytes may be all that a message has to go by.
        assertThat(named).isGreaterThan(refused * 9 / 10);
    }

    private Path plugins() throws IOException {
        return Files.createDirectories(work.resolve("plugins"));
    }

    /** A plug-in class Bad with more members and a body of configure. */
    private Path jar(String name, String className, String members, String body, int release) throws IOException {
        Path source = Files.createDirectories(work.resolve(className)).resolve(className + ".java");
        String loss = members.contains("class Mine") || body.isEmpty() || !body.contains("Mine") ? "" : SQUARE;
        Files.writeString(
                source,
                "public final class " + className + " extends org.sgdyn.plugin.PluginModule {\n" + members + loss
                        + "@Override protected void configure() {" + body + "}}\n");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        String.valueOf(release),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(status).as("the test's own plug-in compiles").isZero();
        return pack(plugins().resolve(name), className);
    }

    private Path pack(Path jar, String serviceLine) throws IOException {
        List<Path> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(work.resolve("Bad"))) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(classes::add);
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(SERVICE));
            out.write(serviceLine.getBytes(StandardCharsets.UTF_8));
            for (Path each : classes) {
                out.putNextEntry(new JarEntry(each.getFileName().toString()));
                out.write(Files.readAllBytes(each));
            }
        }
        return jar;
    }
}
