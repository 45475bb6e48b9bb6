package org.sgdyn.dynamics;

import java.util.Optional;
import org.sgdyn.model.LearningProblem;

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
    private final double[] derivative;

    /**
     * The coefficients of a problem.
     *
     * @param problem the problem, every mode a group of its own
     */
    public Diffusion(LearningProblem problem) {
        field = new MeanField(problem);
        layout = field.layout();
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
     * @param output j, 0-based
     * @return b_rho[j]
     */
    public double drift(int mode, int output) {
        return derivative[layout.iterate(output) + mode];
    }

    /**
     * The diffusion matrix at the state last moved to.
     *
     * @param mode rho, 0-based
     * @param output j, 0-based
     * @param otherOutput k, 0-based
     * @return Sigma_rho[j][k]
     */
    public double covariance(int mode, int output, int otherOutput) {
        return derivative[layout.covariance(output, otherOutput) + mode];
    }

    /**
     * The growth of the accumulator at the state last moved to.
     *
     * @return dS/dt
     */
    public double accumulation() {
        return derivative[layout.accumulator()];
    }
}
