package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.explore.ExploreServer;
import org.sgdyn.cli.explore.Given;
import org.sgdyn.cli.explore.Preset;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.cli.yaml.YamlWriter;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sgdyn explore}: the theory of an experiment in the browser, which follows while it is changed. */
@Command(
        name = "explore",
        header = "Shows the theory of an experiment in the browser, while you change it.",
        description = {
            "Serves a page on this machine, opens it and prints its address: the experiment as text, with a slider for each number, "
                    + "its curves, which follow at once, and maps over two of its numbers, such as a sweep's. Only this machine reaches the page, and only with the token in its "
                    + "address; experiments on it may name no files but those of FILE. Ctrl-C ends it."
        },
        footer = {
            "  sgdyn explore                          a bundled experiment",
            "  sgdyn explore phase-power-law          a bundled sweep, as a map",
            "  sgdyn explore mine.yaml other.yaml --port 8080",
            "  sgdyn explore logistic-isotropic --no-browser"
        })
public final class ExploreCommand extends Subcommand {

    private static final String FIRST = "logistic-power-law-a";

    private static final int LARGEST_PORT = 65_535;

    private static final int USUAL_PORT = 7436;

    /** What of a sweep its map is made of. */
    private static final Set<String> MAP = Set.of("grid", "set", "measure", "figure");

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|NAME",
            completionCandidates = Candidates.Sources.class,
            description =
                    "Files of experiments and sweeps, names of bundled ones, or - for standard input; the page begins with the"
                            + " first. Default: " + FIRST + ".")
    private List<String> experiments = List.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port; 0 for any that is free. Default: " + USUAL_PORT
                    + " if it is free, so that the browser finds its last session again, else any.")
    private @Nullable Integer port;

    @Option(names = "--no-browser", description = "Opens no browser.")
    private boolean isWithoutBrowser;

    @Mixin
    private PluginOptions plugins;

    @Override
    public Integer call() throws IOException {
        if (port != null && (port < 0 || port > LARGEST_PORT)) {
            throw new BadInputException("--port " + port + ": must be >= 0 and <= " + LARGEST_PORT);
        }
        LoadedPlugins loaded = plugins.load();
        List<Given> given = new ArrayList<>();
        List<Preset> presets = new ArrayList<>();
        for (String name : experiments.isEmpty() ? List.of(FIRST) : experiments) {
            Source source = Source.of(name);
            Source experiment = source.isSweep() ? SweepFile.experiment(source) : source;
            given.add(new Given(experiment.root(), experiment.directory()));
            presets.add(preset(source, experiment));
        }
        Set<String> present = presets.stream().map(Preset::name).collect(Collectors.toSet());
        for (String name : BundledExperiments.names()) {
            if (!present.contains(name)) {
                presets.add(new Preset(name, BundledExperiments.text(name)));
            }
        }
        for (String name : BundledSweeps.names()) {
            if (!present.contains(name)) {
                Source sweep = Source.of(name);
                presets.add(preset(sweep, SweepFile.experiment(sweep)));
            }
        }
        try (ExploreServer server = start(presets, given, loaded)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(server.address());
            Chatter.of(spec).println("Ctrl-C ends it.");
            out.flush();
            if (!isWithoutBrowser) {
                Browser.open(server.address());
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private ExploreServer start(List<Preset> presets, List<Given> given, LoadedPlugins loaded) {
        try {
            return ExploreServer.start(port == null ? USUAL_PORT : port, presets, given, loaded.catalog());
        } catch (IllegalArgumentException ambiguous) {
            throw new BadInputException(String.valueOf(ambiguous.getMessage()));
        } catch (IOException taken) {
            if (port == null) {
                return startAnywhere(presets, given, loaded);
            }
            throw new BadInputException("--port " + port + ": " + Trouble.words(taken)
                    + "; choose another, or leave the option out for one that is free");
        }
    }

    private static ExploreServer startAnywhere(List<Preset> presets, List<Given> given, LoadedPlugins loaded) {
        try {
            return ExploreServer.start(0, presets, given, loaded.catalog());
        } catch (IOException none) {
            throw new BadInputException("no port can be had: " + Trouble.words(none));
        }
    }

    /** What is opened of an experiment, or of a sweep with its experiment. */
    private static Preset preset(Source source, Source experiment) throws IOException {
        Map<String, Object> map =
                new LinkedHashMap<>(source.isSweep() ? source.root().plain() : Map.of());
        map.keySet().retainAll(MAP);
        return new Preset(source.name(), experiment.name().isEmpty() ? ownText(source) : text(experiment), map);
    }

    /** The experiment that a sweep holds, as its author wrote it if it stands on lines of its own. */
    private static String ownText(Source sweep) throws IOException {
        ConfigNode.Mapping experiment = SweepFile.experiment(sweep).root();
        String whole = Source.isFileName(sweep.name())
                ? Files.readString(Path.of(sweep.name()), StandardCharsets.UTF_8)
                : BundledSweeps.text(sweep.name());
        String block = whole.lines()
                .dropWhile(line -> !line.matches("experiment:\\s*(#.*)?"))
                .skip(1)
                .takeWhile(line -> line.isBlank() || line.startsWith(" "))
                .collect(Collectors.joining("\n"))
                .stripIndent()
                .strip();
        return isText(block, experiment) ? block + "\n" : YamlWriter.text(experiment.plain());
    }

    private static boolean isText(String text, ConfigNode.Mapping experiment) {
        try {
            return YamlReader.read(text, "experiment").plain().equals(experiment.plain());
        } catch (InvalidExperimentException otherwise) {
            return false;
        }
    }

    /** The text as its author wrote it, comments included. */
    private static String text(Source source) throws IOException {
        if (Source.isFileName(source.name())) {
            return Files.readString(Path.of(source.name()), StandardCharsets.UTF_8);
        }
        return BundledExperiments.names().contains(source.name())
                ? BundledExperiments.text(source.name())
                : YamlWriter.text(source.root().plain());
    }
}
