package org.sgdyn.cli.command;

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

    /** The themes by name: naming them takes no graphics, which most commands go without. */
    private enum Ground {
        LIGHT,
        DARK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    FigureOptions() {}

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
}
