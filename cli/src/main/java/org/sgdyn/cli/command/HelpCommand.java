package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.sgdyn.settings.Names;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sgdyn help}: what a command takes. */
@Command(
        name = "help",
        header = "Shows what a command takes, as its option --help does.",
        footerHeading = "%nExample:%n",
        footer = "  sgdyn help run")
public final class HelpCommand extends Subcommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "A command, and perhaps one of its own, such as plugin new; the program by default.")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new BadInputException("there is no command "
                        + command.getCommandSpec().qualifiedName() + " " + word
                        + (command.getSubcommands().isEmpty()
                                ? ""
                                : "; "
                                        + Names.advice(
                                                word, command.getSubcommands().keySet())));
            }
            command = next;
        }
        PrintWriter out = spec.commandLine().getOut();
        command.usage(out);
        out.flush();
        return ExitCode.OK;
    }
}
