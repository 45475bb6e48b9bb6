package org.sgdyn.executors.slurm;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sgdyn.spi.ExecutorException;

/**
 * The hidden directory of an executor within the directory of results: scripts, logs, exit codes, and a note of what was submitted.
 *
 * @param path the directory
 */
record JobDirectory(Path path) {

    private static final String NOTE = "note";

    private static final Pattern EXIT = Pattern.compile("exit-(\\d+)-(\\d+)");

    private static final Pattern SCRIPT = Pattern.compile("job-(\\d+)\\.sh");

    /** As much of a log's end as a last line may need. */
    private static final int TAIL = 8192;

    /** Makes the directory, if it is not there. */
    static JobDirectory in(Path results, String scheduler) {
        Path path = results.resolve(".sgdyn-" + scheduler);
        try {
            return new JobDirectory(Files.createDirectories(path));
        } catch (IOException trouble) {
            throw new ExecutorException(
                    "cannot make " + path + " for the scripts and logs of jobs: " + trouble, trouble);
        }
    }

    Path script(int array) {
        return path.resolve("job-" + array + ".sh");
    }

    /** The beginning of the names of files with exit codes, which the share's number completes. */
    Path exit(int array) {
        return path.resolve("exit-" + array + "-");
    }

    void write(Path file, String text) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException trouble) {
            throw new ExecutorException("cannot write " + file + ": " + trouble, trouble);
        }
    }

    void keep(Note note) {
        write(path.resolve(NOTE), note.text());
    }

    /** What was submitted by an earlier call; empty if nothing was, or if its note cannot be read. */
    Optional<Note> note() {
        try {
            return Note.of(Files.readString(path.resolve(NOTE)));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** The exit codes that jobs have left, by share. */
    Map<Integer, Integer> codes(Map<Integer, JobArray> shares) {
        Map<Integer, Integer> codes = new HashMap<>();
        for (Path file : files()) {
            Matcher name = EXIT.matcher(file.getFileName().toString());
            if (name.matches()) {
                int share = Integer.parseInt(name.group(2));
                JobArray array = shares.get(share);
                if (array != null && array.number() == Integer.parseInt(name.group(1))) {
                    code(file).ifPresent(code -> codes.put(share, code));
                }
            }
        }
        return codes;
    }

    /** A number that no array has had here. */
    int nextNumber() {
        return 1
                + files().stream()
                        .map(file -> SCRIPT.matcher(file.getFileName().toString()))
                        .filter(Matcher::matches)
                        .mapToInt(name -> Integer.parseInt(name.group(1)))
                        .max()
                        .orElse(0);
    }

    private static Optional<Integer> code(Path file) {
        try {
            return Optional.of(Integer.valueOf(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        } catch (IOException trouble) {
            throw new ExecutorException("cannot read " + path + ": " + trouble, trouble);
        }
    }

    /** The last line of a log that says something; empty if there is none. */
    static Optional<String> lastLine(Path log) {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - TAIL));
            byte[] bytes = new byte[TAIL];
            int read = Channels.newInputStream(channel).readNBytes(bytes, 0, TAIL);
            return new String(bytes, 0, read, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((first, last) -> last);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Deletes it, once nothing in it is needed. */
    void clean() {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException gone) {
            // Another process has done it.
        } catch (IOException trouble) {
            throw new ExecutorException(
                    "cannot delete " + path + ", which is not needed any more: " + trouble, trouble);
        }
    }
}
