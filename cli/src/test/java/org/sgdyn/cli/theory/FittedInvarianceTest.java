package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.model.Trajectory;

/** What must not change the curves of a mixture of full covariances, and limits in which its forms and blocks agree. */
class FittedInvarianceTest {

    private static final int DIMENSION = 12;

    private static final int CLASSES = 3;

    /** Rounding in another order, amplified by the integration at a relative tolerance of 1e-11. */
    private static final double TOLERANCE = 1e-9;

    /** Classes that differ much: three spectra, each in a basis of its own. */
    private static final GaussianParts PARTS = GaussianParts.random(CLASSES, DIMENSION, 1.2, 4);

    @TempDir
    private Path work;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "softmax | second-moment | 12",
                "softmax | paper | 4",
                "one-hot-least-squares | second-moment | 0",
                "one-hot-least-squares | paper | 12"
            })
    void rotatingTheDataChangesNothing(String loss, String form, int block) throws IOException {
        double[] q = GaussianParts.orthogonal(DIMENSION, new Random(8));
        requireEqual(theory(PARTS, loss, form, block), theory(PARTS.rotated(q), loss, form, block), TOLERANCE);
    }

    /** Its label is reported as one class still. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"softmax | second-moment | 12", "softmax | paper | 3", "one-hot-least-squares | second-moment | 5"
            })
    void splittingAComponentChangesNothing(String loss, String form, int block) throws IOException {
        Trajectory whole = theory(PARTS, loss, form, block, "learningRate={type: line-search}");
        GaussianParts split = PARTS.split(1, 0.5).split(0, 0.3);
        Trajectory parted = theory(split, loss, form, block, "learningRate={type: line-search}");
        assertThat(parted.columns()).isEqualTo(whole.columns());
        requireEqual(whole, parted, TOLERANCE);
    }

    /** S_i - K_i = mu_i mu_i^T is of second order in the means: a hundredth of them leaves a ten thousandth. */
    @Test
    void formsAgreeAsMeansVanish() throws IOException {
        String start = "initial={type: mode, index: 1, amplitude: 1}";
        double all = formGap(PARTS.withMeans(0.3), start);
        double little = formGap(PARTS.withMeans(0.003), start);
        assertThat(all).isGreaterThan(1e-3);
        // Terms of higher order in the means are below a tenth at 0.3.
        assertThat(little / all).isCloseTo(1e-4, within(2e-5));
        assertThat(formGap(PARTS.withMeans(0), start)).isLessThan(1e-12);
    }

    private double formGap(GaussianParts parts, String start) throws IOException {
        return gap(
                theory(parts, "softmax", "paper", DIMENSION, start),
                theory(parts, "softmax", "second-moment", DIMENSION, start),
                "norm_squared");
    }

    /** Noise is of first order in gamma at the same gamma t, and so is the difference of the forms. */
    @Test
    void formsAgreeAsTheLearningRateVanishes() throws IOException {
        double[] gaps = new double[2];
        double[] noise = new double[2];
        Trajectory flow = slow("second-moment", 1e-6);
        for (int k = 0; k < 2; k++) {
            double gamma = k == 0 ? 1e-2 : 1e-3;
            Trajectory paper = slow("paper", gamma);
            Trajectory moments = slow("second-moment", gamma);
            gaps[k] = gap(paper, moments, "risk");
            noise[k] = gap(flow, moments, "norm_squared");
        }
        assertThat(gaps[0]).isGreaterThan(1e-4);
        assertThat(noise[0]).isGreaterThan(1e-3);
        // What is of second order is a hundredth of what is of first at gamma = 0.01.
        assertThat(gaps[1] / gaps[0]).isCloseTo(0.1, within(0.01));
        assertThat(noise[1] / noise[0]).isCloseTo(0.1, within(0.01));
    }

    private Trajectory slow(String form, double gamma) throws IOException {
        return theory(
                PARTS,
                "softmax",
                form,
                DIMENSION,
                "learningRate={type: constant, value: " + gamma + "}",
                "time.end=" + 3 / gamma);
    }

    /**
     * Without a block the covariance's own motion loses what is off its diagonal. Where all Hessians are one constant that is driven, and
     * acts back, by the classes' differences alone: halving these divides the risk's error by four at least.
     */
    @ParameterizedTest
    @CsvSource({"paper", "second-moment"})
    void noBlockLeavesTheQuadraticRiskAlmostAsItIs(String form) throws IOException {
        double whole = quadraticGap(PARTS, form);
        assertThat(whole).isBetween(1e-6, 1e-4);
        assertThat(quadraticGap(PARTS.withDifferences(0.5), form)).isLessThan(whole / 4);
    }

    /** The largest relative error of the risk that an empty block makes. */
    private double quadraticGap(GaussianParts parts, String form) throws IOException {
        String rate = "learningRate.value=0.4";
        double[] exact =
                theory(parts, "one-hot-least-squares", form, DIMENSION, rate).curve("risk");
        double[] diagonal =
                theory(parts, "one-hot-least-squares", form, 0, rate).curve("risk");
        double largest = 0;
        for (int k = 0; k < exact.length; k++) {
            largest = Math.max(largest, Math.abs(diagonal[k] / exact[k] - 1));
        }
        return largest;
    }

    /** Every doubling of the block brings all risks and errors of softmax nearer to those of the whole covariance. */
    @ParameterizedTest
    @CsvSource({"paper", "second-moment"})
    void doublingTheBlockConverges(String form) throws IOException {
        int d = 16;
        GaussianParts parts = GaussianParts.random(CLASSES, d, 1.2, 5);
        Trajectory exact = theory(parts, "softmax", form, d);
        double before = Double.POSITIVE_INFINITY;
        for (int block : new int[] {0, 4, 8}) {
            Trajectory part = theory(parts, "softmax", form, block);
            double gap = 0;
            for (String column : List.of("risk", "error", "risk_1", "risk_2", "risk_3")) {
                gap = Math.max(gap, gap(exact, part, column));
            }
            assertThat(gap).as("block " + block).isLessThan(before);
            before = gap;
        }
        assertThat(before).isLessThan(2e-3);
    }

    private Trajectory theory(GaussianParts parts, String loss, String form, int block, String... settings)
            throws IOException {
        parts.write(work, "parts.npz");
        Trajectory theory = Experiments.theory("""
                name: invariance
                mixture: {type: fitted, file: parts.npz, form: %s, block: %d}
                loss: {type: %s}
                learningRate: {type: constant, value: 0.8}
                ridge: 0.05
                time: {end: 6, points: 7}
                integrator: {type: dormand-prince-853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13}
                """.formatted(form, block, loss), work, settings);
        assertThat(theory.outcome().isComplete()).isTrue();
        return theory;
    }

    private static double gap(Trajectory first, Trajectory second, String column) {
        double[] a = first.curve(column);
        double[] b = second.curve(column);
        double largest = 0;
        for (int k = 0; k < a.length; k++) {
            largest = Math.max(largest, Math.abs(a[k] - b[k]));
        }
        return largest;
    }

    private static void requireEqual(Trajectory first, Trajectory second, double tolerance) {
        for (String column : first.columns()) {
            double[] expected = first.curve(column);
            double[] actual = second.curve(column);
            // The cosine of the start at zero is none.
            for (int k = 1; k < expected.length; k++) {
                assertThat(actual[k])
                        .as(column + ", row " + k)
                        .isCloseTo(expected[k], within(tolerance * (1 + Math.abs(expected[k]))));
            }
        }
    }
}
