package org.sgdyn.cli.command;

import picocli.CommandLine.Command;

/** {@code sgdyn plugin}: what helps to write plug-ins. */
@Command(
        name = "plugin",
        synopsisSubcommandLabel = "COMMAND",
        header = "Helps to write plug-ins.",
        subcommands = PluginNewCommand.class)
public final class PluginCommand extends Subcommand {

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
