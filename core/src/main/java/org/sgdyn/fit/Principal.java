package org.sgdyn.fit;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.sgdyn.data.DataException;
import org.sgdyn.data.SampleSource;
import org.sgdyn.numerics.Eigensystem;

/** Makes the preprocessing: centre, standard deviations, principal directions, scale. */
final class Principal {

    /** Of more columns, the covariance of all is too large to be decomposed. */
    private static final int MOST_COLUMNS = 4096;

    /** Less of the whole variance is rounding. */
    private static final double ROUNDING = 1e-14;

    private Principal() {}

    static Preprocessing of(Passes passes, SampleSource source, FitSettings settings, Survey survey)
            throws IOException {
        int columns = source.columns();
        double[] scales = new double[columns];
        Arrays.fill(scales, 1);
        double total = 0;
        for (int c = 0; c < columns; c++) {
            total += survey.variances[c];
            if (settings.isStandardised() && !survey.isConstant[c]) {
                requireVariance(source, survey.variances[c]);
                scales[c] = 1 / Math.sqrt(survey.variances[c]);
            }
        }
        if (!(total > 0)) {
            for (boolean isConstant : survey.isConstant) {
                if (!isConstant) {
                    requireVariance(source, total);
                }
            }
            throw new DataException(
                    source.name(),
                    "all its features are constant, so that there is nothing to learn from; give one that varies");
        }
        if (!Double.isFinite(total)) {
            throw new DataException(
                    source.name(), "its numbers are so large that their squares are not finite; scale them");
        }
        OptionalInt directions = settings.directions(columns);
        if (directions.isEmpty()) {
            return plain(source, survey, scales);
        }
        int d = directions.getAsInt();
        long fitted = Arrays.stream(survey.counts).sum();
        if (d > Math.min(columns, fitted - 1)) {
            throw new DataException(
                    source.name(),
                    "--pca " + d + ": there are no more than " + Math.min(columns, fitted - 1) + " directions in which "
                            + fitted + " samples of " + columns + " numbers vary");
        }
        if (columns > MOST_COLUMNS) {
            throw new DataException(
                    source.name(),
                    "its samples have " + columns + " numbers, and principal directions are found among at most "
                            + MOST_COLUMNS + "; reduce them before, by averaging neighbours or a random projection");
        }
        Memory.require(source.name(), 8.0 * columns * columns * 8, "principal directions of " + columns + " numbers");
        Scatter scatter = new Scatter(columns, new double[columns]);
        double[] scaled = new double[columns];
        passes.run("principal directions", survey.samples, (row, label, role) -> {
            if (role != Role.HELD_OUT) {
                for (int c = 0; c < columns; c++) {
                    scaled[c] = (row[c] - survey.centre[c]) * scales[c];
                }
                scatter.add(scaled);
            }
        });
        Eigensystem eigen = Eigensystem.of(scatter.covariance(), columns);
        double[] transform = eigen.leading(d);
        for (int c = 0; c < columns; c++) {
            for (int k = 0; k < d; k++) {
                transform[c * d + k] *= scales[c];
            }
        }
        double trace = 0;
        for (int k = 0; k < d; k++) {
            trace += eigen.value(k) - between(survey, transform, d, k, fitted);
        }
        double all = 0;
        for (double value : eigen.values()) {
            all += value;
        }
        return scaled(source, survey, transform, d, all, trace);
    }

    /** What varies has a variance, unless it is rounded to 0. */
    private static void requireVariance(SampleSource source, double variance) throws DataException {
        if (variance < Double.MIN_NORMAL) {
            throw new DataException(
                    source.name(),
                    "its numbers vary so little, or are so small, that their squares vanish; scale them");
        }
    }

    /** No directions are chosen: every feature is one. */
    private static Preprocessing plain(SampleSource source, Survey survey, double[] scales) throws DataException {
        int d = scales.length;
        Memory.require(source.name(), 8.0 * d * d, "a mixture of " + d + " numbers");
        double[] transform = new double[d * d];
        long fitted = Arrays.stream(survey.counts).sum();
        double trace = 0;
        double total = 0;
        for (int c = 0; c < d; c++) {
            total += survey.variances[c] * scales[c] * scales[c];
            transform[c * d + c] = scales[c];
            trace += (survey.variances[c] - between(survey, c, fitted)) * scales[c] * scales[c];
        }
        return scaled(source, survey, transform, d, total, trace);
    }

    /** The variance of the labels' means in a direction. */
    private static double between(Survey survey, double[] transform, int d, int direction, long fitted) {
        double variance = 0;
        for (int y = 0; y < survey.counts.length; y++) {
            double along = 0;
            for (int c = 0; c < survey.centre.length; c++) {
                along += (survey.means[y][c] - survey.centre[c]) * transform[c * d + direction];
            }
            variance += along * along * survey.counts[y] / fitted;
        }
        return variance;
    }

    /** The variance of the labels' means in a feature. */
    private static double between(Survey survey, int column, long fitted) {
        double variance = 0;
        for (int y = 0; y < survey.counts.length; y++) {
            double apart = survey.means[y][column] - survey.centre[column];
            variance += apart * apart * survey.counts[y] / fitted;
        }
        return variance;
    }

    /** Scales so that the labels' covariances have trace d on average. */
    private static Preprocessing scaled(
            SampleSource source, Survey survey, double[] transform, int d, double total, double trace)
            throws DataException {
        if (!(trace > ROUNDING * total)) {
            throw new DataException(
                    source.name(),
                    "all samples of a label are the same, so that there is no covariance to fit; give samples that vary");
        }
        double factor = Math.sqrt(d / trace);
        for (int k = 0; k < transform.length; k++) {
            transform[k] *= factor;
        }
        return new Preprocessing(survey.centre, transform, d);
    }
}
