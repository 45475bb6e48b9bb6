package org.sgdyn.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.EnumWords;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.settings.Problem;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.Range;
import org.sgdyn.sweep.Grid.Assignment;
import org.sgdyn.sweep.GridPoints.PlacedMeasure;
import org.sgdyn.sweep.Measure.Source;

/**
 * Reads a sweep from a tree of settings, strictly: every problem of the tree, and of the experiment at any grid point, is found
 * and reported at once.
 */
public final class SweepReader {

    private static final String EXPERIMENT = "an experiment, or the name of one";

    private static final int MOST_POINTS = 1_000_000;

    private final Path directory;
    private final Catalog catalog;
    private final List<Problem> known;
    private final List<Problem> problems;
    private final NodeParameters top;
    private final boolean readsAll;

    private SweepReader(
            ConfigNode.Mapping root, Path directory, Catalog catalog, List<Problem> known, boolean readsAll) {
        this.directory = directory;
        this.catalog = catalog;
        this.known = known;
        this.readsAll = readsAll;
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
        return new SweepReader(root, directory, catalog, known, true).read();
    }

    /**
     * Reads a sweep whose points are looked at one by one: of the experiments only that of the first point is read; what is wrong with
     * another is the outcome of its point.
     *
     * @param root the settings, with the experiment itself in place of its name
     * @param directory what relative paths of data files refer to
     * @param catalog the known parts
     * @return the sweep; its need and digest are those of its first point
     * @throws InvalidExperimentException with everything that is wrong
     */
    public static Sweep outline(ConfigNode.Mapping root, Path directory, Catalog catalog) {
        return new SweepReader(root, directory, catalog, List.of(), false).read();
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
        GridReader grid = GridReader.read(top);
        List<PlacedMeasure> placed = new ArrayList<>();
        top.required("measure", "a list of measures");
        top.items("measure", "a list such as [{type: final, statistic: risk}]", "an object", this::measures)
                .forEach(placed::addAll);
        List<Measure> measures = placed.stream().map(PlacedMeasure::measure).toList();
        rejectTwins(grid.axes(), measures);
        grid.checkRefinement(measures.stream().map(Measure::name).toList());
        SweepFigure figure = FigureReader.read(top, grid.axes(), measures);
        Optional<Executor> executor = top.partOrDefault("executor", Executor.class, "local");
        top.reportUnknownKeys();
        Optional<GridPoints> points = experiment.map(settings -> points(grid, settings, placed));
        top.stopAtProblems();
        Map<String, Object> resolved = top.resolved();
        resolved.put(
                "experiment", points.flatMap(GridPoints::first).orElseThrow().resolved());
        return new Sweep(
                name,
                description,
                new Grid(grid.axes(), grid.formulas(), experiment.orElseThrow()),
                grid.refinement(),
                measures,
                executor.orElseThrow(),
                figure,
                directory,
                resolved,
                points.orElseThrow().need(),
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

    // --- measures --------------------------------------------------------------------------------------------------

    /** One measure, or two where theory and simulation are both wanted. */
    private Optional<List<PlacedMeasure>> measures(NodeParameters measure) {
        measure.required("type", "one of " + String.join(", ", EnumWords.of(MeasureKind.class)));
        MeasureKind kind = measure.choice("type", MeasureKind.class, MeasureKind.FINAL);
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
                measure.problem(
                        measure.child("statistic").orElseThrow(),
                        measure.path("statistic"),
                        String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
        return formula.map(curve -> {
            String word = EnumWords.of(kind).replace('-', '_');
            String own = word + "_" + curve.toString().replaceAll("[^A-Za-z0-9]+", "_");
            // A column that nobody named says whose value it holds, alone or beside the theory's.
            String column = name.orElse(of == Of.SIMULATION ? Measure.simulated(own) : own);
            measure.resolve("name", column);
            List<PlacedMeasure> both = new ArrayList<>();
            if (of != Of.SIMULATION) {
                both.add(new PlacedMeasure(new Measure(column, kind, curve, Source.THEORY, level), measure));
            }
            if (of != Of.THEORY) {
                String simulated = of == Of.BOTH ? Measure.simulated(column) : column;
                both.add(new PlacedMeasure(new Measure(simulated, kind, curve, Source.SIMULATION, level), measure));
            }
            return both;
        });
    }

    private void rejectTwins(List<Axis> axes, List<Measure> measures) {
        Set<String> columns = new HashSet<>(Set.of(SweepRow.OUTCOME));
        axes.forEach(axis -> axis.columns().forEach(column -> rejectTwin("grid", column, columns)));
        for (Measure measure : measures) {
            rejectTwin("measure", measure.name(), columns);
            if (measure.hasUncertainty()) {
                rejectTwin("measure", measure.name() + Measure.UNCERTAINTY, columns);
            }
        }
    }

    private void rejectTwin(String key, String column, Set<String> columns) {
        if (!columns.add(column)) {
            top.problem(key, "two columns of the table are called \"" + column + "\"; give one a name of its own");
        }
    }

    // --- the points ------------------------------------------------------------------------------------------------

    /** The experiments of as many points as there are known values for; at the first one alone where there are too many. */
    private GridPoints points(GridReader grid, ConfigNode.Mapping experiment, List<PlacedMeasure> measures) {
        List<Axis> readable =
                grid.axes().stream().filter(axis -> axis.size() > 0).toList();
        double finest = readable.stream().mapToDouble(Axis::size).reduce(1, (a, b) -> a * b);
        double count = grid.coarse(finest);
        if (count > MOST_POINTS || finest > Integer.MAX_VALUE) {
            top.problem(
                    "grid",
                    count > MOST_POINTS
                            ? "has " + (long) count + " points; the most are " + MOST_POINTS
                            : String.format(
                                    Locale.ROOT,
                                    "would have %.1e points if it were refined everywhere; the most are %d, lower"
                                            + " refine.levels or the points of the axes",
                                    finest,
                                    Integer.MAX_VALUE));
        }
        if (!readsAll || count > MOST_POINTS || finest > Integer.MAX_VALUE) {
            readable = readable.stream().map(Axis::start).toList();
        }
        Set<String> names = readable.stream().map(Axis::name).collect(Collectors.toSet());
        List<KeyPath> unread = new ArrayList<>(grid.unread());
        List<Assignment> computable = new ArrayList<>();
        for (Assignment each : grid.formulas()) {
            if (names.containsAll(each.formula().names())) {
                computable.add(each);
            } else {
                unread.add(each.key());
            }
        }
        GridPoints points = GridPoints.of(
                new Grid(readable, computable, experiment),
                readable.equals(grid.axes()) ? grid.refinement() : Optional.empty(),
                measures,
                unread,
                directory,
                catalog);
        problems.addAll(points.problems());
        return points;
    }
}
