package org.sgdyn.cli.command;

import java.awt.AWTError;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.cli.result.ResultDirectory;
import picocli.CommandLine.Option;

/** How figures are written: as vectors for screens and for paper, and as pixels. */
final class FigureOptions {

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            defaultValue = "light",
            description = "Draws figures and report.html on light or dark ground. Default: ${DEFAULT-VALUE}.")
    private Ground ground;

    /** How deep in the stack what AWT lacks is noticed. */
    private static final int GRAPHICS_FRAMES = 8;

    private boolean areMissing;

    /** The themes by name: naming them takes no graphics, which most commands go without. */
    private enum Ground {
        LIGHT,
        DARK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The files of a figure. */
    static List<String> files(String name) {
        return List.of(name + ".svg", name + ".pdf", name + ".png");
    }

    /** The ground that was asked for. */
    Theme theme() {
        return Theme.valueOf(ground.name());
    }

    /** Adds them to a directory. */
    void add(ResultDirectory directory, String name, Figure figure) {
        Theme theme = theme();
        directory.add(name + ".svg", figure.toSvg(theme));
        directory.add(name + ".pdf", figure.toPdf(theme));
        directory.add(name + ".png", figure.toPng(theme));
    }

    /**
     * Draws beside tables that are written already: a system may lack what drawing takes, and the numbers must not be lost by that.
     *
     * @param err is told what is missing
     * @param directory where the tables are
     * @param drawing adds the pictures
     * @return whether they are there
     * @throws IOException if they cannot be written
     */
    boolean draw(PrintWriter err, ResultDirectory directory, Runnable drawing) throws IOException {
        try {
            drawing.run();
        } catch (OutOfMemoryError tooLittle) {
            return fail(
                    err,
                    directory,
                    "they do not fit into " + Runtime.getRuntime().maxMemory() / (1 << 20)
                            + " MiB of memory; give more with SGDYN_JAVA_OPTS=-Xmx8g, and run again with --force");
        } catch (Error | RuntimeException unable) {
            if (!isOfGraphics(unable)) {
                throw unable;
            }
            return fail(
                    err,
                    directory,
                    "this Java has no fonts or no library for them (" + shortened(unable)
                            + "); install fontconfig and a font, such as DejaVu, and run again with --force");
        }
        directory.write(List.of());
        return true;
    }

    /** Whether some pictures could not be made. */
    boolean areMissing() {
        return areMissing;
    }

    private boolean fail(PrintWriter err, ResultDirectory directory, String why) {
        areMissing = true;
        directory.dropAdded();
        err.println("sgdyn: pictures and report are missing in " + directory.path() + ", all else is there: " + why);
        return false;
    }

    private static boolean isOfGraphics(Throwable trouble) {
        return trouble instanceof LinkageError
                || trouble instanceof InternalError
                || trouble instanceof AWTError
                || Arrays.stream(trouble.getStackTrace())
                        .limit(GRAPHICS_FRAMES)
                        .anyMatch(frame -> frame.getClassName().startsWith("sun.font.")
                                || frame.getClassName().startsWith("sun.awt.")
                                || frame.getClassName().startsWith("java.awt."));
    }

    private static String shortened(Throwable trouble) {
        Throwable root = trouble;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Words.shortened(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }
}
