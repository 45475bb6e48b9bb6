package org.sgdyn.cli.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** The table {@code prediction.csv}: a row for each learning rate and output time. */
public final class PredictionTable {

    private PredictionTable() {}

    /**
     * The table.
     *
     * @param curves the predictions, at least one, of the same columns
     * @return {@code learning_rate, t, samples}; then for risk, and error if there is one, NAME_naive, NAME_corrected, NAME_deviation, and
     *     with real SGD NAME_sgd_mean, NAME_sgd_std, NAME_held_out_error; NaN where there is none
     */
    public static Table of(List<PredictedCurve> curves) {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(column("learning_rate", curves, curve -> constant(curve.learningRate(), curve.times().length)));
        columns.add(column("t", curves, PredictedCurve::times));
        columns.add(column("samples", curves, curve -> samples(curve)));
        boolean isSimulated = curves.stream().anyMatch(curve -> curve.sgd().isPresent());
        for (String name : curves.get(0).columns()) {
            columns.add(column(name + "_naive", curves, curve -> curve.naive(name)));
            columns.add(column(name + "_corrected", curves, curve -> curve.corrected(name)));
            columns.add(column(name + "_deviation", curves, curve -> curve.deviation(name)));
            if (isSimulated) {
                columns.add(column(name + "_sgd_mean", curves, curve -> curve.mean(name)));
                columns.add(column(name + "_sgd_std", curves, curve -> curve.spread(name)));
                columns.add(column(name + "_held_out_error", curves, curve -> curve.heldOutError(name)));
            }
        }
        return new Table(columns);
    }

    private static double[] samples(PredictedCurve curve) {
        return Arrays.stream(curve.times()).map(t -> t * curve.dimension()).toArray();
    }

    private static double[] constant(double value, int length) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    private static Table.Column column(
            String name, List<PredictedCurve> curves, Function<PredictedCurve, double[]> values) {
        return new Table.Numbers(
                name,
                curves.stream()
                        .flatMapToDouble(curve -> DoubleStream.of(values.apply(curve)))
                        .toArray());
    }
}
