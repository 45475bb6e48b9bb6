package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sgdyn.cli.plot.Page;
import org.sgdyn.cli.result.RecordStore;
import org.sgdyn.cli.result.ResultDirectory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which results are written: whether they may replace earlier ones, and how figures look. */
final class OutputOptions {

    @Option(
            names = "--force",
            description = "Replaces results that the directory holds already; other files in it stay in any case.")
    private boolean force;

    @Mixin
    private FigureOptions figures;

    /** Takes what this process has written as its own. */
    void replaceFromNowOn() {
        force = true;
    }

    boolean isForced() {
        return force;
    }

    /** How the figures among the results are drawn. */
    FigureOptions figures() {
        return figures;
    }

    /** A directory for files of these names, of which it holds none unless they may be replaced. */
    ResultDirectory directory(Path path, Collection<String> names) {
        ResultDirectory directory = directory(path);
        claim(directory, names);
        return directory;
    }

    /**
     * Whether a directory holds an unfinished run of the same settings, which then goes on.
     *
     * @throws BadInputException if it holds another unfinished run, unless that may be given up
     */
    boolean goesOn(ResultDirectory directory, byte[] fingerprint) {
        // What no figure has room on is refused before anything is computed.
        figures.page(Page.COLUMN);
        Optional<Boolean> mine;
        try {
            mine = RecordStore.isOf(directory.path(), fingerprint);
        } catch (IOException unusable) {
            throw new BadInputException("--out: " + unusable.getMessage());
        }
        if (mine.equals(Optional.of(true))) {
            directory.replace();
            return true;
        }
        if (mine.isPresent() && !force) {
            throw new BadInputException("--out: " + directory.path()
                    + " holds an unfinished run of another experiment or other settings; choose another directory, or"
                    + " give that run up by --force");
        }
        return false;
    }

    /** How what is kept of a run is opened. */
    @FunctionalInterface
    interface Opener<C> {
        C open(Path directory) throws IOException;
    }

    /** Opens what is kept of a run; trouble is that of the place. */
    <C> C open(ResultDirectory directory, Opener<C> opener) {
        try {
            return opener.open(directory.path());
        } catch (IOException unusable) {
            throw new BadInputException("--out: " + unusable.getMessage());
        }
    }

    /** Ends a process whose run another one has finished meanwhile. */
    int takenOver(PrintWriter console, ResultDirectory directory, Collection<String> names) {
        if (directory.taken(names).isEmpty()) {
            throw new BadInputException(
                    "--out: the records of this run in " + directory.path()
                            + " were removed while it was computed: another process has given it up, or is writing its results");
        }
        console.println("  another process has finished it meanwhile and written the results to " + directory.path());
        console.flush();
        return ExitCode.OK;
    }

    /** Refuses a link, a pipe or a directory where finished parts of a run would be kept. */
    void requireNoForeignCheckpoint(ResultDirectory directory) {
        try {
            RecordStore.files(directory.path());
        } catch (IOException foreign) {
            throw new BadInputException("--out: " + foreign.getMessage());
        }
    }

    /** Refuses a directory that holds files of these names, unless they may be replaced. */
    void claim(ResultDirectory directory, Collection<String> names) {
        // What no figure has room on is refused before anything is computed.
        figures.page(Page.COLUMN);
        List<String> taken = directory.taken(names);
        if (force) {
            directory.replace();
        } else if (!taken.isEmpty()) {
            throw new BadInputException("--out: " + directory.path() + " holds results already: "
                    + String.join(", ", taken) + "; choose another directory, or replace them by --force");
        }
    }

    static ResultDirectory directory(Path path) {
        if (path.toString().isBlank()) {
            throw new BadInputException("--out: the directory's name is empty; give one, or . for this directory");
        }
        try {
            return ResultDirectory.of(path);
        } catch (IOException unusable) {
            throw new BadInputException("--out: " + unusable.getMessage());
        }
    }
}
