package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.Certificate;
import org.sgdyn.run.ExperimentResult.CurveResult;

/** What the theory says of infinite dimension and of long times (arXiv:2510.14074; constants measured independently). */
class LimitsTest {

    private static String symmetric(double alpha, double beta, String loss, String end) {
        return String.format("""
            name: symmetric
            dimension: infinite
            classes:
              - {label: 1, mean: {type: power-law, exponent: %s}, covariance: {type: power-law, exponent: %s}}
              - {label: 0, mean: {type: power-law, exponent: %s, amplitude: -1}, covariance: {type: power-law, exponent: %s}}
            loss: {type: %s}
            learningRate: {type: constant, value: 1}
            time: {start: 0.01, end: %s, points: 31, spacing: log}
            integrator: {type: dormand-prince-853, relativeTolerance: 1e-10, absoluteTolerance: 1e-13}
            """, beta, alpha, beta, alpha, loss, end);
    }

    /** alpha &lt; 1 + 2 beta: the classes overlap, and the risk has a positive limit. */
    @ParameterizedTest
    @CsvSource({"0.5, 0, 0.2035", "1, 0.5, 0.3713"})
    void belowTheTransitionTheRiskHasAPositiveLimit(double alpha, double beta, double limit) {
        Trajectory theory = Experiments.theory(symmetric(alpha, beta, "logistic", "1e5"), "statistics=[risk]");
        // Four digits are known; the rest of the way from t = 1e5 is below them.
        assertThat(Experiments.last(theory, "risk")).isCloseTo(limit, within(5e-5));
    }

    /** alpha &gt; 1 + 2 beta: the classes separate, the risk keeps falling and the iterate turns to the clean directions. */
    @Test
    void aboveTheTransitionTheRiskKeepsFalling() {
        Trajectory theory = Experiments.theory(symmetric(2, 0, "logistic", "1e6"));
        double[] risk = theory.curve("risk");
        double[] clean = theory.curve("alignment_clean_1");
        double[] noisy = theory.curve("alignment_noisy_1");
        for (int k = 1; k < risk.length; k++) {
            assertThat(risk[k]).as("row %d", k).isLessThan(risk[k - 1]);
        }
        double slope = Math.log(risk[30] / risk[29]) / Math.log(theory.times()[30] / theory.times()[29]);
        // The law -1 + ((1 - kappa) / kappa) / log t with kappa = 1/2 gives -0.93 at t = 1e6, up to 1 / log^2 t = 0.005
        // with a constant of order one.
        assertThat(slope).isBetween(-0.97, -0.88);
        // The share of the clean half rises to 0.86 near t = 260. Later the iterate turns to ever cleaner modes, so its
        // cosine
        // with the whole clean half of the mean falls again, but the noisy half loses faster all the time.
        assertThat(Arrays.stream(clean).filter(Double::isFinite).max().orElseThrow())
                .isGreaterThan(0.85);
        for (int k = 2; k < clean.length; k++) {
            assertThat(clean[k] / noisy[k]).as("row %d", k).isGreaterThan(clean[k - 1] / noisy[k - 1]);
        }
        assertThat(clean[30] / noisy[30]).isGreaterThan(100);
    }

    /** Zero-one model: R(t) ~ 1 / (gamma |mu_0|^2 t) with mu_0 the mean on the clean modes, here |mu_0|^2 = 1/2. */
    @Test
    void cleanMeansGiveTheirRate() {
        String yaml = """
                name: zero-one
                dimension: infinite
                classes:
                  - {label: 1, mean: {type: constant}, covariance: {type: zero-one}}
                  - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: zero-one}}
                loss: {type: logistic}
                learningRate: {type: constant, value: 1}
                time: {start: 1, end: 1e5, points: 11, spacing: log}
                integrator: {type: dormand-prince-853, relativeTolerance: 1e-10, absoluteTolerance: 1e-13}
                """;
        Trajectory theory = Experiments.theory(yaml);
        // Measured 1.0036 at t = 4.6e3 and 1.00003 at 1e6: within 1e-3 at 1e5.
        assertThat(1e5 * Experiments.last(theory, "risk") * 0.5).isCloseTo(1, within(1e-3));
        // The logit variance tends to |mu_noisy|^2 / lambda^2 scaled by the fixed point: it stays bounded.
        assertThat(Experiments.last(theory, "alignment_clean_1")).isGreaterThan(0.9);
    }

