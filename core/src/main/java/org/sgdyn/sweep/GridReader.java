package org.sgdyn.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.settings.Spacing;
import org.sgdyn.spi.Range;
import org.sgdyn.sweep.Grid.Assignment;

/** Reads the grid of a sweep: its axes, and the formulas by which further keys follow from them. */
final class GridReader {

    private static final String GRID = "grid";
    private static final String SET = "set";
    private static final String VALUES = "values";

    /** How many points an axis may have. */
    static final Range POINTS = Range.closed(1, 100_000);

    private final NodeParameters top;
    private final List<Axis> axes;
    private final List<Assignment> formulas = new ArrayList<>();
    private final List<KeyPath> unread = new ArrayList<>();

    private GridReader(NodeParameters top) {
        this.top = top;
        top.required(GRID, "a list of axes");
        axes = top.items(
                GRID, "a list of axes such as {key: learningRate.value, values: [0.5, 1]}", "an object", this::axis);
        top.child(SET).ifPresent(this::readFormulas);
        rejectOverlaps();
    }

    /** Reads the grid. */
    static GridReader read(NodeParameters top) {
        return new GridReader(top);
    }

    /** The axes; those whose values could not be read have none. */
    List<Axis> axes() {
        return axes;
    }

    /** The formulas that could be read. */
    List<Assignment> formulas() {
        return formulas;
    }

    /** The keys of which it is not known to what they are set. */
    List<KeyPath> unread() {
        return unread;
    }

