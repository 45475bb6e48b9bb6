package org.sgdyn.sweep;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.experiment.ExperimentSize;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.settings.Problem;
import org.sgdyn.spi.Column;
import org.sgdyn.sweep.Measure.Source;

/**
 * The experiments of a grid's points, read one after the other. What is wrong at several of them, but for the numbers in it, is
 * told once; of keys whose values could not be read nothing is told.
 *
 * <p>Modes are built at the corners of the grid, and at the first of the points that differ in fractions alone: the structure of
 * what is computed, its size and its columns are theirs. Of a large grid only the edges are read, where one axis at a time moves:
 * what lies between is read as it is computed, and is the outcome of its point if something is wrong with it.
 */
final class GridPoints {

    /** Digits in names are none. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?[0-9][0-9.]*(E-?[0-9]+)?");

    /** Of larger grids only the edges are read before they are computed. */
    private static final int MOST_READ = 10_000;

    private final Grid grid;
    private final List<PlacedMeasure> measures;
    private final List<KeyPath> unread;
    private final Map<Problem, Found> found = new LinkedHashMap<>();
    private final StringBuilder prints = new StringBuilder();
    private final Set<String> structures = new HashSet<>();
    private Optional<Experiment> first = Optional.empty();
    private SweepNeed need = SweepNeed.NONE;
    private int read;
    private int experiments;
    private int checked;
    private double coordinates;

    private GridPoints(Grid grid, List<PlacedMeasure> measures, List<KeyPath> unread) {
        this.grid = grid;
        this.measures = measures;
        this.unread = unread;
    }

    /** A measure with the settings that it was read from. */
    record PlacedMeasure(Measure measure, NodeParameters settings) {}

    /** A problem as the first point has it, and the points that have one like it. */
    private record Found(Problem problem, boolean ofMeasure, Set<Integer> points) {}

    /** Reads the experiments of a grid, of which some keys may be unread. */
    static GridPoints of(
            Grid grid,
            Optional<Refinement> refinement,
            List<PlacedMeasure> measures,
            List<KeyPath> unread,
            Path directory,
            Catalog catalog) {
        GridPoints points = new GridPoints(grid, measures, unread);
        points.prints
                .append(measures.stream().map(PlacedMeasure::measure).toList())
                .append(grid.identity())
                .append(refinement.map(Refinement::toString).orElse(""));
        for (int index : samples(grid, refinement)) {
            points.read(index, directory, catalog);
        }
        return points;
    }

