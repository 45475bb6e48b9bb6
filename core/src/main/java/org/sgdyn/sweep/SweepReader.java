package org.sgdyn.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgdyn.experiment.Catalog;
import org.sgdyn.experiment.ConfigNode;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.experiment.InvalidExperimentException;
import org.sgdyn.experiment.KeyPath;
import org.sgdyn.experiment.Names;
import org.sgdyn.experiment.NodeParameters;
import org.sgdyn.experiment.Problem;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.Range;
import org.sgdyn.sweep.Measure.Source;
import org.sgdyn.sweep.Sweep.Assignment;

/**
 * Reads a sweep from a tree of settings, strictly: every problem of the tree, and of the experiment at any grid point, is found
 * and reported at once.
 */
public final class SweepReader {

    private static final String TYPE = "type";

    private static final Range POINTS = Range.closed(1, 100_000);

    private static final int MOST_POINTS = 1_000_000;

    private static final int MOST_DEFAULT_PANELS = 4;

    private static final String SIMULATED = "_simulation";

    private final Path directory;
    private final Catalog catalog;
    private final List<Problem> problems = new ArrayList<>();
    private final NodeParameters top;

    private SweepReader(ConfigNode.Mapping root, Path directory, Catalog catalog) {
        this.directory = directory;
        this.catalog = catalog;
        top = NodeParameters.of(root, directory, catalog, problems);
    }

    /** What the source of a measure may be. */
    enum Of {
        THEORY,
        SIMULATION,
        BOTH
    }

    enum Spacing {
        LINEAR,
        LOG
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
        return new SweepReader(root, directory, catalog).read();
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
        Optional<ConfigNode.Mapping> experiment =
                top.required("experiment", "an experiment, or the name of one").flatMap(this::experiment);
        List<Axis> axes =
                items("grid", "a list of axes such as {key: learningRate.value, values: [0.5, 1]}", this::axis);
        List<Assignment> formulas = formulas(axes);
        List<Measure> measures = new ArrayList<>();
        items("measure", "a list such as [{type: final, statistic: risk}]", this::measures)
                .forEach(measures::addAll);
        rejectTwins(axes, measures);
        rejectOverlaps(axes, formulas);
        Optional<Executor> executor = top.optionalPart("executor", Optional.of(executorNode()), Executor.class);
        SweepFigure figure = figure(axes, measures);
        top.reportUnknownKeys();
        stopAtProblems();
        Sweep sweep = new Sweep(
                name,
                description,
                axes,
                formulas,
                List.copyOf(measures),
                executor.orElseThrow(),
                figure,
                experiment.orElseThrow(),
                directory,
                top.resolved(),
                "");
        String digest = checkPoints(sweep);
        return new Sweep(
                name,
                description,
                axes,
                formulas,
                sweep.measures(),
                sweep.executor(),
                figure,
                sweep.experiment(),
                directory,
                top.resolved(),
                digest);
    }

    /** The executor's settings; parameters alone are those of the default. */
    private ConfigNode executorNode() {
        ConfigNode given = top.child("executor")
                .orElseGet(() ->
                        new ConfigNode.Mapping(Map.of(), Map.of(), top.node().location()));
        if (!(given instanceof ConfigNode.Mapping mapping) || mapping.entries().containsKey(TYPE)) {
            return given;
        }
        Map<String, ConfigNode> entries = new LinkedHashMap<>(mapping.entries());
        entries.put(TYPE, new ConfigNode.Scalar("local", mapping.location()));
        return new ConfigNode.Mapping(entries, mapping.keyLocations(), mapping.location());
    }

