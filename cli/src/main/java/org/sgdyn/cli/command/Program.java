package org.sgdyn.cli.command;

import com.google.inject.Guice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgdyn.plugin.PluginFault;
import org.sgdyn.settings.Names;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code sgdyn}: runs the subcommand, and turns every trouble into a message and an exit code. */
@Command(
        name = "sgdyn",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Exact dynamics of one-pass SGD on high-dimensional Gaussian mixtures.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:internal error, or validate found that theory and simulation disagree",
            "2:bad input, a place that cannot be written to, or an executor that cannot go on; no results were written",
            "3:numerical trouble, or pictures that could not be made; what was reached is written",
            "130:ended by Ctrl-C (143: by a signal); what is finished is kept, and the same command goes on from there"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sgdyn run paper --out paper            the paper's ten experiments",
            "  sgdyn init mine                        a commented experiment, mine.yaml",
            "  sgdyn run mine.yaml --out results --set learningRate.value=2",
            "  sgdyn describe logistic                what a part is and takes"
        })
public final class Program implements Runnable {

    private static final String NO_COLOR = "--no-color";

    /** Guice logs the trace of a plug-in that fails, which is then told in words; kept, since loggers are held weakly. */
    private static final Logger GUICE = Logger.getLogger(Guice.class.getName());

    static {
        GUICE.setLevel(Level.OFF);
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-q", Chatter.QUIET},
            scope = ScopeType.INHERIT,
            description = "Says nothing but problems and what was asked for.")
    @SuppressWarnings("UnusedVariable") // asked for by its name, where something is to be said
    private boolean quiet;

    @Option(
            names = {"-v", Trouble.VERBOSE},
            scope = ScopeType.INHERIT,
            description = "Logs more, and shows where an internal error arose.")
    @SuppressWarnings("UnusedVariable") // asked for by its name, where an internal error is told
    private boolean verbose;

    @Option(
            names = NO_COLOR,
            scope = ScopeType.INHERIT,
            description = "Writes plain text; so does the environment variable NO_COLOR.")
    @SuppressWarnings("UnusedVariable") // looked for before anything is parsed, since parsing may print
    private boolean plain;

    private Program() {}

    /**
     * Runs the program.
     *
     * @param out receives what the program says
     * @param err receives messages of trouble
     * @param args the command line
     * @return the exit code, see {@link ExitCode}
     */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine command = new CommandLine(new Program());
        Commands.addTo(command, args);
        giveStandardOptions(command);
        command.setOut(out);
        command.setErr(err);
        command.setExecutionExceptionHandler((trouble, where, parsed) -> Trouble.report(trouble, where));
        command.setParameterExceptionHandler(Program::advise);
        command.setUsageHelpAutoWidth(true);
        // A name may begin with @.
        command.setExpandAtFiles(false);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.registerConverter(int.class, new WholeNumber());
        command.registerConverter(Integer.class, new WholeNumber());
        if (Arrays.asList(args).contains(NO_COLOR)) {
            command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        }
        try {
            return command.execute(args);
        } catch (OutOfMemoryError e) {
            err.println("sgdyn: the experiment does not fit into "
                    + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MiB of memory; lower the dimension, use dimension: infinite for theory alone, or give more with"
                    + " SGDYN_JAVA_OPTS=-Xmx8g");
            return ExitCode.BAD_INPUT;
        } catch (LinkageError | StackOverflowError | AssertionError e) {
            // Picocli hands over exceptions only.
            err.println("sgdyn: "
                    + PluginFault.of(e).orElse("the installation is broken: " + e + "; unpack the distribution anew"));
            return ExitCode.BAD_INPUT;
        }
    }

    /** Every command takes -h and -V. */
    private static void giveStandardOptions(CommandLine command) {
        for (CommandLine each : command.getSubcommands().values()) {
            each.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
            giveStandardOptions(each);
        }
    }

    /**
     * Runs the program as a process does: what it says must arrive, unless the reader has left.
     *
     * @param out receives what the program says
     * @param err receives messages of trouble
     * @param args the command line
     * @return the exit code, see {@link ExitCode}
     */
    public static int execute(OutputStream out, PrintWriter err, String... args) {
        StandardOutput standard = new StandardOutput(out);
        PrintWriter writer = new PrintWriter(standard, true, StandardCharsets.UTF_8);
        int code = execute(writer, err, args);
        writer.flush();
        Optional<IOException> failure = standard.failure();
        failure.ifPresent(
                trouble -> err.println("sgdyn: standard output cannot be written to: " + Trouble.words(trouble)));
        return failure.isPresent() ? ExitCode.BAD_INPUT : code;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What the parser has to say, the nearest option or command, and where help is; not all of the help. */
    private static int advise(ParameterException trouble, String[] args) {
        CommandLine command = trouble.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        CommandSpec spec = command.getCommandSpec();
        Optional<String> unknown = Arrays.stream(args)
                .map(arg -> arg.replaceFirst("=.*", ""))
                .filter(arg -> arg.startsWith("--") && arg.length() > 2 && spec.findOption(arg) == null)
                .findFirst();
        String text = unknown.map(option -> "unknown option " + option
                        + Names.nearest(option, spec.optionsMap().keySet())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""))
                .orElse(trouble.getMessage());
        if (trouble instanceof UnmatchedArgumentException unmatched
                && unknown.isEmpty()
                && !command.getSubcommands().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            text = "there is no command " + name + " " + word + "; "
                    + Names.advice(word, command.getSubcommands().keySet());
        }
        for (Throwable cause = trouble.getCause(); cause != null; cause = cause.getCause()) {
            text = cause instanceof InvalidPathException path ? Trouble.words(path) : text;
        }
        Trouble.say(command, "sgdyn: " + text);
        command.getErr().println("sgdyn: " + name + " --help lists what it takes");
        return ExitCode.BAD_INPUT;
    }
}
