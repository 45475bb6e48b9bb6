package org.sgdyn.data;

import java.io.IOException;

/** The rows of an array of numbers as samples; all dimensions but the first make a row. */
final class ArraySource implements SampleSource {

    private final StoredArray array;

    private ArraySource(StoredArray array) {
        this.array = array;
    }

    static ArraySource of(StoredArray array) throws DataException {
        if (!array.type().isNumber()) {
            throw new DataException(array.name(), array.type().advice());
        }
        if (array.columns() > StoredArray.MOST_COLUMNS) {
            throw new DataException(
                    array.name(),
                    "its dimensions are " + array.dimensions() + ", so that a sample has more than "
                            + StoredArray.MOST_COLUMNS
                            + " numbers; give arrays with a row per sample, of fewer features");
        }
        return new ArraySource(array);
    }

    @Override
    public String name() {
        return array.name();
    }

    @Override
    public int columns() {
        return array.columns();
    }

    @Override
    public boolean hasLabels() {
        return false;
    }

    @Override
    public SamplePass open() throws IOException {
        return new Pass(array, ArrayRows.of(array));
    }

    /** One reading. */
    private static final class Pass implements SamplePass {

        private final StoredArray array;
        private final ArrayRows rows;
        private long number;

        Pass(StoredArray array, ArrayRows rows) {
            this.array = array;
            this.rows = rows;
        }

        @Override
        public boolean next(double[] row) throws IOException {
            if (!rows.next()) {
                return false;
            }
            number++;
            for (int c = 0; c < array.columns(); c++) {
                row[c] = rows.number(c);
                if (!Double.isFinite(row[c])) {
                    throw new DataException(
                            array.name(),
                            "row " + number + ", column " + (c + 1) + ": "
                                    + (array.type().kind() == 'f'
                                            ? "the value is " + row[c]
                                                    + ", where a finite number must be; fill in or leave out"
                                                    + " missing values"
                                            : "the value is beyond 2^53, where whole numbers are no more exact; scale it"));
                }
            }
            return true;
        }

        @Override
        public String label() {
            return "";
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
