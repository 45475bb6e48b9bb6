package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.spi.Outcome;

/** The structure-using integrator against an explicit one, on every kind of problem that it serves. */
class IntegratorsAgreeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logistic | cosine, value: 2, end: 5, final: 0.1 | ridge: 0.1",
                "logistic | warm-up, time: 2, then: {type: power-decay, value: 1.5, time: 3, exponent: 0.7} | batch: 4",
                "logistic | piecewise, times: [2, 4], values: [2, 0.5, 1] | ridge: 0",
                "logistic | adagrad-norm, value: 2, offset: 0.5 | ridge: 0.05",
                "hinge | constant, value: 0.7 | ridge: 0.1",
                "huber, delta: 0.5 | exponential-decay, value: 1, time: 4 | ridge: 0",
                "phase-retrieval | constant, value: 0.05 | 'teacher: {type: power-law, exponent: 0.5}, initial: {type: constant, amplitude: 0.8}'",
                "least-squares, teacher: true, noise: 0.2 | constant, value: 0.8 | 'teacher: {type: constant}'",
                "softmax | adagrad-norm, value: 3, offset: 1 | ridge: 0.02",
                "one-hot-least-squares | cosine, value: 1, end: 8, final: 0.2 | ridge: 0.02",
                "logistic | line-search | ridge: 0.1"
            })
    void modewiseAgreesWithDormandPrince(String loss, String rate, String more) {
        String yaml = String.format("""
                name: agree
                dimension: 40
                seed: 5
                classes:
                  - {label: 1, mean: {type: gaussian},                   covariance: {type: power-law, exponent: 0.7}}
                  - {label: 0, mean: {type: constant, amplitude: -1.2},  covariance: {type: blocks, values: [0, 1.5], fractions: [0.4, 0.6]}}
                  - {label: 1, mean: {type: power-law, exponent: 1},     covariance: {type: isotropic, value: 0.6}}
                loss: {type: %s}
                learningRate: {type: %s}
                time: {end: 10, points: 8}
                %s
                """, loss, rate, more.replace("}, initial", "}\ninitial"));
        Trajectory explicit = Experiments.theory(
                yaml, "integrator={type: dormand-prince-853, relativeTolerance: 1e-10, absoluteTolerance: 1e-13}");
        Trajectory modewise = Experiments.theory(
                yaml, "integrator={type: modewise, relativeTolerance: 1e-10, absoluteTolerance: 1e-13}");
        for (String column : new String[] {"risk", "norm_squared", "learning_rate"}) {
            for (int k = 0; k < explicit.times().length; k++) {
                double value = explicit.curve(column)[k];
                // Both keep 1e-10 a step.
                assertThat(modewise.curve(column)[k])
                        .as("%s at t = %s", column, explicit.times()[k])
                        .isCloseTo(value, within(1e-8 * Math.max(1, Math.abs(value))));
            }
        }
    }

    /** Every curve of every learning rate of a bundled experiment errs by less than the tolerance of stabilised steps, 1e-6. */
    @ParameterizedTest
    @ValueSource(strings = {"logistic-power-law-b", "logistic-zero-one-complement"})
    void stabilisedStepsKeepTheirToleranceInTheCurves(String name) {
        String yaml = Experiments.resource("experiments/" + name + ".yaml").replaceAll("simulation:.*", "");
        List<CurveResult> stabilised = Experiments.run(yaml, "integrator={type: runge-kutta-chebyshev}")
                .curves();
        // Errors of modewise are a thousandth of that here.
        List<CurveResult> modewise =
                Experiments.run(yaml, "integrator={type: modewise}").curves();
        for (int c = 0; c < modewise.size(); c++) {
            Trajectory expected = modewise.get(c).theory();
            Trajectory actual = stabilised.get(c).theory();
            for (String column : expected.columns()) {
                double[] values = expected.curve(column);
                for (int k = 0; k < values.length; k++) {
                    if (Double.isNaN(values[k])) {
                        // A cosine with the zero start.
                        assertThat(actual.curve(column)[k]).isNaN();
                    } else {
                        assertThat(actual.curve(column)[k])
                                .as("%s at t = %s", column, expected.times()[k])
                                .isCloseTo(values[k], within(1e-6 * Math.abs(values[k])));
                    }
                }
            }
        }
    }

    /** Without overlap with teacher or means at the start, phase retrieval stays on its plateau; rounding must not leave it. */
    @ParameterizedTest
    @ValueSource(strings = {"modewise", "dormand-prince-853", "dormand-prince-54", "runge-kutta-chebyshev"})
    void aStartWithoutOverlapKeepsNone(String integrator) {
        Trajectory theory = Experiments.theory("""
                name: plateau
                dimension: infinite
                seed: 3
                classes:
                  - {label: 1, mean: {type: power-law, exponent: 0.2}, covariance: {type: power-law, exponent: 1.1}}
                  - {label: 0, mean: {type: power-law, exponent: 0.2, amplitude: -1}, covariance: {type: power-law, exponent: 1.5}}
                loss: {type: phase-retrieval}
                teacher: {type: power-law, exponent: 0.7}
                initial: {type: gaussian, norm: 0.5}
                learningRate: {type: constant, value: 0.3}
                time: {end: 300, points: 4}
                """, "integrator.type=" + integrator);
        for (double mean : theory.curve("logit_mean_1")) {
            assertThat(mean).isZero();
        }
    }

    /** Beyond the critical learning rate, 2 here, the state grows to the limit of what is sensible, and that is said. */
    @ParameterizedTest
    @ValueSource(strings = {"modewise", "dormand-prince-853"})
    void divergenceIsNamedAfterFewSteps(String integrator) {
        CurveResult result = Experiments.plain("""
                name: beyond
                dimension: 500
                classes:
                  - {label: 1, mean: {type: constant}, covariance: {type: isotropic}}
                  - {label: -1, mean: {type: constant, amplitude: -1}, covariance: {type: power-law, exponent: 0.5}}
                loss: {type: least-squares}
                learningRate: {type: constant, value: 10}
                time: {end: 100, points: 11}
                """, "integrator.type=" + integrator);
        assertThat(result.theory().outcome().kind()).isEqualTo(Outcome.Kind.DIVERGED);
        assertThat(result.theory().outcome().message()).contains("learning rate");
        // 230 e-folds to 1e100 at about ten steps each.
        assertThat(result.solution().steps()).isLessThan(5000);
    }
}
