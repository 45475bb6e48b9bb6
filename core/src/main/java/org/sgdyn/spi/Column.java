package org.sgdyn.spi;

import java.util.OptionalInt;

/**
 * A column of results: its name in tables, and what pictures need to know of it.
 *
 * <pre>{@code
 * Column.of("angle_1").labelled("angle with class 1").ofClass(1).linear()
 * }</pre>
 *
 * @since 0.2
 */
public final class Column {

    private final String name;
    private final String label;
    private final int classNumber;
    private final Scale scale;

    /** How an axis of the column is divided. */
    public enum Scale {
        /** By powers of ten where the numbers are positive and span many, else evenly. */
        AUTOMATIC,
        /** Evenly, since differences count and not ratios. */
        LINEAR
    }

    private Column(String name, String label, int classNumber, Scale scale) {
        this.name = name;
        this.label = label;
        this.classNumber = classNumber;
        this.scale = scale;
    }

    /**
     * A column.
     *
     * @param name its name in tables, unique among all statistics of a run
     * @return the column, to be read by its name, of no class, on an axis that suits its numbers
     */
    public static Column of(String name) {
        return new Column(name, "", 0, Scale.AUTOMATIC);
    }

    /**
     * The column with a label for axes.
     *
     * @param text such as "norm of the gradient", in mathematical notation where that is shorter
     * @return the column with it
     */
    public Column labelled(String text) {
        return new Column(name, text, classNumber, scale);
    }

    /**
     * The column as one of a class.
     *
     * @param number the class, 1-based
     * @return the column of that class
     */
    public Column ofClass(int number) {
        return new Column(name, label, number, scale);
    }

    /**
     * The column on an even axis.
     *
     * @return the column with {@link Scale#LINEAR}
     */
    public Column linear() {
        return new Column(name, label, classNumber, Scale.LINEAR);
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
     * The label of axes.
     *
     * @return the label; empty if the name is to be read
     */
    public String label() {
        return label;
    }

    /**
     * The class that it belongs to.
     *
     * @return the class, 1-based; empty if it belongs to none
     */
    public OptionalInt classNumber() {
        return classNumber == 0 ? OptionalInt.empty() : OptionalInt.of(classNumber);
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
