package org.sgdyn.cli.command;

import java.awt.AWTError;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.FigureFormat;
import org.sgdyn.cli.plot.Labels;
import org.sgdyn.cli.plot.Page;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.figure.Length;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** In which formats figures are written, if any, of which size and on what ground. */
final class FigureOptions {

    private static final String NONE = "none";

    @Option(
            names = "--figures",
            paramLabel = "FORMATS",
            defaultValue = "svg,pdf,png",
            converter = Formats.class,
            completionCandidates = Formats.class,
            description =
                    "The formats of figures, with commas between them: svg, pdf, png, tikz (pgfplots, for LaTeX), vega (Vega-Lite); or none. Default: ${DEFAULT-VALUE}.")
    private Chosen figures = new Chosen(Set.of());

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            defaultValue = "light",
            description = "Draws figures and report.html on light or dark ground. Default: ${DEFAULT-VALUE}.")
    private Ground ground;

    @Option(
            names = "--width",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description =
                    "The width of figures, such as 5.5in, 140mm, column (3.3in) or page (6.75in). Default: column, or what the"
                            + " experiment's key figure says.")
    private @Nullable Double width;

    @Option(
            names = "--height",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "The height of figures. Default: what their panels need, which is also the least.")
    private @Nullable Double height;

    @Option(
            names = "--font-size",
            paramLabel = "POINTS",
            converter = FontSizes.class,
            description = "The size of the labels of figures in points; lines and markers follow it. Default: 8.")
    private @Nullable Double fontSize;

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

    /** The formats that were asked for. */
    private record Chosen(Set<FigureFormat> formats) {}

    /** Reads and offers names of formats. */
    private static final class Formats implements ITypeConverter<Chosen>, Iterable<String> {

        @Override
        public Chosen convert(String text) {
            Set<FigureFormat> formats = EnumSet.noneOf(FigureFormat.class);
            if (text.equals(NONE)) {
                return new Chosen(formats);
            }
            for (String name : text.split(",", -1)) {
                formats.add(
                        Arrays.stream(FigureFormat.values())
                                .filter(format -> format.word().equalsIgnoreCase(name.strip()))
                                .findFirst()
                                .orElseThrow(
                                        () -> new TypeConversionException(
                                                "--figures " + text + ": there is no format \"" + name.strip()
                                                        + "\"; take svg, pdf, png, tikz and vega, with commas between them, or none alone")));
            }
            return new Chosen(formats);
        }

        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Arrays.stream(FigureFormat.values()).map(FigureFormat::word), Stream.of(NONE))
                    .iterator();
        }
    }

    /** Reads lengths, in points. */
    private static final class Lengths implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            try {
                return Length.points(text);
            } catch (IllegalArgumentException noLength) {
                throw new TypeConversionException(noLength.getMessage());
            }
        }
    }

    /** Reads sizes of fonts, in points. */
    private static final class FontSizes implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            double size;
            try {
                size = Double.parseDouble(text.strip());
            } catch (NumberFormatException noNumber) {
                size = Double.NaN;
            }
            if (!(size >= Page.LEAST_FONT_SIZE && size <= Page.GREATEST_FONT_SIZE)) {
                throw new TypeConversionException("\"" + text
                        + "\" is no size for labels; take a number of points from "
                        + Labels.number(Page.LEAST_FONT_SIZE) + " to " + Labels.number(Page.GREATEST_FONT_SIZE));
            }
            return size;
        }
    }

    /**
     * The page that a figure is drawn on: what the options say, and for the rest what is wished otherwise.
     *
     * @param wished what counts where no option says anything
     * @throws BadInputException if a panel has no room on it
     */
    Page page(Page wished) {
        double size = fontSize == null ? wished.fontSize() : fontSize;
        Page page = new Page(
                width == null ? wished.width() : OptionalDouble.of(width),
                height == null ? wished.height() : OptionalDouble.of(height),
                size);
        page.problem().ifPresent(problem -> {
            throw new BadInputException("--width, --height, --font-size: " + problem);
        });
        return page;
    }

    /** The files that a figure may have, whatever the formats. */
    static List<String> files(String name) {
        return names(name, EnumSet.allOf(FigureFormat.class));
    }

    /** The files of a figure in the formats that were asked for. */
    List<String> written(String name) {
        return names(name, figures.formats());
    }

    private static List<String> names(String name, Set<FigureFormat> formats) {
        return formats.stream().map(format -> name + "." + format.extension()).toList();
    }

    /** Whether a file of that name is a figure. */
    static boolean isPicture(String file) {
        return Arrays.stream(FigureFormat.values()).anyMatch(format -> file.endsWith("." + format.extension()));
    }

    /** Whether there is any format to draw in. */
    boolean areWanted() {
        return !figures.formats().isEmpty();
    }

    /** The ground that was asked for. */
    Theme theme() {
        return Theme.valueOf(ground.name());
    }

    /** Adds a figure to a directory, as wide as a column unless asked otherwise. */
    void add(ResultDirectory directory, String name, Figure figure) {
        add(directory, name, figure, Page.COLUMN);
    }

    /** Adds a figure to a directory, on a page that options may change. */
    void add(ResultDirectory directory, String name, Figure figure, Page wished) {
        Figure sheet = figure.on(page(wished));
        for (FigureFormat format : figures.formats()) {
            directory.add(name + "." + format.extension(), format.draw(sheet, theme()));
        }
    }

    /**
     * Draws one figure beside tables that are written already, if any are wanted.
     *
     * @param err is told what is missing
     * @param directory where the tables are
     * @param name the figure's name
     * @param figure makes it
     * @return the names of its files; none if they could not be made
     * @throws IOException if they cannot be written
     */
    List<String> draw(PrintWriter err, ResultDirectory directory, String name, Supplier<Figure> figure)
            throws IOException {
        return draw(err, directory, name, figure, Page.COLUMN);
    }

    /** As {@link #draw(PrintWriter, ResultDirectory, String, Supplier)}, on a page that options may change. */
    List<String> draw(PrintWriter err, ResultDirectory directory, String name, Supplier<Figure> figure, Page wished)
            throws IOException {
        return areWanted() && draw(err, directory, () -> add(directory, name, figure.get(), wished))
                ? written(name)
                : List.of();
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
