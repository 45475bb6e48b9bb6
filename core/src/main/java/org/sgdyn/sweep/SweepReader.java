package org.sgdyn.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.settings.Problem;
import org.sgdyn.settings.Spacing;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.Range;
import org.sgdyn.sweep.Grid.Assignment;
import org.sgdyn.sweep.Measure.Source;
import org.sgdyn.sweep.Points.PlacedMeasure;

/**
 * Reads a sweep from a tree of settings, strictly: every problem of the tree, and of the experiment at any grid point, is found
 * and reported at once.
 */
public final class SweepReader {

    private static final String EXPERIMENT = "an experiment, or the name of one";

    static final Range POINTS = Range.closed(1, 100_000);

    private static final int MOST_POINTS = 1_000_000;

    private static final int MOST_DEFAULT_PANELS = 4;

    private static final String SIMULATED = "_simulation";

    private final Path directory;
    private final Catalog catalog;
    private final List<Problem> known;
    private final List<Problem> problems;
    private final List<KeyPath> unread = new ArrayList<>();
    private final NodeParameters top;

    private SweepReader(ConfigNode.Mapping root, Path directory, Catalog catalog, List<Problem> known) {
        this.directory = directory;
        this.catalog = catalog;
        this.known = known;
        problems = new ArrayList<>(known);
        top = NodeParameters.of(root, directory, catalog, problems);
    }

    /** What the source of a measure may be. */
    enum Of {
        THEORY,
        SIMULATION,
        BOTH
    }

    /**
     * Reads a sweep.
     *
     * @param root the settings, with the experiment itself in place of its name
     * @param directory what relative paths of data files refer to
     * @param catalog the known parts
     * @return the sweep, complete and checked
     * @throws InvalidExperimentException with everything that is wrong
     */
    public static Sweep read(ConfigNode.Mapping root, Path directory, Catalog catalog) {
        return read(root, directory, catalog, List.of());
    }

    /**
     * Reads a sweep whose experiment may have been sought in vain.
     *
     * @param root the settings, with the experiment itself in place of its name
     * @param directory what relative paths of data files refer to
     * @param catalog the known parts
     * @param known why there is no experiment, or not the wanted one; these problems are reported with those that are found here
     * @return the sweep, complete and checked
     * @throws InvalidExperimentException with everything that is wrong
     */
    public static Sweep read(ConfigNode.Mapping root, Path directory, Catalog catalog, List<Problem> known) {
        return new SweepReader(root, directory, catalog, known).read();
    }

    private Sweep read() {
        String name = top.required("name", "the sweep's name")
                .flatMap(child -> top.text("name", child))
                .orElse("");
        top.resolve("name", name);
        String description = top.child("description")
                .flatMap(child -> top.text("description", child))
                .orElse("");
        top.resolve("description", description);
        Optional<ConfigNode.Mapping> experiment = experiment();
        List<Axis> axes =
                items("grid", "a list of axes such as {key: learningRate.value, values: [0.5, 1]}", this::axis);
        List<Assignment> formulas = formulas(axes);
        List<PlacedMeasure> placed = new ArrayList<>();
        items("measure", "a list such as [{type: final, statistic: risk}]", this::measures)
                .forEach(placed::addAll);
        List<Measure> measures = placed.stream().map(PlacedMeasure::measure).toList();
        rejectTwins(axes, measures);
        rejectOverlaps(axes, formulas);
        SweepFigure figure = figure(axes, measures);
        Optional<Executor> executor = top.partOrDefault("executor", Executor.class, "local");
        top.reportUnknownKeys();
        Optional<Points> points = experiment.map(settings -> points(axes, formulas, settings, placed));
        if (!problems.isEmpty()) {
            throw new InvalidExperimentException(problems);
        }
        Map<String, Object> resolved = top.resolved();
        resolved.put("experiment", points.flatMap(Points::first).orElseThrow().resolved());
        return new Sweep(
                name,
                description,
                new Grid(axes, formulas, experiment.orElseThrow()),
                measures,
                executor.orElseThrow(),
                figure,
                directory,
                resolved,
                points.orElseThrow().digest());
    }

