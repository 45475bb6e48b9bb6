package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.dynamics.Diffusion;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.dynamics.StateLayout;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.RandomStream;

/**
 * Homogenized SGD (arXiv:2308.08977): the diffusion with the drift and the noise of SGD,
 *
 * <pre>
 * dX = -gamma ( grad R + delta X ) dt + gamma sqrt( (1/d) sum_i p_i K_i (x) G_i ) dB,
 * </pre>
 *
 * <p>by the Euler-Maruyama scheme with steps of fixed length h: on mode rho, X += h b + sqrt(h) L xi with L L^T = Sigma_rho, the
 * {@link Diffusion}'s coefficients, and xi in R^l standard normal. Its weak order is 1: means are off by O(h).
 */
final class HomogenizedSgd implements Dynamics {

    /** Drifts beyond this size count as divergence. */
    private static final double LARGEST_DRIFT = 1e100;

    private final int dimension;
    private final int outputs;
    private final double step;
    private final RandomStream random;
    private final Diffusion diffusion;
    private final StateLayout layout;
    private final double[] state;
    /** xi for all modes, mode by mode. */
    private final double[] normals;
    /** L of the present mode, row by row, its upper triangle unused. */
    private final double[] root;

    /**
     * The diffusion at its start.
     *
     * @param problem what is learned and how, every mode a group of its own
     * @param parameters order parameters of the problem
     * @param step h &gt; 0
     * @param random the replicate's own stream
     */
    HomogenizedSgd(LearningProblem problem, ModeOrderParameters parameters, double step, RandomStream random) {
        ModeTable modes = problem.modes();
        dimension = modes.slots();
        outputs = modes.outputs();
        this.step = step;
        this.random = random;
        diffusion = new Diffusion(problem);
        layout = parameters.layout();
        state = parameters.initialState();
        normals = new double[outputs * dimension];
        root = new double[outputs * outputs];
    }

    @Override
    public double[] state() {
        return state;
    }

    @Override
    public double accumulated() {
        return state[layout.accumulator()];
    }

    @Override
    public double stepsUntil(double time) {
        return time / step;
    }

    @Override
    public double timeAfter(long steps) {
        return steps * step;
    }

    @Override
    public boolean advance(double time) {
        diffusion.at(time, state);
        for (int j = 0; j < outputs; j++) {
            for (int s = 0; s < dimension; s++) {
                if (!(Math.abs(diffusion.drift(s, j)) < LARGEST_DRIFT)) {
                    return false;
                }
            }
        }
        random.fillNormals(normals, 0, normals.length);
        for (int s = 0; s < dimension; s++) {
            factor(s);
            for (int j = 0; j < outputs; j++) {
                double noise = 0;
                for (int k = 0; k <= j; k++) {
                    noise += root[j * outputs + k] * normals[s * outputs + k];
                }
                state[layout.iterate(j) + s] += step * diffusion.drift(s, j) + noise;
            }
        }
        state[layout.accumulator()] += step * diffusion.accumulation();
        return true;
    }

    @Override
    public Optional<String> notANumber(double time) {
        return diffusion.notANumber(time);
    }

    /** The Cholesky factor of h Sigma; a pivot that rounding leaves at or below 0 stands for a direction without noise. */
    private void factor(int mode) {
        for (int k = 0; k < outputs; k++) {
            double pivot = 0;
            for (int j = k; j < outputs; j++) {
                double rest = step * diffusion.covariance(mode, j, k);
                for (int q = 0; q < k; q++) {
                    rest -= root[j * outputs + q] * root[k * outputs + q];
                }
                if (j == k) {
                    pivot = Math.sqrt(Math.max(0, rest));
                    root[j * outputs + k] = pivot;
                } else {
                    root[j * outputs + k] = pivot > 0 ? rest / pivot : 0;
                }
            }
        }
    }
}
