package org.sgdyn.cli.plot;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A format that figures are written in. */
public enum FigureFormat {
    /** Vectors for screens; text stays text. */
    SVG("svg"),

    /** Vectors for paper; text stays text, in embedded fonts. */
    PDF("pdf"),

    /** Pixels. */
    PNG("png"),

    /** A picture of TikZ and pgfplots for documents of LaTeX, with its data. */
    TIKZ("tex"),

    /** A chart of Vega-Lite, with its data. */
    VEGA("vl.json");

    private final String extension;

    FigureFormat(String extension) {
        this.extension = extension;
    }

    /**
     * What ends the names of files.
     *
     * @return such as {@code svg}
     */
    public String extension() {
        return extension;
    }

    /**
     * Its name.
     *
     * @return such as {@code tikz}
     */
    public String word() {
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
            case TIKZ -> TikzFigure.of(figure.parts(), theme).getBytes(StandardCharsets.UTF_8);
            case VEGA -> VegaFigure.of(figure.parts(), theme).getBytes(StandardCharsets.UTF_8);
        };
    }
}
