package org.sgdyn.cli.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.settings.Problem;

/** What of an experiment's text the page shows: its theory, at a bounded number of times, in a bounded dimension. */
final class TheoryText {

    /** More cannot be told apart on a chart of a few hundred pixels. */
    static final int MOST_POINTS = 200;

    /** Its modes are built in a fraction of a second. */
    private static final long LARGEST_DIMENSION = 1_000_000;

    /** Memory for the modes of a smaller one is there in any case. */
    private static final double SMALL_DIMENSION = 20_000;

    private static final String POINTS = "time.points";

    /** What has no part in the theory's curves. */
    private static final Set<String> LEFT_OUT = Set.of("simulation", "features", "rotation", "executor", "figure");

    private TheoryText() {}

    /** The text as a tree, complete. */
    static ConfigNode.Mapping tree(String text) {
        return YamlReader.read(text, "experiment");
    }

    /** Whether the modes may need more memory than there is, so that this is to be found out first. */
    static boolean isLarge(ConfigNode.Mapping root) {
        return dimension(root) > SMALL_DIMENSION;
    }

    private static double dimension(ConfigNode.Mapping root) {
        return root.entries().get("dimension") instanceof ConfigNode.Scalar dimension
                        && dimension.value() instanceof Number number
                ? number.doubleValue()
                : 0;
    }

    /**
     * Judges a tree, and leaves out what is not shown.
     *
     * @param root the experiment as it was written
     * @return the experiment of the theory
     * @throws InvalidExperimentException if it is too large for the page
     */
    static ConfigNode.Mapping ofTheory(ConfigNode.Mapping root) {
        Map<String, ConfigNode> kept = new LinkedHashMap<>(root.entries());
        kept.keySet().removeAll(LEFT_OUT);
        ConfigNode.Mapping shown = new ConfigNode.Mapping(kept, root.keyLocations(), root.location());
        if (dimension(root) > LARGEST_DIMENSION && kept.get("dimension") instanceof ConfigNode.Scalar dimension) {
            throw new InvalidExperimentException(List.of(new Problem(
                    dimension.location(),
                    "dimension",
                    "must be <= " + LARGEST_DIMENSION + " on this page, or infinite, not " + dimension.flow()
                            + "; sgdyn run takes larger ones")));
        }
        return shown;
    }

    /** An experiment at no more times than a chart shows. */
    static ConfigNode.Mapping atFewTimes(ConfigNode.Mapping root) {
        if (root.entries().get("time") instanceof ConfigNode.Mapping time
                && time.entries().get("points") instanceof ConfigNode.Scalar points
                && points.whole().orElse(0) > MOST_POINTS) {
            return KeyPath.of(POINTS, points.location())
                    .set(root, new ConfigNode.Scalar((long) MOST_POINTS, points.location()));
        }
        return root;
    }
}
