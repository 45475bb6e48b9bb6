package org.sgdyn.cli.command;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntSupplier;
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
    private final int all;
    private final PrintStream target;
    private final boolean terminal;
    private final IntSupplier width;
    private final LongSupplier nanoseconds;
    private String phase = "";
    private int room;
    private long start;
    private long latestLine;
    private int doneAtStart;
    private int doneHere;
    private int doneEarlier;

    /**
     * Progress on a stream.
     *
     * @param unit what is counted
     * @param all how many of these there are over all phases; 0 if that is not known
     * @param target where it is shown
     * @param terminal whether that is a terminal
     * @param width the terminal's columns
     * @param nanoseconds a clock
     */
    ProgressLine(
            String unit, int all, PrintStream target, boolean terminal, IntSupplier width, LongSupplier nanoseconds) {
        this.unit = unit;
        this.all = all;
        this.target = target;
        this.terminal = terminal;
        this.width = width;
        this.nanoseconds = nanoseconds;
    }

    /** Progress on the error stream, as suits what it is connected to; none if the user wants quiet. */
    static RunListener of(CommandSpec subcommand, int all) {
        return of(subcommand, "replicate", all);
    }

    @SuppressWarnings("SystemConsoleNull") // the launcher keeps this test meaningful on later versions of Java
    static boolean isOnTerminal() {
        return System.console() != null;
    }

    /** The same for other things than replicates. */
    static RunListener of(CommandSpec subcommand, String unit, int all) {
        if (Chatter.isQuiet(subcommand)) {
            return RunListener.SILENT;
        }
        return new ProgressLine(unit, all, System.err, isOnTerminal(), Terminal::columns, System::nanoTime);
    }

    @Override
    public synchronized void phase(String text) {
        phase = text;
        start = nanoseconds.getAsLong();
        latestLine = start;
        doneAtStart = 0;
        doneEarlier += doneHere;
        doneHere = 0;
        if (terminal) {
            // Asked again with each phase: windows change.
            room = width.getAsInt();
            show(text + " ...");
        }
    }

    @Override
    public synchronized void replicatesFound(int done) {
        doneAtStart = done;
        doneHere = done;
    }

    @Override
    public synchronized void replicateFinished(int done, int total) {
        long now = nanoseconds.getAsLong();
        doneHere = done;
        if (terminal) {
            // At the end the line is free for what comes.
            show(done == total ? "\r" : line(done, total, now, true));
        } else if (done < total && now - latestLine >= PLAIN_INTERVAL) {
            latestLine = now;
            target.println(line(done, total, now, false));
        }
    }

    /** All that can be said, or what matters of it if that must fit into the terminal. */
    private String line(int done, int total, long now, boolean fitting) {
        String count = done + " of " + total;
        String overall = all > total ? ", " + (doneEarlier + done) + " of " + all + " in all" : "";
        String text = phase + ": " + unit + " " + count + overall;
        double rate = (done - doneAtStart) / ((now - start) / NANOS_PER_SECOND);
        if (!(rate > 0)) {
            return fitting ? fitting(text, count + overall, count) : text;
        }
        int missing = all > total ? all - doneEarlier - done : total - done;
        String left = ", " + duration(missing / rate) + " left";
        String full = text + String.format(Locale.ROOT, ", %.3g per second", rate) + left;
        return fitting ? fitting(full, text + left, count + overall + left, count + left, count) : full;
    }

    private String fitting(String... texts) {
        return Arrays.stream(texts)
                .filter(text -> text.length() <= room)
                .findFirst()
                .orElse(texts[texts.length - 1]);
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
        // A line that wraps would leave its beginning behind.
        target.print(CLEAR + text.substring(0, Math.min(text.length(), room)));
        target.flush();
    }
}
