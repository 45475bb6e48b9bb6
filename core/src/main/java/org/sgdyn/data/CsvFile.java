package org.sgdyn.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

    /** The column of a name, of a number from 1, or the last; 0-based. */
    int column(String wanted) throws DataException {
        int named = hasHeader ? names.indexOf(wanted) : -1;
        if (named >= 0) {
            if (names.lastIndexOf(wanted) != named) {
                throw new DataException(
                        file.name(), "two of its columns are called " + wanted + "; give the number of one, from 1");
            }
            return named;
        }
        if (wanted.equals("last")) {
            return names.size() - 1;
        }
        if (wanted.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(wanted);
            if (number >= 1 && number <= names.size()) {
                return number - 1;
            }
        }
        throw new DataException(
                file.name(),
                "it has no column " + wanted + "; it has columns 1 to " + names.size()
                        + (hasHeader ? ", called " + listed() : ", without names"));
    }

    /** The column that seems to hold the labels: of the usual names, or the only one of texts. */
    Optional<Integer> likelyLabels() {
        List<Integer> named = named("(?i)labels?|class|target");
        named = named.isEmpty() ? named("(?i)y") : named;
        List<Integer> texts = IntStream.range(0, first.size())
                .filter(k -> !LabelText.isNumber(first.get(k)) && first.get(k).matches("(?i).*[a-z].*"))
                .boxed()
                .toList();
        List<Integer> found = named.isEmpty() ? texts : named;
        return found.size() == 1 && found.get(0) < names.size() ? Optional.of(found.get(0)) : Optional.empty();
    }

    private List<Integer> named(String pattern) {
        return IntStream.range(0, names.size())
                .filter(k -> names.get(k).matches(pattern))
                .boxed()
                .toList();
    }

    /** The names of the first and last columns. */
    String listed() {
        return names.size() <= 8
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 6)) + ", ..., " + names.get(names.size() - 1);
    }
}
