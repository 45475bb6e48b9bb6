package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.settings.ConfigNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sgdyn list}: the parts that an experiment may name, and what is bundled. */
@Command(
        name = "list",
        header = "Lists the parts that an experiment may name, and what comes with the program.",
        description =
                "Shows what each part is, its parameters with their defaults, and the jar it comes from; then the "
                        + "bundled experiments and sweeps, which run by name.",
        footer = {"  sgdyn list", "  sgdyn list losses", "  sgdyn list sweeps", "  sgdyn list integrators --json"})
public final class ListCommand extends PluginSubcommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            completionCandidates = KindWord.Plurals.class,
            description = "One of ${COMPLETION-CANDIDATES}; all of them by default.")
    private @Nullable String kind;

    @Mixin
    private JsonOptions json;

    @Override
    public Integer call() {
        List<String> kinds = kind == null ? KindWord.plurals() : List.of(KindWord.plural(kind));
        LoadedPlugins loaded = plugins.load();
        PrintWriter out = spec.commandLine().getOut();
        if (json.isWanted()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            kinds.forEach(each -> answer.put(each, answer(each, loaded)));
            JsonOptions.print(out, answer);
            return ExitCode.OK;
        }
        for (String each : kinds) {
            out.println(spec.commandLine().getColorScheme().ansi().string("@|bold " + each + "|@"));
            switch (each) {
                case KindWord.EXPERIMENTS -> bundled(out, BundledExperiments.names(), BundledExperiments::read);
                case KindWord.SWEEPS -> bundled(out, BundledSweeps.names(), BundledSweeps::read);
                default -> parts(out, each, loaded);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Names with the first sentence of their description. */
    private static void bundled(PrintWriter out, List<String> names, Function<String, ConfigNode.Mapping> reader) {
        for (String name : names) {
            out.println("  " + padded(name, names) + "  "
                    + description(name, reader).split("(?<=\\.) ", 2)[0]);
        }
    }

    private static String description(String name, Function<String, ConfigNode.Mapping> reader) {
        return Optional.ofNullable(reader.apply(name).entries().get("description"))
                .map(node -> String.valueOf(node.plain()))
                .orElse("");
    }

    private static List<Map<String, Object>> answer(String kind, LoadedPlugins loaded) {
        return switch (kind) {
            case KindWord.EXPERIMENTS -> answer(BundledExperiments.names(), BundledExperiments::read);
            case KindWord.SWEEPS -> answer(BundledSweeps.names(), BundledSweeps::read);
            default ->
                PartDocumentation.all(kind(kind), loaded.catalog()).stream()
                        .map(part -> PartJson.of(part, PluginOptions.jar(loaded, part)))
                        .toList();
        };
    }

    private static List<Map<String, Object>> answer(List<String> names, Function<String, ConfigNode.Mapping> reader) {
        return names.stream()
                .map(name -> Map.<String, Object>of("name", name, "description", description(name, reader)))
                .toList();
    }

    private static String padded(String name, List<String> names) {
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        return name + " ".repeat(width - name.length());
    }

    private static PartKind kind(String plural) {
        return Arrays.stream(PartKind.values())
                .filter(each -> each.plural().equals(plural))
                .findFirst()
                .orElseThrow();
    }

    private static void parts(PrintWriter out, String plural, LoadedPlugins loaded) {
        List<PartDocumentation> parts = PartDocumentation.all(kind(plural), loaded.catalog());
        List<String> names = parts.stream().map(PartDocumentation::name).toList();
        for (PartDocumentation part : parts) {
            String name = padded(part.name(), names);
            String meaning = part.description().meaning();
            out.println("  " + name + "  " + (meaning.isEmpty() ? "(its author does not say)" : meaning) + "  ["
                    + PluginOptions.jar(loaded, part) + "]");
            if (!part.parameters().isEmpty()) {
                out.println(" ".repeat(name.length() + 4) + parameters(part));
            }
        }
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
                .filter(value -> !value.equals(""))
                .map(value -> ", default " + value)
                .orElse(parameter.required() ? "" : ", optional");
    }
}
