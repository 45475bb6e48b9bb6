package org.sgdyn.dynamics;

import java.util.Optional;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.Kernels;

/**
 * The coefficients of homogenized SGD at an iterate X, mode by mode (arXiv:2308.08977, here for several classes and outputs):
 *
 * <pre>
 * dX_rho = b_rho dt + Sigma_rho^{1/2} dB_rho,   b_rho = -gamma ( grad R + delta X )_rho,
 * Sigma_rho = (gamma^2 / d) sum_i p_i lambda_{rho,i} G_i
 * </pre>
 *
 * <p>They are the right-hand side of {@link MeanField} at an iterate without covariance: its x-part is b, its C-part Sigma, its
 * S-part the growth of the learning rate's accumulator. One thread at a time.
 */
public final class Diffusion {

    private final MeanField field;
    private final StateLayout layout;
    private final int outputs;
    private final double[] derivative;

    /**
     * The coefficients of a problem.
     *
     * @param problem the problem, every mode a group of its own
     */
    public Diffusion(LearningProblem problem) {
        field = new MeanField(problem);
        layout = field.layout();
        outputs = problem.modes().outputs();
        derivative = new double[layout.size()];
    }

    /**
     * Moves to a state.
     *
     * @param time t
     * @param state the iterate and the accumulator, without covariance
     */
    public void at(double time, double[] state) {
        field.derivative(time, state, derivative);
    }

    /**
     * The part that answered NaN at the state last moved to.
     *
     * @param time t of that state
     * @return the part as {@link NotANumber#outcome} takes it; empty if none did
     */
    public Optional<String> notANumber(double time) {
        return field.notANumber().partAt(time);
    }

    /**
     * The drift b at the state last moved to.
     *
     * @param mode rho, 0-based
     * @param row j of the iterate, 0-based; for an algorithm of several vectors, a l + j of vector a
     * @return b_rho[j]
     */
    public double drift(int mode, int row) {
        return derivative[layout.mean(row / outputs, row % outputs) + mode];
    }

    /**
     * The diffusion matrix at the state last moved to.
     *
     * @param mode rho, 0-based
     * @param row j, as for the drift
     * @param otherRow k, as for the drift
     * @return Sigma_rho[j][k]
     */
    public double covariance(int mode, int row, int otherRow) {
        return derivative[
                layout.covariance(row / outputs, row % outputs, otherRow / outputs, otherRow % outputs) + mode];
    }

    /**
     * Adds what moves without noise at the state last moved to: parameters trained beside the iterate, the second moment's numbers, and
     * the learning rate's accumulator.
     *
     * @param step the length of a step
     * @param state the state that is moved
     */
    public void addAccumulation(double step, double[] state) {
        for (int a = 0; a < layout.vectors(); a++) {
            Kernels.add(state, layout.trained(a), step, derivative, layout.trained(a), layout.parameters());
        }
        for (int k = layout.moments(); k <= layout.accumulator(); k++) {
            state[k] += step * derivative[k];
        }
    }
}
