package org.sgdyn.run;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;

/**
 * How a requested accuracy was pursued, and whether it was met.
 *
 * @param requested the relative error that the curves may have
 * @param reached the certified error of the worst curve, see {@link Certificate#worst}
 * @param attempts how often the theory was solved and certified
 * @param source the source of error that contributes most to what is left
 * @param column the worst curve
 * @param settings the integrator's tolerances that were used, see {@link org.sgdyn.spi.Integrator#settings}
 */
public record AccuracyGoal(
        double requested, double reached, int attempts, String source, String column, Map<String, Double> settings)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Copies the map. */
    public AccuracyGoal {
        settings = Map.copyOf(settings);
    }

    /**
     * Whether the error is as small as was asked for.
     *
     * @return true if so
     */
    public boolean isMet() {
        return reached <= requested;
    }

    /**
     * What came of it.
     *
     * @return a sentence, with a remedy if the accuracy was not met
     */
    public String message() {
        String count = attempts + (attempts == 1 ? " attempt" : " attempts");
        return isMet()
                ? "accuracy " + requested + " met after " + count
                : String.format(
                        Locale.ROOT,
                        "accuracy %s is not met: %.1e is what %s reached (%s), and the %s cannot usefully be tightened further; ask for"
                                + " less accuracy, leave %s out of the statistics, or take another integrator",
                        requested,
                        reached,
                        count,
                        column,
                        source,
                        column);
    }
}
