package org.sgdyn.cli.plot;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The font of all pictures: DejaVu Sans if the system has its file, else Liberation Sans, which PDFBox brings (SIL Open Font
 * License). It is looked for when the first text is drawn, since that takes a while.
 */
final class Fonts {

    private static final String PREFERRED = "DejaVuSans.ttf";
    private static final String BROUGHT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** How deep below a directory of fonts a file may lie. */
    private static final int DEPTH = 4;

    private static final byte[] FILE = file();
    private static final Font FONT = font(FILE);

    static final Font TITLE = FONT.deriveFont(13f);
    static final Font LABEL = FONT.deriveFont(11f);
    static final Font TICK = FONT.deriveFont(10f);

    private Fonts() {}

    /** The TrueType file of the font, to be embedded. */
    static InputStream stream() {
        return new ByteArrayInputStream(FILE);
    }

    /** The family for viewers that look for the font themselves, with others of the same widths. */
    static String cssFamily(String family) {
        return '"' + family + "\", " + (family.startsWith("Liberation") ? "Arial, Helvetica" : "Verdana")
                + ", sans-serif";
    }

    private static byte[] file() {
        try {
            Optional<Path> installed = installed();
            if (installed.isPresent()) {
                return Files.readAllBytes(installed.get());
            }
            try (InputStream brought = PDDocument.class.getResourceAsStream(BROUGHT)) {
                if (brought == null) {
                    throw new IllegalStateException("no font: PDFBox lacks " + BROUGHT);
                }
                return brought.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> installed() {
        String home = System.getProperty("user.home", ".");
        return Stream.of(
                        "/usr/share/fonts",
                        "/usr/local/share/fonts",
                        home + "/.local/share/fonts",
                        home + "/.fonts",
                        "/Library/Fonts",
                        home + "/Library/Fonts",
                        "C:\\Windows\\Fonts")
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(directory -> below(directory).stream())
                .findFirst();
    }

    private static Optional<Path> below(Path directory) {
        try (Stream<Path> files = Files.find(
                directory,
                DEPTH,
                (path, attributes) ->
                        path.endsWith(PREFERRED) && attributes.isRegularFile() && Files.isReadable(path))) {
            return files.sorted().findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private static Font font(byte[] file) {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(file));
        } catch (FontFormatException damaged) {
            throw new IllegalStateException("the font's file cannot be read", damaged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
