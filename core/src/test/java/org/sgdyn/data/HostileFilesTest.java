package org.sgdyn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.sgdyn.data.Written.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, there is the right answer or a message that says what is wrong, where, and what to do. */
final class HostileFilesTest {

    private static final String SMALL = "a,b,label\n1,2,0\n3,4,1\n";

    @TempDir
    private Path work;

    static Stream<HostileFile> files() {
        return Stream.of(
                        HostileBinaries.compressed(),
                        HostileBinaries.images(),
                        HostileNumpy.arrays(),
                        HostileNumpy.archives(),
                        HostileTables.dialects(),
                        HostileTables.values(),
                        HostileTables.libsvm(),
                        HostileTables.labels())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsReadRightOrRefusedInWords(HostileFile file) throws IOException {
        Path path = Files.write(work.resolve("data"), file.content());
        Optional<Path> labels = Optional.empty();
        if (file.labels().isPresent()) {
            labels = Optional.of(
                    Files.write(work.resolve("labels"), file.labels().get()));
        }
        SampleChoice choice = new SampleChoice(file.array(), file.label(), labels);
        if (file.words().isEmpty()) {
            assertThat(read(path, choice)).isEqualTo(file.rows());
            return;
        }
        Throwable trouble = catchThrowable(() -> read(path, choice));
        assertThat(trouble).isInstanceOf(DataException.class);
        assertThat(trouble.getMessage())
                .startsWith(work.toString())
                .contains(file.words())
                .as("what to do follows a semicolon")
                .contains("; ")
                .doesNotContainPattern("[\\p{Cc}]|[a-z]Exception|null[^a-z]*$");
    }

    private static List<String> read(Path path, SampleChoice choice) throws IOException {
        SampleSource source = SampleFiles.open(path, choice);
        List<String> all = new ArrayList<>();
        double[] row = new double[source.columns()];
        try (SamplePass pass = source.open()) {
            while (pass.next(row)) {
                all.add(pass.label() + ":"
                        + String.join(
                                "", Arrays.stream(row).mapToObj(x -> " " + x).toList()));
            }
        }
        return all;
    }

    // --- where files are -------------------------------------------------------------------------------------------

    private void refuses(Path path, String words) {
        assertThat(catchThrowable(() -> read(path, SampleChoice.usual())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("; ");
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException, InterruptedException {
        refuses(work, "it is no file");
        refuses(work.resolve("nowhere"), "there is no such file");
        refuses(Files.createSymbolicLink(work.resolve("dangling"), work.resolve("nowhere")), "there is no such file");
        refuses(Files.createSymbolicLink(work.resolve("circle"), work.resolve("circle")), "there is no such file");
        Path pipe = work.resolve("pipe");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refuses(pipe, "not a directory or a pipe");
    }

    @Test
    void anUnreadableFileIsRefused() throws IOException {
        Path path = Files.writeString(work.resolve("secret"), SMALL);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(path)).as("an administrator may read all").isFalse();
        refuses(path, "it may not be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words.csv", "two\nlines.csv", "-", "ü.csv", "a.npz", "x;y,z", "100%.gz", "*[1]?.csv"})
    void namesSayNothing(String name) throws IOException {
        Path path = Files.writeString(work.resolve(name), SMALL);
        assertThat(read(path, SampleChoice.usual())).containsExactly("0: 1.0 2.0", "1: 3.0 4.0");
        Path bad = Files.writeString(path, SMALL + "x\n");
        assertThat(catchThrowable(() -> read(bad, SampleChoice.usual())))
                .hasMessageContaining(name.replace('\n', '?'))
                .hasMessageContaining("row 3 (line 4)");
    }

    /** What stands in a file reaches the terminal in words, not as what steers it. */
    @Test
    void controlCharactersOfAFileAreNotRepeated() throws IOException {
        Path path = Files.write(work.resolve("data"), text("a,label\n\u001b[31m,0\n"));
        assertThat(catchThrowable(() -> read(path, SampleChoice.usual()))).hasMessageContaining("\"?[31m\"");
    }
}
