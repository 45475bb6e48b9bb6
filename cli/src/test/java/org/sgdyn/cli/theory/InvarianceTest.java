package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;

/**
 * What must not change the curves: the order of the modes, the names of the classes, one class written as two halves. Random
 * experiments, written as tables.
 */
class InvarianceTest {

    private static final int MODES = 30;
    private static final int CLASSES = 3;

    /** Rounding in another order, amplified by the integration at tolerance 1e-11. */
    private static final double TOLERANCE = 1e-10;

    @TempDir
    private Path work;

    @ParameterizedTest
    @CsvSource({"1, logistic", "2, logistic", "3, least-squares", "4, least-squares", "5, huber", "6, probit"})
    void curvesKeepToThemselves(long seed, String loss) throws IOException {
        Random random = new Random(seed);
        List<double[]> rows = new ArrayList<>();
        for (int mode = 0; mode < MODES; mode++) {
            double[] row = new double[2 * CLASSES + 1];
            for (int i = 0; i < CLASSES; i++) {
                row[i] = random.nextGaussian() / Math.sqrt(MODES);
                // Some variances are zero, and some modes share all of theirs.
                row[CLASSES + i] = mode % 5 == 0 ? 0 : mode % 5 == 1 ? 0.7 : 2 * random.nextDouble();
            }
            row[2 * CLASSES] = random.nextGaussian() / Math.sqrt(MODES);
            rows.add(row);
        }
        double[] weights = {0.2 + random.nextDouble(), 0.2 + random.nextDouble(), 0.2 + random.nextDouble()};
        double total = weights[0] + weights[1] + weights[2];
        for (int i = 0; i < CLASSES; i++) {
            weights[i] /= total;
        }
        Trajectory plain = run("plain", rows, loss, new int[] {0, 1, 2}, weights);

        List<double[]> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        Trajectory permuted = run("permuted", shuffled, loss, new int[] {0, 1, 2}, weights);
        requireEqual(plain, permuted, new int[] {1, 2, 3});

        double[] reordered = {weights[2], weights[0], weights[1]};
        Trajectory relabelled = run("relabelled", rows, loss, new int[] {2, 0, 1}, reordered);
        requireEqual(plain, relabelled, new int[] {2, 3, 1});

        double[] halves = {weights[0], weights[1] / 2, weights[1] / 2, weights[2]};
        Trajectory split = run("split", rows, loss, new int[] {0, 1, 1, 2}, halves);
        requireEqual(plain, split, new int[] {1, 2, 4});
    }

    /** Class i of the first is class classes[i] of the second, 1-based. */
    private static void requireEqual(Trajectory first, Trajectory second, int[] classes) {
        for (String column : List.of("risk", "norm_squared", "gradient_norm")) {
            requireEqual(column, first.curve(column), second.curve(column));
        }
        for (int i = 0; i < CLASSES; i++) {
            for (String column : List.of("risk_", "logit_mean_", "logit_variance_", "cosine_")) {
                requireEqual(column + (i + 1), first.curve(column + (i + 1)), second.curve(column + classes[i]));
            }
        }
    }

    private static void requireEqual(String name, double[] first, double[] second) {
        for (int k = 0; k < first.length; k++) {
            assertThat(second[k]).as(name + ", row " + k).isCloseTo(first[k], within(TOLERANCE));
        }
    }

    private Trajectory run(String name, List<double[]> rows, String loss, int[] classes, double[] weights)
            throws IOException {
        StringBuilder table = new StringBuilder("m0,m1,m2,k0,k1,k2,x\n");
        for (double[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                table.append(c == 0 ? "" : ",").append(row[c]);
            }
            table.append('\n');
        }
        Files.writeString(work.resolve(name + ".csv"), table);
        StringBuilder yaml = new StringBuilder("name: " + name + "\ndimension: " + MODES + "\nclasses:\n");
        for (int k = 0; k < classes.length; k++) {
            yaml.append("  - {weight: " + weights[k] + ", label: " + (classes[k] == 1 ? 1 : 0)
                    + ", mean: {type: table, file: " + name + ".csv, column: m" + classes[k]
                    + "}, covariance: {type: table, file: " + name + ".csv, column: k" + classes[k] + "}}\n");
        }
        yaml.append("loss: {type: " + loss + "}\ninitial: {type: table, file: " + name + ".csv, column: x}\n"
                + "learningRate: {type: power-decay, value: 0.8, time: 3, exponent: 0.3}\nridge: 0.1\n"
                + "time: {end: 5, points: 6}\n"
                + "integrator: {type: dormand-prince-853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13}\n");
        return ExperimentRunner.run(Experiments.read(yaml.toString(), work), RunListener.SILENT)
                .curves()
                .get(0)
                .theory();
    }
}
