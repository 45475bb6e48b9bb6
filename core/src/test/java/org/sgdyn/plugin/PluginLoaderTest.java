package org.sgdyn.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.builtin.CorePlugin;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Statistic;

/** The loader against real jars, compiled here. */
class PluginLoaderTest {

    private static final String SERVICE = "META-INF/services/org.sgdyn.plugin.PluginModule";

    @TempDir
    private Path work;

    @Test
    void coreBringsItsStatistics() {
        LoadedPlugins loaded = PluginLoader.load(Optional.empty());
        assertThat(loaded.catalog().inOrder(Statistic.class))
                .containsExactly(
                        "risk",
                        "error",
                        "norm",
                        "trained",
                        "overlaps",
                        "specialisation",
                        "class-risk",
                        "logits",
                        "alignment",
                        "class-error",
                        "margin",
                        "gradient-norm",
                        "teacher-distance",
                        "spectral-alignment",
                        "energy",
                        "confusion",
                        "families",
                        "clean-risk",
                        "clean-error",
                        "held-out-error",
                        "velocity",
                        "preconditioner");
        assertThat(loaded.plugins()).extracting(PluginInfo::className).contains(CorePlugin.class.getName());
    }

    @Test
    void aJarInTheDirectoryAddsItsParts() throws IOException {
        jar("a.jar", "Good", "statistic(\"mine\", parameters -> null);");
        LoadedPlugins loaded = PluginLoader.load(Optional.of(plugins()));
        assertThat(loaded.catalog().names(Statistic.class)).contains("mine", "risk");
        assertThat(loaded.catalog().names(Loss.class)).isEmpty();
        assertThat(loaded.plugins()).contains(new PluginInfo("Good", "unknown", "a.jar"));
    }

    /** A plug-in may have an injector bind more than parts; then all parts come from that, in the same order. */
    @Test
    void aPluginMayBindMoreThanParts() throws IOException {
        List<String> plain = PluginLoader.load(Optional.empty()).catalog().inOrder(Statistic.class);
        jar("a.jar", "Binding", "bind(String.class).toInstance(\"a\"); statistic(\"mine\", parameters -> null);");
        Catalog bound = PluginLoader.load(Optional.of(plugins())).catalog();
        assertThat(bound.names(Statistic.class)).contains("mine");
        assertThat(bound.inOrder(Statistic.class)).containsSubsequence(plain);
    }

    /** An unfinished run must not go on with another build of its loss. */
    @Test
    void aRebuiltJarIsAnotherProgram() throws IOException {
        jar("a.jar", "Good", "statistic(\"mine\", parameters -> null);");
        String before = PluginLoader.load(Optional.of(plugins())).identity();
        assertThat(PluginLoader.load(Optional.of(plugins())).identity()).isEqualTo(before);
        jar("a.jar", "Good", "int rebuilt = 1;\nstatistic(\"mine\", parameters -> null);");
        assertThat(PluginLoader.load(Optional.of(plugins())).identity()).isNotEqualTo(before);
    }

    @Test
    void oneNameTwiceNamesBothJarsAndLines() throws IOException {
        jar("a.jar", "First", "statistic(\"mine\", parameters -> null);");
        jar("b.jar", "Second", "\n\nstatistic(\"mine\", parameters -> null);");
        assertThatThrownBy(() -> PluginLoader.load(Optional.of(plugins())))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll(
                        "Statistic \"mine\"", "a.jar (First line 4)", "b.jar (Second line 6)", "rename");
    }

    @Test
    void aBuiltInNameCannotBeTaken() throws IOException {
        jar("a.jar", "Taker", "statistic(\"risk\", parameters -> null);");
        assertThatThrownBy(() -> PluginLoader.load(Optional.of(plugins())))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("Statistic \"risk\"", "a.jar", CorePlugin.class.getName());
    }

    @Test
    void aServiceLineWithoutItsClassNamesTheJar() throws IOException {
        pack("broken.jar", "org.example.Missing", List.of(), "");
        assertThatThrownBy(() -> PluginLoader.load(Optional.of(plugins())))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("broken.jar", "org.example.Missing", "remove");
    }

    @Test
    void twoCopiesOfOneJarAreNamed() throws IOException {
        Path jar = jar("one.jar", "Twin", "statistic(\"mine\", parameters -> null);");
        Files.copy(jar, plugins().resolve("two.jar"));
        assertThatThrownBy(() -> PluginLoader.load(Optional.of(plugins())))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("Twin", "one.jar", "two.jar", "twice");
    }

    @Test
    void aBadNameIsRejectedAtTheAuthorsLine() throws IOException {
        jar("a.jar", "Bad", "statistic(\"My Statistic\", parameters -> null);");
        assertThatThrownBy(() -> PluginLoader.load(Optional.of(plugins())))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("My Statistic", "[a-z][a-z0-9-]*", "Bad");
    }

