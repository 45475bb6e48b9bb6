package org.sgdyn.numerics;

import java.util.Arrays;

/** A matrix within an array, of any distance between its rows and between its columns. */
final class Slice {

    final double[] values;
    final int start;
    /** From an element to that below. */
    final int down;
    /** From an element to that on its right. */
    final int right;

    private Slice(double[] values, int start, int down, int right) {
        this.values = values;
        this.start = start;
        this.down = down;
        this.right = right;
    }

    /** A row-major matrix, which must lie within its array. */
    static Slice of(String name, int rows, int columns, double[] values, int start, int stride) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    name + " is " + rows + " x " + columns + ": numbers of rows and columns must not be negative");
        }
        if (start < 0 || stride < columns) {
            throw new IllegalArgumentException(name + " begins at " + start + " with a stride of " + stride
                    + ": the start must be 0 or more, the stride at least the length of a row, " + columns);
        }
        if (rows > 0 && columns > 0 && start + (rows - 1L) * stride + columns > values.length) {
            throw new IllegalArgumentException(name + " is " + rows + " x " + columns + ", begins at " + start
                    + " with a stride of " + stride + " and ends behind its array of " + values.length + " numbers");
        }
        return new Slice(values, start, stride, 1);
    }

    Slice transposed() {
        return new Slice(values, start, right, down);
    }

    Slice transposedIf(boolean isTransposed) {
        return isTransposed ? transposed() : this;
    }

    /** Where an element lies. */
    int at(int row, int column) {
        return start + row * down + column * right;
    }

    /** Multiplies by a factor, or overwrites by zeros. */
    void scale(int rows, int columns, double factor) {
        for (int i = 0; i < rows && factor != 1; i++) {
            int from = at(i, 0);
            if (factor == 0) {
                Arrays.fill(values, from, from + columns, 0);
            } else {
                for (int j = from; j < from + columns; j++) {
                    values[j] *= factor;
                }
            }
        }
    }

    /** Copies a part of a row. */
    void read(int row, int column, double[] to, int count) {
        int from = at(row, column);
        if (right == 1) {
            System.arraycopy(values, from, to, 0, count);
        } else {
            for (int j = 0; j < count; j++) {
                to[j] = values[from + j * right];
            }
        }
    }

    /** Overwrites a part of a row. */
    void write(int row, int column, double[] from, int count) {
        int to = at(row, column);
        if (right == 1) {
            System.arraycopy(from, 0, values, to, count);
        } else {
            for (int j = 0; j < count; j++) {
                values[to + j * right] = from[j];
            }
        }
    }
}
