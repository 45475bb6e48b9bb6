package org.sgdyn.cli.plot;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A format that figures are written in. */
public enum FigureFormat {
    /** Vectors for screens; text stays text. */
    SVG,

    /** Vectors for paper; texts are outlines. */
    PDF,

    /** Pixels. */
    PNG;

    /**
     * Its name, which ends the names of files.
     *
     * @return such as {@code svg}
     */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Draws a figure.
     *
     * @param figure the figure
     * @param theme its colours
     * @return the bytes of a file
     */
    public byte[] draw(Figure figure, Theme theme) {
        return switch (this) {
            case SVG -> figure.toSvg(theme).getBytes(StandardCharsets.UTF_8);
            case PDF -> figure.toPdf(theme);
            case PNG -> figure.toPng(theme);
        };
    }
}
