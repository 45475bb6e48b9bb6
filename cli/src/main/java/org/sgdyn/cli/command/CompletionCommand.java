package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

/** {@code sgdyn completion}: a script by which a shell completes the command line. */
@Command(
        name = "completion",
        header = "Prints a completion script for bash and zsh, or for fish.",
        description =
                "With it the shell completes commands, options and their values, bundled experiments and sweeps, and "
                        + "the parts that were known when the script was written.",
        footer = {"  source <(sgdyn completion)", "  sgdyn completion fish > ~/.config/fish/completions/sgdyn.fish"})
public final class CompletionCommand extends Subcommand {

    private static final String PROGRAM = "sgdyn";

    /** Where the script offers what is bundled. */
    private static final Pattern BUNDLED =
            Pattern.compile("( *)positionals=\\$\\( (compReplyArray \"\\$\\{FILENAME_pos_param_args\\[@]}\") \\)");

    /** There it offers files and directories too. */
    private static final String WITH_FILES = "$1type compopt &>/dev/null && compopt -o filenames\n"
            + "$1positionals=\\$( $2; compgen -f -X '!*.y*ml' -- \"\\${curr_word}\"; compgen -d -- \"\\${curr_word}\" )";

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            defaultValue = "bash",
            description = "bash, which zsh reads too, or fish. Default: ${DEFAULT-VALUE}.")
    private Shell shell;

    /** The shells whose words differ. */
    private enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Override
    public Integer call() {
        // What is wrong with a plug-in is told here, not half-way through the script.
        PluginOptions.loadDefault();
        CommandLine program = spec.root().commandLine();
        offerSweeps(
                Objects.requireNonNull(program.getSubcommands().get("check")).getCommandSpec());
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                shell == Shell.FISH
                        ? FishCompletion.of(PROGRAM, program.getCommandSpec())
                        : BUNDLED.matcher(AutoComplete.bash(PROGRAM, program)).replaceAll(WITH_FILES));
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
