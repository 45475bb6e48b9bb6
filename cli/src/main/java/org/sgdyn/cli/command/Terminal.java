package org.sgdyn.cli.command;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The terminal that the program runs on. */
final class Terminal {

    /** What terminals have unless someone has changed them. */
    private static final int USUAL_COLUMNS = 80;

    private static final long PATIENCE_MILLISECONDS = 500;

    private Terminal() {}

    /** How many columns it has, at least 1; the usual number where no one knows. */
    static int columns() {
        File terminal = new File("/dev/tty");
        if (!terminal.canRead()) {
            return USUAL_COLUMNS;
        }
        try {
            Process asked = new ProcessBuilder("stty", "size")
                    .redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asked.waitFor(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                asked.destroy();
                return USUAL_COLUMNS;
            }
            try (InputStream in = asked.getInputStream()) {
                return columns(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
            }
        } catch (IOException noSuchProgram) {
            return USUAL_COLUMNS;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return USUAL_COLUMNS;
        }
    }

    /** The second number of "rows columns"; terminals that do not know their size call it 0. */
    static int columns(String size) {
        String[] numbers = size.strip().split(" ", -1);
        boolean isSize = numbers.length == 2 && numbers[1].matches("[1-9]\\d{0,5}");
        return isSize ? Integer.parseInt(numbers[1]) : USUAL_COLUMNS;
    }
}
