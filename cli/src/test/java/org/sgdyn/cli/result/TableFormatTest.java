package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of tables do not change, and tables are written row by row. */
final class TableFormatTest {

    private static final double[] VALUES = {
        0.1,
        -0.0,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        1 / 3.0,
        -1e-300,
        Double.NaN,
        12345678901234568.0,
        1e22,
        Double.NEGATIVE_INFINITY
    };

    private static Table table(int rows) {
        return new Table(List.of(
                new Table.Numbers("t", rows, k -> k),
                new Table.Numbers("risk, of \"all\"", rows, k -> VALUES[k % VALUES.length] * (k % 7 == 0 ? 1 : k)),
                new Table.Texts(
                        "outcome",
                        rows,
                        k -> k % 3 == 0 ? "completed" : "rate " + k % 5 + ", \"\u03b3\"\n \ud83d\ude00")));
    }

    /** The digests are those of the files that were first made in memory as a whole, before tables were streamed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                CSV     |     0 | 68c752054c1165b9e86c95c68e4bbcad50f717ead17b36aa83dd7aaf482bc94e
                CSV     |     1 | 0e919f0412645a357c5045cbb7454a62b687185cf35f33964ef32b7b171b3a8a
                CSV     |   300 | b6c30a8191eb1bb8470a5344291e0f53899c8e86c1d60ce3a0a377093d8048f5
                CSV     | 20000 | d0bb5fa78dc4e239e63e97f6425693c54284ddcb2a398360104289e666747c7e
                JSONL   |     0 | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                JSONL   |     1 | c08b8e6ce1420ef473cccb052b817972b1f24e4cc2571df575d91ebd74977a28
                JSONL   |   300 | 85e16aea00401c2a46f9db53e2f0cdaed5f4dc3ddee389b39c856443de762fd7
                JSONL   | 20000 | 777a394adace6b6fb7a2588985a8cb32720c78d743926a2b335d47192b60afdd
                NPZ     |     0 | 08766cfab25856965f5bc296e5517458ee8e0df505de263d42896be34c5d3f47
                NPZ     |     1 | 8f37ad70b933f5f4deab621e6a8a3338b2bb8ca0deaf6f39ab95243a005679a0
                NPZ     |   300 | 3aec50ff12f6978bf321baef7450801fc1515e1eabc944c13cf333bc31eaccdd
                NPZ     | 20000 | b3575534ba05286df1b37b4ee47fd53bddd3378497e028c1ae9bfe622cf64a19
                PARQUET |     0 | 379d16e18e4ffab72450e5fcbb8a5b814bd852dae6b42c7d07f3c959ee715ab8
                PARQUET |     1 | 26c176f5e3bb0fa2928d0aca0ee649732abf8efc07b75b2396ce750feade5aa4
                PARQUET |   300 | 8951cbdcf03f038a29c5d88ceffe6787199d4951b25c79dbaa15612ff308b8be
                PARQUET | 20000 | 84e24a466cf87b4b23ce32ee7cfdd8ec849f7b21c7d59841810ac6af89f3661c
                """)
    void theBytesOfATableStayTheSame(TableFormat format, int rows, String digest) throws Exception {
        MessageDigest sum = MessageDigest.getInstance("SHA-256");
        format.write(table(rows), new DigestOutputStream(OutputStream.nullOutputStream(), sum));
        assertThat(HexFormat.of().formatHex(sum.digest())).isEqualTo(digest);
    }

    /** Asked for far rows, a table has given away the near ones; at most a group of Parquet's rows is held back. */
    @ParameterizedTest
    @EnumSource
    void rowsAreGivenAwayAsTheyComeIn(TableFormat format) throws IOException {
        int rows = 3 * ParquetFile.MOST_ROWS;
        long[] written = new long[1];
        long[] before = new long[1];
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int octet) {
                written[0]++;
            }

            @Override
            public void write(byte[] octets, int from, int length) {
                written[0] += length;
            }
        };
        Table.Column numbers = new Table.Numbers("t", rows, k -> {
            before[0] = k == rows - 1 ? written[0] : before[0];
            return k;
        });
        format.write(new Table(List.of(numbers)), counting);
        // A number takes at least three bytes, and all but a third of the rows are there.
        assertThat(before[0]).isGreaterThan(3L * 2 * ParquetFile.MOST_ROWS - 3);
        assertThat(written[0]).isGreaterThan(before[0]);
    }

    @ParameterizedTest
    @EnumSource
    void writingLeavesTheStreamOpen(TableFormat format) throws IOException {
        boolean[] isClosed = new boolean[1];
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                isClosed[0] = true;
            }
        };
        format.write(table(3), out);
        assertThat(isClosed[0]).isFalse();
    }
}
