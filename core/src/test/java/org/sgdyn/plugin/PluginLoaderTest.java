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
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.builtin.CorePlugin;
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
                        "class-risk",
                        "logits",
                        "alignment",
                        "class-error",
                        "margin",
                        "gradient-norm",
                        "teacher-distance",
                        "spectral-alignment",
                        "energy",
                        "confusion");
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
        pack("broken.jar", "org.example.Missing", List.of());
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

    private Path plugins() throws IOException {
        return Files.createDirectories(work.resolve("plugins"));
    }

    private Path jar(String jarName, String className, String body) throws IOException {
        Path source = Files.createDirectories(work.resolve(className)).resolve(className + ".java");
        Files.writeString(
                source,
                "public final class " + className + " extends org.sgdyn.plugin.PluginModule {\n"
                        + "    @Override\n    protected void configure() {\n" + body + "\n    }\n}\n");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(status).as("the test's own plug-in compiles").isZero();
        return pack(jarName, className, List.of(source.resolveSibling(className + ".class")));
    }

    private Path pack(String jarName, String serviceLine, List<Path> classes) throws IOException {
        Path jar = plugins().resolve(jarName);
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
