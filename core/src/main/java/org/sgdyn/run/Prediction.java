package org.sgdyn.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.fit.Resample;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.spi.Cancellation;

/**
 * What a fit's theory says of SGD on other samples of the same kind. The theory of a fit to n samples drives and measures with the same
 * samples, and so is too low by about c(t) / n, like a risk on training samples. The jackknife removes that (M. H. Quenouille,
 * Biometrika 43, 353 (1956)): 2 R_n - (R_1 + R_2) / 2 with the theories R_1, R_2 of the fits to either half. The parametric bootstrap
 * tells how far chance in the samples moves it.
 *
 * @param curves a prediction for each curve of the experiment
 */
public record Prediction(List<Curve> curves) {

    /** Copies the list. */
    public Prediction {
        curves = List.copyOf(curves);
    }

    /**
     * The prediction of a curve, at the times that all its theories reached.
     *
     * @param name how the curve is called
     * @param naive the theory of the fit to all samples
     * @param corrected without the fit's optimism, [time][column]
     * @param deviation the standard deviation that chance in the samples gives it, [time][column]; NaN without resamples
     */
    @SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
    public record Curve(String name, Trajectory naive, double[][] corrected, double[][] deviation) {

        /**
         * The corrected values of a column.
         *
         * @param column its name
         * @return a value for each time reached
         */
        public double[] corrected(String column) {
            return column(corrected, column);
        }

        /**
         * The standard deviations of a column.
         *
         * @param column its name
         * @return a value for each time reached
         */
        public double[] deviation(String column) {
            return column(deviation, column);
        }

        private double[] column(double[][] rows, String column) {
            int c = naive.columns().indexOf(column);
            return Arrays.stream(rows).mapToDouble(row -> row[c]).toArray();
        }
    }

    /**
     * Predicts.
     *
     * @param result the theory of an experiment on the fitted mixture
     * @param fit the mixture, with the fits to either half of its samples
     * @param resamples how often samples are drawn anew for the band, &gt;= 0; one says nothing
     * @param listener follows, and may end it
     * @return the prediction
     * @throws java.util.concurrent.CancellationException if the listener ends it
     */
    public static Prediction of(ExperimentResult result, FittedMixture fit, int resamples, RunListener listener) {
        Experiment experiment = result.experiment();
        int halves = fit.halves().size();
        // Each holds its components only while it is at work: those of many resamples take much memory.
        List<List<Trajectory>> solved = IntStream.range(0, halves + resamples)
                .parallel()
                .mapToObj(k -> {
                    boolean isHalf = k < halves;
                    listener.phase(
                            isHalf ? "half fit " + (k + 1) : "resample " + (k - halves + 1) + " of " + resamples);
                    return solve(
                            experiment.withParts(isHalf ? fit.halves().get(k) : Resample.of(fit, k - halves)),
                            listener::isCancelled);
                })
                .toList();
        List<Curve> curves = new ArrayList<>();
        for (int c = 0; c < result.curves().size(); c++) {
            int number = c;
            List<Trajectory> own =
                    solved.stream().map(theories -> theories.get(number)).toList();
            curves.add(curve(result.curves().get(c), own.subList(0, halves), own.subList(halves, own.size())));
        }
        return new Prediction(curves);
    }

    /** The theory of each curve. */
    private static List<Trajectory> solve(Experiment experiment, Cancellation cancellation) {
        return experiment.curves().stream()
                .map(curve -> TheorySolver.solve(
                                experiment.problem(curve),
                                experiment.integrator(),
                                experiment.outputTimes(),
                                experiment.statistics(),
                                cancellation,
                                done -> {})
                        .trajectory())
                .toList();
    }

    private static Curve curve(CurveResult curve, List<Trajectory> halves, List<Trajectory> drawn) {
        Trajectory all = curve.theory();
        int reached = all.times().length;
        for (Trajectory other : halves) {
            reached = Math.min(reached, other.times().length);
        }
        for (Trajectory other : drawn) {
            reached = Math.min(reached, other.times().length);
        }
        int columns = all.columns().size();
        double[][] corrected = new double[reached][columns];
        double[][] deviation = new double[reached][columns];
        for (int k = 0; k < reached; k++) {
            for (int c = 0; c < columns; c++) {
                double ofHalves = mean(halves, k, c);
                corrected[k][c] = halves.isEmpty() ? all.values()[k][c] : 2 * all.values()[k][c] - ofHalves;
                deviation[k][c] = deviation(drawn, k, c);
            }
        }
        return new Curve(curve.name(), all, corrected, deviation);
    }

    private static double mean(List<Trajectory> trajectories, int k, int c) {
        double sum = 0;
        for (Trajectory trajectory : trajectories) {
            sum += trajectory.values()[k][c];
        }
        return sum / trajectories.size();
    }

    private static double deviation(List<Trajectory> trajectories, int k, int c) {
        if (trajectories.size() < 2) {
            return Double.NaN;
        }
        double mean = mean(trajectories, k, c);
        double sum = 0;
        for (Trajectory trajectory : trajectories) {
            double apart = trajectory.values()[k][c] - mean;
            sum += apart * apart;
        }
        return Math.sqrt(sum / (trajectories.size() - 1));
    }
}
