package org.sgdyn.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sgdyn plugin}: what helps to write plug-ins. */
@Command(
        name = "plugin",
        synopsisSubcommandLabel = "COMMAND",
        header = "Helps to write plug-ins.",
        subcommands = PluginNewCommand.class)
public final class PluginCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public PluginCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
