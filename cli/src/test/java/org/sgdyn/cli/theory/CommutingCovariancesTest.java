package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.model.Trajectory;

/**
 * Full covariances that commute, in the paper's form: the curves are those of the same classes given by their eigenvalues, which another
 * engine computes, mode by mode. Teacher and start lie in the eigenbasis, so they are used where that is the basis of the data.
 */
class CommutingCovariancesTest {

    private static final int MODES = 14;

    /** Rounding in another order, amplified by the integration at a relative tolerance of 1e-11. */
    private static final double TOLERANCE = 1e-9;

    private static final String STUDENT = "initial={type: power-law, exponent: 0.4, amplitude: 0.6}";

    @TempDir
    private Path work;

    private final double[][] spectra = new double[3][MODES];
    private final double[][] means = new double[3][MODES];
    private final double[] weights = {0.5, 0.3, 0.2};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logistic | 1, 0, 0 | ridge=0.1; " + STUDENT,
                "softmax | 0, 1, 2 | learningRate={type: power-decay, value: 1, time: 2, exponent: 0.5}",
                "one-hot-least-squares | 0, 1, 2 | ridge=0.2; " + STUDENT,
                "least-squares, teacher: true, noise: 0.1 | 0.4, -0.2, 0 | teacher={type: constant}; " + STUDENT,
                "least-squares, teacher: true | 0.4, -0.2, 0 | teacher={type: constant}; learningRate={type: polyak}",
                "logistic | 1, 0, 0 | learningRate={type: adagrad-norm, value: 1, offset: 0.5}; ridge=0.05",
                "least-squares | 1, -1, 0.5 | learningRate={type: line-search}; ridge=0.1",
                "softmax | 0, 1, 2 | learningRate={type: line-search}; " + STUDENT,
                "logistic | 1, 0, 0 | learningRate={type: cosine, value: 1.5, end: 3, final: 0.1}",
                "logistic | 1, 0, 0 | algorithm={type: heavy-ball, decay: 2}; average={type: tail, start: 1}; "
                        + STUDENT,
                "softmax | 0, 1, 2 | algorithm={type: heavy-ball, decay: 1}; average={type: exponential, rate: 0.5}",
                "least-squares | 1, -1, 0.5 | algorithm={type: schedule-free, interpolation: 0.5, offset: 1}; ridge=0.1",
                "logistic | 1, 0, 0 | algorithm={type: clipped, threshold: 0.4}; " + STUDENT,
                "softmax | 0, 1, 2 | algorithm={type: clipped, threshold: 0.6}",
                "softmax | 0, 1, 2 | algorithm={type: normalized}",
                "logistic | 1, 0, 0 | riskWeights=[0.2, 0.2, 0.6]; weights={type: linear, times: [1, 3], values: "
                        + "[[0.8, 0.1, 0.1], [0.1, 0.1, 0.8]]}",
                "softmax | 0, 1, 2 | weights={type: piecewise, times: [2], values: [[0.8, 0.1, 0.1], [0.1, 0.1, 0.8]]}"
            })
    void curvesAreThoseOfTheEigenvalues(String loss, String labels, String settings) throws IOException {
        drawClasses();
        String[] more = settings.split("; ");
        Trajectory modewise = Experiments.theory(modewise(loss, labels.split(", ")), work, more);
        double[] basis = settings.contains(STUDENT) || settings.contains("teacher=")
                ? GaussianParts.diagonal(
                        DoubleStream.generate(() -> 1).limit(MODES).toArray())
                : GaussianParts.orthogonal(MODES, new Random(3));
        GaussianParts parts = new GaussianParts(weights, new double[] {0, 1, 2}, means, diagonals()).rotated(basis);
        parts.write(work, "parts.npz");
        for (int block : new int[] {0, 5, MODES}) {
            Trajectory dense = Experiments.theory(dense(loss, labels, block), work, more);
            List<String> columns = modewise.columns().stream()
                    .filter(dense.columns()::contains)
                    .toList();
            assertThat(columns).contains("risk", "norm_squared", "risk_3", "learning_rate");
            assertThat(dense.outcome().isComplete()).isTrue();
            for (String column : columns) {
                double[] expected = modewise.curve(column);
                double[] actual = dense.curve(column);
                for (int k = 0; k < expected.length; k++) {
                    if (Double.isNaN(expected[k])) {
                        // A cosine of the start at zero.
                        assertThat(actual[k]).isNaN();
                        continue;
                    }
                    assertThat(actual[k])
                            .as("block %d: %s at t = %s", block, column, modewise.times()[k])
                            .isCloseTo(expected[k], within(TOLERANCE * (1 + Math.abs(expected[k]))));
                }
            }
        }
    }

    /** Eigenvalues whose average over the classes falls from mode to mode, so that the basis keeps the order of the modes. */
    private void drawClasses() {
        Random random = new Random(11);
        for (int mode = 0; mode < MODES; mode++) {
            double average = 2.0 / (1 + 0.3 * mode);
            spectra[0][mode] = average * (0.8 + 0.4 * random.nextDouble());
            spectra[1][mode] = average * (0.2 + random.nextDouble());
            spectra[2][mode] = (average - 0.5 * spectra[0][mode] - 0.3 * spectra[1][mode]) / 0.2;
            for (double[] mean : means) {
                mean[mode] = 1.5 * random.nextGaussian() / Math.sqrt(MODES);
            }
        }
    }

    private double[][] diagonals() {
        double[][] matrices = new double[spectra.length][];
        for (int i = 0; i < spectra.length; i++) {
            matrices[i] = GaussianParts.diagonal(spectra[i]);
        }
        return matrices;
    }

    private String modewise(String loss, String... labels) throws IOException {
        StringBuilder table = new StringBuilder("m0,m1,m2,k0,k1,k2\n");
        for (int mode = 0; mode < MODES; mode++) {
            table.append(means[0][mode] + "," + means[1][mode] + "," + means[2][mode] + ",");
            table.append(spectra[0][mode] + "," + spectra[1][mode] + "," + spectra[2][mode] + "\n");
        }
        Files.writeString(work.resolve("modes.csv"), table);
        StringBuilder classes = new StringBuilder("dimension: " + MODES + "\nclasses:\n");
        for (int i = 0; i < labels.length; i++) {
            classes.append("  - {weight: " + weights[i] + ", label: " + labels[i]
                    + ", mean: {type: table, file: modes.csv, column: m" + i
                    + "}, covariance: {type: table, file: modes.csv, column: k" + i + "}}\n");
        }
        return classes + rest(loss);
    }

    private static String dense(String loss, String labels, int block) {
        return "mixture: {type: fitted, file: parts.npz, form: paper, block: " + block + ", labels: [" + labels + "]}\n"
                + rest(loss);
    }

    private static String rest(String loss) {
        return """
                name: commuting
                loss: {type: %s}
                learningRate: {type: constant, value: 0.8}
                time: {end: 4, points: 5}
                integrator: {type: dormand-prince-853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13}
                """.formatted(loss);
    }
}
