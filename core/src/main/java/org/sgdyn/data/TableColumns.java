package org.sgdyn.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The columns of a table, of which one may hold the labels.
 *
 * @param file what messages call the table
 * @param names their names, or numbers from 1 where they have none
 * @param areNamed whether the table names them
 */
public record TableColumns(String file, List<String> names, boolean areNamed) {

    /** Copies the list. */
    public TableColumns {
        names = List.copyOf(names);
    }

    /**
     * The column that holds the labels: the one that is chosen, else of a usual name, else the only one of texts.
     *
     * @param choice what the file leaves open
     * @param texts the columns, 0-based, that hold texts
     * @return its position, 0-based; empty if another file holds the labels
     * @throws DataException if there is no such column, or several, or labels are chosen twice, with a message for the user
     */
    public Optional<Integer> labels(SampleChoice choice, List<Integer> texts) throws DataException {
        if (choice.labels().isPresent()) {
            if (choice.label().isPresent()) {
                throw new DataException(file, "its labels are given twice, by --label and --labels; leave one out");
            }
            return Optional.empty();
        }
        if (choice.label().isPresent()) {
            return Optional.of(column(choice.label().get()));
        }
        List<Integer> named = named("(?i)labels?|class|target");
        named = named.isEmpty() ? named("(?i)y") : named;
        List<Integer> found = named.isEmpty() ? texts : named;
        if (found.size() != 1 || found.get(0) >= names.size()) {
            throw new DataException(
                    file,
                    "it does not tell which column holds the labels; name it by --label, or give its number from 1 or the word"
                            + " last (columns: " + listed() + ")");
        }
        return Optional.of(found.get(0));
    }

    /** The column of a name, of a number from 1, or the last; 0-based. */
    private int column(String wanted) throws DataException {
        int named = areNamed ? names.indexOf(wanted) : -1;
        if (named >= 0) {
            if (names.lastIndexOf(wanted) != named) {
                throw new DataException(
                        file, "two of its columns are called " + wanted + "; give the number of one, from 1");
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
                file,
                "it has no column " + wanted + "; it has columns 1 to " + names.size()
                        + (areNamed ? ", called " + listed() : ", without names"));
    }

    private List<Integer> named(String pattern) {
        return IntStream.range(0, names.size())
                .filter(k -> names.get(k).matches(pattern))
                .boxed()
                .toList();
    }

    /** The names of the first and last columns. */
    private String listed() {
        return names.size() <= 8
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 6)) + ", ..., " + names.get(names.size() - 1);
    }
}
