package org.sgdyn.cli.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Names;

/**
 * What a user names: an experiment or a sweep, in a file or bundled with the program.
 *
 * @param name the file or name as given
 * @param root its settings
 * @param directory what relative paths in it refer to
 */
record Source(String name, ConfigNode.Mapping root, Path directory) {

    /** Names standard input. */
    private static final String STREAM = "-";

    private static final Set<String> SWEEP_KEYS = Set.of("experiment", "grid", "measure");

    private static final Set<String> EXPERIMENT_KEYS =
            Set.of("dimension", "classes", "loss", "learningRate", "curves", "time");

    /**
     * Reads a file, what is bundled, or standard input, which can be read once.
     *
     * @throws BadInputException if there is nothing of that name, with the nearest name and the lists
     */
    static Source of(String name) {
        if (name.equals(STREAM)) {
            return new Source(name, YamlReader.read(System.in), Path.of("").toAbsolutePath());
        }
        if (isFileName(name)) {
            Path file = Path.of(name);
            return new Source(name, YamlReader.read(file), directoryOf(file));
        }
        if (BundledSweeps.names().contains(name)) {
            return new Source(name, BundledSweeps.read(name), Path.of(""));
        }
        if (BundledExperiments.names().contains(name)) {
            return new Source(name, BundledExperiments.read(name), Path.of(""));
        }
        throw new BadInputException("there is no file, no bundled experiment and no bundled sweep \"" + name + "\""
                + advice(name) + "\nbundled experiments: " + BundledExperiments.PAPER + " (the first ten), "
                + BundledExperiments.FIRST_FIGURE + " (four of them), "
                + String.join(", ", BundledExperiments.names()) + "\nbundled sweeps: "
                + String.join(", ", BundledSweeps.names()));
    }

    /** Reads an experiment. */
    static Source experiment(String name) {
        return of(name).requireExperiment();
    }

    /** Refuses a sweep. */
    Source requireExperiment() {
        if (isSweep()) {
            throw new BadInputException(name + " is a sweep, an experiment at many points: run it by sgdyn sweep "
                    + name + " --out DIR, or check it by sgdyn check " + name);
        }
        return this;
    }

    /** Reads a sweep. */
    static Source sweep(String name) {
        if (isPaper(name) || isFirstFigure(name)) {
            throw noSweep(name, "many experiments");
        }
        Source source = of(name);
        if (source.weight() < 0) {
            throw noSweep(name, "an experiment");
        }
        return source;
    }

    private static BadInputException noSweep(String name, String what) {
        return new BadInputException(
                name + " is " + what + ", not a sweep: run it by sgdyn run " + name + " --out DIR");
    }

    /** What relative paths in a file refer to. */
    static Path directoryOf(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    private static String advice(String name) {
        List<String> known = Stream.of(
                        List.of(BundledExperiments.PAPER), BundledExperiments.names(), BundledSweeps.names())
                .flatMap(List::stream)
                .toList();
        return Names.nearest(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    /** Whether it has more keys of sweeps than of experiments. */
    boolean isSweep() {
        return weight() > 0;
    }

    private long weight() {
        Set<String> keys = root.entries().keySet();
        return keys.stream().filter(SWEEP_KEYS::contains).count()
                - keys.stream().filter(EXPERIMENT_KEYS::contains).count();
    }

    /** Whether a name stands for all of the paper. */
    static boolean isPaper(String name) {
        return name.equals(BundledExperiments.PAPER) && !isFile(name);
    }

    /** Whether a name stands for the first figure of the paper. */
    static boolean isFirstFigure(String name) {
        return name.equals(BundledExperiments.FIRST_FIGURE) && !isFile(name);
    }

    static boolean isFile(String text) {
        try {
            // A directory of results may have the name of what was run.
            return Files.exists(Path.of(text)) && !Files.isDirectory(Path.of(text));
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }

    static boolean isFileName(String name) {
        return isFile(name) || name.endsWith(".yaml") || name.endsWith(".yml") || name.contains("/");
    }
}
