package org.sgdyn.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The records of a table as text as samples: all columns are numbers, but one that may hold the labels. */
final class CsvSource implements SampleSource {

    private static final int LONGEST_SHOWN = 40;

    private final CsvFile table;
    /** -1 if no column holds labels. */
    private final int labels;

    private CsvSource(CsvFile table, int labels) {
        this.table = table;
        this.labels = labels;
    }

    /** Samples of a table, of which a column may hold the labels. */
    static CsvSource of(CsvFile table, Optional<Integer> labels) throws DataException {
        CsvSource source = new CsvSource(table, labels.orElse(-1));
        if (source.columns() < 1) {
            throw new DataException(
                    table.file().name(),
                    "its only column, " + shown(table.names().get(0))
                            + ", holds the labels, so that samples have no numbers;"
                            + " commas, semicolons or tabs separate columns");
        }
        return source;
    }

    private static String shown(String field) {
        return '"' + (field.length() > LONGEST_SHOWN ? field.substring(0, LONGEST_SHOWN) + "..." : field) + '"';
    }

    @Override
    public String name() {
        return table.file().name();
    }

    @Override
    public int columns() {
        return table.names().size() - (labels < 0 ? 0 : 1);
    }

    @Override
    public boolean hasLabels() {
        return labels >= 0;
    }

    @Override
    public SamplePass open() throws IOException {
        CsvRecords records = CsvRecords.of(table.file(), table.separator());
        if (table.hasHeader()) {
            records.next();
        }
        return new Pass(records);
    }

    /** One reading. */
    private final class Pass implements SamplePass {

        private final CsvRecords records;
        private String label = "";
        private long number;

        Pass(CsvRecords records) {
            this.records = records;
        }

        @Override
        public boolean next(double[] row) throws IOException {
            Optional<List<String>> record = records.next();
            if (record.isEmpty()) {
                return false;
            }
            number++;
            List<String> fields = record.get();
            if (fields.size() != table.names().size()) {
                throw trouble("has " + fields.size() + " fields, the first one "
                        + table.names().size() + "; give all rows the same columns, and numbers a decimal point");
            }
            int column = 0;
            for (int k = 0; k < fields.size(); k++) {
                if (k == labels) {
                    label = LabelText.of(fields.get(k));
                    if (LabelText.isMissing(label)) {
                        throw trouble(
                                "has no label in column " + table.names().get(k) + "; give one, or leave the row out");
                    }
                } else {
                    row[column++] = value(fields.get(k), k);
                }
            }
            return true;
        }

        private double value(String field, int column) throws DataException {
            double number = LabelText.number(field);
            if (!Double.isFinite(number)) {
                throw trouble("column " + table.names().get(column) + ": " + rule(field));
            }
            return number;
        }

        private String rule(String field) {
            String shown = shown(field);
            if (LabelText.isMissing(field) || field.matches("(?i)[+-]?inf(inity)?|none|-")) {
                return (field.isEmpty() ? "there is no value" : "the value is " + shown)
                        + ", where a finite number must be; fill in or leave out missing values";
            }
            if (Double.isInfinite(LabelText.number(field))) {
                return shown + " is too large for a floating-point number; scale the column";
            }
            if (field.matches("[+-]?[0-9.]*(,[0-9.]+)+([eE][+-]?[0-9]+)?")) {
                return shown
                        + " has a decimal comma, or commas between thousands; write numbers with a decimal point alone";
            }
            return shown + " is no number; only one column may hold texts, the labels, which --label names";
        }

        private DataException trouble(String what) {
            return new DataException(name(), "row " + number + " (line " + records.line() + ") " + what);
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }
}