    /** The certificate doubles the spectral nodes: nothing above 1e-9 up to t = 1e6, whatever column. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0, logistic",
        "1, 0.5, logistic",
        "2, 0, logistic",
        "1, 0.5, least-squares",
        "3, 0.2, least-squares"
    })
    void doublingTheSpectralNodesChangesNothing(double alpha, double beta, String loss) {
        CurveResult result = Experiments.certified(
                symmetric(alpha, beta, loss, "1e6"),
                "integrator={type: modewise, relativeTolerance: 1e-11, absoluteTolerance: 1e-15}",
                "statistics=[risk, norm, logits]");
        assertThat(result.theory().outcome().isComplete()).isTrue();
        Certificate certificate = result.certificate().orElseThrow();
        Certificate.Source modes = certificate.sources().get(2);
        assertThat(modes.name()).isEqualTo("modes");
        assertThat(modes.errors()).allSatisfy(error -> assertThat(error).isLessThan(1e-9));
    }

    /**
     * Finite sums are the end-point rule of the integral: R_d = R + c / d + O(1 / d^2) where the integrand is smooth. Richardson
     * from two dimensions removes the 1/d term.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.5, logistic", "1, 0.5, least-squares", "2, 1, logistic"})
    void finiteDimensionsApproachTheLimitLikeOneOverD(double alpha, double beta, String loss) {
        String yaml = symmetric(alpha, beta, loss, "20");
        double limit = Experiments.last(Experiments.theory(yaml, "statistics=[risk]"), "risk");
        double small = Experiments.last(Experiments.theory(yaml, "dimension=5000", "statistics=[risk]"), "risk");
        double large = Experiments.last(Experiments.theory(yaml, "dimension=10000", "statistics=[risk]"), "risk");
        assertThat(Math.abs(large - limit)).isLessThan(1e-3);
        assertThat(2 * large - small).isCloseTo(limit, within(1e-6));
    }

    /**
     * Where all parts are functions of u, sums over modes go by quadrature; a Gaussian vector of norm 0 in the sum keeps every mode
     * on its own.
     */
    @ParameterizedTest
    @CsvSource({
        "'power-law, exponent: 1.1', 'power-law, exponent: 0.2', 1000, 1e4",
        "'power-law, exponent: 3', 'power-law, exponent: 0', 5000, 1e4",
        "'spiked, bulk: {type: power-law, exponent: 1}, spikes: [{index: 2, value: 1}, {index: last, value: 2}]', 'mode, index: 2', 600, 100",
        "'marchenko-pastur, ratio: 0.7', 'band, from: 0.2, to: 0.7', 2000, 100",
        "'marchenko-pastur, ratio: 2', 'constant', 2001, 100",
        "'blocks, values: [0.3, 0, 2], fractions: [0.2, 0.3, 0.5]', 'power-law, exponent: 1', 1001, 100"
    })
    void quadratureOverModesEqualsEveryModeOnItsOwn(String spectrum, String mean, int dimension, String end) {
        String yaml = String.format("""
                name: modes
                dimension: %d
                seed: 1
                classes:
                  - {label: 1, mean: {type: %s}, covariance: {type: %s}}
                  - {label: 0, mean: {type: constant, amplitude: -0.5}, covariance: {type: power-law, exponent: 0.5}}
                loss: {type: logistic}
                learningRate: {type: constant, value: 1}
                time: {start: 0.1, end: %s, points: 11, spacing: log}
                integrator: {type: modewise, relativeTolerance: 1e-12, absoluteTolerance: 1e-16}
                """, dimension, mean, spectrum, end);
        // A spectrum that is not monotone keeps its modes for the alignment's median.
        String statistics = "statistics=[risk, error, norm, logits, energy, gradient-norm"
                + (spectrum.startsWith("power") ? ", spectral-alignment]" : "]");
        CurveResult quick = Experiments.plain(yaml, statistics);
        CurveResult slow = Experiments.plain(
                yaml, statistics, "classes[0].mean={type: sum, of: [{type: " + mean + "}, {type: gaussian, norm: 0}]}");
        assertThat(quick.spectralError()).isPresent();
        assertThat(slow.spectralError()).isEmpty();
        for (String column : quick.theory().columns()) {
            double[] fast = quick.theory().curve(column);
            double[] full = slow.theory().curve(column);
            for (int k = 1; k < fast.length; k++) {
                // Both integrate at 1e-12; the quadrature's own error is far below.
                assertThat(fast[k])
                        .as("%s in row %d", column, k)
                        .isCloseTo(full[k], within(1e-9 * Math.abs(full[k]) + 1e-13));
            }
        }
    }
}
