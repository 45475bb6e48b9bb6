package org.sgdyn.sweep;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sgdyn.asymptotics.Estimate;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;

/**
 * A number read off a curve of an experiment.
 *
 * @param name its column in the table
 * @param kind what is read off
 * @param statistic the curve: a column of the experiment's tables, or a formula in several
 * @param source whose curve
 * @param level the level, where the kind has one
 */
public record Measure(String name, MeasureKind kind, Formula statistic, Source source, double level)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What the name of a measure's uncertainty ends with. */
    public static final String UNCERTAINTY = "_uncertainty";

    private static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);

    /** Whose curve is measured. */
    public enum Source {
        /** The theory's. */
        THEORY,
        /** The mean over simulated replicates. */
        SIMULATION
    }

    /**
     * Whether the table has a column for its uncertainty.
     *
     * @return true if so
     */
    public boolean hasUncertainty() {
        return kind.estimates() || (kind == MeasureKind.FINAL && source == Source.SIMULATION);
    }

    /**
     * The column of the simulation's values beside this one of the theory's.
     *
     * @return the name, whether there is such a column or not
     */
    public String simulatedName() {
        return simulated(name);
    }

    /** The column of the simulation's values beside one of the theory's. */
    static String simulated(String name) {
        return name + "_simulation";
    }

    /** The measure of a result; none where the curve ended early. */
    Estimate of(CurveResult curve) {
        if (source == Source.THEORY) {
            Trajectory theory = curve.theory();
            if (!theory.outcome().isComplete()) {
                return NONE;
            }
            return kind.of(theory.times(), values(theory.columns(), theory.values()), level);
        }
        Optional<Ensemble> simulation = curve.simulation();
        if (simulation.isEmpty() || simulation.get().outcomes().stream().noneMatch(outcome -> outcome.isComplete())) {
            return NONE;
        }
        Ensemble ensemble = simulation.get();
        Estimate estimate = kind.of(ensemble.times(), values(ensemble.columns(), ensemble.mean()), level);
        int column = ensemble.columns().indexOf(statistic.toString());
        if (kind != MeasureKind.FINAL || column < 0) {
            return estimate;
        }
        int last = ensemble.times().length - 1;
        return new Estimate(estimate.value(), ensemble.deviation()[last][column] / Math.sqrt(ensemble.counts()[last]));
    }

    private double[] values(List<String> columns, double[][] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> statistic.value(name -> row[columns.indexOf(name)]))
                .toArray();
    }
}
