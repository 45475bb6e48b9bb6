package org.sgdyn.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish, a line for each command, option and list of values; picocli writes none. */
final class FishCompletion {

    private final StringBuilder script = new StringBuilder();
    private final String program;

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The script for a program and all its commands. */
    static String of(String program, CommandSpec spec) {
        FishCompletion completion = new FishCompletion(program);
        completion.line("-e");
        completion.commands(spec, "__fish_use_subcommand", List.of());
        return completion.script.toString();
    }

    private void commands(CommandSpec spec, String where, List<String> path) {
        for (Map.Entry<String, CommandLine> each : spec.subcommands().entrySet()) {
            CommandSpec command = each.getValue().getCommandSpec();
            String[] header = command.usageMessage().header();
            line(quoted(where), "-f -a", each.getKey(), "-d", quoted(header.length == 0 ? "" : header[0]));
            List<String> below = new ArrayList<>(path);
            below.add(each.getKey());
            String inside = within(below);
            command.options().forEach(option -> option(option, inside));
            for (ArgSpec file : command.positionalParameters()) {
                // Names, and files where they may stand in place of them.
                String names = names(file);
                if (!names.isEmpty()) {
                    line(quoted(inside), isPath(file) ? "-a" : "-f -a", quoted(names));
                }
            }
            commands(command, inside, below);
        }
    }

    private static String within(List<String> path) {
        return String.join(
                "; and ",
                path.stream().map(word -> "__fish_seen_subcommand_from " + word).toList());
    }

    private void option(OptionSpec option, String where) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        String values = names(option);
        String argument = option.arity().max() == 0 ? "" : values.isEmpty() ? " -r" : " -x -a " + quoted(values);
        String meaning = option.description().length == 0 ? "" : firstSentence(option.description()[0]);
        line(quoted(where), names.substring(1) + argument, "-d", quoted(meaning));
    }

    private static String names(ArgSpec argument) {
        @Nullable Iterable<String> candidates = argument.completionCandidates();
        return candidates == null
                ? ""
                : String.join(
                        " ",
                        StreamSupport.stream(candidates.spliterator(), false).toList());
    }

    /** Whether the names of what is bundled stand for files. */
    private static boolean isPath(ArgSpec argument) {
        return argument.paramLabel().contains("FILE");
    }

    private static String firstSentence(String text) {
        return text.replaceFirst("(?s)([.;]) .*", "$1").replaceFirst("[.;]$", "");
    }

    private void line(String... words) {
        script.append("complete -c ").append(program);
        if (words.length > 1) {
            script.append(" -n");
        }
        for (String word : words) {
            script.append(' ').append(word);
        }
        script.append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
