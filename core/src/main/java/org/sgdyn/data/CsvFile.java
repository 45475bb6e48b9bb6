package org.sgdyn.data;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The dialect of a table as text, told by its first two records.
 *
 * @param file the file
 * @param separator what separates fields
 * @param hasHeader whether the first record names the columns
 * @param names the names, or numbers from 1 without a header
 * @param first the first record of values
 */
record CsvFile(DataFile file, char separator, boolean hasHeader, List<String> names, List<String> first) {

    CsvFile {
        names = List.copyOf(names);
        first = List.copyOf(first);
    }

    static CsvFile of(DataFile file) throws IOException {
        char separator = CsvRecords.separator(file);
        try (CsvRecords records = CsvRecords.of(file, separator)) {
            List<String> one = records.next()
                    .orElseThrow(() ->
                            new DataException(file.name(), "it is empty; give a file with a row for each sample"));
            List<String> two = records.next().orElse(List.of());
            if (one.size() == 1 && one.get(0).split("\\s+", -1).length > 1 && isNumbers(one.get(0))) {
                throw new DataException(
                        file.name(),
                        "its numbers are separated by blanks, where commas, semicolons or tabs are read; write it with"
                                + " delimiter=','");
            }
            boolean hasHeader = isHeader(one, two);
            if (hasHeader && two.isEmpty()) {
                throw new DataException(
                        file.name(),
                        "it holds one line, the names of columns, and no samples; give a row for each sample");
            }
            if (hasHeader && one.get(0).isEmpty() && isCount(two.get(0))) {
                throw new DataException(
                        file.name(),
                        "its first column has no name and counts the rows; leave it out (in pandas, to_csv(..., index=False)), or"
                                + " it would be learnt from");
            }
            List<String> names = hasHeader
                    ? one
                    : IntStream.rangeClosed(1, one.size())
                            .mapToObj(String::valueOf)
                            .toList();
            return new CsvFile(file, separator, hasHeader, names, hasHeader ? two : one);
        }
    }

    private static boolean isNumbers(String line) {
        return List.of(line.split("\\s+", -1)).stream().allMatch(LabelText::isNumber);
    }

    private static boolean isCount(String field) {
        return field.equals("0") || field.equals("1");
    }

    /** Names are no numbers; or they count columns; or a text stands over a number. */
    private static boolean isHeader(List<String> one, List<String> two) {
        List<String> numbers = one.stream().filter(LabelText::isNumber).toList();
        if (numbers.isEmpty()) {
            return true;
        }
        if (numbers.size() > 2 && (counts(numbers, 0) || counts(numbers, 1)) && !one.equals(two)) {
            return true;
        }
        return IntStream.range(0, Math.min(one.size(), two.size()))
                .anyMatch(k ->
                        !one.get(k).isEmpty() && !LabelText.isNumber(one.get(k)) && LabelText.isNumber(two.get(k)));
    }

    private static boolean counts(List<String> numbers, int from) {
        return IntStream.range(0, numbers.size()).allMatch(k -> numbers.get(k).equals(String.valueOf(from + k)));
    }

    /** The columns whose first value is a text. */
    List<Integer> texts() {
        return IntStream.range(0, first.size())
                .filter(k -> !LabelText.isNumber(first.get(k)) && first.get(k).matches("(?i).*[a-z].*"))
                .boxed()
                .toList();
    }

    /** Its columns. */
    TableColumns columns() {
        return new TableColumns(file.name(), names, hasHeader);
    }
}
