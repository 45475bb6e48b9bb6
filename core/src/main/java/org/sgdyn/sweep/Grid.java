package org.sgdyn.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.settings.Problem;

/**
 * The points of a sweep.
 *
 * @param axes the directions of the grid; the last one runs fastest
 * @param formulas further keys, whose values follow from the axes
 * @param experiment the settings that all points share
 */
public record Grid(List<Axis> axes, List<Assignment> formulas, ConfigNode.Mapping experiment) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Copies the lists. */
    public Grid {
        axes = List.copyOf(axes);
        formulas = List.copyOf(formulas);
    }

    /**
     * A key whose value follows from the axes.
     *
     * @param key the key
     * @param formula a formula in the names of axes
     * @param place the node that holds the formula
     */
    public record Assignment(KeyPath key, Formula formula, ConfigNode place) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The number of points.
     *
     * @return the product of the axes' sizes
     */
    public int size() {
        return axes.stream().mapToInt(Axis::size).reduce(1, Math::multiplyExact);
    }

    /**
     * The experiment at a point.
     *
     * @param index its number, 0-based
     * @return the settings, with the point's values in them; keys that lead nowhere are left out
     */
    public ConfigNode.Mapping settings(int index) {
        return settings(index, problem -> {});
    }

    int[] positions(int index) {
        int[] positions = new int[axes.size()];
        int rest = index;
        for (int a = positions.length - 1; a >= 0; a--) {
            positions[a] = rest % axes.get(a).size();
            rest /= axes.get(a).size();
        }
        return positions;
    }

    String words(int index) {
        int[] positions = positions(index);
        return IntStream.range(0, positions.length)
                .mapToObj(a -> axes.get(a).words(positions[a]))
                .collect(Collectors.joining(", "));
    }

    /** The settings of a point; keys that lead nowhere are left out of them, and are problems. */
    ConfigNode.Mapping settings(int index, Consumer<Problem> problems) {
        int[] positions = positions(index);
        ConfigNode.Mapping settings = experiment;
        for (int a = 0; a < positions.length; a++) {
            Axis axis = axes.get(a);
            for (int k = 0; k < axis.keys().size(); k++) {
                settings = set(settings, axis.keys().get(k), axis.value(k, positions[a]), problems);
            }
        }
        for (Assignment each : formulas) {
            double value = each.formula().value(name -> coordinate(name, positions));
            ConfigNode node =
                    new ConfigNode.Scalar(Numbers.whole(value), each.place().location());
            settings = set(settings, each.key(), node, problems);
        }
        return settings;
    }

    /** Whether every axis is at one of its ends. */
    boolean isCorner(int index) {
        int[] positions = positions(index);
        return IntStream.range(0, positions.length)
                .allMatch(a -> positions[a] == 0 || positions[a] == axes.get(a).size() - 1);
    }

    /** The step of the index along each axis. */
    int[] strides() {
        int[] strides = new int[axes.size()];
        int stride = 1;
        for (int a = strides.length - 1; a >= 0; a--) {
            strides[a] = stride;
            stride *= axes.get(a).size();
        }
        return strides;
    }

    /** A text that differs for grids that differ. */
    String identity() {
        StringBuilder text = new StringBuilder(String.valueOf(experiment.plain()));
        for (Axis axis : axes) {
            text.append(axis.columns()).append(axis.keys());
            axis.values()
                    .forEach(row ->
                            row.forEach(value -> text.append(value.plain()).append(',')));
        }
        formulas.forEach(each ->
                text.append(each.key()).append('=').append(each.formula()).append(','));
        return text.toString();
    }

    private static ConfigNode.Mapping set(
            ConfigNode.Mapping settings, KeyPath key, ConfigNode value, Consumer<Problem> problems) {
        try {
            return key.set(settings, value);
        } catch (InvalidExperimentException e) {
            e.problems().forEach(problems);
            return settings;
        }
    }

    private double coordinate(String axis, int[] positions) {
        for (int a = 0; a < positions.length; a++) {
            if (axes.get(a).name().equals(axis)) {
                return axes.get(a).coordinate(positions[a]);
            }
        }
        throw new IllegalArgumentException("no axis is called " + axis);
    }
}