    private void stopAtProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidExperimentException(problems);
        }
    }

    private Optional<ConfigNode.Mapping> experiment(ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping) {
            return Optional.of(mapping);
        }
        top.problem(node, "experiment", "must be an experiment, or the name of one, not " + node.describe());
        return Optional.empty();
    }

    /** The objects of a required list, each read by its own parameters. */
    private <T> List<T> items(String key, String what, Function<NodeParameters, Optional<T>> reader) {
        List<T> items = new ArrayList<>();
        List<Object> settings = new ArrayList<>();
        top.required(key, what).ifPresent(child -> {
            if (!(child instanceof ConfigNode.Sequence list) || list.items().isEmpty()) {
                top.problem(child, key, "must be " + what + ", not " + child.describe());
                return;
            }
            for (int k = 0; k < list.items().size(); k++) {
                String path = key + "[" + k + "]";
                if (list.items().get(k) instanceof ConfigNode.Mapping mapping) {
                    NodeParameters parameters = top.below(mapping, path);
                    reader.apply(parameters).ifPresent(items::add);
                    parameters.reportUnknownKeys();
                    settings.add(parameters.resolved());
                } else {
                    top.problem(
                            list.items().get(k),
                            path,
                            "must be an object, not " + list.items().get(k).describe());
                }
            }
        });
        top.resolve(key, settings);
        return items;
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
        keys.forEach(key -> keyPath(axis, key).ifPresent(paths::add));
        boolean hasValues = axis.has("values");
        for (String other : List.of("from", "to", "points", "spacing")) {
            if (hasValues && axis.has(other)) {
                axis.problem(
                        axis.child(other).orElseThrow(),
                        axis.path(other),
                        "stands beside values; remove one of the two");
            }
        }
        List<List<ConfigNode>> values = hasValues ? values(axis, keys.size()) : range(axis);
        axis.resolve("name", name);
        axis.resolve("keys", keys);
        axis.resolve(
                "values",
                values.stream()
                        .map(row -> row.size() == 1
                                ? row.get(0).plain()
                                : row.stream().map(ConfigNode::plain).toList())
                        .toList());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Axis(name, values.get(0).size() == 1 ? List.of(name) : keys, paths, values));
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

    private Optional<KeyPath> keyPath(NodeParameters parameters, String key) {
        ConfigNode at =
                parameters.child("keys").or(() -> parameters.child("key")).orElse(parameters.node());
        try {
            return Optional.of(KeyPath.of(key, at.location()));
        } catch (InvalidExperimentException e) {
            problems.addAll(e.problems());
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

    private static List<List<ConfigNode>> range(NodeParameters axis) {
        if (!axis.has("from") && !axis.has("to") && !axis.has("points")) {
            axis.required("values", "a list of values, or from, to and points");
            return List.of();
        }
        boolean log = axis.choice("spacing", Spacing.class, Spacing.LINEAR) == Spacing.LOG;
        Range range = log ? Range.POSITIVE : Range.ANY;
        double from = axis.number("from", range);
        double to = axis.number("to", range);
        int points = axis.requiredInteger("points", POINTS);
        return IntStream.range(0, points)
                .mapToObj(k -> Numbers.tidy(Numbers.between(from, to, points, k, log)))
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
                if (!(plain instanceof String || plain instanceof Number)) {
                    top.problem(value, path, "must be a formula such as sqrt(1 - share), not " + value.describe());
                    return;
                }
                String text = String.valueOf(plain);
                formula(value, path, text, names, "numeric axis");
                try {
                    formulas.add(new Assignment(
                            KeyPath.of(key, mapping.keyLocations().getOrDefault(key, value.location())), text, value));
                } catch (InvalidExperimentException e) {
                    problems.addAll(e.problems());
                }
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
    private Optional<List<Measure>> measures(NodeParameters measure) {
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
            List<Measure> both = new ArrayList<>();
            if (of != Of.SIMULATION) {
                both.add(new Measure(column, kind, curve, Source.THEORY, level));
            }
            if (of != Of.THEORY) {
                both.add(new Measure(
                        of == Of.BOTH ? column + SIMULATED : column, kind, curve, Source.SIMULATION, level));
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
        Optional<ConfigNode> child = top.child("figure");
        if (child.isPresent() && !(child.get() instanceof ConfigNode.Mapping)) {
            top.problem(
                    child.get(),
                    "figure",
                    "must be an object, not " + child.get().describe());
        }
        if (!(child.orElse(null) instanceof ConfigNode.Mapping mapping)) {
            return new SweepFigure(
                    names.stream().limit(MOST_DEFAULT_PANELS).toList(), Optional.empty(), Optional.empty());
        }
        NodeParameters figure = top.below(mapping, "figure");
        List<String> shown = new ArrayList<>();
        figure.child("measures").ifPresent(list -> {
            if (!(list instanceof ConfigNode.Sequence items)) {
                figure.problem(list, "figure.measures", "must be a list of measures' names, not " + list.describe());
                return;
            }
            items.items().forEach(item -> known(figure, "measures", item, names).ifPresent(shown::add));
        });
        Optional<SweepFigure.Boundary> boundary = object(figure, "boundary").flatMap(each -> boundary(each, axes));
        Optional<SweepFigure.Contour> contour = object(figure, "contour").flatMap(each -> {
            Optional<String> name = each.required("measure", "the name of a measure")
                    .flatMap(node -> known(each, "measure", node, names));
            double level = each.number("level", Range.ANY);
            each.reportUnknownKeys();
            return name.map(known -> new SweepFigure.Contour(known, level));
        });
        figure.reportUnknownKeys();
        top.resolve("figure", mapping.plain());
        return new SweepFigure(
                shown.isEmpty() ? names.stream().limit(MOST_DEFAULT_PANELS).toList() : shown, boundary, contour);
    }

    private static Optional<NodeParameters> object(NodeParameters parent, String key) {
        return parent.child(key).flatMap(child -> {
            if (child instanceof ConfigNode.Mapping mapping) {
                return Optional.of(parent.below(mapping, parent.path(key)));
            }
            parent.problem(child, parent.path(key), "must be an object, not " + child.describe());
            return Optional.empty();
        });
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

    /**
     * The experiment of every point is read; a problem that several points share is reported once.
     *
     * @return a digest of them all and of what is measured
     */
    private String checkPoints(Sweep sweep) {
        double count = sweep.axes().stream().mapToDouble(Axis::size).reduce(1, (a, b) -> a * b);
        if (count > MOST_POINTS) {
            top.problem(
                    top.child("grid").orElseThrow(),
                    "grid",
                    "has " + (long) count + " points; the most are " + MOST_POINTS);
            stopAtProblems();
        }
        StringBuilder prints = new StringBuilder(sweep.measures().toString());
        Map<Problem, List<Integer>> found = new LinkedHashMap<>();
        for (int index = 0; index < sweep.size(); index++) {
            for (Problem problem : problemsOf(sweep, index, prints)) {
                found.computeIfAbsent(problem, key -> new ArrayList<>()).add(index);
            }
        }
        found.forEach((problem, points) -> problems.add(new Problem(
                problem.location(),
                problem.path(),
                problem.message() + (points.size() == sweep.size() ? "" : at(sweep, points)))));
        stopAtProblems();
        return hex(Fingerprint.of(prints.toString()));
    }

    private static String at(Sweep sweep, List<Integer> points) {
        String first = " (at the grid point " + sweep.words(points.get(0));
        return first + (points.size() > 1 ? " and " + (points.size() - 1) + " others)" : ")");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private List<Problem> problemsOf(Sweep sweep, int index, StringBuilder prints) {
        try {
            ConfigNode.Mapping settings = sweep.settings(index);
            Experiment experiment = ExperimentReader.read(settings, directory, catalog);
            prints.append(settings.plain()).append(hex(Fingerprint.of(experiment, "")));
            if (index == 0) {
                top.resolve("experiment", experiment.resolved());
            }
            return unknownColumns(sweep, experiment);
        } catch (InvalidExperimentException e) {
            return e.problems();
        }
    }

    private List<Problem> unknownColumns(Sweep sweep, Experiment experiment) {
        List<Problem> unknown = new ArrayList<>();
        List<String> columns = experiment.columns();
        ConfigNode at = top.child("measure").orElseThrow();
        for (Measure measure : sweep.measures()) {
            for (String name : measure.statistic().names()) {
                if (!columns.contains(name)) {
                    unknown.add(new Problem(
                            at.location(),
                            "measure",
                            "the experiment has no column \"" + name + "\"; " + Names.advice(name, columns)));
                }
            }
            if (measure.source() == Source.SIMULATION && experiment.simulation().isEmpty()) {
                unknown.add(new Problem(
                        at.location(),
                        "measure",
                        measure.name() + " reads the simulation; add simulation: {replicates: 10} to the experiment"));
            }
        }
        return unknown;
    }
}
