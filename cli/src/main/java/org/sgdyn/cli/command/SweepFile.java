package org.sgdyn.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.cli.yaml.Setting;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.Problem;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepReader;

/** Reads a sweep with the experiment that it names and the changes that the command line makes. */
public final class SweepFile {

    private static final String EXPERIMENT = "experiment";

    private final Source source;
    private final List<Problem> problems = new ArrayList<>();
    private Path directory;
    private String experimentName = "";

    private SweepFile(Source source) {
        this.source = source;
        directory = source.directory();
    }

    /**
     * Reads a sweep file.
     *
     * @param file the file
     * @param settings changes {@code key.path=value}
     * @param catalog the known parts
     * @return the sweep, complete and checked at every point
     * @throws InvalidExperimentException with everything that is wrong
     * @throws IllegalArgumentException if the file is not there, or holds no sweep
     */
    public static Sweep read(Path file, List<String> settings, Catalog catalog) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        Source source = new Source(file.toString(), YamlReader.read(file), Source.directoryOf(file));
        if (!source.isSweep()) {
            throw new IllegalArgumentException(file + " is an experiment, not a sweep");
        }
        return read(source, null, settings, catalog);
    }

    /**
     * Reads it.
     *
     * @param executor another executor than the sweep's, or null
     * @throws InvalidExperimentException with everything that is wrong
     */
    static Sweep read(Source source, @Nullable String executor, List<String> settings, Catalog catalog) {
        SweepFile file = new SweepFile(source);
        // Another experiment comes first: further settings may reach into it.
        Predicate<String> isExperiment = setting -> setting.startsWith(EXPERIMENT + "=");
        ConfigNode.Mapping root = file.withExperiment(Setting.applyAll(
                source.root(), settings.stream().filter(isExperiment).toList(), file.problems));
        root = PartSwap.apply(root, "executor", PartKind.EXECUTOR, executor, catalog);
        root = Setting.applyAll(
                root, settings.stream().filter(isExperiment.negate()).toList(), file.problems);
        root = ExecutorDefaults.apply(root, source.directory(), catalog, file.problems);
        return SweepReader.read(root, file.directory, catalog, file.problems);
    }

    /**
     * The experiment of a sweep.
     *
     * @return the file or bundled experiment that the sweep names, or what the sweep itself holds, which has no name
     * @throws InvalidExperimentException if there is none
     */
    static Source experiment(Source sweep) {
        SweepFile file = new SweepFile(sweep);
        ConfigNode.Mapping root = file.withExperiment(sweep.root());
        if (file.problems.isEmpty() && root.entries().get(EXPERIMENT) instanceof ConfigNode.Mapping experiment) {
            return new Source(file.experimentName, experiment, file.directory);
        }
        throw new InvalidExperimentException(
                file.problems.isEmpty()
                        ? List.of(new Problem(root.location(), EXPERIMENT, "must be an experiment, or the name of one"))
                        : file.problems);
    }

    /** The sweep with the experiment itself in place of its name. */
    private ConfigNode.Mapping withExperiment(ConfigNode.Mapping root) {
        if (!(root.entries().get(EXPERIMENT) instanceof ConfigNode.Scalar scalar
                && scalar.value() instanceof String name)) {
            return root;
        }
        Path beside = Source.isFileName(source.name()) ? Path.of(source.name()).resolveSibling(name) : Path.of(name);
        boolean isFile = Source.isFileName(name) || Files.isRegularFile(beside);
        if (isFile ? !Files.isRegularFile(beside) : !BundledExperiments.names().contains(name)) {
            problems.add(new Problem(
                    scalar.location(),
                    EXPERIMENT,
                    isFile
                            ? "there is no file " + beside
                            : "there is no file and no bundled experiment \"" + name + "\"; "
                                    + Names.advice(name, BundledExperiments.names())));
            return root;
        }
        try {
            Source named = new Source(
                    name,
                    isFile ? YamlReader.read(beside) : BundledExperiments.read(name),
                    isFile ? Source.directoryOf(beside) : directory);
            if (named.isSweep()) {
                problems.add(
                        new Problem(scalar.location(), EXPERIMENT, name + " is a sweep itself; name an experiment"));
                return root;
            }
            directory = named.directory();
            experimentName = isFile ? beside.toString() : name;
            Map<String, ConfigNode> entries = new LinkedHashMap<>(root.entries());
            entries.put(EXPERIMENT, named.root());
            return new ConfigNode.Mapping(entries, root.keyLocations(), root.location());
        } catch (InvalidExperimentException unreadable) {
            problems.addAll(unreadable.problems());
            return root;
        }
    }
}
