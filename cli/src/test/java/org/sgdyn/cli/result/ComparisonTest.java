package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.cli.SampleResults;
import org.sgdyn.cli.result.Comparison.Difference;

final class ComparisonTest {

    @TempDir
    private Path work;

    private ResultTable table(String text) throws IOException {
        return CsvReader.read(Files.writeString(work.resolve("t.csv"), text));
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        ResultTable table = ResultTable.theory(SampleResults.of(false, new double[] {0, 1.0 / 3}, "a, \"b\"\nc", "d"));
        ResultTable back = CsvReader.read(Files.write(work.resolve("t.csv"), TableFormat.CSV.write(table)));
        assertThat(back.columns()).isEqualTo(table.columns());
        assertThat(back.isNamed()).isTrue();
        for (int k = 0; k < 4; k++) {
            assertThat(back.rows().get(k).curve()).isEqualTo(table.rows().get(k).curve());
            assertThat(back.rows().get(k).values())
                    .isEqualTo(table.rows().get(k).values());
        }
    }

    @Test
    void theLargestDifferenceOfEachCommonColumnIsFoundAtCommonTimes() throws IOException {
        ResultTable first = table("t,risk,error,mine\n0.0,1.0,NaN,1\n1.0,4.0,0.5,1\n3.0,9.0,0.5,1\n");
        ResultTable second = table("t,error,risk\n0.0,NaN,1.5\n1.0,0.5,5.0\n2.0,0.5,5.0\n");
        Comparison comparison = Comparison.of(first, second);
        assertThat(comparison.rows()).isEqualTo(2);
        assertThat(comparison.differences())
                .isEqualTo(List.of(new Difference("risk", 1, 1 / 3.0, "", 1), new Difference("error", 0, 0, "", 0)));
    }

    @Test
    void aNumberAndNoneAreInfinitelyFarApart() throws IOException {
        assertThat(Comparison.of(table("t,risk\n0,1\n"), table("t,risk\n0,NaN\n"))
                        .differences())
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.absolute()).isInfinite();
                    assertThat(difference.relative()).isInfinite();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "risk,t\n1,2\n", "t,risk\n1\n", "t,risk\n1,much\n", "curve\nx\n"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> table(text)).isInstanceOf(IOException.class).hasMessageContaining("t.csv");
    }
}
