package org.sgdyn.cli.result;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where files are complete before they appear among the results: a directory for each process that writes, so that several may write
 * the same results at the same time.
 */
final class Staging {

    /** Another machine's process that writes so long has been killed. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern NAME = Pattern.compile("(.+)-([0-9]+)-[0-9a-f]+");

    private Staging() {}

    /** A new place of this process, after what kills left has been removed. */
    static Path in(Path all) throws IOException {
        removeLeftovers(all);
        Path place = all.resolve(ThisProcess.name() + "-" + Long.toHexString(System.nanoTime()));
        while (true) {
            try {
                return Files.createDirectories(place);
            } catch (NoSuchFileException removed) {
                // Another process was the last to leave just now.
            }
        }
    }

    /** Removes the directory of all places, unless others write. */
    static void deleteIfUnused(Path all) throws IOException {
        removeLeftovers(all);
        try {
            Files.deleteIfExists(all);
        } catch (DirectoryNotEmptyException others) {
            // The last one removes it.
        }
    }

    private static void removeLeftovers(Path all) throws IOException {
        if (Files.isRegularFile(all, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(all);
        }
        try (DirectoryStream<Path> places = Files.newDirectoryStream(all)) {
            for (Path each : places) {
                if (!isInUse(each)) {
                    delete(each);
                }
            }
        } catch (NoSuchFileException none) {
            // Nobody writes, or not any more.
        }
    }

    private static boolean isInUse(Path place) throws IOException {
        Matcher name = NAME.matcher(place.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        if (name.group(1).equals(ThisProcess.host())) {
            return ProcessHandle.of(Long.parseLong(name.group(2)))
                    .map(ProcessHandle::isAlive)
                    .orElse(false);
        }
        try {
            return Files.getLastModifiedTime(place).toInstant().plus(LONGEST).isAfter(Instant.now());
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    /** Removes a file or directory with all that is in it. */
    static void delete(Path tree) throws IOException {
        if (Files.notExists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> all = Files.walk(tree)) {
            found = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : found) {
            Files.deleteIfExists(each);
        }
    }
}
