package org.sgdyn.cli.result;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.statistics.Quantity;

/**
 * A prediction of SGD on real samples, and what it is worth.
 *
 * @param curves a curve for each learning rate, ascending
 * @param tenfold what ten times the samples would give at the best learning rate, by column; empty if it was not asked for
 * @param finer the prediction at the end with twice the components per class at the best learning rate, by column; empty if it was not
 *     asked for, or the samples do not suffice
 */
public record Forecast(List<PredictedCurve> curves, Map<String, Double> tenfold, Map<String, Double> finer) {

    /** Copies. */
    public Forecast {
        curves = List.copyOf(curves);
        tenfold = Map.copyOf(tenfold);
        finer = Map.copyOf(finer);
    }

    /**
     * The curve of the lowest risk predicted at the end.
     *
     * @return the curve; empty if none reaches the end
     */
    public Optional<PredictedCurve> best() {
        return curves.stream()
                .filter(curve -> Double.isFinite(risk(curve)))
                .min(Comparator.comparingDouble(Forecast::risk));
    }

    /**
     * The curve of the lowest risk that SGD has at the end.
     *
     * @return the curve; empty if none reaches the end, or there is no SGD
     */
    public Optional<PredictedCurve> bestOfSgd() {
        return curves.stream()
                .filter(curve -> Double.isFinite(riskOfSgd(curve)))
                .min(Comparator.comparingDouble(Forecast::riskOfSgd));
    }

    private static double risk(PredictedCurve curve) {
        return PredictedCurve.last(curve.corrected(Quantity.RISK.word()));
    }

    private static double riskOfSgd(PredictedCurve curve) {
        return PredictedCurve.last(curve.mean(Quantity.RISK.word()));
    }
}
