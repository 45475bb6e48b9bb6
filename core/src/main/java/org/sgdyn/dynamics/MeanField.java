package org.sgdyn.dynamics;

import java.util.Optional;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Linearisation;
import org.sgdyn.spi.OdeSystem;

/**
 * The mean-field ODEs of one-pass SGD, mode by mode (arXiv:2510.14074):
 *
 * <pre>
 * dx_s/dt = -gamma { sum_i p_i [ mu_{s,i} g_i + lambda_{s,i} ( H_i x_s + H*_i^T x*_s ) ] + delta x_s }
 * dC_g/dt = -gamma { A_g C_g + C_g A_g + 2 delta C_g } + gamma^2 w_g sum_i p_i lambda_{g,i} G_i,
 * A_g     = sum_i p_i lambda_{g,i} H_i
 * dS/dt   = sum_i p_i (tr K_i / d) tr G_i          (only if the learning rate accumulates)
 * </pre>
 *
 * <p>x_s is the iterate's mean on slot s, C_g its covariance summed over group g, w_g = n_g / d. The paper's order parameters
 * are V = d (x x^T + C) and m_{rho,i} = d mu_{rho,i} x_rho. A right-hand side is an {@link Evaluation} of the few coefficients,
 * then the {@link StateMotion} at them: it reads the state twice and allocates nothing.
 */
final class MeanField implements OdeSystem {

    private final LearningProblem problem;
    private final Cancellation cancellation;
    private final StateLayout layout;
    private final Evaluation evaluation;
    private final StateMotion motion;
    private final NotANumber notANumber;

    private double latestRateTime = Double.POSITIVE_INFINITY;

    MeanField(LearningProblem problem) {
        this(problem, Cancellation.NEVER);
    }

    /** The field of a computation that may be ended at any evaluation. */
    MeanField(LearningProblem problem, Cancellation cancellation) {
        this.problem = problem;
        this.cancellation = cancellation;
        layout = StateLayout.of(problem.modes());
        evaluation = new Evaluation(problem, layout);
        motion = new StateMotion(problem, layout, evaluation.logits().means());
        notANumber = new NotANumber(problem, evaluation.logits(), evaluation.moments());
    }

    @Override
    public int size() {
        return layout.size();
    }

    @Override
    public void sizes(double[] result) {
        motion.sizes(result);
    }

    @Override
    public void confine(double[] state) {
        motion.confine(state);
    }

    @Override
    public Optional<Linearisation> linearisation() {
        return ModewiseLinearisation.suits(problem)
                ? Optional.of(new ModewiseLinearisation(problem, layout, cancellation, latestRateTime))
                : Optional.empty();
    }

    StateLayout layout() {
        return layout;
    }

    /** The state at t = 0. */
    double[] initialState() {
        return layout.initialState(problem.modes());
    }

    /**
     * From now on the learning rate is read strictly before this time: within a piece of a schedule, its breakpoint at the end
     * still belongs to the piece.
     */
    void readRateBefore(double time) {
        latestRateTime = Math.nextDown(time);
    }

    @Override
    public void derivative(double time, double[] state, double[] derivative) {
        cancellation.check(time);
        Coefficients at = evaluation.at(Math.min(time, latestRateTime), state);
        notANumber.look(time, at);
        motion.respond(at, state, derivative);
    }

    /** Where the evaluations met NaN. */
    NotANumber notANumber() {
        return notANumber;
    }
}