    private Optional<Axis> axis(NodeParameters axis) {
        List<String> keys = keys(axis);
        Optional<String> given = axis.child("name").flatMap(child -> axis.text("name", child));
        if (keys.isEmpty() && given.isEmpty()) {
            axis.required("key", "the key path that the axis sets; or a name, if formulas under set: read it");
        }
        String name = given.or(() -> keys.stream().findFirst()).orElse("");
        List<KeyPath> paths = new ArrayList<>();
        keys.forEach(key -> keyPath(axis.node(), axis.path("key"), key).ifPresent(paths::add));
        boolean hasValues = axis.has(VALUES);
        for (String other : List.of("from", "to", "points", "spacing")) {
            if (hasValues && axis.has(other)) {
                axis.problem(
                        axis.child(other).orElseThrow(),
                        axis.path(other),
                        "stands beside values; remove one of the two");
            }
        }
        axis.resolve("name", name);
        if (!keys.isEmpty()) {
            axis.resolve("keys", keys);
        }
        List<List<ConfigNode>> values = hasValues ? values(axis, keys.size()) : range(axis);
        boolean isZipped = !values.isEmpty() && values.get(0).size() > 1;
        // Without all its keys nothing can be set; the name is known in any case.
        List<List<ConfigNode>> usable = paths.size() < keys.size() ? List.of() : values;
        if (usable.isEmpty()) {
            unread.addAll(paths);
        }
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis(name, isZipped ? keys : List.of(name), paths, usable));
    }

    private static List<String> keys(NodeParameters axis) {
        List<String> keys = new ArrayList<>();
        axis.child("key").flatMap(child -> axis.text("key", child)).ifPresent(keys::add);
        axis.child("keys").ifPresent(child -> {
            if (!(child instanceof ConfigNode.Sequence list) || list.items().isEmpty()) {
                axis.problem(child, axis.path("keys"), "must be a list of key paths, not " + child.describe());
            } else if (axis.has("key")) {
                axis.problem(child, axis.path("keys"), "stands beside key; remove one of the two");
            } else {
                list.items().forEach(item -> axis.text("keys", item).ifPresent(keys::add));
            }
        });
        return keys;
    }

    private Optional<KeyPath> keyPath(ConfigNode at, String path, String key) {
        try {
            return Optional.of(KeyPath.of(key, at.location()));
        } catch (InvalidExperimentException e) {
            e.problems().forEach(problem -> top.problem(at, path, "\"" + key + "\" is none: " + problem.message()));
            return Optional.empty();
        }
    }

    /** A value for all keys, or a list of one for each. */
    private static List<List<ConfigNode>> values(NodeParameters axis, int keys) {
        ConfigNode child = axis.child(VALUES).orElseThrow();
        if (!(child instanceof ConfigNode.Sequence list) || list.items().isEmpty()) {
            axis.problem(child, axis.path(VALUES), "must be a list of values, not " + child.describe());
            return List.of();
        }
        axis.resolve(VALUES, list.plain());
        boolean zipped = keys > 1 && list.items().get(0) instanceof ConfigNode.Sequence;
        List<List<ConfigNode>> values = new ArrayList<>();
        for (int k = 0; k < list.items().size(); k++) {
            ConfigNode item = list.items().get(k);
            List<ConfigNode> row =
                    !zipped ? List.of(item) : item instanceof ConfigNode.Sequence each ? each.items() : List.of();
            if (zipped && row.size() != keys) {
                axis.problem(
                        item,
                        axis.path(VALUES) + "[" + k + "]",
                        "must be a list of " + keys + " values, one per key, not " + item.describe()
                                + (row.isEmpty() ? "" : " of " + row.size()));
            } else {
                values.add(row);
            }
        }
        for (int k = 1; k < values.size(); k++) {
            int twin = first(values, values.get(k));
            if (twin < k) {
                axis.problem(
                        list.items().get(k),
                        axis.path(VALUES) + "[" + k + "]",
                        "is " + list.items().get(k).flow() + ", as " + VALUES + "[" + twin
                                + "] is already; give each value once");
                return List.of();
            }
        }
        return values;
    }

    private List<List<ConfigNode>> range(NodeParameters axis) {
        if (!axis.has("from") && !axis.has("to") && !axis.has("points")) {
            axis.required(VALUES, "a list of values, or from, to and points");
            return List.of();
        }
        int before = top.problems();
        Spacing spacing = axis.choice("spacing", Spacing.class, Spacing.LINEAR);
        Range range = spacing == Spacing.LOG ? Range.POSITIVE : Range.ANY;
        double from = axis.number("from", range);
        double to = axis.number("to", range);
        int points = axis.integer("points", POINTS);
        if (top.problems() > before) {
            return List.of();
        }
        List<List<ConfigNode>> values = IntStream.range(0, points)
                .mapToObj(k -> Numbers.tidy(Numbers.between(from, to, points, k, spacing)))
                .map(value -> List.<ConfigNode>of(
                        new ConfigNode.Scalar(value, axis.node().location())))
                .toList();
        if (points > 1 && values.get(0).get(0).equals(values.get(1).get(0))) {
            axis.problem("points", "numbers cannot tell " + points + " points from " + from + " to " + to + " apart");
            return List.of();
        }
        return values;
    }

    /** The first row of the same values; numbers are the same however they are written. */
    private static int first(List<List<ConfigNode>> rows, List<ConfigNode> row) {
        List<Object> wanted = plain(row);
        int k = 0;
        while (!plain(rows.get(k)).equals(wanted)) {
            k++;
        }
        return k;
    }

    private static List<Object> plain(List<ConfigNode> row) {
        return row.stream()
                .map(node -> node.plain() instanceof Number number ? (Object) number.doubleValue() : node.flow())
                .toList();
    }

    private void readFormulas(ConfigNode child) {
        if (!(child instanceof ConfigNode.Mapping mapping)) {
            top.problem(SET, "must be an object {key.path: formula in axis names}, not " + child.describe());
            return;
        }
        Set<String> names =
                axes.stream().filter(Axis::isNumeric).map(Axis::name).collect(Collectors.toSet());
        mapping.entries().forEach((key, value) -> {
            String path = top.path(SET) + "." + key;
            Object plain = value.plain();
            boolean isText = plain instanceof String || plain instanceof Number;
            Optional<Formula> formula = isText
                    ? Formula.read(top, value, path, String.valueOf(plain), names, "numeric axis")
                    : Optional.empty();
            if (!isText) {
                top.problem(value, path, "must be a formula such as sqrt(1 - share), not " + value.describe());
            }
            keyPath(value, path, key).ifPresent(at -> {
                formula.ifPresent(known -> formulas.add(new Assignment(at, known, value)));
                if (formula.isEmpty()) {
                    unread.add(at);
                }
            });
        });
        top.resolve(SET, mapping.plain());
    }

    /** Of two values for one key the later would win without a word. */
    private void rejectOverlaps() {
        List<KeyPath> taken = new ArrayList<>();
        axes.forEach(axis -> axis.keys().forEach(key -> rejectOverlap(GRID, key, taken)));
        formulas.forEach(formula -> rejectOverlap(SET, formula.key(), taken));
    }

    private void rejectOverlap(String key, KeyPath path, List<KeyPath> taken) {
        taken.stream()
                .filter(path::overlaps)
                .findFirst()
                .ifPresent(other -> top.problem(
                        key, "sets " + path + " beside " + other + ", of which one would be lost; set each key once"));
        taken.add(path);
    }
}
