package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.result.Comparison.Difference;

final class ComparisonTest {

    @TempDir
    private Path work;

    private ResultTable table(String text) throws IOException {
        return TableReader.read(Files.writeString(work.resolve("t.csv"), text), TableFormat.CSV);
    }

    private void requireDifferences(String first, String second, int rows, Difference... differences)
            throws IOException {
        Comparison comparison = Comparison.of(table(first), table(second));
        assertThat(comparison.rows()).isEqualTo(rows);
        assertThat(comparison.differences()).containsExactly(differences);
    }

    @Test
    void theLargestDifferenceOfEachCommonColumnIsFoundAtCommonTimes() throws IOException {
        requireDifferences(
                "t,risk,error,mine\n0.0,1.0,NaN,1\n1.0,4.0,0.5,1\n3.0,9.0,0.5,1\n",
                "t,error,risk\n0.0,NaN,1.5\n1.0,0.5,5.0\n2.0,0.5,5.0\n",
                2,
                new Difference("risk", 1, 1 / 3.0, "", 1),
                new Difference("error", 0, 0, "", 0));
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

    /** Two spacings give 0.7 and 3 * 0.7 / 3 as neighbouring doubles; a time of its own stays apart. */
    @Test
    void timesThatDifferByRoundingAreTheSame() throws IOException {
        requireDifferences(
                "t,risk\n0.0,1\n0.7,2\n3.5,3\n1e10,4\n",
                "t,risk\n0.0,1\n0.7000000000000001,2\n3.4999999999999996,3\n10000000001,4\n",
                3,
                new Difference("risk", 0, 0, "", 0));
    }
}
