package org.sgdyn.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgdyn.experiment.ConfigNode;
import org.sgdyn.experiment.KeyPath;
import org.sgdyn.spi.Executor;

/**
 * A complete, checked sweep.
 *
 * @param name its name
 * @param description free text, possibly empty
 * @param axes the directions of the grid; the last one runs fastest
 * @param formulas further keys, whose values follow from the axes
 * @param measures what is read off every point
 * @param executor what works the points off
 * @param figure how the results are drawn
 * @param experiment the settings that all points share
 * @param directory what the paths of data files are relative to
 * @param resolved every setting with its default filled in; the experiment is that of the first point
 * @param digest of all that decides the results: the experiments of all points, with their data, and the measures
 */
public record Sweep(
        String name,
        String description,
        List<Axis> axes,
        List<Assignment> formulas,
        List<Measure> measures,
        Executor executor,
        SweepFigure figure,
        ConfigNode.Mapping experiment,
        Path directory,
        Map<String, Object> resolved,
        String digest) {

    /**
     * A key whose value follows from the axes.
     *
     * @param key the key
     * @param formula a formula in the names of axes
     * @param place the node that holds the formula
     */
    public record Assignment(KeyPath key, String formula, ConfigNode place) {}

    /**
     * The number of grid points.
     *
     * @return the product of the axes' sizes
     */
    public int size() {
        return axes.stream().mapToInt(Axis::size).reduce(1, Math::multiplyExact);
    }

    /**
     * Where a point lies.
     *
     * @param index its number, 0-based
     * @return its position along each axis
     */
    public int[] positions(int index) {
        int[] positions = new int[axes.size()];
        int rest = index;
        for (int a = positions.length - 1; a >= 0; a--) {
            positions[a] = rest % axes.get(a).size();
            rest /= axes.get(a).size();
        }
        return positions;
    }

    /**
     * A point in words.
     *
     * @param index its number, 0-based
     * @return such as "alpha = 0.5, beta = 1.0"
     */
    public String words(int index) {
        int[] positions = positions(index);
        return IntStream.range(0, positions.length)
                .mapToObj(a -> axes.get(a).words(positions[a]))
                .collect(Collectors.joining(", "));
    }

    /**
     * A point's experiment.
     *
     * @param index its number, 0-based
     * @return the settings with the point's values in them
     * @throws org.sgdyn.experiment.InvalidExperimentException if a key leads nowhere
     */
    ConfigNode.Mapping settings(int index) {
        int[] positions = positions(index);
        ConfigNode.Mapping settings = experiment;
        for (int a = 0; a < positions.length; a++) {
            settings = axes.get(a).apply(settings, positions[a]);
        }
        for (Assignment each : formulas) {
            double value = Formula.of(each.formula()).value(name -> coordinate(name, positions));
            settings = each.key()
                    .set(
                            settings,
                            new ConfigNode.Scalar(
                                    Numbers.whole(value), each.place().location()));
        }
        return settings;
    }

    private double coordinate(String axis, int[] positions) {
        for (int a = 0; a < positions.length; a++) {
            if (axes.get(a).name().equals(axis)) {
                return axes.get(a).coordinate(positions[a]);
            }
        }
        throw new IllegalArgumentException("no axis is called " + axis);
    }

    /**
     * A point as a task.
     *
     * @param index its number, 0-based
     * @return everything that is needed to compute it
     */
    public SweepTask task(int index) {
        return new SweepTask(
                index,
                new LinkedHashMap<>(settings(index).plain()),
                directory.toAbsolutePath().toString(),
                new ArrayList<>(measures));
    }

    /**
     * A measure by its name.
     *
     * @param measure the name
     * @return its position among the measures
     */
    public Optional<Integer> indexOf(String measure) {
        return IntStream.range(0, measures.size())
                .filter(k -> measures.get(k).name().equals(measure))
                .boxed()
                .findFirst();
    }
}
