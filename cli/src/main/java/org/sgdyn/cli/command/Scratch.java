package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** A directory for files that are needed while a command works, and gone when it ends, by Ctrl-C too. */
final class Scratch implements AutoCloseable {

    private final Path directory;
    private final Thread hook;

    private Scratch(Path directory, Thread hook) {
        this.directory = directory;
        this.hook = hook;
    }

    /** Makes one; whoever ends the program before it is closed is told that nothing was written. */
    static Scratch of(CommandSpec subcommand) throws IOException {
        Path directory = Files.createTempDirectory("sgdyn-");
        PrintWriter err = subcommand.commandLine().getErr();
        Thread hook = new Thread(
                () -> {
                    delete(directory);
                    boolean isBelowProgress = ProgressLine.isOnTerminal() && !Chatter.isQuiet(subcommand);
                    err.println((isBelowProgress ? "\n" : "") + "sgdyn: interrupted; nothing was written");
                    err.flush();
                },
                "scratch");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Scratch(directory, hook);
    }

    /** The path of a file in it. */
    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The program is being ended already, and the hook deletes the directory.
            return;
        }
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException left) {
            // The system empties its directory of temporary files by itself.
        }
    }
}
