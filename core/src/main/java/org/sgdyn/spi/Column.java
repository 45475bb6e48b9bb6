package org.sgdyn.spi;

import java.util.OptionalInt;

/**
 * A column of results: its name in tables, and what pictures and comparisons need to know of it.
 *
 * <pre>{@code
 * Column.of("angle_1").ofQuantity("angle").ofClass(1).labelled("angle with class 1").inUnits("degrees").linear()
 * }</pre>
 *
 * @since 0.2
 */
public final class Column {

    private final String name;
    private final String quantity;
    private final int classNumber;
    private final int output;
    private final String label;
    private final String unit;
    private final Scale scale;

    /** How an axis of the column is divided. */
    public enum Scale {
        /** By powers of ten where the numbers are positive and span many, else evenly. */
        AUTOMATIC,
        /** Evenly, since differences count and not ratios. */
        LINEAR
    }

    private Column(String name, String quantity, int classNumber, int output, String label, String unit, Scale scale) {
        this.name = name;
        this.quantity = quantity;
        this.classNumber = classNumber;
        this.output = output;
        this.label = label;
        this.unit = unit;
        this.scale = scale;
    }

    /**
     * A column.
     *
     * @param name its name in tables, unique among all statistics of a run
     * @return the column, of a quantity of its own name and of no class or output, to be read by its name, on an axis that suits its
     *     numbers
     */
    public static Column of(String name) {
        return new Column(name, name, 0, 0, "", "", Scale.AUTOMATIC);
    }

    /**
     * The column as one of several that measure the same of different things.
     *
     * @param what the quantity, such as "angle"
     * @return the column with it
     */
    public Column ofQuantity(String what) {
        return new Column(name, what, classNumber, output, label, unit, scale);
    }

    /**
     * The column as one of a class.
     *
     * @param number the class, 1-based
     * @return the column of that class
     */
    public Column ofClass(int number) {
        return new Column(name, quantity, number, output, label, unit, scale);
    }

    /**
     * The column as one of an output.
     *
     * @param number the output of the loss, 1-based
     * @return the column of that output
     */
    public Column ofOutput(int number) {
        return new Column(name, quantity, classNumber, number, label, unit, scale);
    }

    /**
     * The column with a label for axes.
     *
     * @param text such as "norm of the gradient", in mathematical notation where that is shorter
     * @return the column with it
     */
    public Column labelled(String text) {
        return new Column(name, quantity, classNumber, output, text, unit, scale);
    }

    /**
     * The column with a unit, which axes show behind its label.
     *
     * @param text such as "bits" or "degrees"
     * @return the column with it
     */
    public Column inUnits(String text) {
        return new Column(name, quantity, classNumber, output, label, text, scale);
    }

    /**
     * The column on an even axis.
     *
     * @return the column with {@link Scale#LINEAR}
     */
    public Column linear() {
        return new Column(name, quantity, classNumber, output, label, unit, Scale.LINEAR);
    }

    /**
     * The name in tables.
     *
     * @return such as {@code angle_1}
     */
    public String name() {
        return name;
    }

    /**
     * What it measures, whichever class and output it belongs to.
     *
     * @return such as {@code angle}; the name unless it was told
     */
    public String quantity() {
        return quantity;
    }

    /**
     * The class that it belongs to.
     *
     * @return the class, 1-based; empty if it belongs to none
     */
    public OptionalInt classNumber() {
        return numberOrNone(classNumber);
    }

    /**
     * The output that it belongs to.
     *
     * @return the output, 1-based; empty if it belongs to none, or there is but one
     */
    public OptionalInt output() {
        return numberOrNone(output);
    }

    private static OptionalInt numberOrNone(int number) {
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /**
     * The label of axes.
     *
     * @return the label; empty if the name is to be read
     */
    public String label() {
        return label;
    }

    /**
     * The unit.
     *
     * @return the unit; empty for a bare number
     */
    public String unit() {
        return unit;
    }

    /**
     * How an axis is divided.
     *
     * @return the scale
     */
    public Scale scale() {
        return scale;
    }

    @Override
    public String toString() {
        return name;
    }
}
