package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Does something again whenever files change. They are looked at, since not every file system tells of changes. */
final class Watch {

    private static final long MILLISECONDS_BETWEEN_LOOKS = 200;

    /** What experiments read beside their file. */
    private static final List<String> TABLES = List.of(".csv", ".npz");

    private final CommandSpec spec;
    private final Path file;
    private final Optional<Path> plugins;

    /**
     * A watch.
     *
     * @param spec the command that is done again
     * @param file its file; tables in the same directory are watched, too
     * @param plugins a directory of jars, or a jar
     */
    Watch(CommandSpec spec, Path file, Optional<Path> plugins) {
        this.spec = spec;
        this.file = file;
        this.plugins = plugins;
    }

    /** Does it until the thread is interrupted; trouble is told, and a change may mend it. The exit code of the last time. */
    int run(Callable<Integer> once) {
        PrintWriter out = Chatter.of(spec);
        while (true) {
            Map<Path, String> seen = state();
            int code;
            try {
                code = once.call();
            } catch (Exception trouble) {
                code = Trouble.report(trouble, spec.commandLine());
            }
            out.println("watching " + file + "; Ctrl-C ends");
            out.flush();
            try {
                awaitChange(seen);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return code;
            }
        }
    }

    /** Until the files differ from what was seen, and whoever writes them is done. */
    private void awaitChange(Map<Path, String> seen) throws InterruptedException {
        Map<Path, String> before = state();
        while (true) {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            Map<Path, String> now = state();
            if (!now.equals(seen) && now.equals(before)) {
                return;
            }
            before = now;
        }
    }

    private Map<Path, String> state() {
        Map<Path, String> state = new TreeMap<>();
        put(state, file);
        below(Source.directoryOf(file), state, TABLES);
        plugins.ifPresent(place -> {
            put(state, place);
            below(place, state, List.of(".jar"));
        });
        return state;
    }

    private static void below(Path directory, Map<Path, String> state, List<String> endings) {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(each -> endings.stream().anyMatch(each.toString()::endsWith))
                    .forEach(each -> put(state, each));
        } catch (NotDirectoryException | NoSuchFileException nothing) {
            // A jar, or a directory that is gone.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Map<Path, String> state, Path each) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(each, BasicFileAttributes.class);
            state.put(each, attributes.lastModifiedTime() + " " + attributes.size());
        } catch (IOException gone) {
            state.put(each, "");
        }
    }
}
