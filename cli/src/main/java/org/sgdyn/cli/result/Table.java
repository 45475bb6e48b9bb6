package org.sgdyn.cli.result;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * A table by columns, as it is written to a file; it may be far larger than what is held of it.
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
     * Numbers, asked for row by row, so that a long column need not be there as a whole.
     *
     * @param name the name in the header
     * @param length the number of rows
     * @param values the number of a row, NaN where there is none; the same whenever it is asked for
     */
    public record Numbers(String name, int length, IntToDoubleFunction values) implements Column {

        /**
         * Numbers that are there.
         *
         * @param name the name in the header
         * @param values a number per row, NaN where there is none; not copied
         */
        public Numbers(String name, double[] values) {
            this(name, values.length, row -> values[row]);
        }

        /**
         * The number of a row.
         *
         * @param row the row, 0-based
         * @return NaN where there is none
         */
        public double at(int row) {
            return values.applyAsDouble(row);
        }
    }

    /**
     * Texts, asked for row by row.
     *
     * @param name the name in the header
     * @param length the number of rows
     * @param values the text of a row; the same whenever it is asked for
     */
    public record Texts(String name, int length, IntFunction<String> values) implements Column {

        /**
         * Texts that are there.
         *
         * @param name the name in the header
         * @param values a text per row; not copied
         */
        public Texts(String name, List<String> values) {
            this(name, values.size(), values::get);
        }

        /**
         * The text of a row.
         *
         * @param row the row, 0-based
         * @return possibly empty
         */
        public String at(int row) {
            return values.apply(row);
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
