package org.sgdyn.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Range;

/** Reads how the results of a sweep are drawn. */
final class FigureReader {

    private static final int MOST_DEFAULT_PANELS = 4;

    private FigureReader() {}

    /** Reads the figure; by default the first measures get a panel each. */
    static SweepFigure read(NodeParameters top, List<Axis> axes, List<Measure> measures) {
        List<String> names = measures.stream().map(Measure::name).toList();
        List<String> first = names.stream().limit(MOST_DEFAULT_PANELS).toList();
        return top.object("figure", "an object")
                .map(figure -> read(top, figure, axes, names, first))
                .orElseGet(() -> new SweepFigure(first, Optional.empty(), Optional.empty()));
    }

    private static SweepFigure read(
            NodeParameters top, NodeParameters figure, List<Axis> axes, List<String> names, List<String> first) {
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

    private static Optional<SweepFigure.Boundary> boundary(NodeParameters boundary, List<Axis> axes) {
        List<String> names = axes.stream().map(Axis::name).toList();
        Optional<ConfigNode> axisNode = boundary.required("axis", "the name of the axis that the formula gives");
        Optional<String> axis = axisNode.flatMap(node -> boundary.text("axis", node));
        Optional<ConfigNode> formulaNode = boundary.required("formula", "a formula in the other axis' name");
        Optional<Formula> formula = formulaNode.flatMap(node -> Formula.read(
                boundary, node, boundary.path("formula"), String.valueOf(node.plain()), Set.copyOf(names), "axis"));
        boundary.reportUnknownKeys();
        axis.filter(name -> !names.contains(name))
                .ifPresent(name -> boundary.problem(
                        axisNode.orElseThrow(),
                        boundary.path("axis"),
                        "unknown axis \"" + name + "\"; " + Names.advice(name, names)));
        return axis.flatMap(name -> formula.map(given -> new SweepFigure.Boundary(name, given)));
    }
}
