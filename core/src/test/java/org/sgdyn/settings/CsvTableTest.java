package org.sgdyn.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets, R, pandas and NumPy write them give the same numbers, or are refused. */
class CsvTableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k,lambda\n1,0.5\n2,1.5e-3\n",
                "\uFEFFk,lambda\r\n1,0.5\r\n2,1.5e-3\r\n",
                "\uFEFF\"k\",\"lambda\"\n1,0.5\n2,1.5e-3",
                "\"k\",\"lambda\"\r\"1\",\"0.5\"\r\"2\",\"1.5e-3\"\r",
                "k , lambda \n\n 1 ,  0.5 \n   \n2,\t1.5e-3\n\n",
            })
    void whatIsNoPartOfTheTableIsLeftOut(String text) throws IOException {
        assertThat(rows(text)).containsExactly(List.of("1", "0.5"), List.of("2", "1.5e-3"));
        try (CsvTable table = table(text)) {
            assertThat(table.header()).containsExactly("k", "lambda");
            assertThat(table.position("lambda")).isEqualTo(1);
            assertThat(table.position(2L)).isEqualTo(1);
        }
    }

    @Test
    void quotedFieldsHoldCommasQuotesAndLineBreaks() throws IOException {
        assertThat(rows("\"a, b\",\"say \"\"c\"\"\"\n\"1\n2\",3\n")).containsExactly(List.of("1\n2", "3"));
        try (CsvTable table = table("\"a, b\",\"say \"\"c\"\"\"\n1,2\n")) {
            assertThat(table.header()).containsExactly("a, b", "say \"c\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "''               | it is empty",
                "'1,2'            | its first line holds numbers, \"1,2\"",
                "'-1.5e3'         | its first line holds numbers",
                "'a,b,a'          | two of its columns are called \"a\"",
                "'a\n0,125'       | row 1 (line 2) has 2 fields, the header has 1: \"0,125\"",
                "'a,b\n1'         | row 1 (line 2) has 1 field, the header has 2",
                "'a,b\n1,2\n1,2,' | row 2 (line 3) has 3 fields, the header has 2",
                "'a\n\"'          | it is not comma-separated text",
            })
    void whatCannotBeTrustedIsRefused(String text, String words) {
        assertThatThrownBy(() -> rows(text.replace("\\n", "\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n1\n\n2\n", "a\n1\n\"\"\n2\n", "a\n\n1\n2", "a\r\n1\r\n  \r\n2"})
    void aBlankLineInAnOnlyColumnIsAMissingValue(String text) {
        // pandas writes a missing value of a single column as a pair of quotes.
        assertThatThrownBy(() -> rows(text)).hasMessageContaining("is blank").hasMessageContaining("missing value");
    }

    @Test
    void blankLinesAtTheEndAreNone() throws IOException {
        assertThat(rows("\na\n1\n2\n\n \n\n")).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void aColumnWhoseNameIsANumberIsNotTakenByItsPosition() throws IOException {
        try (CsvTable table = table("mode,0.25\n1,0.5\n")) {
            assertThatThrownBy(() -> table.position(2L)).hasMessageContaining("the number 0.25 in column 2");
            // Asked for by that name it is one.
            assertThat(table.position("0.25")).isEqualTo(1);
            assertThatThrownBy(() -> table.position(3L)).hasMessageContaining("columns 1 to 2, not 3");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "-1.5e-3, true",
        ".5, true",
        "5., true",
        "NaN, true",
        "-Infinity, true",
        "+2E+10, true",
        "'', false",
        "1d, false",
        "0x1p3, false",
        "1.5D-3, false",
        "'1,5', false",
        "1_000, false",
        "inf, false",
        "e5, false"
    })
    void numbersAreWhatEveryProgramCallsNumbers(String field, boolean number) {
        assertThat(CsvTable.isNumber(field)).isEqualTo(number);
    }

    private static CsvTable table(String text) throws IOException {
        return CsvTable.of(new StringReader(text));
    }

    private static List<List<String>> rows(String text) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvTable table = table(text)) {
            for (Optional<List<String>> row = table.next(); row.isPresent(); row = table.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
