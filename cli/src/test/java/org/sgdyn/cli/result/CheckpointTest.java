package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.model.Trajectory;
import org.sgdyn.spi.Outcome;

final class CheckpointTest {

    private static final byte[] PRINT = {1, 2, 3, 4};

    @TempDir
    private Path directory;

    private static Trajectory trajectory(double value) {
        return new Trajectory(
                List.of("risk", "error"),
                new double[] {0, 0.1},
                new double[][] {{value, Double.NaN}, {Math.nextUp(value), -0.0}},
                Outcome.of(Outcome.Kind.DIVERGED, 0.15, "diverged"));
    }

    /** Three records in a file. */
    private Path keepThree() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(directory, PRINT, false)) {
            checkpoint.curve(0).keep(0, trajectory(0.3));
            checkpoint.curve(0).keep(7, trajectory(0.7));
            checkpoint.curve(1).keep(0, trajectory(1.3));
        }
        return directory.resolve(RecordStore.NAME);
    }

    @Test
    void replicatesComeBackToTheBit() throws IOException {
        keepThree();
        try (Checkpoint checkpoint = Checkpoint.open(directory, PRINT, false)) {
            assertThat(checkpoint.size()).isEqualTo(3);
            Trajectory back = checkpoint.curve(0).find(7).orElseThrow();
            Trajectory expected = trajectory(0.7);
            assertThat(back.columns()).isEqualTo(expected.columns());
            assertThat(back.times()).isEqualTo(expected.times());
            assertThat(Arrays.deepToString(back.values())).isEqualTo(Arrays.deepToString(expected.values()));
            assertThat(Double.doubleToRawLongBits(back.values()[1][1])).isEqualTo(Double.doubleToRawLongBits(-0.0));
            assertThat(back.outcome()).isEqualTo(expected.outcome());
            assertThat(checkpoint.curve(1).find(7)).isEmpty();
        }
    }

    /** Cut at every byte, the file still gives all records that are whole, and goes on from there. */
    @Test
    void aFileCutAnywhereGivesItsWholeRecords() throws IOException {
        Path file = keepThree();
        byte[] whole = Files.readAllBytes(file);
        int record = (whole.length - PRINT.length) / 3;
        for (int length = 0; length < whole.length; length++) {
            for (Path each : RecordStore.files(directory)) {
                Files.delete(each);
            }
            Files.write(file, Arrays.copyOf(whole, length));
            try (Checkpoint checkpoint = Checkpoint.open(directory, PRINT, false)) {
                assertThat(checkpoint.size()).isEqualTo(Math.max(0, length - PRINT.length) / record);
                checkpoint.curve(2).keep(0, trajectory(2));
            }
            try (Checkpoint checkpoint = Checkpoint.open(directory, PRINT, false)) {
                assertThat(checkpoint.curve(2).find(0)).isPresent();
            }
        }
    }

    @Test
    void aDamagedRecordAndAnotherExperimentAreNotBelieved() throws IOException {
        Path file = keepThree();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 3] ^= 1;
        Files.write(file, bytes);
        try (Checkpoint checkpoint = Checkpoint.open(directory, PRINT, false)) {
            assertThat(checkpoint.size()).isEqualTo(2);
        }
        try (Checkpoint checkpoint = Checkpoint.open(directory, new byte[] {1, 2, 3, 5}, true)) {
            assertThat(checkpoint.size()).isZero();
            checkpoint.discard();
        }
        assertThat(file).doesNotExist();
    }

    /** What lies under the file's name is not to be written through, waited for, or taken for a checkpoint. */
    @Test
    void linksAndDirectoriesUnderTheNameAreRefusedInWords() throws IOException {
        Path target = Files.writeString(directory.resolve("precious"), "precious");
        for (String kind : List.of("a symbolic link", "a directory")) {
            Path place = Files.createDirectory(directory.resolve(kind));
            Path file = place.resolve(RecordStore.NAME);
            if (kind.equals("a directory")) {
                Files.createDirectory(file);
            } else {
                Files.createSymbolicLink(file, target);
            }
            assertThatThrownBy(() -> Checkpoint.open(place, new byte[] {1}, false))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(file.toString(), kind, "remove it");
            assertThatThrownBy(() -> RecordStore.isOf(place, new byte[] {1})).hasMessageContaining(kind);
        }
        assertThat(target).hasContent("precious");
        Path dangling = Files.createDirectory(directory.resolve("dangling"));
        Files.createSymbolicLink(dangling.resolve(RecordStore.NAME), directory.resolve("nothing"));
        assertThatThrownBy(() -> Checkpoint.open(dangling, new byte[] {1}, false))
                .hasMessageContaining("symbolic link");
        assertThat(directory.resolve("nothing")).doesNotExist();
    }

    /** Each process has a file of its own, and sees what all others have kept; a replicate that two have kept is one. */
    @Test
    void processesFillOneDirectory() throws IOException {
        try (Checkpoint first = Checkpoint.open(directory, PRINT, false);
                Checkpoint second = Checkpoint.open(directory, PRINT, false)) {
            first.curve(0).keep(0, trajectory(0.1));
            second.curve(0).keep(1, trajectory(0.2));
            second.curve(0).keep(0, trajectory(0.1));
            assertThat(RecordStore.files(directory)).hasSize(2);
            assertThat(first.refreshed()).isEqualTo(2);
            assertThat(second.refreshed()).isEqualTo(2);
            assertThat(Arrays.deepToString(first.curve(0).find(1).orElseThrow().values()))
                    .isEqualTo(Arrays.deepToString(trajectory(0.2).values()));
        }
        try (Checkpoint third = Checkpoint.open(directory, PRINT, false)) {
            assertThat(third.size()).isEqualTo(2);
        }
        assertThat(RecordStore.files(directory))
                .as("one that kept nothing leaves nothing")
                .hasSize(2);
    }

    /** What another process is writing is believed once it is whole. */
    @Test
    void aHalfWrittenRecordOfAnotherIsWaitedFor() throws IOException {
        byte[] whole = Files.readAllBytes(keepThree());
        int record = (whole.length - PRINT.length) / 3;
        Path other = directory.resolve("unfinished-elsewhere-7-1.checkpoint");
        Files.delete(directory.resolve(RecordStore.NAME));
        Files.write(other, Arrays.copyOf(whole, PRINT.length + record + record / 2));
        try (Checkpoint checkpoint = Checkpoint.open(directory, PRINT, false)) {
            assertThat(checkpoint.size()).isEqualTo(1);
            Files.write(other, Arrays.copyOf(whole, PRINT.length + 2 * record));
            assertThat(checkpoint.refreshed()).isEqualTo(2);
            Files.write(other, whole);
            assertThat(checkpoint.refreshed()).isEqualTo(3);
        }
    }

    /** Whoever finishes removes the records of all, and the others notice. */
    @Test
    void aRunThatAnotherHasFinishedIsNotGoneOnWith() throws IOException {
        try (Checkpoint first = Checkpoint.open(directory, PRINT, false);
                Checkpoint second = Checkpoint.open(directory, PRINT, false)) {
            second.curve(0).keep(0, trajectory(0.1));
            second.requireOwn();
            first.discard();
            assertThat(RecordStore.files(directory)).isEmpty();
            assertThatThrownBy(second::requireOwn).isInstanceOf(TakenOverException.class);
        }
    }

    @Test
    void anotherRunInTheDirectoryIsRefusedUnlessItIsGivenUp() throws IOException {
        keepThree();
        byte[] other = {4, 3, 2, 1};
        assertThatThrownBy(() -> Checkpoint.open(directory, other, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unfinished run of another experiment");
        assertThat(RecordStore.files(directory)).hasSize(1);
        try (Checkpoint checkpoint = Checkpoint.open(directory, other, true)) {
            assertThat(checkpoint.size()).isZero();
        }
    }
}
