package org.sgdyn.figure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How the figure of an experiment looks. Whatever is empty follows from the results.
 *
 * @param title what stands above it, with mathematics as in {@link MathText}; an empty text leaves it out
 * @param width in points, 72 to the inch
 * @param height in points
 * @param fontSize the size of labels in points
 * @param columns the most panels in a row
 * @param letters whether the panels are called a, b, c, ...
 * @param runs how the spread of simulated runs is drawn
 * @param markers whether the means of simulated runs have markers
 * @param colours a colour for each curve, from the first on; curves without one have the usual colours
 * @param labels a name for each curve, with mathematics, from the first on; curves without one keep theirs
 * @param time the horizontal axis of all panels
 * @param panels what is shown; if empty, what is shown without these settings
 */
public record FigureSettings(
        Optional<String> title,
        OptionalDouble width,
        OptionalDouble height,
        OptionalDouble fontSize,
        OptionalInt columns,
        boolean letters,
        Runs runs,
        boolean markers,
        List<Colour> colours,
        List<String> labels,
        Axis time,
        List<Panel> panels) {

    /** Nothing is said. */
    public static final FigureSettings DEFAULT = new FigureSettings(
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            false,
            Runs.BANDS,
            true,
            List.of(),
            List.of(),
            Axis.DEFAULT,
            List.of());

    /** How the range from the 5 % to the 95 % quantile of simulated runs is drawn. */
    public enum Runs {
        /** As a band. */
        BANDS,
        /** As a bar at each marker. */
        BARS,
        /** Not at all. */
        NONE
    }

    /** How equal steps of an axis are meant. */
    public enum Spacing {
        /** Equal differences. */
        LINEAR,
        /** Equal ratios. */
        LOG
    }

    /** Colours by name, those that are told apart with any kind of colour vision. */
    public enum Colour {
        /** 0072B2 on light ground. */
        BLUE,
        /** D55E00. */
        VERMILLION,
        /** 009E73. */
        GREEN,
        /** CC79A7. */
        PURPLE,
        /** E69F00. */
        ORANGE,
        /** 56B4E9. */
        SKY,
        /** Black on light ground, white on dark. */
        BLACK,
        /** A middle grey. */
        GREY
    }

    /**
     * An axis.
     *
     * @param label its name, with mathematics
     * @param spacing its scale
     * @param from where it begins, positive on a logarithmic one
     * @param to where it ends, greater
     */
    public record Axis(Optional<String> label, Optional<Spacing> spacing, OptionalDouble from, OptionalDouble to) {

        /** Nothing is said. */
        public static final Axis DEFAULT =
                new Axis(Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * A panel.
     *
     * @param statistics the columns of {@code theory.csv} that it shows over time, at least one
     * @param title what stands above it, with mathematics; empty for nothing
     * @param axis its vertical axis
     */
    public record Panel(List<String> statistics, String title, Axis axis) {

        /** Copies the list. */
        public Panel {
            statistics = List.copyOf(statistics);
        }
    }

    /** Copies the lists. */
    public FigureSettings {
        colours = List.copyOf(colours);
        labels = List.copyOf(labels);
        panels = List.copyOf(panels);
    }
}
