package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultDirectoryTest {

    @TempDir
    private Path work;

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void nothingIsThereBeforeWriting() throws IOException {
        ResultDirectory.of(work.resolve("deep/out")).add("a.csv", "a");
        assertThat(names(work)).isEmpty();
    }

    @Test
    void theFilesAppearAndNothingElse() throws IOException {
        ResultDirectory directory = ResultDirectory.of(work.resolve("deep/out"));
        directory.add("a.csv", "a");
        directory.add("b.csv", "b");
        directory.write(List.of());
        assertThat(names(work.resolve("deep/out"))).containsExactly("a.csv", "b.csv");
        assertThat(names(work.resolve("deep"))).containsExactly("out");
    }

    @Test
    void onlyOurOwnFilesAreReplaced() throws IOException {
        Path out = Files.createDirectory(work.resolve("out"));
        Files.writeString(out.resolve("notes.txt"), "mine");
        Files.writeString(out.resolve("a.csv"), "old");
        Files.writeString(out.resolve("simulation.csv"), "old");
        ResultDirectory directory = ResultDirectory.of(out);
        directory.add("a.csv", "new");
        directory.write(List.of("simulation.csv"));
        assertThat(names(out)).containsExactly("a.csv", "notes.txt");
        assertThat(out.resolve("a.csv")).hasContent("new");
        assertThat(names(work)).containsExactly("out");
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(work.resolve("taken"), "x");
        assertThatThrownBy(() -> ResultDirectory.of(file)).hasMessageContaining("taken is not a directory");
        assertThatThrownBy(() -> ResultDirectory.of(file.resolve("below"))).hasMessageContaining("is not a directory");
    }

    @Test
    void aFailureLeavesNoHalfDirectory() throws IOException {
        ResultDirectory directory = ResultDirectory.of(work.resolve("out"));
        directory.add("a.csv", "a");
        directory.add("a.csv/b.csv", "a.csv is a file");
        assertThatThrownBy(() -> directory.write(List.of())).isInstanceOf(IOException.class);
        assertThat(names(work)).isEmpty();
    }
}
