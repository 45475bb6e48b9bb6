package org.sgdyn.cli.command;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.sgdyn.run.RunListener;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How a run gets on, with the rate and the time that remains: on a terminal one line that is written over as replicates finish;
 * elsewhere plain lines, half a minute apart, so that short runs stay silent.
 */
final class ProgressLine implements RunListener {

    private static final String CLEAR = "\r\u001B[K";

    private static final long PLAIN_INTERVAL = 30_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final String unit;
    private final PrintStream target;
    private final boolean terminal;
    private final LongSupplier nanoseconds;
    private String phase = "";
    private long start;
    private long latestLine;
    private int doneAtStart;

    ProgressLine(PrintStream target, boolean terminal, LongSupplier nanoseconds) {
        this("replicate", target, terminal, nanoseconds);
    }

    private ProgressLine(String unit, PrintStream target, boolean terminal, LongSupplier nanoseconds) {
        this.unit = unit;
        this.target = target;
        this.terminal = terminal;
        this.nanoseconds = nanoseconds;
    }

    /** Progress on the error stream, as suits what it is connected to; none if the user wants quiet. */
    static RunListener of(CommandSpec subcommand) {
        return of(subcommand, "replicate");
    }

    @SuppressWarnings("SystemConsoleNull") // the launcher keeps this test meaningful on later versions of Java
    static boolean isOnTerminal() {
        return System.console() != null;
    }

    /** The same for other things than replicates. */
    static RunListener of(CommandSpec subcommand, String unit) {
        if (Program.isQuiet(subcommand)) {
            return RunListener.SILENT;
        }
        return new ProgressLine(unit, System.err, isOnTerminal(), System::nanoTime);
    }

    @Override
    public synchronized void phase(String text) {
        phase = text;
        start = nanoseconds.getAsLong();
        latestLine = start;
        doneAtStart = 0;
        if (terminal) {
            show(text + " ...");
        }
    }

    @Override
    public synchronized void replicatesFound(int done) {
        doneAtStart = done;
    }

    @Override
    public synchronized void replicateFinished(int done, int total) {
        long now = nanoseconds.getAsLong();
        if (terminal) {
            show(done == total ? "" : line(done, total, now));
        } else if (done < total && now - latestLine >= PLAIN_INTERVAL) {
            latestLine = now;
            target.println(line(done, total, now));
        }
    }

    private String line(int done, int total, long now) {
        String text = phase + ": " + unit + " " + done + " of " + total;
        double rate = (done - doneAtStart) / ((now - start) / NANOS_PER_SECOND);
        if (!(rate > 0)) {
            return text;
        }
        return text + String.format(Locale.ROOT, ", %.3g per second, %s left", rate, duration((total - done) / rate));
    }

    static String duration(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 60
                ? whole + " s"
                : whole < 3600
                        ? whole / 60 + " min " + whole % 60 + " s"
                        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    private void show(String text) {
        target.print(CLEAR + text);
        target.flush();
    }
}