    /** The experiment; of a name that led nowhere everything is said already. */
    private Optional<ConfigNode.Mapping> experiment() {
        Optional<ConfigNode> node = top.required("experiment", EXPERIMENT);
        top.resolve("experiment", Map.of());
        Optional<ConfigNode.Mapping> experiment =
                node.filter(ConfigNode.Mapping.class::isInstance).map(ConfigNode.Mapping.class::cast);
        if (node.isPresent() && experiment.isEmpty() && known.isEmpty()) {
            top.problem(
                    node.get(),
                    "experiment",
                    "must be " + EXPERIMENT + ", not " + node.get().describe());
        }
        return experiment;
    }

    /** The objects of a required list. */
    private <T> List<T> items(String key, String what, Function<NodeParameters, Optional<? extends T>> reader) {
        top.required(key, what);
        return top.items(key, what, "an object", reader);
    }

    // --- the grid --------------------------------------------------------------------------------------------------

    private Optional<Axis> axis(NodeParameters axis) {
        List<String> keys = keys(axis);
        Optional<String> given = axis.child("name").flatMap(child -> axis.text("name", child));
        if (keys.isEmpty() && given.isEmpty()) {
            axis.required("key", "the key path that the axis sets; or a name, if formulas under set: read it");
        }
        String name = given.or(() -> keys.stream().findFirst()).orElse("");
        List<KeyPath> paths = new ArrayList<>();
        keys.forEach(key -> keyPath(axis.node(), axis.path("key"), key).ifPresent(paths::add));
        boolean hasValues = axis.has("values");
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
        ConfigNode child = axis.child("values").orElseThrow();
        if (!(child instanceof ConfigNode.Sequence list) || list.items().isEmpty()) {
            axis.problem(child, axis.path("values"), "must be a list of values, not " + child.describe());
            return List.of();
        }
        axis.resolve("values", list.plain());
        boolean zipped = keys > 1 && list.items().get(0) instanceof ConfigNode.Sequence;
        List<List<ConfigNode>> values = new ArrayList<>();
        for (int k = 0; k < list.items().size(); k++) {
            ConfigNode item = list.items().get(k);
            List<ConfigNode> row =
                    !zipped ? List.of(item) : item instanceof ConfigNode.Sequence each ? each.items() : List.of();
            if (zipped && row.size() != keys) {
                axis.problem(
                        item,
                        axis.path("values") + "[" + k + "]",
                        "must be a list of " + keys + " values, one per key, not " + item.describe()
                                + (row.isEmpty() ? "" : " of " + row.size()));
            } else {
                values.add(row);
            }
        }
        return values;
    }

