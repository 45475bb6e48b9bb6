package org.sgdyn.cli.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Location;

final class YamlReaderTest {

    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "-17, -17",
        "0x1F, 31",
        "0o17, 15",
        "010, 10",
        "9223372036854775807, 9223372036854775807",
    })
    void integersAreLongs(String text, long expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "1e-3, 1e-3",
        "-2E4, -2e4",
        ".5, 0.5",
        "1.0e-10, 1e-10",
        ".nan, NaN",
        ".inf, Infinity",
        "-.inf, -Infinity",
        "99999999999999999999, 1e20"
    })
    void otherNumbersAreDoubles(String text, double expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    @Test
    void wordsOfOlderYamlStayText() {
        assertThat(value("true")).isEqualTo(true);
        assertThat(value("no")).isEqualTo("no");
        assertThat(value("1_000")).isEqualTo("1_000");
        assertThat(value("'3'")).isEqualTo("3");
        assertThat(value("~")).isNull();
        assertThat(value("")).isNull();
    }

    @Test
    void everyNodeKnowsItsPlace() {
        ConfigNode.Mapping root = YamlReader.read("name: a\nclasses:\n  - weight: 0.5\n", "a.yaml");
        assertThat(root.keyLocations().get("classes")).isEqualTo(new Location("a.yaml", 2, 1));
        ConfigNode.Sequence classes =
                (ConfigNode.Sequence) Objects.requireNonNull(root.entries().get("classes"));
        ConfigNode.Mapping first = (ConfigNode.Mapping) classes.items().get(0);
        assertThat(first.keyLocations().get("weight")).isEqualTo(new Location("a.yaml", 3, 5));
        assertThat(first.entries().get("weight"))
                .extracting(ConfigNode::location)
                .isEqualTo(new Location("a.yaml", 3, 13));
    }

    @Test
    void aliasesStandForWhatTheyName() {
        ConfigNode.Mapping root = YamlReader.read("a: &id001 {type: isotropic}\nb: *id001\n", "a.yaml");
        assertThat(root.entries().get("b")).isEqualTo(root.entries().get("a"));
    }

    @Test
    void aByteOrderMarkIsNoText(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("a.yaml");
        Files.writeString(file, "\uFEFFname: a\n");
        assertThat(YamlReader.read(file).entries()).containsOnlyKeys("name");
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused("a: " + "[".repeat(200_000), "nested too deeply");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> YamlReader.read("a: !x 1\nb: 2\nb: 3\nc: !!int yes\n", "a.yaml"))
                .isInstanceOfSatisfying(
                        InvalidExperimentException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.path() + "@"
                                        + problem.location().line())
                                .containsExactly("a@1", "b@3", "c@4"));
    }

    @Test
    void aMissingFileAndADirectoryAreNamed(@TempDir Path directory) {
        assertThatThrownBy(() -> YamlReader.read(directory.resolve("none.yaml")))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> YamlReader.read(directory)).hasMessageContaining("this is a directory");
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> YamlReader.read(text, "a.yaml"))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageContaining(why);
    }

    private static @Nullable Object value(String text) {
        return ((ConfigNode.Scalar) YamlReader.readValue(text, "--set x")).value();
    }
}
