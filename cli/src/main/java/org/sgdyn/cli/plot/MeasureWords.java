package org.sgdyn.cli.plot;

import java.util.Map;
import org.sgdyn.settings.EnumWords;
import org.sgdyn.statistics.Quantity;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Measure;

/** What the measures and axes of a sweep are called where people read them; names that a user chose stand as they are. */
public final class MeasureWords {

    private static final Map<String, String> KEYS = Map.of(
            "learningRate.value",
            "learning rate \u03B3",
            "ridge",
            "ridge \u03B4",
            "dimension",
            "dimension d",
            "batch",
            "batch size b",
            "time.end",
            "end time t");

    private static final Map<String, String> GREEK = Map.of(
            "alpha", "\u03B1", "beta", "\u03B2", "gamma", "\u03B3", "delta", "\u03B4", "eta", "\u03B7", "lambda",
            "\u03BB", "mu", "\u03BC", "rho", "\u03C1", "sigma", "\u03C3");

    private MeasureWords() {}

    /**
     * A measure.
     *
     * @param measure the measure
     * @return such as "time until risk R(t) = 0.4"
     */
    public static String of(Measure measure) {
        String statistic = measure.statistic().toString();
        String own = EnumWords.of(measure.kind()).replace('-', '_') + "_" + statistic.replaceAll("[^A-Za-z0-9]+", "_");
        if (!measure.name().startsWith(own)) {
            return Labels.words(measure.name());
        }
        String curve = Labels.of(Quantity.named(statistic));
        String words = switch (measure.kind()) {
            case FINAL -> "final " + curve;
            case MAXIMUM -> "greatest " + curve;
            case MINIMUM -> "least " + curve;
            case ARGMAX -> "time t of the greatest " + curve;
            case ARGMIN -> "time t of the least " + curve;
            case LIMIT -> "limit of " + curve;
            case EXPONENT -> "late exponent of " + curve;
            case SLOPE -> "late slope of log " + curve;
            case CURVATURE -> "late curvature of log " + curve;
            case TIME_TO_LEVEL -> "time t until " + curve + " = " + Labels.number(measure.level());
        };
        return measure.source() == Measure.Source.SIMULATION ? words + ", simulated" : words;
    }

    /**
     * An axis; a letter by its name is that letter.
     *
     * @param axis the axis
     * @return such as "learning rate \u03B3"
     */
    public static String of(Axis axis) {
        String name = axis.name();
        return KEYS.getOrDefault(name, GREEK.getOrDefault(name, Labels.words(name)));
    }
}