    /** All points of a small grid, the coarse ones if it is refined; of a large one those on its edges, where all axes but one are at their ends. */
    private static int[] samples(Grid grid, Optional<Refinement> refinement) {
        if (refinement.isPresent() && refinement.get().coarseSize(grid) <= MOST_READ) {
            // The finest positions, too: between whole numbers there may be none that a key takes.
            int[] strides = grid.strides();
            IntStream finest = IntStream.range(0, strides.length)
                    .filter(refinement.get().refined()::get)
                    .map(a -> strides[a]);
            return IntStream.concat(IntStream.of(refinement.get().start(grid)), finest)
                    .sorted()
                    .distinct()
                    .toArray();
        }
        int size = grid.size();
        if (size <= MOST_READ) {
            return IntStream.range(0, size).toArray();
        }
        TreeSet<Integer> samples = new TreeSet<>();
        int[] strides = grid.strides();
        for (int moving = 0; moving < strides.length; moving++) {
            for (int corner = 0; corner < 1 << strides.length && samples.size() < MOST_READ; corner++) {
                int start = 0;
                for (int a = 0; a < strides.length; a++) {
                    boolean isLast = a != moving && (corner >> a & 1) == 1;
                    start += isLast ? strides[a] * (grid.axes().get(a).size() - 1) : 0;
                }
                for (int k = 0; k < grid.axes().get(moving).size(); k++) {
                    samples.add(start + k * strides[moving]);
                }
            }
        }
        return samples.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The experiment of the first point, unless something is wrong with it. */
    Optional<Experiment> first() {
        return first;
    }

    /** What computing the points takes; those that were not read draw as much as the others. */
    SweepNeed need() {
        return need.drawing(coordinates * grid.size() / Math.max(1, experiments));
    }

    /** A digest of the grid, the data of its structures and what is measured. */
    String digest() {
        return hex(Fingerprint.of(prints.toString()));
    }

    List<Problem> problems() {
        return found.values().stream()
                .map(each -> new Problem(
                        each.problem().location(),
                        each.problem().path(),
                        each.problem().message() + where(each)))
                .toList();
    }

    /** Which points have the problem, unless all have it that could have it. */
    private String where(Found problem) {
        int points = problem.points().size();
        if (points == (problem.ofMeasure() ? checked : read)) {
            return "";
        }
        String others = points == 1 ? "" : " and " + (points - 1) + (points == 2 ? " other" : " others");
        return " (at the grid point " + grid.words(problem.points().iterator().next()) + others + ")";
    }

    private void read(int index, Path directory, Catalog catalog) {
        ConfigNode.Mapping settings = grid.settings(index, problem -> note(problem, false, index));
        read++;
        try {
            // The corners' modes are the extreme ones.
            String structure = structure(settings);
            if (structures.contains(structure) && !grid.isCorner(index)) {
                count(ExperimentReader.outline(settings, directory, catalog));
                return;
            }
            Experiment experiment = ExperimentReader.read(settings, directory, catalog);
            structures.add(structure);
            checked++;
            count(experiment);
            prints.append(settings.plain()).append(hex(Fingerprint.of(experiment, "")));
            need = need.and(ExperimentSize.of(experiment, 1));
            if (index == 0) {
                first = Optional.of(experiment);
            }
            checkMeasures(experiment, index);
        } catch (InvalidExperimentException e) {
            e.problems().stream().filter(problem -> !isUnread(problem)).forEach(problem -> note(problem, false, index));
        }
    }

    private void count(Experiment experiment) {
        experiments++;
        coordinates += ExperimentSize.coordinates(experiment);
    }

    /** The settings without their fractions: what is left decides dimensions, parts and data. */
    private static String structure(ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping) {
            StringBuilder text = new StringBuilder("{");
            mapping.entries().forEach((key, value) -> text.append(key).append(structure(value)));
            return text.append('}').toString();
        }
        if (node instanceof ConfigNode.Sequence sequence) {
            return sequence.items().stream().map(GridPoints::structure).toList().toString();
        }
        Object value = ((ConfigNode.Scalar) node).value();
        return value instanceof Double ? "#" : value + ",";
    }

    private boolean isUnread(Problem problem) {
        return unread.stream().anyMatch(key -> key.leadsTo(problem.path()));
    }

    private void note(Problem problem, boolean ofMeasure, int index) {
        Problem kind = new Problem(
                problem.location(),
                problem.path(),
                NUMBER.matcher(problem.message()).replaceAll("#"));
        found.computeIfAbsent(kind, key -> new Found(problem, ofMeasure, new LinkedHashSet<>()))
                .points()
                .add(index);
    }

    private void checkMeasures(Experiment experiment, int index) {
        List<String> columns = experiment.columns().stream().map(Column::name).toList();
        for (PlacedMeasure each : measures) {
            Measure measure = each.measure();
            for (String name : measure.statistic().names()) {
                if (!columns.contains(name)) {
                    note(
                            each,
                            "statistic",
                            "the experiment has no column \"" + name + "\"; " + Names.advice(name, columns),
                            index);
                }
            }
            if (measure.source() == Source.SIMULATION && experiment.simulation().isEmpty()) {
                note(
                        each,
                        "of",
                        measure.name() + " reads the simulation; add simulation: {replicates: 10} to the experiment",
                        index);
            }
        }
    }

    private void note(PlacedMeasure measure, String key, String message, int index) {
        NodeParameters settings = measure.settings();
        note(new Problem(settings.child(key).orElseThrow().location(), settings.path(key), message), true, index);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
