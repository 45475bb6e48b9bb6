package org.sgdyn.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.KeyPath;

/** A direction of the grid: where its positions lie and which keys they set. */
public final class Axis implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_SHOWN = 60;

    private final String name;
    private final List<String> columns;
    private final List<KeyPath> keys;
    private final List<List<ConfigNode>> values;
    private final boolean isNumeric;

    /**
     * A direction.
     *
     * @param name what it is called
     * @param columns the columns of the table that tell where a point lies along it
     * @param keys the keys that move together; none if only formulas read the axis
     * @param values per position a value per column
     */
    public Axis(String name, List<String> columns, List<KeyPath> keys, List<List<ConfigNode>> values) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.keys = List.copyOf(keys);
        this.values = values.stream().map(List::copyOf).toList();
        isNumeric = values.stream().allMatch(row -> row.get(0).plain() instanceof Number);
    }

    /**
     * What it is called.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * The columns of the table that tell where a point lies along it.
     *
     * @return the name, or, if every key has values of its own, the keys
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * The keys that move together.
     *
     * @return none if only formulas read the axis
     */
    public List<KeyPath> keys() {
        return keys;
    }

    /**
     * What the keys are set to.
     *
     * @return per position a value per column
     */
    public List<List<ConfigNode>> values() {
        return values;
    }

    /**
     * The number of positions.
     *
     * @return at least 1 in a sweep
     */
    public int size() {
        return values.size();
    }

    /**
     * Whether positions are numbers.
     *
     * @return true if the first column holds numbers only
     */
    public boolean isNumeric() {
        return isNumeric;
    }

    /**
     * Where a position lies.
     *
     * @param position 0-based
     * @return the number in the first column, or the position itself where that holds other things
     */
    public double coordinate(int position) {
        return isNumeric && values.get(position).get(0).plain() instanceof Number number
                ? number.doubleValue()
                : position;
    }

    /**
     * The table's cells at a position.
     *
     * @param position 0-based
     * @return per column a Double, or text as an experiment file would write the value on one line
     */
    public List<Object> cells(int position) {
        List<Object> cells = new ArrayList<>();
        for (ConfigNode value : values.get(position)) {
            Object plain = value.plain();
            cells.add(
                    plain instanceof Number number
                            ? (Object) number.doubleValue()
                            : plain instanceof String ? plain : value.flow());
        }
        return cells;
    }

    /** The same axis with its first position alone. */
    Axis start() {
        return new Axis(name, columns, keys, values.subList(0, 1));
    }

    /** What a key is set to at a position. */
    ConfigNode value(int key, int position) {
        return values.get(position).get(columns.size() == 1 ? 0 : key);
    }

    /** The position in words: "alpha = 0.5". */
    String words(int position) {
        List<Object> cells = cells(position);
        List<String> words = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            String cell = String.valueOf(cells.get(c));
            words.add(columns.get(c) + " = "
                    + (cell.length() > LONGEST_SHOWN ? cell.substring(0, LONGEST_SHOWN) + "..." : cell));
        }
        return String.join(", ", words);
    }
}
