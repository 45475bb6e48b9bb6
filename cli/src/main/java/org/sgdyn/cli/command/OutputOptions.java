package org.sgdyn.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.sgdyn.cli.result.ResultDirectory;
import picocli.CommandLine.Option;

/** The option by which results may replace earlier ones. */
final class OutputOptions {

    @Option(
            names = "--force",
            description = "Replaces results that the directory holds already; other files in it stay in any case.")
    private boolean force;

    OutputOptions() {}

    boolean isForced() {
        return force;
    }

    /** A directory for files of these names, of which it holds none unless they may be replaced. */
    ResultDirectory directory(Path path, Collection<String> names) {
        ResultDirectory directory = directory(path);
        claim(directory, names);
        return directory;
    }

    /** Refuses a directory that holds files of these names, unless they may be replaced. */
    void claim(ResultDirectory directory, Collection<String> names) {
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
