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
 * then the {@link Motion} at them: it reads the state twice and allocates nothing.
 */
final class MeanField implements OdeSystem {

    private final LearningProblem problem;
    private final Cancellation cancellation;
    private final StateLayout layout;
    private final Evaluation evaluation;
    private final Motion motion;
    private final NotANumber notANumber;

    private double earliestTime;
    private double latestTime = Double.POSITIVE_INFINITY;
    private boolean isSingular;

    MeanField(LearningProblem problem) {
        this(problem, Cancellation.NEVER);
    }

    /** The field of a computation that may be ended at any evaluation. */
    MeanField(LearningProblem problem, Cancellation cancellation) {
        this.problem = problem;
        this.cancellation = cancellation;
        layout = StateLayout.of(problem);
        evaluation = new Evaluation(problem, layout);
        motion = Motions.of(problem, layout, evaluation.logits());
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
        if (isSingular || problem.modes().dense().isPresent()) {
            return Optional.of(new Unaffordable());
        }
        return ModewiseLinearisation.suits(problem)
                ? Optional.of(new ModewiseLinearisation(problem, layout, cancellation, earliestTime, latestTime))
                : Optional.empty();
    }

    StateLayout layout() {
        return layout;
    }

    /** The state at t = 0. */
    double[] initialState() {
        return layout.initialState(problem);
    }

    /**
     * From now on what is given in time is read from a time on and strictly before another: within a piece of a schedule, its
     * breakpoint at the end still belongs to the piece.
     *
     * @param isSingular whether the Jacobian is infinite at the start of the piece, so that steps must do without it
     */
    void readWithin(double start, double end, boolean isSingular) {
        earliestTime = start;
        latestTime = Math.nextDown(end);
        this.isSingular = isSingular;
    }

    /** A linearisation that no integrator prefers to steps without one, and nobody uses. */
    private static final class Unaffordable implements Linearisation {

        @Override
        public void at(double time, double[] state) {
            throw none();
        }

        @Override
        public void timeSlope(double[] result) {
            throw none();
        }

        @Override
        public void shift(double sigma) {
            throw none();
        }

        @Override
        public void solve(double[] vector) {
            throw none();
        }

        @Override
        public double cost() {
            return Double.POSITIVE_INFINITY;
        }

        private static IllegalStateException none() {
            return new IllegalStateException("a linearisation of infinite cost is not to be used");
        }
    }

    @Override
    public void derivative(double time, double[] state, double[] derivative) {
        cancellation.check(time);
        Coefficients at = evaluation.at(Math.min(time, latestTime), state);
        notANumber.look(time, at);
        motion.respond(at, state, derivative);
    }

    /**
     * A step of SGD with batches of zeta d samples as d grows: not an ODE but a recursion in steps of length zeta in t,
     *
     * <pre>
     * S+ = S + zeta ( T S - e F ),   Cov+ = (I + zeta M) Cov (I + zeta M)^T + zeta w_g E N E^T,
     * </pre>
     *
     * <p>in the letters of {@link RuleMotion}: all samples of a batch are taken at the same iterate. The squared norm of a batch's mean
     * gradient keeps that of the risk's gradient, so that an accumulating learning rate adds zeta sum_k (tr K_k / d) tr G_k + zeta^2
     * |grad R|^2 a step.
     */
    void step(double time, double zeta, double[] state, double[] next) {
        cancellation.check(time);
        Coefficients at = evaluation.at(time, state);
        notANumber.look(time, at);
        if (problem.learningRate().accumulates()) {
            // As SGD does, before the step is taken; the squared norm of a batch's mean gradient keeps that of the
            // risk's.
            double[] accumulated = state.clone();
            StateGeometry geometry = evaluation.geometry();
            accumulated[layout.accumulator()] +=
                    zeta * geometry.gradientSecondMoment() + zeta * zeta * geometry.squaredRiskGradient();
            at = evaluation.at(time, accumulated);
            motion.respond(at, accumulated, next);
            advance(zeta, accumulated, next);
            next[layout.accumulator()] = accumulated[layout.accumulator()];
        } else {
            motion.respond(at, state, next);
            advance(zeta, state, next);
        }
        motion.addSecondOrder(at, state, zeta, next);
    }

    /** A derivative becomes the state that it leads to in a step. */
    private static void advance(double zeta, double[] state, double[] derivative) {
        for (int k = 0; k < state.length; k++) {
            derivative[k] = state[k] + zeta * derivative[k];
        }
    }

    /** Where the evaluations met NaN. */
    NotANumber notANumber() {
        return notANumber;
    }
}
