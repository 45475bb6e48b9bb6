package org.sgdyn.cli.explore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sgdyn.settings.ConfigNode;

/** An experiment at all of its times, as {@code sgdyn run} reads it. */
final class WholeText {

    private static final String SIMULATION = "simulation";

    private static final String REPLICATES = "replicates";

    private static final String SEED = "seed";

    /** Work is done by this process. */
    private static final String EXECUTOR = "executor";

    private static final Set<String> OF_SIMULATION = Set.of(SIMULATION, "features", "rotation", EXECUTOR);

    private WholeText() {}

    /** The experiment without its simulation. */
    static ConfigNode.Mapping theory(ConfigNode.Mapping root) {
        Map<String, ConfigNode> kept = new LinkedHashMap<>(root.entries());
        kept.keySet().removeAll(OF_SIMULATION);
        return new ConfigNode.Mapping(kept, root.keyLocations(), root.location());
    }

    /**
     * The experiment with so many replicates of the simulation that it names, or else of SGD.
     *
     * @param root the experiment as it was written; it gets {@code seed: 1} if it has none
     * @param replicates how many
     */
    static ConfigNode.Mapping simulation(ConfigNode.Mapping root, int replicates) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>(root.entries());
        entries.remove(EXECUTOR);
        entries.putIfAbsent(SEED, new ConfigNode.Scalar(1L, root.location()));
        Map<String, ConfigNode> simulation = new LinkedHashMap<>(
                entries.get(SIMULATION) instanceof ConfigNode.Mapping given ? given.entries() : Map.of());
        simulation.put(REPLICATES, new ConfigNode.Scalar((long) replicates, root.location()));
        entries.put(SIMULATION, new ConfigNode.Mapping(simulation, Map.of(), root.location()));
        return new ConfigNode.Mapping(entries, root.keyLocations(), root.location());
    }

    /** Whether the experiment says which random numbers it takes. */
    static boolean hasSeed(ConfigNode.Mapping root) {
        return root.entries().containsKey(SEED);
    }
}
