package org.sgdyn.sweep;

import java.util.ArrayList;
import java.util.List;
import org.sgdyn.experiment.ConfigNode;
import org.sgdyn.experiment.KeyPath;

/**
 * A direction of the grid.
 *
 * @param name what it is called
 * @param columns the columns of the table that tell where a point lies along it: the name, or, if every key has values of its own,
 *     the keys
 * @param keys the keys that move together; none if only formulas read the axis
 * @param values per position a value per column
 */
public record Axis(String name, List<String> columns, List<KeyPath> keys, List<List<ConfigNode>> values) {

    /** Copies the lists. */
    public Axis {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        values = values.stream().map(List::copyOf).toList();
    }

    /**
     * The number of positions.
     *
     * @return at least 1
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
        return values.stream()
                .allMatch(row -> row.get(0) instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Number);
    }

    /**
     * Where a position lies.
     *
     * @param position 0-based
     * @return the number in the first column, or the position itself where that holds other things
     */
    public double coordinate(int position) {
        return isNumeric()
                ? ((Number) ((ConfigNode.Scalar) values.get(position).get(0)).value()).doubleValue()
                : position;
    }

    /**
     * The table's cells at a position.
     *
     * @param position 0-based
     * @return per column a Double or a String
     */
    public List<Object> cells(int position) {
        List<Object> cells = new ArrayList<>();
        for (ConfigNode value : values.get(position)) {
            Object plain = value.plain();
            cells.add(plain instanceof Number number ? (Object) number.doubleValue() : String.valueOf(plain));
        }
        return cells;
    }

    /** The settings with this axis' keys at a position. */
    ConfigNode.Mapping apply(ConfigNode.Mapping settings, int position) {
        ConfigNode.Mapping changed = settings;
        for (int k = 0; k < keys.size(); k++) {
            changed = keys.get(k).set(changed, values.get(position).get(columns.size() == 1 ? 0 : k));
        }
        return changed;
    }

    /** The position in words: "alpha = 0.5". */
    String words(int position) {
        List<Object> cells = cells(position);
        List<String> words = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            words.add(columns.get(c) + " = " + cells.get(c));
        }
        return String.join(", ", words);
    }
}
