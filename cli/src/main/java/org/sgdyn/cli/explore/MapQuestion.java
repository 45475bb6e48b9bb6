package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Problem;

/**
 * What a page asks of a map.
 *
 * @param text the experiment's YAML text
 * @param experiment its settings
 * @param sweep those of the sweep: {@code grid}, {@code set}, {@code measure} and {@code figure} with its {@code boundary}
 * @param points the points that are wanted, as numbers in the grid, in the order in which they are
 */
record MapQuestion(String text, ConfigNode.Mapping experiment, ConfigNode.Mapping sweep, List<Integer> points) {

    /** What problems outside of the experiment's text have for a source. */
    static final String SOURCE = "map";

    /** Of a map; one makes a line. */
    static final int MOST_AXES = 2;

    private static final Set<String> KEYS = Set.of("grid", "set", "measure", "figure");

    /**
     * Reads a question.
     *
     * @param body an object {@code {text, map: {grid, set, measure, figure}, points}} in JSON
     * @return the question
     * @throws Refusal if it is none
     * @throws InvalidExperimentException if the experiment is no YAML, or an axis has other values than numbers
     */
    static MapQuestion of(String body) throws Refusal {
        ConfigNode.Mapping given;
        try {
            given = YamlReader.read(body, SOURCE);
        } catch (InvalidExperimentException unreadable) {
            throw new Refusal(Refusal.BAD_REQUEST, "a map is asked for by an object {text, map, points}");
        }
        if (!(given.entries().get("text") instanceof ConfigNode.Scalar text && text.value() instanceof String words)
                || !(given.entries().get("map") instanceof ConfigNode.Mapping map)) {
            throw new Refusal(Refusal.BAD_REQUEST, "a map is asked for by an object {text, map, points}");
        }
        List<Integer> points = new ArrayList<>();
        if (given.entries().get("points") instanceof ConfigNode.Sequence list) {
            for (ConfigNode item : list.items()) {
                if (!(item.plain() instanceof Long number) || number < 0 || number > Integer.MAX_VALUE) {
                    throw new Refusal(Refusal.BAD_REQUEST, "points are whole numbers >= 0, not " + item.flow());
                }
                points.add(number.intValue());
            }
        }
        return new MapQuestion(words, TheoryText.tree(words), sweep(map), points);
    }

    /** The keys that the page may set; of a refined grid the axes; of measures those of the theory. No value is text, which could name a file. */
    private static ConfigNode.Mapping sweep(ConfigNode.Mapping map) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>(map.entries());
        entries.keySet().retainAll(KEYS);
        if (entries.get("grid") instanceof ConfigNode.Mapping refined
                && refined.entries().get("axes") instanceof ConfigNode.Sequence axes) {
            entries.put("grid", axes);
        }
        if (entries.get("grid") instanceof ConfigNode.Sequence axes) {
            List<Problem> problems = new ArrayList<>();
            if (axes.items().size() > MOST_AXES) {
                problems.add(new Problem(
                        axes.location(),
                        "grid",
                        "the page shows one axis or two, not " + axes.items().size() + "; sgdyn sweep takes more"));
            }
            for (ConfigNode axis : axes.items()) {
                if (axis instanceof ConfigNode.Mapping object
                        && object.entries().get("values") instanceof ConfigNode.Sequence values
                        && !isNumeric(values)) {
                    problems.add(new Problem(
                            values.location(),
                            "grid",
                            "the page draws maps over numbers, and " + shortened(values.flow())
                                    + " are others; sgdyn sweep draws them"));
                }
            }
            if (!problems.isEmpty()) {
                throw new InvalidExperimentException(problems);
            }
        }
        if (entries.get("measure") instanceof ConfigNode.Sequence measures) {
            entries.put(
                    "measure",
                    new ConfigNode.Sequence(
                            measures.items().stream().map(MapQuestion::ofTheory).toList(), measures.location()));
        }
        if (entries.get("figure") instanceof ConfigNode.Mapping figure) {
            entries.put("figure", with(figure, key -> key.equals("boundary")));
        }
        return new ConfigNode.Mapping(entries, map.keyLocations(), map.location());
    }

    private static ConfigNode ofTheory(ConfigNode measure) {
        return measure instanceof ConfigNode.Mapping given ? with(given, key -> !key.equals("of")) : measure;
    }

    private static ConfigNode with(ConfigNode.Mapping given, Predicate<String> isKept) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>(given.entries());
        entries.keySet().removeIf(isKept.negate());
        return new ConfigNode.Mapping(entries, given.keyLocations(), given.location());
    }

    private static boolean isNumeric(ConfigNode node) {
        return node instanceof ConfigNode.Sequence list
                ? list.items().stream().allMatch(MapQuestion::isNumeric)
                : node.plain() instanceof Number;
    }

    private static String shortened(String text) {
        int most = 60;
        return text.length() > most ? text.substring(0, most) + "..." : text;
    }

    /** The sweep as a file would hold it. */
    ConfigNode.Mapping root(ConfigNode.Mapping theory) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>(sweep.entries());
        entries.put("name", new ConfigNode.Scalar(SOURCE, sweep.location()));
        entries.put("experiment", theory);
        return new ConfigNode.Mapping(entries, sweep.keyLocations(), sweep.location());
    }
}
