package org.sgdyn.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What subcommands say of how they go on; nothing if the user wants quiet. */
final class Chatter {

    /** The option of the program that asks for quiet. */
    static final String QUIET = "--quiet";

    private Chatter() {}

    /** Where a subcommand says it. */
    static PrintWriter of(CommandSpec subcommand) {
        return isQuiet(subcommand)
                ? new PrintWriter(PrintWriter.nullWriter())
                : subcommand.commandLine().getOut();
    }

    static boolean isQuiet(CommandSpec subcommand) {
        return subcommand.root().findOption(QUIET).<Boolean>getValue();
    }
}
