package org.sgdyn.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The subcommands by name, in the order of the help. Each is read by reflection, which takes longer than many of them run. */
final class Commands {

    private static final String COMPLETION = "completion";

    private static final String HELP = "help";

    private static final Map<String, Supplier<Subcommand>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("run", RunCommand::new);
        ALL.put("check", CheckCommand::new);
        ALL.put("compare", CompareCommand::new);
        ALL.put("stability", StabilityCommand::new);
        ALL.put("asymptotics", AsymptoticsCommand::new);
        ALL.put("validate", ValidateCommand::new);
        ALL.put("sweep", SweepCommand::new);
        ALL.put("explore", ExploreCommand::new);
        ALL.put("fit", FitCommand::new);
        ALL.put("predict", PredictCommand::new);
        ALL.put("list", ListCommand::new);
        ALL.put("describe", DescribeCommand::new);
        ALL.put("cite", CiteCommand::new);
        ALL.put("init", InitCommand::new);
        ALL.put("plugin", PluginCommand::new);
        ALL.put("schema", SchemaCommand::new);
        ALL.put(COMPLETION, CompletionCommand::new);
        ALL.put(HELP, HelpCommand::new);
    }

    private Commands() {}

    /** Adds the subcommand that the first word names; all of them where it names none, and for help and the script for shells. */
    static void addTo(CommandLine program, String... args) {
        boolean isOfAll = args.length == 0 || args[0].equals(COMPLETION) || args[0].equals(HELP);
        Supplier<Subcommand> only = isOfAll ? null : ALL.get(args[0]);
        if (only == null) {
            ALL.forEach((name, command) -> program.addSubcommand(name, command.get()));
        } else {
            program.addSubcommand(args[0], only.get());
        }
    }
}
