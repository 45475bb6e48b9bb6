package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.cli.result.RecordStore;

/** A run by many processes gives the bytes of one. */
final class SharesTest {

    @TempDir
    private Path work;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(work.resolve("run.yaml"), OneClass.text("shared", "logistic", 5) + "statistics: [risk]\n");
        Files.writeString(work.resolve("sweep.yaml"), """
                name: shared
                experiment: run.yaml
                grid:
                  - {key: learningRate.value, from: 0.1, to: 1, points: 4}
                  - {key: ridge, from: 0, to: 1, points: 3}
                measure: [{type: final, statistic: risk, of: both}]
                """);
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(List.of("run", "run.yaml"), "simulation.csv"),
                Arguments.of(List.of("sweep", "sweep.yaml"), "sweep.csv"),
                Arguments.of(
                        List.of("validate", "run.yaml", "--dimensions", "5,10,20", "--replicates", "4"),
                        "validation.csv"));
    }

    private Said call(List<String> command, String out, String... more) {
        List<String> words = Stream.of(
                        Stream.of(command.get(0), work.resolve(command.get(1)).toString()),
                        command.stream().skip(2),
                        Stream.of("--out", work.resolve(out).toString()),
                        Stream.of(more))
                .flatMap(each -> each)
                .toList();
        return sgdyn(words.toArray(String[]::new));
    }

    /** The second share twice, the third one never: the command without --shard computes what is missing. */
    @ParameterizedTest
    @MethodSource("commands")
    void sharesAndWhatIsMissingGiveTheBytesOfOneProcess(List<String> command, String table) throws IOException {
        Said whole = call(command, "whole");
        assertThat(whole.code()).as(whole.err()).isLessThan(2);
        for (String share : List.of("1/3", "2/3", "2/3")) {
            Said said = call(command, "shared", "--shard", share);
            assertThat(said.code()).as(said.err()).isZero();
            assertThat(said.out()).contains("share " + share, "without --shard");
            assertThat(work.resolve("shared").resolve(table)).doesNotExist();
        }
        Said merged = call(command, "shared");
        assertThat(merged.code()).as(merged.err()).isEqualTo(whole.code());
        assertThat(merged.out()).contains("takes up an unfinished");
        assertThat(work.resolve("shared").resolve(table))
                .hasSameBinaryContentAs(work.resolve("whole").resolve(table));
        assertThat(RecordStore.files(work.resolve("shared"))).isEmpty();
        assertThat(call(command, "shared", "--shard", "3/3").err()).contains("holds results already");
    }

    /** Commands at the same time on one directory: whoever comes first writes, the others say so or write the same. */
    @ParameterizedTest
    @MethodSource("commands")
    void commandsAtTheSameTimeShareTheWork(List<String> command, String table) throws Exception {
        Said whole = call(command, "whole");
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            // Those that come last may find the results of the others.
            for (Future<Said> each : pool.invokeAll(IntStream.range(0, 3)
                    .<Callable<Said>>mapToObj(k -> () -> call(command, "joint"))
                    .toList())) {
                Said said = each.get();
                if (said.code() != whole.code()) {
                    assertThat(said.code()).as(said.text()).isIn(0, 2);
                    assertThat(said.text()).containsAnyOf("another process", "holds results already");
                }
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(work.resolve("joint").resolve(table))
                .hasSameBinaryContentAs(work.resolve("whole").resolve(table));
        assertThat(RecordStore.files(work.resolve("joint"))).isEmpty();
        try (Stream<Path> files = Files.list(work.resolve("joint"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void whatHasNoSharesSaysSo() throws IOException {
        String text = Files.readString(work.resolve("run.yaml"));
        Files.writeString(work.resolve("theory.yaml"), text.replaceAll("simulation:.*", ""));
        Said theory = call(List.of("run", "theory.yaml"), "out", "--shard", "1/2");
        assertThat(theory.code()).isEqualTo(2);
        assertThat(theory.err()).contains("--shard", "has no simulation");
        Said stream = sgdyn("run", work.resolve("run.yaml").toString(), "--out", "-", "--shard", "1/2");
        assertThat(stream.code()).isEqualTo(2);
        assertThat(stream.err()).contains("--out -", "give a directory");
    }
}
