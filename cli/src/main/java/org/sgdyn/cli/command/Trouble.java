package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Locale;
import java.util.Optional;
import org.sgdyn.cli.result.ProblemAnswer;
import org.sgdyn.plugin.PluginException;
import org.sgdyn.plugin.PluginFault;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Problem;
import org.sgdyn.spi.ExecutorException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What went wrong, told in words. */
final class Trouble {

    /** The option of the program that asks for the place of an internal error. */
    static final String VERBOSE = "--verbose";

    private Trouble() {}

    /** Tells what went wrong, in words; the exit code that goes with it. */
    static int report(Exception trouble, CommandLine command) {
        PrintWriter err = command.getErr();
        if (trouble instanceof InvalidExperimentException invalid) {
            if (isAnsweringPrograms(command)) {
                JsonOptions.print(command.getOut(), ProblemAnswer.of(invalid.problems()));
            }
            for (Problem problem : invalid.problems()) {
                say(command, problem.toString());
                Excerpt.of(problem.location()).ifPresent(command.getErr()::println);
            }
            return ExitCode.BAD_INPUT;
        }
        if (trouble instanceof BadInputException
                || trouble instanceof PluginException
                || trouble instanceof ExecutorException) {
            say(command, "sgdyn: " + trouble.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (trouble instanceof InvalidPathException path) {
            say(command, "sgdyn: " + words(path));
            return ExitCode.BAD_INPUT;
        }
        if (trouble instanceof IOException || trouble instanceof UncheckedIOException) {
            say(command, "sgdyn: " + words(trouble));
            return ExitCode.BAD_INPUT;
        }
        Optional<String> fault = PluginFault.of(trouble);
        if (fault.isPresent()) {
            err.println(command.getColorScheme().errorText("sgdyn: " + fault.get()));
            return ExitCode.BAD_INPUT;
        }
        err.println("sgdyn: internal error, please report it with the experiment file: " + trouble);
        if (command.getCommandSpec().root().findOption(VERBOSE).<Boolean>getValue()) {
            trouble.printStackTrace(err);
        } else {
            err.println("sgdyn: -v shows where it arose");
        }
        return ExitCode.INTERNAL_ERROR;
    }

    private static boolean isAnsweringPrograms(CommandLine command) {
        OptionSpec json = command.getCommandSpec().findOption(JsonOptions.NAME);
        return json != null && json.<Boolean>getValue();
    }

    static void say(CommandLine command, String message) {
        command.getErr().println(command.getColorScheme().errorText(Words.readable(message)));
    }

    static String words(InvalidPathException name) {
        return "\"" + name.getInput() + "\" cannot be the name of a file here (" + name.getReason()
                + "); if it is the name of one, the language settings do not fit it: set LC_ALL=C.UTF-8";
    }

    /** What a file system has to say: some of its messages are the bare name of a file. */
    static String words(Throwable trouble) {
        if (trouble instanceof UncheckedIOException && trouble.getCause() != null) {
            String message = trouble.getMessage();
            String cause = words(trouble.getCause());
            return message == null || message.equals(trouble.getCause().toString()) ? cause : message + ": " + cause;
        }
        if (trouble instanceof FileSystemException file && file.getReason() == null && file.getFile() != null) {
            String kind = file.getClass().getSimpleName().replaceFirst("Exception$", "");
            return file.getFile() + ": "
                    + kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        }
        return trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
    }
}