    private List<List<ConfigNode>> range(NodeParameters axis) {
        if (!axis.has("from") && !axis.has("to") && !axis.has("points")) {
            axis.required("values", "a list of values, or from, to and points");
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
        return IntStream.range(0, points)
                .mapToObj(k -> Numbers.tidy(Numbers.between(from, to, points, k, spacing)))
                .map(value -> List.<ConfigNode>of(
                        new ConfigNode.Scalar(value, axis.node().location())))
                .toList();
    }

    private List<Assignment> formulas(List<Axis> axes) {
        List<Assignment> formulas = new ArrayList<>();
        Set<String> names =
                axes.stream().filter(Axis::isNumeric).map(Axis::name).collect(Collectors.toSet());
        top.child("set").ifPresent(child -> {
            if (!(child instanceof ConfigNode.Mapping mapping)) {
                top.problem(
                        child, "set", "must be an object {key.path: formula in axis names}, not " + child.describe());
                return;
            }
            mapping.entries().forEach((key, value) -> {
                String path = "set." + key;
                Object plain = value.plain();
                if (plain instanceof String || plain instanceof Number) {
                    formula(value, path, String.valueOf(plain), names, "numeric axis");
                } else {
                    top.problem(value, path, "must be a formula such as sqrt(1 - share), not " + value.describe());
                }
                keyPath(value, path, key)
                        .ifPresent(keyPath -> formulas.add(new Assignment(keyPath, String.valueOf(plain), value)));
            });
            top.resolve("set", child.plain());
        });
        return formulas;
    }

    /** Reads a formula and checks its names. */
    private Optional<Formula> formula(ConfigNode at, String path, String text, Set<String> names, String what) {
        try {
            Formula formula = Formula.of(text);
            for (String name : formula.names()) {
                if (!names.contains(name)) {
                    top.problem(at, path, "unknown " + what + " \"" + name + "\"; " + Names.advice(name, names));
                }
            }
            return Optional.of(formula);
        } catch (IllegalArgumentException e) {
            top.problem(at, path, e.getMessage());
            return Optional.empty();
        }
    }

    // --- measures --------------------------------------------------------------------------------------------------

    /** One measure, or two where theory and simulation are both wanted. */
    private Optional<List<PlacedMeasure>> measures(NodeParameters measure) {
        measure.required("type", "one of " + String.join(", ", NodeParameters.words(Kind.class)));
        Kind kind = measure.choice("type", Kind.class, Kind.FINAL);
        Optional<String> statistic = measure.required("statistic", "a column of theory.csv such as risk")
                .flatMap(child -> measure.text("statistic", child));
        Of of = measure.choice("of", Of.class, Of.THEORY);
        double level = kind.needsLevel() ? measure.number("level", Range.ANY) : Double.NaN;
        Optional<String> name = measure.child("name").flatMap(child -> measure.text("name", child));
        statistic.ifPresent(text -> measure.resolve("statistic", text));
        Optional<Formula> formula = statistic.flatMap(text -> {
            try {
                return Optional.of(Formula.of(text));
            } catch (IllegalArgumentException e) {
                measure.problem(measure.child("statistic").orElseThrow(), measure.path("statistic"), e.getMessage());
                return Optional.empty();
            }
        });
        return formula.map(curve -> {
            String word = measure.resolved().get("type").toString().replace('-', '_');
            String own = word + "_" + curve.toString().replaceAll("[^A-Za-z0-9]+", "_");
            // A column that nobody named says whose value it holds, alone or beside the theory's.
            String column = name.orElse(of == Of.SIMULATION ? own + SIMULATED : own);
            measure.resolve("name", column);
            List<PlacedMeasure> both = new ArrayList<>();
            if (of != Of.SIMULATION) {
                both.add(new PlacedMeasure(new Measure(column, kind, curve, Source.THEORY, level), measure));
            }
            if (of != Of.THEORY) {
                String simulated = of == Of.BOTH ? column + SIMULATED : column;
                both.add(new PlacedMeasure(new Measure(simulated, kind, curve, Source.SIMULATION, level), measure));
            }
            return both;
        });
    }

    private void rejectTwins(List<Axis> axes, List<Measure> measures) {
        Set<String> columns = new HashSet<>();
        axes.forEach(axis -> axis.columns().forEach(column -> rejectTwin("grid", column, columns)));
        measures.forEach(measure -> rejectTwin("measure", measure.name(), columns));
    }

    private void rejectTwin(String key, String column, Set<String> columns) {
        if (!columns.add(column)) {
            top.problem(
                    top.child(key).orElse(top.node()),
                    key,
                    "two columns of the table are called \"" + column + "\"; give one a name of its own");
        }
    }

    /** Of two values for one key the later would win without a word. */
    private void rejectOverlaps(List<Axis> axes, List<Assignment> formulas) {
        List<KeyPath> taken = new ArrayList<>();
        axes.forEach(axis -> axis.keys().forEach(key -> rejectOverlap("grid", key, taken)));
        formulas.forEach(formula -> rejectOverlap("set", formula.key(), taken));
    }

    private void rejectOverlap(String key, KeyPath path, List<KeyPath> taken) {
        taken.stream()
                .filter(path::overlaps)
                .findFirst()
                .ifPresent(other -> top.problem(
                        top.child(key).orElse(top.node()),
                        key,
                        "sets " + path + " beside " + other + ", of which one would be lost; set each key once"));
        taken.add(path);
    }

    // --- the figure ------------------------------------------------------------------------------------------------

    private SweepFigure figure(List<Axis> axes, List<Measure> measures) {
        List<String> names = measures.stream().map(Measure::name).toList();
        List<String> first = names.stream().limit(MOST_DEFAULT_PANELS).toList();
        return top.object("figure", "an object")
                .map(figure -> figure(figure, axes, names, first))
                .orElseGet(() -> new SweepFigure(first, Optional.empty(), Optional.empty()));
    }

    private SweepFigure figure(NodeParameters figure, List<Axis> axes, List<String> names, List<String> first) {
        List<String> shown = new ArrayList<>();
        figure.child("measures").ifPresent(list -> {
            if (!(list instanceof ConfigNode.Sequence items)) {
                figure.problem(list, "figure.measures", "must be a list of measures' names, not " + list.describe());
                return;
            }
            items.items().forEach(item -> known(figure, "measures", item, names).ifPresent(shown::add));
        });
        Optional<SweepFigure.Boundary> boundary =
                figure.object("boundary", "an object").flatMap(each -> boundary(each, axes));
        Optional<SweepFigure.Contour> contour = figure.object("contour", "an object")
                .flatMap(each -> {
                    Optional<String> name = each.required("measure", "the name of a measure")
                            .flatMap(node -> known(each, "measure", node, names));
                    double level = each.number("level", Range.ANY);
                    each.reportUnknownKeys();
                    return name.map(known -> new SweepFigure.Contour(known, level));
                });
        figure.reportUnknownKeys();
        top.resolve("figure", figure.node().plain());
        return new SweepFigure(shown.isEmpty() ? first : shown, boundary, contour);
    }

    private static Optional<String> known(NodeParameters parameters, String key, ConfigNode node, List<String> names) {
        return parameters.text(key, node).filter(name -> {
            if (!names.contains(name)) {
                parameters.problem(
                        node, parameters.path(key), "unknown measure \"" + name + "\"; " + Names.advice(name, names));
            }
            return names.contains(name);
        });
    }

    private Optional<SweepFigure.Boundary> boundary(NodeParameters boundary, List<Axis> axes) {
        List<String> names = axes.stream().map(Axis::name).toList();
        Optional<ConfigNode> axisNode = boundary.required("axis", "the name of the axis that the formula gives");
        Optional<String> axis = axisNode.flatMap(node -> boundary.text("axis", node));
        Optional<ConfigNode> formulaNode = boundary.required("formula", "a formula in the other axis' name");
        Optional<String> text = formulaNode.map(node -> String.valueOf(node.plain()));
        boundary.reportUnknownKeys();
        axis.filter(name -> !names.contains(name))
                .ifPresent(name -> boundary.problem(
                        axisNode.orElseThrow(),
                        boundary.path("axis"),
                        "unknown axis \"" + name + "\"; " + Names.advice(name, names)));
        text.ifPresent(given ->
                formula(formulaNode.orElseThrow(), boundary.path("formula"), given, Set.copyOf(names), "axis"));
        return axis.flatMap(name -> text.map(given -> new SweepFigure.Boundary(name, given)));
    }

    // --- the points ------------------------------------------------------------------------------------------------

    /** The experiments of as many points as there are known values for; at the first one alone where there are too many. */
    private Points points(
            List<Axis> axes, List<Assignment> formulas, ConfigNode.Mapping experiment, List<PlacedMeasure> measures) {
        List<Axis> readable = axes.stream().filter(axis -> axis.size() > 0).toList();
        double count = readable.stream().mapToDouble(Axis::size).reduce(1, (a, b) -> a * b);
        if (count > MOST_POINTS) {
            top.problem(
                    top.child("grid").orElseThrow(),
                    "grid",
                    "has " + (long) count + " points; the most are " + MOST_POINTS);
            readable = readable.stream().map(Axis::start).toList();
        }
        Set<String> names = readable.stream().map(Axis::name).collect(Collectors.toSet());
        Map<Boolean, List<Assignment>> byUse =
                formulas.stream().collect(Collectors.partitioningBy(each -> isComputable(each, names)));
        byUse.get(false).forEach(each -> unread.add(each.key()));
        Points points =
                Points.of(new Grid(readable, byUse.get(true), experiment), measures, unread, directory, catalog);
        problems.addAll(points.problems());
        return points;
    }

    private static boolean isComputable(Assignment assignment, Set<String> axes) {
        try {
            return axes.containsAll(Formula.of(assignment.formula()).names());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
