package org.sgdyn.cli.result;

import java.util.List;

/**
 * A table by columns, as it is written to a file.
 *
 * @param columns the columns, all of the same length
 */
public record Table(List<Column> columns) {

    /** Copies the list. */
    public Table {
        columns = List.copyOf(columns);
    }

    /** A column. */
    public sealed interface Column {

        /**
         * Its name.
         *
         * @return the name in the header
         */
        String name();

        /**
         * The number of its rows.
         *
         * @return at least 0
         */
        int length();
    }

    /**
     * Numbers.
     *
     * @param name the name in the header
     * @param values a number per row, NaN where there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
    public record Numbers(String name, double[] values) implements Column {
        @Override
        public int length() {
            return values.length;
        }
    }

    /**
     * Texts.
     *
     * @param name the name in the header
     * @param values a text per row
     */
    public record Texts(String name, List<String> values) implements Column {
        @Override
        public int length() {
            return values.size();
        }
    }

    /**
     * The number of rows.
     *
     * @return at least 0
     */
    public int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).length();
    }
}
