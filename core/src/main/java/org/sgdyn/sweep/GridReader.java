package org.sgdyn.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.settings.Location;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.settings.Spacing;
import org.sgdyn.spi.Range;
import org.sgdyn.sweep.Grid.Assignment;

/** Reads the grid of a sweep: its axes, and the formulas by which further keys follow from them. */
final class GridReader {

    private static final String GRID = "grid";
    private static final String SET = "set";
    private static final String REFINE = "refine";
    private static final String AXES = "a list of axes such as {key: learningRate.value, values: [0.5, 1]}";
    private static final String VALUES = "values";

    /** How often a cell may be halved. */
    static final Range LEVELS = Range.closed(1, 16);

    /** How many points an axis may have. */
    static final Range POINTS = Range.closed(1, 100_000);

    private final NodeParameters top;
    private final List<Axis> axes;
    private final List<Assignment> formulas = new ArrayList<>();
    private final List<KeyPath> unread = new ArrayList<>();
    private final Map<String, Boolean> refined = new HashMap<>();
    private Optional<NodeParameters> mapping = Optional.empty();
    private Optional<NodeParameters> refine = Optional.empty();
    private int levels;
    private double tolerance;
    private String measure = "";

    private GridReader(NodeParameters top) {
        this.top = top;
        top.required(GRID, "a list of axes");
        if (top.child(GRID).orElse(null) instanceof ConfigNode.Mapping) {
            NodeParameters grid = top.object(GRID, AXES).orElseThrow();
            top.resolve(GRID, Map.of());
            mapping = Optional.of(grid);
            refine = grid.object(REFINE, "an object {measure: NAME, tolerance: 0.1, levels: 4}");
            levels = refine.map(parameters -> parameters.integer("levels", LEVELS))
                    .orElse(0);
            grid.required("axes", AXES);
            axes = grid.items("axes", AXES, "an object", this::axis);
            grid.reportUnknownKeys();
        } else {
            axes = top.items(GRID, AXES, "an object", this::axis);
        }
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

    /** How many points are computed in any case, of so many at most. */
    double coarse(double finest) {
        double coarse = finest;
        for (Axis axis : axes) {
            if (refined.getOrDefault(axis.name(), false) && axis.size() > 0) {
                coarse = coarse / axis.size() * ((axis.size() - 1) / (1 << levels) + 1);
            }
        }
        return coarse;
    }

    /** How points are added, if they are and all of that could be read. */
    Optional<Refinement> refinement() {
        return refine.filter(parameters -> tolerance > 0 && levels > 0)
                .map(parameters -> new Refinement(
                        measure,
                        tolerance,
                        levels,
                        axes.stream()
                                .map(axis -> refined.getOrDefault(axis.name(), false))
                                .toList()));
    }

    /** Reads what is refined by, once the measures are known. */
    void checkRefinement(List<String> measures) {
        refine.ifPresent(parameters -> {
            tolerance = parameters.number("tolerance", Range.POSITIVE);
            parameters.required("measure", "the name of a measure");
            measure = parameters
                    .child("measure")
                    .flatMap(child -> parameters.text("measure", child))
                    .orElse("");
            if (!measure.isEmpty() && !measures.contains(measure)) {
                parameters.problem(
                        parameters.child("measure").orElseThrow(),
                        parameters.path("measure"),
                        "there is no measure \"" + measure + "\"; " + Names.advice(measure, measures));
            }
            parameters.resolve("measure", measure);
            parameters.reportUnknownKeys();
            if (!axes.isEmpty() && unread.isEmpty() && !refined.containsValue(true)) {
                top.problem(
                        GRID,
                        "refine halves axes that go from one number to another in two points or more, and there is none");
            }
        });
        mapping.ifPresent(grid -> {
            refine.ifPresent(parameters -> grid.resolve(REFINE, parameters.resolved()));
            top.resolve(GRID, grid.resolved());
        });
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
        List<Key> given = keys(axis);
        List<String> keys = given.stream().map(Key::text).toList();
        Optional<String> named = axis.child("name").flatMap(child -> axis.text("name", child));
        if (keys.isEmpty() && named.isEmpty()) {
            axis.required("key", "the key path that the axis sets; or a name, if formulas under set: read it");
        }
        String name = named.or(() -> keys.stream().findFirst()).orElse("");
        List<KeyPath> paths = new ArrayList<>();
        given.forEach(key -> keyPath(key.place(), axis.path("key"), key.text()).ifPresent(paths::add));
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
        List<List<ConfigNode>> values = hasValues ? values(axis, keys.size()) : range(axis, name);
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

    /** A key path where it is written, be that in the file or on the command line. */
    private record Key(ConfigNode place, String text) {}

    private static List<Key> keys(NodeParameters axis) {
        List<Key> keys = new ArrayList<>();
        axis.child("key").ifPresent(child -> axis.text("key", child).ifPresent(text -> keys.add(new Key(child, text))));
        axis.child("keys").ifPresent(child -> {
            if (!(child instanceof ConfigNode.Sequence list) || list.items().isEmpty()) {
                axis.problem(child, axis.path("keys"), "must be a list of key paths, not " + child.describe());
            } else if (axis.has("key")) {
                axis.problem(child, axis.path("keys"), "stands beside key; remove one of the two");
            } else {
                list.items().forEach(item -> axis.text("keys", item).ifPresent(text -> keys.add(new Key(item, text))));
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

    private List<List<ConfigNode>> range(NodeParameters axis, String name) {
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
        long finest = points == 1 ? 1 : (points - 1L) * (1 << levels) + 1;
        if (!POINTS.contains((double) finest)) {
            axis.problem(
                    "points",
                    "with " + levels + " levels gives " + finest + " positions; the most are " + (int) POINTS.high());
            return List.of();
        }
        int fine = (int) finest;
        Location place = rangePlace(axis);
        List<List<ConfigNode>> values = IntStream.range(0, fine)
                .mapToObj(k -> Numbers.tidy(Numbers.between(from, to, fine, k, spacing)))
                .map(value -> List.<ConfigNode>of(new ConfigNode.Scalar(value, place)))
                .toList();
        refined.put(name, levels > 0 && points > 1);
        if (points > 1 && values.get(0).get(0).equals(values.get(1).get(0))) {
            axis.problem("points", "numbers cannot tell " + fine + " points from " + from + " to " + to + " apart");
            return List.of();
        }
        return values;
    }

    /** Where the numbers of a range are written: at the axis, unless one of its ends comes from elsewhere, as from the command line. */
    private static Location rangePlace(NodeParameters axis) {
        Location whole = axis.node().location();
        return Stream.of("from", "to")
                .flatMap(end -> axis.child(end).stream())
                .map(ConfigNode::location)
                .filter(end -> !end.source().equals(whole.source()))
                .findFirst()
                .orElse(whole);
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
