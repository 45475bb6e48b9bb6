package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code sgdyn completion}: a script by which a shell completes the command line. */
@Command(
        name = "completion",
        header = "Prints a completion script for bash and zsh.",
        description =
                "With it the shell completes commands, options and their values, bundled experiments and sweeps, and "
                        + "the parts that were known when the script was written.",
        footerHeading = "%nExample:%n",
        footer = "  source <(sgdyn completion)")
public final class CompletionCommand extends Subcommand {

    /** Where the script offers what is bundled. */
    private static final Pattern BUNDLED =
            Pattern.compile("( *)positionals=\\$\\( (compReplyArray \"\\$\\{FILENAME_pos_param_args\\[@]}\") \\)");

    /** There it offers files and directories too. */
    private static final String WITH_FILES = "$1type compopt &>/dev/null && compopt -o filenames\n"
            + "$1positionals=\\$( $2; compgen -f -X '!*.y*ml' -- \"\\${curr_word}\"; compgen -d -- \"\\${curr_word}\" )";

    @Override
    public Integer call() {
        // What is wrong with a plug-in is told here, not half-way through the script.
        PluginOptions.loadDefault();
        CommandLine program = spec.root().commandLine();
        offerSweeps(
                Objects.requireNonNull(program.getSubcommands().get("check")).getCommandSpec());
        PrintWriter out = spec.commandLine().getOut();
        out.print(BUNDLED.matcher(AutoComplete.bash("sgdyn", program)).replaceAll(WITH_FILES));
        out.flush();
        return ExitCode.OK;
    }

    /** The only command that takes experiments and sweeps. */
    private static void offerSweeps(CommandSpec check) {
        PositionalParamSpec file = check.positionalParameters().get(0);
        check.remove(file);
        check.addPositional(PositionalParamSpec.builder(file)
                .completionCandidates(Candidates.files())
                .build());
    }
}
