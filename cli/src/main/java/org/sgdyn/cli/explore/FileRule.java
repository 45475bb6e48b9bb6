package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.catalog.PartParameter.ValueType;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Problem;

/** Keeps the page from the file system: an experiment may name the files that the command line's experiment names, and no others. */
final class FileRule {

    private static final String MIXTURE = "mixture";

    private static final String TYPE = "type";

    private static final String SIMULATION = "simulation";

    /** What of a simulation is no file, nor about one. */
    private static final Set<String> OF_SIMULATION = Set.of("replicates", "kind", "step", "samples");

    /** The keys that hold the name of a file, by the name of the part. */
    private final Map<String, Set<String>> keys = new HashMap<>();

    private final Set<String> allowed = new HashSet<>();
    private final Map<String, ConfigNode> simulation;
    private String mixture = "";

    /**
     * A rule.
     *
     * @param given the experiment of the command line
     * @param catalog the parts, which tell which of their keys hold files
     */
    FileRule(ConfigNode.Mapping given, Catalog catalog) {
        for (PartKind kind : PartKind.values()) {
            for (PartDocumentation part : PartDocumentation.all(kind, catalog)) {
                addKeys(part.name(), part.parameters());
            }
        }
        ConfigNode own = given.entries().get(MIXTURE);
        mixture = own == null ? "" : own.flow();
        simulation = simulation(given);
        visit(given, (file, where) -> allowed.add(file.flow()), "");
    }

    /** The files that may be named, as they are written, but for those that are the same from all directories. */
    Set<String> relativeFiles() {
        Set<String> files = new HashSet<>(allowed);
        simulation.forEach((key, node) -> {
            if (!OF_SIMULATION.contains(key)) {
                files.add(node.flow());
            }
        });
        if (!mixture.isEmpty()) {
            files.add(mixture);
        }
        files.removeIf(file -> file.startsWith("/"));
        return files;
    }

    private void addKeys(String part, List<PartParameter> parameters) {
        for (PartParameter parameter : parameters) {
            if (parameter.type() == ValueType.FILE) {
                keys.computeIfAbsent(part, name -> new HashSet<>()).add(parameter.key());
            }
            addKeys(part, parameter.fields());
        }
    }

    /**
     * Judges an experiment.
     *
     * @param root the experiment
     * @return a problem for each file that it must not name
     */
    List<Problem> problems(ConfigNode.Mapping root) {
        List<Problem> problems = new ArrayList<>();
        ConfigNode other = root.entries().get(MIXTURE);
        if (other != null && !other.flow().equals(mixture)) {
            problems.add(new Problem(
                    other.location(),
                    MIXTURE,
                    "names files, and the page reads only those of the experiment that sgdyn explore was given; start"
                            + " sgdyn explore with this experiment"));
        }
        simulation(root).forEach((key, node) -> {
            ConfigNode known = simulation.get(key);
            if (!OF_SIMULATION.contains(key) && (known == null || !known.flow().equals(node.flow()))) {
                problems.add(new Problem(
                        node.location(),
                        SIMULATION + "." + key,
                        "is about files, and the page reads only those of the experiment that sgdyn explore was given;"
                                + " start sgdyn explore with this experiment"));
            }
        });
        visit(
                root,
                (file, where) -> {
                    if (!allowed.contains(file.flow())) {
                        problems.add(new Problem(
                                file.location(),
                                where,
                                "is a file, and the page reads only those of the experiment that sgdyn explore was given;"
                                        + " start sgdyn explore with this experiment"));
                    }
                },
                "");
        return problems;
    }

    private static Map<String, ConfigNode> simulation(ConfigNode.Mapping root) {
        return root.entries().get(SIMULATION) instanceof ConfigNode.Mapping given ? given.entries() : Map.of();
    }

    /** What is done with each file. */
    private interface Visitor {
        void visit(ConfigNode file, String where);
    }

    private void visit(ConfigNode node, Visitor visitor, String path) {
        if (node instanceof ConfigNode.Sequence list) {
            for (int k = 0; k < list.items().size(); k++) {
                visit(list.items().get(k), visitor, path + "[" + k + "]");
            }
        } else if (node instanceof ConfigNode.Mapping object) {
            Set<String> files = object.entries().get(TYPE) instanceof ConfigNode.Scalar type
                    ? keys.getOrDefault(String.valueOf(type.value()), Set.of())
                    : Set.of();
            object.entries().forEach((key, value) -> {
                String where = path.isEmpty() ? key : path + "." + key;
                if (files.contains(key)) {
                    visitor.visit(value, where);
                }
                visit(value, visitor, where);
            });
        }
    }
}
