package org.sgdyn.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.sgdyn.cli.command.BadInputException;
import org.sgdyn.cli.command.ExitCode;
import org.sgdyn.cli.command.RunCommand;
import org.sgdyn.cli.command.StabilityCommand;
import org.sgdyn.cli.command.Version;
import org.sgdyn.experiment.InvalidExperimentException;
import org.sgdyn.experiment.Problem;
import org.sgdyn.plugin.PluginException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program: reads the command line, runs the subcommand, and turns every trouble into a message and an exit code. */
@Command(
        name = "sgdyn",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Exact dynamics of one-pass SGD on high-dimensional Gaussian mixtures.",
        subcommands = {RunCommand.class, StabilityCommand.class},
        footer = {"", "Exit codes: 0 done; 1 internal error; 2 bad input; 3 numerical trouble."})
public final class Sgdyn implements Runnable {

    @Spec
    private CommandSpec spec;

    private Sgdyn() {}

    /**
     * Runs the program and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        if (Arrays.asList(args).contains("-v") || Arrays.asList(args).contains("--verbose")) {
            // Read by the logging configuration, which is loaded with the first logger.
            System.setProperty("sgdyn.log", "DEBUG");
        }
        System.exit(execute(args));
    }

    /**
     * Runs the program.
     *
     * @param args the command line
     * @return the exit code, see {@link ExitCode}
     */
    public static int execute(String... args) {
        return execute(
                new PrintWriter(System.out, true, Charset.defaultCharset()),
                new PrintWriter(System.err, true, Charset.defaultCharset()),
                args);
    }

    /**
     * Runs the program.
     *
     * @param out receives what the program says
     * @param err receives messages of trouble
     * @param args the command line
     * @return the exit code, see {@link ExitCode}
     */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine command = new CommandLine(new Sgdyn());
        command.setOut(out);
        command.setErr(err);
        command.setExecutionExceptionHandler(Sgdyn::report);
        command.setUsageHelpAutoWidth(true);
        try {
            return command.execute(args);
        } catch (OutOfMemoryError e) {
            err.println("sgdyn: the experiment does not fit into "
                    + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MiB of memory; lower the dimension, use dimension: infinite for theory alone, or give more with"
                    + " SGDYN_JAVA_OPTS=-Xmx8g");
            return ExitCode.BAD_INPUT;
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int report(Exception trouble, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (trouble instanceof InvalidExperimentException invalid) {
            for (Problem problem : invalid.problems()) {
                err.println(problem);
            }
            return ExitCode.BAD_INPUT;
        }
        if (trouble instanceof BadInputException || trouble instanceof PluginException) {
            err.println("sgdyn: " + trouble.getMessage());
            return ExitCode.BAD_INPUT;
        }
        err.println("sgdyn: internal error, please report it with the experiment file: " + trouble);
        if (parsed.subcommand() != null && parsed.subcommand().hasMatchedOption("-v")) {
            trouble.printStackTrace(err);
        } else {
            err.println("sgdyn: -v shows where it arose");
        }
        return ExitCode.INTERNAL_ERROR;
    }
}
