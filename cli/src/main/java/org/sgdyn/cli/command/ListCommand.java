package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.sgdyn.experiment.PartDocumentation;
import org.sgdyn.experiment.PartKind;
import org.sgdyn.experiment.PartParameter;
import org.sgdyn.plugin.LoadedPlugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sgdyn list}: the parts that an experiment may name. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Lists the parts that an experiment may name.",
        description = "Shows what each part is, its parameters with their defaults, and the jar it comes from.",
        footerHeading = "%nExamples:%n",
        footer = {"  sgdyn list", "  sgdyn list losses"})
public final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            completionCandidates = KindWord.Plurals.class,
            description = "One of ${COMPLETION-CANDIDATES}; all of them by default.")
    private String kind;

    @Mixin
    private PluginOptions plugins;

    /** For picocli. */
    public ListCommand() {}

    @Override
    public Integer call() {
        List<PartKind> kinds =
                kind == null ? List.of(PartKind.values()) : List.of(KindWord.find(kind, PartKind::plural));
        LoadedPlugins loaded = plugins.load();
        Map<String, String> jars = PluginOptions.jars(loaded);
        PrintWriter out = spec.commandLine().getOut();
        for (PartKind each : kinds) {
            out.println(spec.commandLine().getColorScheme().ansi().string("@|bold " + each.plural() + "|@"));
            List<PartDocumentation> parts = PartDocumentation.all(each, loaded.catalog());
            int width =
                    parts.stream().mapToInt(part -> part.name().length()).max().orElse(0);
            for (PartDocumentation part : parts) {
                String name = part.name() + " ".repeat(width - part.name().length());
                String meaning = part.description().meaning();
                out.println("  " + name + "  " + (meaning.isEmpty() ? "(its author does not say)" : meaning) + "  ["
                        + jars.get(part.plugin().getName()) + "]");
                if (!part.parameters().isEmpty()) {
                    out.println(" ".repeat(width + 4) + parameters(part));
                }
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String parameters(PartDocumentation part) {
        return part.parameters().stream().map(ListCommand::parameter).collect(Collectors.joining("; "));
    }

    private static String parameter(PartParameter parameter) {
        String fields = parameter.fields().isEmpty()
                ? ""
                : parameter.fields().stream().map(ListCommand::parameter).collect(Collectors.joining(", ", " {", "}"));
        return parameter.key() + ": " + parameter.rule() + fields + presence(parameter);
    }

    /** Whether a parameter may be left out, and what holds then. */
    static String presence(PartParameter parameter) {
        return parameter
                .otherwise()
                .map(value -> ", default " + value)
                .orElse(parameter.required() ? "" : ", optional");
    }
}
