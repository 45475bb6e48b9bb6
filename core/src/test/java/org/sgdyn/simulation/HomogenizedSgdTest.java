package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgdyn.dynamics.Diffusion;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.dynamics.Problems;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.RandomStreams;

class HomogenizedSgdTest {

    private static final int D = 5;

    /** A random problem of two classes with its diffusion at the initial state. */
    private record Beginning(LearningProblem problem, ModeOrderParameters parameters, Diffusion diffusion) {

        static Beginning of(Quadratic loss) {
            LearningProblem problem = Problems.random(loss, new double[] {0.6, 0.4}, D, 0.7, 0.2);
            ModeOrderParameters parameters = new ModeOrderParameters(problem);
            Diffusion diffusion = new Diffusion(problem);
            diffusion.at(0, parameters.initialState());
            return new Beginning(problem, parameters, diffusion);
        }
    }

    /** One step over many replicates: mean h b and covariance h Sigma, with two correlated outputs. */
    @Test
    void aStepHasTheDriftAndTheNoiseOfTheDiffusion() {
        Beginning at = Beginning.of(new Quadratic(2, 0, 0.1));
        double[] start = at.parameters.initialState();
        double h = 0.04;
        int n = 100_000;
        double[] mean = new double[2 * D];
        double[] product = new double[3 * D];
        var random = RandomStreams.of(2, 0, 0);
        for (int k = 0; k < n; k++) {
            HomogenizedSgd sgd = new HomogenizedSgd(at.problem, at.parameters, h, random);
            assertThat(sgd.advance(0)).isTrue();
            for (int s = 0; s < D; s++) {
                double first = sgd.state()[s] - start[s] - h * at.diffusion.drift(s, 0);
                double second = sgd.state()[D + s] - start[D + s] - h * at.diffusion.drift(s, 1);
                mean[s] += first / n;
                mean[D + s] += second / n;
                product[3 * s] += first * first / n;
                product[3 * s + 1] += first * second / n;
                product[3 * s + 2] += second * second / n;
            }
        }
        for (int s = 0; s < D; s++) {
            double v00 = h * at.diffusion.covariance(s, 0, 0);
            double v01 = h * at.diffusion.covariance(s, 0, 1);
            double v11 = h * at.diffusion.covariance(s, 1, 1);
            assertThat(v00).isPositive();
            assertThat(Math.abs(v01)).isPositive();
            // Five standard errors each.
            assertThat(mean[s]).isCloseTo(0, within(5 * Math.sqrt(v00 / n)));
            assertThat(mean[D + s]).isCloseTo(0, within(5 * Math.sqrt(v11 / n)));
            assertThat(product[3 * s]).isCloseTo(v00, within(5 * v00 * Math.sqrt(2.0 / n)));
            assertThat(product[3 * s + 1]).isCloseTo(v01, within(5 * Math.sqrt((v00 * v11 + v01 * v01) / n)));
            assertThat(product[3 * s + 2]).isCloseTo(v11, within(5 * v11 * Math.sqrt(2.0 / n)));
        }
    }

    /** The drift is that of SGD's mean step, gamma sum_i p_i E[a grad Psi]. */
    @Test
    void theDriftIsThatOfSgd() {
        Beginning at = Beginning.of(new Quadratic(1, 0, 0));
        double[] start = at.parameters.initialState();
        int n = 400_000;
        double[] mean = new double[D];
        double[] square = new double[D];
        var random = RandomStreams.of(2, 0, 1);
        for (int k = 0; k < n; k++) {
            OnePassSgd sgd = new OnePassSgd(
                    at.problem,
                    at.parameters,
                    new MixtureStream(at.problem, FeatureLaws.gaussian(), Optional.empty(), random),
                    random);
            sgd.advance(0);
            for (int s = 0; s < D; s++) {
                double change = (sgd.state()[s] - start[s]) * D;
                mean[s] += change / n;
                square[s] += change * change / n;
            }
        }
        for (int s = 0; s < D; s++) {
            double error = Math.sqrt((square[s] - mean[s] * mean[s]) / n);
            assertThat(mean[s]).isCloseTo(at.diffusion.drift(s, 0), within(5 * error));
        }
    }
}
