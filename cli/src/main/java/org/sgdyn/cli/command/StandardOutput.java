package org.sgdyn.cli.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** Remembers why a write failed: the writers over it tell no one. A reader that has left, such as {@code head}, is no failure. */
final class StandardOutput extends FilterOutputStream {

    /** "Broken pipe", and what other systems and languages say, all have this word. */
    private static final String READER_LEFT = "pipe";

    private Optional<IOException> failure = Optional.empty();

    StandardOutput(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    /** What the user should know, if anything. */
    Optional<IOException> failure() {
        return failure.filter(
                e -> !String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(READER_LEFT));
    }
}
