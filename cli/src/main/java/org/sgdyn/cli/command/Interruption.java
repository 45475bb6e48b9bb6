package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.function.IntSupplier;
import picocli.CommandLine.Model.CommandSpec;

/** Tells whoever ends the program in the middle of a run, by Ctrl-C or a signal, what is kept. Silent once the run has ended. */
final class Interruption {

    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /** Watches a run that keeps so many of a total. */
    static Interruption of(CommandSpec subcommand, String units, IntSupplier kept, int total) {
        PrintWriter err = subcommand.commandLine().getErr();
        Thread hook = new Thread(
                () -> {
                    if (total > 0) {
                        boolean isBelowProgress = ProgressLine.isOnTerminal() && !Chatter.isQuiet(subcommand);
                        err.println((isBelowProgress ? "\n" : "") + words(units, kept.getAsInt(), total));
                        err.flush();
                    }
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    static String words(String units, int kept, int total) {
        return "sgdyn: interrupted; " + kept + " of " + total + " " + units
                + " are kept; the same command goes on from there";
    }

    void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The program is being ended already, and the hook has its say.
        }
    }
}
