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
 * {@link Diffusion}'s coefficients, and xi in R^l standard normal; an algorithm's other vectors move along, in R^{n l}. Its weak order is 1: means are off by O(h).
 */
final class HomogenizedSgd implements SingleSteps {

    /** Drifts beyond this size count as divergence. */
    private static final double LARGEST_DRIFT = 1e100;

    private final int dimension;
    private final int outputs;
    /** The vectors' outputs, vector by vector. */
    private final int rows;

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
        rows = outputs * layout.vectors();
        normals = new double[rows * dimension];
        root = new double[rows * rows];
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
        for (int j = 0; j < rows; j++) {
            for (int s = 0; s < dimension; s++) {
                if (!(Math.abs(diffusion.drift(s, j)) < LARGEST_DRIFT)) {
                    return false;
                }
            }
        }
        random.fillNormals(normals, 0, normals.length);
        for (int s = 0; s < dimension; s++) {
            factor(s);
            for (int j = 0; j < rows; j++) {
                double noise = 0;
                for (int k = 0; k <= j; k++) {
                    noise += root[j * rows + k] * normals[s * rows + k];
                }
                state[layout.mean(j / outputs, j % outputs) + s] += step * diffusion.drift(s, j) + noise;
            }
        }
        diffusion.addAccumulation(step, state);
        return true;
    }

    @Override
    public Optional<String> notANumber(double time) {
        return diffusion.notANumber(time);
    }

    /** The Cholesky factor of h Sigma; a pivot that rounding leaves at or below 0 stands for a direction without noise. */
    private void factor(int mode) {
        for (int k = 0; k < rows; k++) {
            double pivot = 0;
            for (int j = k; j < rows; j++) {
                double rest = step * diffusion.covariance(mode, j, k);
                for (int q = 0; q < k; q++) {
                    rest -= root[j * rows + q] * root[k * rows + q];
                }
                if (j == k) {
                    pivot = Math.sqrt(Math.max(0, rest));
                    root[j * rows + k] = pivot;
                } else {
                    root[j * rows + k] = pivot > 0 ? rest / pivot : 0;
                }
            }
        }
    }
}
