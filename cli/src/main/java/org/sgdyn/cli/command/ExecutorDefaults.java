package org.sgdyn.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Location;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.Problem;
import org.sgdyn.spi.Executor;

/**
 * What a site or a user wants of executors wherever an experiment does not say otherwise: the files {@code executors.yaml} beside
 * the experiment and in the program's own directory, with an object of parameters for each executor by its name.
 */
final class ExecutorDefaults {

    private static final String FILE = "executors.yaml";

    private static final String EXECUTOR = "executor";

    private static final String TYPE = "type";

    /** The executor of files that name none. */
    private static final String USUAL = "local";

    private final Catalog catalog;
    private final List<Problem> problems;

    private ExecutorDefaults(Catalog catalog, List<Problem> problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /**
     * Completes the executor of an experiment or a sweep.
     *
     * @param root the settings, with all changes made
     * @param directory where the experiment lies
     * @param catalog the known parts
     * @param problems receives what is wrong with the files
     * @return the settings, in which the executor has what it leaves out and the files give, those beside the experiment first
     */
    static ConfigNode.Mapping apply(ConfigNode.Mapping root, Path directory, Catalog catalog, List<Problem> problems) {
        ExecutorDefaults defaults = new ExecutorDefaults(catalog, problems);
        ConfigNode.Mapping completed = root;
        for (Path file : files(directory)) {
            completed = defaults.complete(completed, file);
        }
        return completed;
    }

    private static List<Path> files(Path directory) {
        Stream<Path> homes = Stream.ofNullable(System.getProperty("sgdyn.home")).map(Path::of);
        return Stream.concat(Stream.of(directory), homes)
                .map(place -> place.resolve(FILE))
                .filter(Files::exists)
                .map(Path::toAbsolutePath)
                .distinct()
                .toList();
    }

    private ConfigNode.Mapping complete(ConfigNode.Mapping root, Path file) {
        Map<String, ConfigNode.Mapping> known;
        try {
            known = known(YamlReader.readSettings(file));
        } catch (InvalidExperimentException unreadable) {
            problems.addAll(unreadable.problems());
            return root;
        }
        ConfigNode executor =
                root.entries().getOrDefault(EXECUTOR, new ConfigNode.Mapping(Map.of(), Map.of(), root.location()));
        if (!(executor.named() instanceof ConfigNode.Mapping given)) {
            return root;
        }
        return name(given)
                .flatMap(name -> Optional.ofNullable(known.get(name)))
                .map(more -> with(root, completed(given, more)))
                .orElse(root);
    }

    private static Optional<String> name(ConfigNode.Mapping executor) {
        if (!executor.entries().containsKey(TYPE)) {
            return Optional.of(USUAL);
        }
        return executor.entries().get(TYPE) instanceof ConfigNode.Scalar scalar && scalar.value() instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    private static ConfigNode.Mapping completed(ConfigNode.Mapping given, ConfigNode.Mapping more) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        if (!given.entries().containsKey(TYPE)) {
            entries.put(TYPE, new ConfigNode.Scalar(USUAL, given.location()));
        }
        entries.putAll(given.entries());
        Map<String, Location> keys = new HashMap<>(given.keyLocations());
        more.entries().forEach((key, value) -> {
            if (entries.putIfAbsent(key, value) == null) {
                keys.put(key, more.keyLocations().getOrDefault(key, more.location()));
            }
        });
        return new ConfigNode.Mapping(entries, keys, given.location());
    }

    private static ConfigNode.Mapping with(ConfigNode.Mapping root, ConfigNode.Mapping executor) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>(root.entries());
        entries.put(EXECUTOR, executor);
        return new ConfigNode.Mapping(entries, root.keyLocations(), root.location());
    }

    // --- what a file may hold --------------------------------------------------------------------------------------

    /** The objects of a file by the executor's name, without what is not known; that is a problem. */
    private Map<String, ConfigNode.Mapping> known(ConfigNode.Mapping file) {
        Map<String, ConfigNode.Mapping> known = new LinkedHashMap<>();
        file.entries().forEach((name, value) -> {
            Location place = file.keyLocations().getOrDefault(name, file.location());
            Optional<List<String>> keys = catalog.find(Executor.class, name)
                    .map(part -> PartDocumentation.of(part, catalog).keys());
            if (keys.isEmpty()) {
                problems.add(new Problem(
                        place, name, "unknown executor; " + Names.advice(name, catalog.names(Executor.class))));
            } else if (value instanceof ConfigNode.Mapping parameters) {
                known.put(name, known(name, parameters, keys.get()));
            } else {
                problems.add(new Problem(
                        value.location(), name, "must be an object of parameters, not " + value.describe()));
            }
        });
        return known;
    }

    private ConfigNode.Mapping known(String name, ConfigNode.Mapping parameters, List<String> keys) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        parameters.entries().forEach((key, value) -> {
            if (keys.contains(key)) {
                entries.put(key, value);
            } else {
                problems.add(new Problem(
                        parameters.keyLocations().getOrDefault(key, parameters.location()),
                        name + "." + key,
                        "unknown key; " + Names.advice(key, keys)));
            }
        });
        return new ConfigNode.Mapping(entries, parameters.keyLocations(), parameters.location());
    }
}
