package org.sgdyn.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels that do not stand beside the numbers of their samples, held in four bytes each. */
final class Labels {

    /** More are no classes. */
    static final int MOST = 1000;

    private final String name;
    private final List<String> distinct = new ArrayList<>();
    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private int[] values = new int[1024];
    private int size;

    private Labels(String name) {
        this.name = name;
    }

    /** Labels of an array of one column. */
    static Labels of(StoredArray array) throws IOException {
        if (array.columns() != 1) {
            throw new DataException(
                    array.name(),
                    "its dimensions are " + array.dimensions()
                            + ", where labels have one; of columns that are 1 for their class, give array.argmax(axis=1)");
        }
        if (!array.type().isNumber() && !array.type().isText()) {
            throw new DataException(array.name(), array.type().advice());
        }
        Labels labels = new Labels(array.name());
        try (ArrayRows rows = ArrayRows.of(array)) {
            while (rows.next()) {
                if (array.type().isText()) {
                    labels.add(LabelText.of(rows.text(0).strip()));
                } else {
                    double number = rows.number(0);
                    if (array.type().kind() != 'f' && Double.isNaN(number)) {
                        throw new DataException(
                                array.name(),
                                "row " + (labels.size + 1) + " has a label beyond 2^53, where whole numbers are no more"
                                        + " exact; number the classes from 0, or save the labels as texts");
                    }
                    labels.add(Double.isFinite(number) ? LabelText.of(number) : "");
                }
            }
        }
        return labels;
    }

    /** Labels of a text file, a line each, perhaps below a header. */
    static Labels of(DataFile file) throws IOException {
        CsvFile table = CsvFile.of(file);
        if (table.names().size() != 1) {
            throw new DataException(
                    file.name(),
                    "it has " + table.names().size()
                            + " columns, where labels have one; give a file with a label on each line");
        }
        Labels labels = new Labels(file.name());
        try (CsvRecords records = CsvRecords.of(file, table.separator())) {
            Optional<List<String>> record = records.next();
            // A file of texts alone has no header unless it says so.
            if (table.hasHeader()
                    && (LabelText.isNumber(table.first().get(0))
                            || table.names().get(0).matches("(?i)labels?|class|target|y"))) {
                record = records.next();
            }
            for (; record.isPresent(); record = records.next()) {
                if (records.blank() > 0 && labels.size > 0) {
                    throw new DataException(
                            file.name(),
                            "line " + records.blank()
                                    + " is blank, which is a missing label; give it, or remove the line");
                }
                if (record.get().size() != 1) {
                    throw new DataException(
                            file.name(),
                            "line " + records.line() + " has " + record.get().size() + " fields, where a label is one;"
                                    + " give a file with a label on each line");
                }
                labels.add(LabelText.of(record.get().get(0)));
            }
        }
        return labels;
    }

    private void add(String label) throws DataException {
        if (LabelText.isMissing(label)) {
            throw new DataException(name, "row " + (size + 1) + " has no label; give one, or leave the sample out");
        }
        Integer code = codes.get(label);
        if (code == null) {
            code = distinct.size();
            if (code == MOST) {
                throw new DataException(name, tooMany(label));
            }
            codes.put(label, code);
            distinct.add(label);
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = code;
    }

    /** What is wrong with so many labels. */
    static String tooMany(String label) {
        return "it has more than " + MOST + " different labels, such as " + label
                + ", so that these are hardly classes; give the labels of at most that many";
    }

    String name() {
        return name;
    }

    int size() {
        return size;
    }

    String at(int row) {
        return distinct.get(values[row]);
    }
}
