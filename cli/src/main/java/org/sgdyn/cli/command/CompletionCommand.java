package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sgdyn completion}: a script by which a shell completes the command line. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Prints a completion script for bash and zsh.",
        description = "With it the shell completes commands, options and their values.",
        footerHeading = "%nExample:%n",
        footer = "  source <(sgdyn completion)")
public final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public CompletionCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("sgdyn", spec.root().commandLine()));
        out.flush();
        return ExitCode.OK;
    }
}
