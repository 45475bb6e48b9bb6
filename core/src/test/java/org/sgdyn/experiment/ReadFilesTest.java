package org.sgdyn.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadFilesTest {

    private final ReadFiles files = new ReadFiles();
    private int readings;

    @TempDir
    private Path directory;

    private String read(Path file, String what) throws IOException {
        return files.content(file, what, String.class, path -> {
            readings++;
            return what + " of " + Files.readString(path);
        });
    }

    @Test
    void aFileIsReadOnceUntilItChanges() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "old");
        assertThat(read(file, "half 1")).isEqualTo("half 1 of old");
        assertThat(read(directory.resolve(".").resolve("a"), "half 1")).isEqualTo("half 1 of old");
        assertThat(readings).isEqualTo(1);
        assertThat(read(file, "half 2")).isEqualTo("half 2 of old");
        assertThat(readings).isEqualTo(2);
        Files.writeString(file, "new");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(read(file, "half 1")).isEqualTo("half 1 of new");
        Files.writeString(file, "other");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(read(file, "half 1")).isEqualTo("half 1 of other");
    }

    @Test
    void whatCannotBeReadIsTriedAgain() throws IOException {
        Path file = directory.resolve("a");
        assertThatThrownBy(() -> read(file, "rows")).isInstanceOf(NoSuchFileException.class);
        Files.writeString(file, "there");
        assertThat(read(file, "rows")).isEqualTo("rows of there");
    }
}
