package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.settings.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sgdyn describe}: everything there is to say of a part. */
@Command(
        name = "describe",
        header = "Describes a part: formula, parameters, example, references.",
        description = "A spectrum and a profile may share a name; then both are described.",
        footer = {"  sgdyn describe huber", "  sgdyn describe power-law        the spectrum and the profile"})
public final class DescribeCommand extends PluginSubcommand {

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Candidates.Parts.class,
            description = "The name of a part, as sgdyn list shows it.")
    private String name;

    @Mixin
    private JsonOptions json;

    @Override
    public Integer call() {
        LoadedPlugins loaded = plugins.load();
        List<PartDocumentation> parts = Arrays.stream(PartKind.values())
                .flatMap(kind -> loaded.catalog().find(kind.type(), name).stream())
                .map(part -> PartDocumentation.of(part, loaded.catalog()))
                .toList();
        if (parts.isEmpty()) {
            List<String> known = Arrays.stream(PartKind.values())
                    .flatMap(kind -> loaded.catalog().inOrder(kind.type()).stream())
                    .distinct()
                    .toList();
            throw new BadInputException("there is no part \"" + name + "\"; " + Names.advice(name, known));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json.isWanted()) {
            JsonOptions.print(
                    out,
                    parts.stream()
                            .map(part -> PartJson.of(part, PluginOptions.jar(loaded, part)))
                            .toList());
            return ExitCode.OK;
        }
        for (int k = 0; k < parts.size(); k++) {
            if (k > 0) {
                out.println();
            }
            describe(out, parts.get(k), PluginOptions.jar(loaded, parts.get(k)));
        }
        out.flush();
        return ExitCode.OK;
    }

    private void describe(PrintWriter out, PartDocumentation part, String jar) {
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        out.println(
                ansi.string("@|bold " + part.name() + "|@") + ", " + part.kind().title() + ", from " + jar);
        line(out, part.description().meaning());
        if (!part.description().formula().isEmpty()) {
            line(out, "formula:    " + part.description().formula());
        }
        line(out, part.parameters().isEmpty() ? "parameters: none" : "parameters:");
        part.parameters().forEach(parameter -> parameter(out, part, parameter, ""));
        line(out, "example:    " + PartJson.example(part));
        part.description().references().forEach(source -> line(out, "reference:  " + source.line()));
    }

    private static void line(PrintWriter out, String text) {
        if (!text.isEmpty()) {
            out.println("  " + text);
        }
    }

    private static void parameter(PrintWriter out, PartDocumentation part, PartParameter parameter, String prefix) {
        String key = prefix + parameter.key();
        String meaning = part.meaning(key);
        line(
                out,
                "  " + key + ": " + parameter.rule() + ListCommand.presence(parameter)
                        + (meaning.isEmpty() ? "" : "; " + meaning));
        parameter.fields().forEach(field -> parameter(out, part, field, key + "."));
    }
}
