package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong experiment files: one message with place, key path and rule, exit code 2, nothing written. */
final class BrokenExperimentsTest {

    private static final Path BROKEN = Path.of("src/test/resources/broken");

    @TempDir
    private Path work;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown-key         | 13:1  | lose                          | unknown key; did you mean \"loss\"?",
                "unknown-parameter   | 15:32 | learningRate.valeu            | unknown key; did you mean \"value\"?",
                "misspelt-type       | 13:14 | loss.type                     | did you mean \"logistic\"?",
                "misspelt-covariance | 8:24  | classes[0].covariance.type    | did you mean \"isotropic\"?",
                "one-class-of-three  | 5:45  | classes[1].covariance.type    | did you mean \"isotropic\"?",
                "weights-sum         | 5:3   | classes                       | must sum to 1 within 1.0E-9, not 0.9",
                "weight-on-some      | 5:3   | classes                       | give all or none",
                "text-for-number     | 5:13  | classes[0].weight             | must be a number, not the text \"half\"",
                "missing-label       | 5:5   | classes[0].label              | must be 0 or 1 for this loss; missing",
                "wrong-label         | 6:12  | classes[0].label              | must be 0 or 1 for this loss",
                "empty-classes       | 4:10  | classes                       | must be a list with one entry per class",
                "negative-eigenvalue | 8:42  | classes[0].covariance.value   | must be >= 0, not -1",
                "table-negative      | 8:59  | classes[0].covariance.column  | row 7 of \"negative.csv\"",
                "table-wrong-length  | 8:37  | classes[0].covariance.file    | one per mode, dimension = 20",
                "table-decimal-comma | 8:37  | classes[0].covariance.file    | row 1 (line 2) has 2 fields, the header has 1: \"0,05\"",
                "table-without-header | 8:37  | classes[0].covariance.file    | its first line holds numbers, \"0.00,0.05\"",
                "table-ragged        | 8:37  | classes[0].covariance.file    | row 7 (line 8) has 1 field, the header has 2",
                "table-fortran       | 8:58  | classes[0].covariance.column  | must be a number such as 1.5e-3, not \"5.000D-02\"",
                "table-semicolons    | 8:61  | classes[0].covariance.column  | it seems to be separated by semicolons",
                "table-missing-file  | 8:37  | classes[0].covariance.file    | cannot read \"nowhere.csv\"",
                "mode-beyond         | 7:31  | classes[0].mean.index         | <= 20, not 21",
                "missing-seed        | 1:1   | seed                          | missing; the simulation is random",
                "missing-name        | 1:1   | name                          | missing",
                "missing-time        | 1:1   | time                          | missing",
                "dimension-zero      | 2:12  | dimension                     | must be >= 1, not 0",
                "dimension-fraction  | 2:12  | dimension                     | must be an integer, not the number 20.5",
                "not-a-number        | 15:39 | learningRate.value            | not NaN",
                "number-for-object   | 15:15 | learningRate                  | must be an object {type: NAME, ...}",
                "unknown-spacing     | 16:38 | time.spacing                  | unknown spacing \"lin\"",
                "one-point           | 16:26 | time.points                   | must be >= 2",
                "end-before-start    | 16:50 | time.start                    | must be < end = 2.0, not 3.0",
                "negative-end        | 16:13 | time.end                      | must be > 0, not -2.0",
                "negative-replicates | 18:26 | simulation.replicates         | must be >= 1, not -3",
                "unknown-statistic   | 19:14 | statistics[0].type            | did you mean \"risk\"?",
                "duplicate-key       | 15:1  | initial                       | given twice; it was given first on line 14",
                "java-tag            | 14:10 | initial                       | the tag !!java.util.Date is not allowed",
                "self-reference      | 14:10 | initial.of[0]                 | an alias must not refer to",
                "tab-indentation     | 6:1   | ''                            | a tab cannot indent",
                "unclosed-brace      | 15:13 | ''                            | expected ',' or '}'",
                "two-documents       | 20:1  | ''                            | more than one document",
                "empty               | 1:1   | ''                            | the file is empty",
                "not-an-object       | 1:1   | ''                            | an experiment is an object",
                "alias-bomb          | 1:11  | ''                            | more than 100000 values",
                "times-not-apart     | 8:7   | time                          | numbers cannot tell 4 times from 1.0 to 1.0000000000000002 apart",
                "nested-deep         | 2:434 | ''                            | nested more than 50 deep",
                "half-character      | 1:7   | name                          | a character that cannot be shown",
                "name-of-two-lines   | 1:7   | name                          | must be one line of at most 200 characters",
                "many-centuries      | 9:13  | simulation                    | would draw 8.0e+302 random numbers",
                "beyond-memory       | 2:12  | dimension                     | would take at least 45776 MiB of memory",
                "too-many-classes    | 4:10  | classes                       | the theory would take at least",
                "binary              | ''    | ''                            | not a text file",
            },
            quoteCharacter = '\'')
    void oneMessageNamesPlaceKeyAndRule(String name, String place, String path, String rule) throws IOException {
        Path file = BROKEN.resolve(name + ".yaml");
        Path out = work.resolve("out");
        Said said = sgdyn("run", file.toString(), "--out", out.toString());

        String start = file + (place.isEmpty() ? "" : ":" + place) + ": " + (path.isEmpty() ? "" : path + ": ");
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        // A misspelt key is also a missing one: every other file gives a single line.
        assertThat(said.messages()).hasSize(name.equals("unknown-parameter") ? 2 : 1);
        assertThat(said.messages())
                .anySatisfy(line -> assertThat(line).startsWith(start).contains(rule));
        assertThat(said.text()).doesNotContain("Exception", "at org.");
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void everyBundledExperimentIsValidAndListed() throws IOException {
        // An unwritable place is found after all experiments are read and before any is run.
        Path taken = Files.writeString(work.resolve("taken"), "");
        Said said = sgdyn("run", "paper", "--out", taken.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("taken is not a directory").doesNotContain(".yaml");

        Said list = sgdyn("run", "no-such-name", "--out", taken.toString());
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/org/sgdyn/cli/experiments"))) {
            Set<String> names = files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names)
                    .hasSize(18)
                    .allSatisfy(name -> assertThat(list.err()).contains(name));
        }
    }
}
