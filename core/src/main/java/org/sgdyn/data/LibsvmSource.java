package org.sgdyn.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of a label and the numbers that are not 0, each behind its column from 1: {@code -1 3:0.5 17:2}. */
final class LibsvmSource implements SampleSource {

    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
    private static final Pattern LABEL = Pattern.compile("[^:,;]+");
    private static final Pattern ENTRY = Pattern.compile("[0-9]+:[^:,;]+");

    /** One of the first lines has a number, or none is of this format. */
    private static final int LOOKED_AT = 20;

    private final DataFile file;
    private final int columns;

    private LibsvmSource(DataFile file, int columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Whether one of the first lines tells that a text is of this format. */
    static boolean isOne(DataFile file) throws IOException {
        try (TextLines lines = new TextLines(file)) {
            for (int k = 0; k < LOOKED_AT; k++) {
                String line = lines.next();
                if (line == null) {
                    return false;
                }
                String[] words = BLANKS.split(content(line));
                if (words.length > 1
                        && LABEL.matcher(words[0]).matches()
                        && Arrays.stream(words)
                                .skip(1)
                                .allMatch(word -> ENTRY.matcher(word).matches())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A line without its comment. */
    private static String content(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    /** Looks through a file for its last column. */
    static LibsvmSource of(DataFile file) throws IOException {
        int last = 0;
        try (Lines lines = new Lines(file)) {
            while (lines.next()) {
                last = Math.max(last, lines.last);
            }
        }
        if (last == 0) {
            throw new DataException(file.name(), "no line has a number other than 0");
        }
        return new LibsvmSource(file, last);
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public boolean hasLabels() {
        return true;
    }

    @Override
    public SamplePass open() throws IOException {
        Lines lines = new Lines(file);
        return new SamplePass() {
            @Override
            public boolean next(double[] row) throws IOException {
                if (!lines.next()) {
                    return false;
                }
                Arrays.fill(row, 0, columns, 0);
                for (int k = 0; k < lines.count; k++) {
                    row[lines.columns[k] - 1] = lines.values[k];
                }
                return true;
            }

            @Override
            public String label() {
                return lines.label;
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    /** The lines of the file one after the other. */
    private static final class Lines implements AutoCloseable {

        private final DataFile file;
        private final TextLines text;
        private String label = "";
        private int[] columns = new int[64];
        private double[] values = new double[64];
        private int count;
        private int last;

        Lines(DataFile file) throws IOException {
            this.file = file;
            text = new TextLines(file);
        }

        boolean next() throws IOException {
            while (true) {
                @Nullable String read = text.next();
                if (read == null) {
                    return false;
                }
                String content = content(read);
                if (!content.isEmpty()) {
                    parse(BLANKS.split(content));
                    return true;
                }
            }
        }

        private void parse(String[] words) throws DataException {
            if (words[0].indexOf(':') >= 0) {
                throw trouble("begins without a label: " + words[0] + "; put one before the numbers");
            }
            if (words[0].indexOf(',') >= 0) {
                throw trouble("has several labels or a decimal comma, " + words[0] + "; a sample has one label");
            }
            label = LabelText.of(words[0]);
            if (LabelText.isMissing(label)) {
                throw trouble("has no label but " + words[0] + "; give one, or leave the line out");
            }
            count = words.length - 1;
            last = 0;
            if (columns.length < count) {
                columns = new int[2 * count];
                values = new double[2 * count];
            }
            for (int k = 0; k < count; k++) {
                String word = words[k + 1];
                int colon = word.indexOf(':');
                if (colon < 0 || !word.substring(0, colon).matches("[0-9]{1,9}")) {
                    throw trouble("has \"" + word
                            + "\", where a column and its number must be; write lines such as -1 3:0.5 17:2");
                }
                int column = Integer.parseInt(word.substring(0, colon));
                String value = word.substring(colon + 1);
                if (column <= last || column > StoredArray.MOST_COLUMNS) {
                    throw trouble("has column " + column + (k == 0 ? "" : " behind column " + last)
                            + "; columns count from 1 to " + StoredArray.MOST_COLUMNS + " and ascend");
                }
                if (!LabelText.isNumber(value)) {
                    throw trouble("has \"" + value + "\" in column " + column + ", where a finite number must be;"
                            + " fill in or leave out missing values, and write a decimal point");
                }
                columns[k] = column;
                values[k] = LabelText.number(value);
                last = column;
            }
        }

        private DataException trouble(String what) {
            return new DataException(file.name(), "line " + text.line() + " " + what);
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
