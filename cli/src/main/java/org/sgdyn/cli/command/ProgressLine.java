package org.sgdyn.cli.command;

import java.io.PrintStream;
import org.sgdyn.experiment.RunListener;

/** One line on the terminal that is written over as replicates finish. */
final class ProgressLine implements RunListener {

    private static final String CLEAR = "\r\u001B[K";

    private final PrintStream terminal;
    private String phase = "";

    private ProgressLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** A progress line if somebody watches, else silence. */
    @SuppressWarnings("SystemConsoleNull") // the launcher keeps this test meaningful on later versions of Java
    static RunListener forTerminal() {
        return System.console() == null ? RunListener.SILENT : new ProgressLine(System.err);
    }

    @Override
    public synchronized void phase(String text) {
        phase = text;
        show(text + " ...");
    }

    @Override
    public synchronized void replicateFinished(int done, int total) {
        show(done == total ? "" : phase + ": replicate " + done + " of " + total);
    }

    private void show(String text) {
        terminal.print(CLEAR + text);
        terminal.flush();
    }
}
