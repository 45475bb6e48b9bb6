package org.sgdyn.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.TrainedParameter;
import org.sgdyn.spi.UpdateRule;

/** Reads the dynamics that an experiment compares: one learning rate, or curves with a learning rate and perhaps an algorithm each. */
final class CurvesReader {

    private final NodeParameters top;

    CurvesReader(NodeParameters top) {
        this.top = top;
    }

    /**
     * The curves; those without an algorithm or a bias of their own take those of the experiment. Where some have a bias and others
     * none, these have one that stays 0, so that all have the same columns.
     */
    List<Curve> read(UpdateRule algorithm, List<TrainedParameter> bias, int outputs) {
        List<Curve> curves = readAll(algorithm, bias, outputs);
        return curves.stream().allMatch(curve -> curve.bias().isEmpty())
                ? curves
                : curves.stream()
                        .map(curve -> curve.bias().isEmpty() ? curve.with(BiasReader.none(outputs)) : curve)
                        .toList();
    }

    private List<Curve> readAll(UpdateRule algorithm, List<TrainedParameter> bias, int outputs) {
        if (!top.has("curves")) {
            return top.optionalPart(
                            "learningRate",
                            top.required("learningRate", "an object {type: NAME, ...}, or curves"),
                            LearningRate.class)
                    .map(rate -> List.of(new Curve("", rate, algorithm, bias)))
                    .orElse(List.of());
        }
        if (top.has("learningRate")) {
            top.problem("learningRate", "stands beside curves, which give a learning rate each; remove one of the two");
        }
        Set<String> names = new HashSet<>();
        return top.items(
                "curves",
                "a list [{learningRate: {...}}, ...]",
                "an object {learningRate: {...}}",
                curve -> readCurve(curve, algorithm, bias, outputs, names));
    }

    private Optional<Curve> readCurve(
            NodeParameters curve, UpdateRule algorithm, List<TrainedParameter> bias, int outputs, Set<String> names) {
        Optional<ConfigNode> nameNode = curve.child("name");
        Optional<String> given = nameNode.flatMap(child -> curve.text("name", child));
        Optional<LearningRate> rate = curve.optionalPart(
                "learningRate", curve.required("learningRate", "an object {type: NAME, ...}"), LearningRate.class);
        Optional<UpdateRule> own = curve.has(ExperimentReader.ALGORITHM)
                ? curve.optionalPart(
                        ExperimentReader.ALGORITHM, curve.child(ExperimentReader.ALGORITHM), UpdateRule.class)
                : Optional.of(algorithm);
        List<TrainedParameter> added = curve.has(BiasReader.KEY) ? BiasReader.read(curve, outputs) : bias;
        String name = given.orElseGet(() -> nameOf(curve));
        given.ifPresent(text -> Titles.require(top, nameNode, curve.path("name"), text));
        curve.resolve("name", name);
        if (rate.isPresent() && !names.add(name)) {
            curve.problem(curve.node(), curve.path(), "two curves are called \"" + name + "\"; give each its own name");
        }
        return rate.flatMap(known -> own.map(rule -> new Curve(name, known, rule, added)));
    }

    /** A name from a curve's settings: its algorithm, if it has one of its own, and its learning rate. */
    private static String nameOf(NodeParameters curve) {
        String rate = nameOf(curve.resolved().get("learningRate"));
        return curve.resolved().get(ExperimentReader.ALGORITHM) instanceof Map<?, ?> settings
                ? settings.get("type") + ", " + rate
                : rate;
    }

    /** A name from the settings: "learning rate 0.5" for a constant, else the type with its values. */
    private static String nameOf(@Nullable Object learningRate) {
        if (!(learningRate instanceof Map<?, ?> settings)) {
            return "";
        }
        String values = settings.entrySet().stream()
                .filter(entry -> !"type".equals(entry.getKey()))
                .map(entry -> "constant".equals(settings.get("type"))
                        ? String.valueOf(entry.getValue())
                        : entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "constant".equals(settings.get("type"))
                ? "learning rate " + values
                : settings.get("type") + (values.isEmpty() ? "" : " " + values);
    }
}
