package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sgdyn.settings.Location;

/** The line that a problem is about, with a mark under its place. */
final class Excerpt {

    /** The most of a line that is shown. */
    private static final int WIDTH = 72;

    /** How much of it stands before the place. */
    private static final int BEFORE = 48;

    private Excerpt() {}

    /**
     * Two lines: that of the file, behind its number, and the mark.
     *
     * @param place where the problem is
     * @return the lines; empty if the place is in no file, as of an option or of standard input
     */
    static Optional<String> of(Location place) {
        return place.line() == 0 ? Optional.empty() : line(place).map(text -> marked(place, text));
    }

    private static Optional<String> line(Location place) {
        try {
            Path file = Path.of(place.source());
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
                List<String> found = lines.skip(place.line() - 1L).limit(1).toList();
                return found.stream().findFirst();
            }
        } catch (IOException | UncheckedIOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    private static String marked(Location place, String text) {
        int[] line = text.codePoints().toArray();
        // A mark at the beginning of a file belongs to no letter.
        int at = Math.max(0, Math.min(place.column() - 1, line.length));
        int from = line.length <= WIDTH ? 0 : Math.max(0, Math.min(at - BEFORE, line.length - WIDTH));
        int to = Math.min(line.length, from + WIDTH);
        String shown = (from > 0 ? "..." : "") + visible(line, from, to) + (to < line.length ? "..." : "");
        String number = String.format(Locale.ROOT, "%5d | ", place.line());
        int indent = at - from + (from > 0 ? 3 : 0);
        return number + shown + System.lineSeparator() + " ".repeat(5) + " | " + " ".repeat(indent) + "^";
    }

    /** Every letter takes one column, whatever it is. */
    private static String visible(int[] line, int from, int to) {
        return Stream.iterate(from, k -> k < to, k -> k + 1)
                .map(k -> Character.isISOControl(line[k])
                                || Character.getType(line[k]) == Character.FORMAT
                                || Character.getType(line[k]) == Character.SURROGATE
                        ? " "
                        : Character.toString(line[k]))
                .collect(Collectors.joining());
    }
}
