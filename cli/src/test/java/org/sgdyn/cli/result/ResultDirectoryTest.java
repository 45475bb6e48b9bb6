package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    void contentIsAskedForAsItIsWritten() throws IOException {
        ResultDirectory directory = ResultDirectory.of(work.resolve("out"));
        StringBuilder later = new StringBuilder();
        directory.add("a.csv", file -> file.write(later.toString().getBytes(StandardCharsets.UTF_8)));
        later.append("written");
        directory.write(List.of());
        assertThat(work.resolve("out/a.csv")).hasContent("written");
    }

    @Test
    void contentThatFailsLeavesNothing() throws IOException {
        ResultDirectory directory = ResultDirectory.of(work.resolve("out"));
        directory.add("a.csv", "a");
        directory.add("b.csv", file -> {
            file.write('b');
            throw new IOException("the disk is full");
        });
        assertThatThrownBy(() -> directory.write(List.of()))
                .hasMessageContaining("a.csv, b.csv cannot be written: the disk is full; none of them is there");
        assertThat(names(work)).isEmpty();
    }

    @Test
    void onlyOurOwnFilesAreReplaced() throws IOException {
        Path out = Files.createDirectory(work.resolve("out"));
        Files.writeString(out.resolve("notes.txt"), "mine");
        Files.writeString(out.resolve("a.csv"), "old");
        Files.writeString(out.resolve("simulation.csv"), "old");
        ResultDirectory directory = ResultDirectory.of(out);
        directory.add("a.csv", "new");
        assertThat(directory.taken(List.of("b.csv", "a.csv"))).containsExactly("a.csv");
        assertThatThrownBy(() -> directory.write(List.of("simulation.csv"))).hasMessageContaining("has got a.csv");
        assertThat(names(out)).containsExactly("a.csv", "notes.txt", "simulation.csv");
        assertThat(out.resolve("a.csv")).hasContent("old");
        directory.replace();
        directory.write(List.of("simulation.csv"));
        assertThat(names(out)).containsExactly("a.csv", "notes.txt");
        assertThat(out.resolve("a.csv")).hasContent("new");
        assertThat(names(work)).containsExactly("out");
    }

    /** Killed between two moves, a run leaves some of its files; they are not results, and the next run replaces them. */
    @Test
    void whatAKillLeftHalfWrittenIsReplaced() throws IOException {
        Path out = Files.createDirectory(work.resolve("out"));
        Files.writeString(out.resolve("a.csv"), "of the killed run");
        Files.writeString(
                Files.createDirectory(out.resolve(".sgdyn-unfinished")).resolve("b.csv"), "of the killed run");
        ResultDirectory directory = ResultDirectory.of(out);
        assertThat(directory.taken(List.of("a.csv", "b.csv"))).isEmpty();
        directory.add("a.csv", "new");
        directory.write(List.of("b.csv"));
        assertThat(names(out)).containsExactly("a.csv");
        assertThat(out.resolve("a.csv")).hasContent("new");
    }

    @Test
    void aDirectoryOfAFilesNameIsRefusedBeforeAnythingIsMoved() throws IOException {
        Path out = Files.createDirectory(work.resolve("out"));
        Files.writeString(out.resolve("a.csv"), "old");
        Files.createDirectory(out.resolve("b.csv"));
        ResultDirectory directory = ResultDirectory.of(out);
        directory.replace();
        directory.add("a.csv", "new");
        directory.add("b.csv", "new");
        assertThatThrownBy(() -> directory.write(List.of())).hasMessageContaining("b.csv is a directory");
        assertThat(names(out)).containsExactly("a.csv", "b.csv");
        assertThat(out.resolve("a.csv")).hasContent("old");
    }

    @Test
    void aLinkToNothingIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(work.resolve("out"), work.resolve("gone"));
        assertThatThrownBy(() -> ResultDirectory.of(link)).hasMessageContaining("out is a link to nothing");
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
