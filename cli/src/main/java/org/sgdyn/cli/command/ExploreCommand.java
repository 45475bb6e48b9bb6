package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.sgdyn.cli.explore.ExploreServer;
import org.sgdyn.cli.explore.Preset;
import org.sgdyn.cli.yaml.YamlWriter;
import org.sgdyn.plugin.LoadedPlugins;
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
                    + "and its curves, which follow at once. Only this machine reaches the page, and only with the token in its "
                    + "address; experiments on it may name no files but those of FILE. Theory alone is solved. Ctrl-C ends it."
        },
        footer = {
            "  sgdyn explore                          a bundled experiment",
            "  sgdyn explore mine.yaml --port 8080",
            "  sgdyn explore logistic-isotropic --no-browser"
        })
public final class ExploreCommand extends Subcommand {

    private static final String FIRST = "logistic-power-law-a";

    private static final int LARGEST_PORT = 65_535;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE|NAME",
            completionCandidates = Candidates.Experiments.class,
            description = "An experiment file, the name of a bundled experiment, or - for standard input. Default: "
                    + FIRST + ".")
    private String experiment = FIRST;

    @Option(names = "--port", paramLabel = "N", description = "The port. Default: one that is free.")
    private int port;

    @Option(names = "--no-browser", description = "Opens no browser.")
    private boolean isWithoutBrowser;

    @Mixin
    private PluginOptions plugins;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > LARGEST_PORT) {
            throw new BadInputException("--port " + port + ": must be >= 0 and <= " + LARGEST_PORT);
        }
        LoadedPlugins loaded = plugins.load();
        Source source = Source.experiment(experiment);
        List<Preset> presets = new ArrayList<>(List.of(new Preset(experiment, text(source))));
        for (String name : BundledExperiments.names()) {
            if (!name.equals(experiment)) {
                presets.add(new Preset(name, BundledExperiments.text(name)));
            }
        }
        try (ExploreServer server = start(presets, source, loaded)) {
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

    private ExploreServer start(List<Preset> presets, Source source, LoadedPlugins loaded) {
        try {
            return ExploreServer.start(port, presets, source.root(), source.directory(), loaded.catalog());
        } catch (IOException taken) {
            throw new BadInputException("--port " + port + ": " + Trouble.words(taken)
                    + "; choose another, or leave the option out for one that is free");
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