    @Test
    void aFileThatIsNoJarIsNamed() throws IOException {
        Files.writeString(plugins().resolve("text.jar"), "not a jar");
        assertThatThrownBy(() -> PluginLoader.load(Optional.of(plugins())))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("text.jar", "not a readable jar");
    }

    @Test
    void aMissingDirectoryIsAnError() {
        assertThatThrownBy(() -> PluginLoader.load(Optional.of(work.resolve("nowhere"))))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void versionsAreComparedBySecondNumberWithinTheFirst() {
        SpiVersion offered = new SpiVersion(1, 3);
        assertThat(List.of(new SpiVersion(1, 3), new SpiVersion(1, 0))).allMatch(offered::runs);
        assertThat(List.of(new SpiVersion(1, 4), new SpiVersion(2, 0), new SpiVersion(0, 3)))
                .noneMatch(offered::runs);
        assertThat(SpiVersion.parse(" 12.34 ")).contains(new SpiVersion(12, 34));
        assertThat(List.of("", "1", "1.2.3", "1.x", "-1.2", "99999999999.1"))
                .allMatch(text -> SpiVersion.parse(text).isEmpty());
    }

    @Test
    void aPluginThatStatesItsVersionRunsOnThisAndOlderOnes() throws IOException {
        jar("a.jar", "Good", "statistic(\"mine\", parameters -> null);", "0.1");
        jar("b.jar", "Fine", "statistic(\"fine\", parameters -> null);", SpiVersion.CURRENT.toString());
        assertThat(PluginLoader.load(Optional.of(plugins())).catalog().names(Statistic.class))
                .contains("mine", "fine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "1.0", "soon"})
    void aPluginForAnotherVersionIsRefused(String version) throws IOException {
        jar("a.jar", "Early", "statistic(\"mine\", parameters -> null);", version);
        assertThatThrownBy(() -> PluginLoader.load(Optional.of(plugins())))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("a.jar", version, SpiVersion.CURRENT.toString(), "or remove");
    }

    /** Found before anything runs: the method is called by a lambda that only an experiment would create. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "public static double gone(double x) { return x; }|org.sgdyn.spi.Range.gone(1)",
                "public Range(double x) {}|new org.sgdyn.spi.Range(1.0)",
                "public static class Gone { public Gone() {} }|new org.sgdyn.spi.Range.Gone()"
            })
    void aPluginWithoutVersionIsCheckedForWhatIsGone(String memberAndUse) throws IOException {
        String[] parts = memberAndUse.split("\\|", 2);
        Path stubs = work.resolve("stubs");
        Path range = Files.createDirectories(stubs.resolve("org/sgdyn/spi")).resolve("Range.java");
        Files.writeString(range, "package org.sgdyn.spi;\npublic class Range { " + parts[0] + " }\n");
        compile(range, "");
        String body = "loss(\"mine\", parameters -> { Object o = " + parts[1] + "; return null; });";
        pack("old.jar", "Old", compiled("Old", body, stubs + ":"), "");
        assertThatThrownBy(() -> PluginLoader.load(Optional.of(plugins())))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("old.jar", "org.sgdyn.spi.Range", "is not there", "rebuild");
    }

    private Path plugins() throws IOException {
        return Files.createDirectories(work.resolve("plugins"));
    }

    private Path jar(String jarName, String className, String body) throws IOException {
        return pack(jarName, className, compiled(className, body, ""), "");
    }

    private void jar(String jarName, String className, String body, String version) throws IOException {
        pack(jarName, className, compiled(className, body, ""), version);
    }

    /** The classes of a plug-in, compiled against what comes first on its class path. */
    private List<Path> compiled(String className, String body, String first) throws IOException {
        Path source = Files.createDirectories(work.resolve(className)).resolve(className + ".java");
        Files.writeString(
                source,
                "public final class " + className + " extends org.sgdyn.plugin.PluginModule {\n"
                        + "    @Override\n    protected void configure() {\n" + body + "\n    }\n}\n");
        compile(source, first);
        return List.of(source.resolveSibling(className + ".class"));
    }

    private static void compile(Path source, String first) {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", first + System.getProperty("java.class.path"), source.toString());
        assertThat(status).as("the test's own code compiles").isZero();
    }

    /** A jar that states a version, unless it is empty. */
    private Path pack(String jarName, String serviceLine, List<Path> classes, String version) throws IOException {
        Path jar = plugins().resolve(jarName);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(JarFile.MANIFEST_NAME));
            String stated = version.isEmpty() ? "" : SpiVersion.ATTRIBUTE + ": " + version + "\n";
            out.write(("Manifest-Version: 1.0\n" + stated).getBytes(StandardCharsets.UTF_8));
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
