package org.sgdyn.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.cli.Said;
import org.sgdyn.cli.Sgdyn;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentSize;
import org.sgdyn.plugin.PluginLoader;

/** Ten thousand wrong experiment files: a message and code 2, or a run to its end; never a trace, a hang or half a result. */
final class ExperimentFuzzTest {

    /** A mutant that takes longer hangs; the longest that were seen take a second. */
    private static final int SECONDS = 60;

    /** Every so many of those that are valid and small are run. */
    private static final int RUN_EVERY = 5;

    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    @TempDir
    private Path work;

    private Mutants mutants;

    @BeforeEach
    void readSeeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        for (String directory : List.of(
                "src/main/resources/org/sgdyn/cli/experiments",
                "src/test/resources/org/sgdyn/cli/reference",
                "src/test/resources/fuzz")) {
            try (Stream<Path> files = Files.list(Path.of(directory))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    seeds.add(Files.readString(file));
                }
            }
        }
        Catalog catalog = PluginLoader.load(Optional.empty()).catalog();
        List<String> types = Arrays.stream(PartKind.values())
                .flatMap(kind -> catalog.inOrder(kind.type()).stream())
                .toList();
        List<String> examples = Arrays.stream(PartKind.values())
                .flatMap(kind -> PartDocumentation.all(kind, catalog).stream())
                .map(PartDocumentation::example)
                .toList();
        mutants = new Mutants(seeds, types, examples);
        Files.copy(Path.of("src/test/resources/fuzz/data.csv"), work.resolve("data.csv"));
    }

    @AfterEach
    void stop() {
        worker.shutdownNow();
    }

    @Test
    void aThousandMutants() throws Exception {
        check(0, 1000);
    }

    @Test
    @Tag("slow")
    void tenThousandMutants() throws Exception {
        check(1000, 10_000);
    }

    @Test
    void aThousandTables() throws Exception {
        Path file = work.resolve("everything.yaml");
        Files.copy(Path.of("src/test/resources/fuzz/everything.yaml"), file);
        String table = Files.readString(Path.of("src/test/resources/fuzz/data.csv"));
        int valid = 0;
        for (int number = 0; number < 1000; number++) {
            Files.write(work.resolve("data.csv"), mutants.ofTable(table, number));
            Said said = sgdyn(number, "check", file.toString());
            requireClear(number, said, 0, 2);
            valid += said.code() == 0 ? 1 : 0;
            assertThat(names(work)).as("table " + number).containsExactly("data.csv", "everything.yaml");
        }
        // Some changes leave numbers that serve.
        assertThat(valid).isBetween(10, 990);
    }

    private void check(int from, int to) throws Exception {
        int valid = 0;
        int run = 0;
        for (int number = from; number < to; number++) {
            Path file = work.resolve("mutant.yaml");
            Files.write(file, mutants.of(number));
            Said said = sgdyn(number, "check", file.toString());
            requireClear(number, said, 0, 2);
            if (said.code() == 0 && valid++ % RUN_EVERY == 0 && isSmall(file)) {
                run++;
                runs(number, file);
            }
            assertThat(names(work)).as("mutant " + number).containsExactly("data.csv", "mutant.yaml");
        }
        // Both ways are taken: some changes, as of a number or a description, leave a valid experiment.
        assertThat(valid).isGreaterThan((to - from) / 50).isLessThan(to - from);
        assertThat(run).isPositive();
    }

    private void runs(int number, Path file) throws Exception {
        Path out = work.resolve("out");
        Said said = sgdyn(number, "run", file.toString(), "--out", out.toString());
        requireClear(number, said, 0, 2, 3);
        if (said.code() == 2) {
            assertThat(out).as("mutant " + number).doesNotExist();
        } else {
            assertThat(names(out)).as("mutant " + number).contains("theory.csv", "summary.json", "figure.svg");
            for (String name : names(out)) {
                Files.delete(out.resolve(name));
            }
            Files.delete(out);
        }
    }

    /** Whether it runs in a moment; mutants that ask for weeks, and may, are only checked. */
    private static boolean isSmall(Path file) {
        Experiment experiment = Sgdyn.of().read(file);
        ExperimentSize size = ExperimentSize.of(experiment, 1);
        return size.coordinates() < 3e6
                && size.stateNumbers() < 1000
                && size.rows() * size.columns() < 10_000
                && experiment.classes().size() <= 4
                && experiment.accuracy().isEmpty();
    }

    private Said sgdyn(int number, String... arguments) throws Exception {
        Future<Said> said = worker.submit(() -> Said.sgdyn(arguments));
        try {
            return said.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hang) {
            return fail("mutant " + number + " hangs in " + arguments[0]);
        } catch (ExecutionException trouble) {
            throw new AssertionError("mutant " + number, trouble.getCause());
        }
    }

    private static void requireClear(int number, Said said, Integer... codes) {
        String context = "mutant " + number + ": " + said;
        assertThat(said.code()).as(context).isIn((Object[]) codes);
        if (said.code() == 2) {
            assertThat(said.err()).as(context).isNotBlank();
            assertThat(said.out()).as(context).isEmpty();
        }
        assertThat(said.err())
                .as(context)
                .doesNotContain("Exception", "\tat ", "internal error")
                .hasSizeLessThan(1_000_000);
        assertThat(said.err().replace("\n", "").chars().noneMatch(Character::isISOControl))
                .as(context)
                .isTrue();
        assertThat(new String(said.err().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .as("no half characters")
                .isEqualTo(said.err());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return List.copyOf(new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList()));
        }
    }
}
