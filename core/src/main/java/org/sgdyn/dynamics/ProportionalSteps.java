package org.sgdyn.dynamics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.LearningProblem;

/**
 * SGD with batches of zeta d samples as d grows: not an ODE but a recursion in steps of length zeta in t,
 *
 * <pre>
 * S+ = S + zeta ( T S - e F ),   Cov+ = (I + zeta M) Cov (I + zeta M)^T + zeta w_g E N E^T,
 * </pre>
 *
 * <p>in the letters of {@link RuleMotion}: all samples of a batch are taken at the same iterate. The squared norm of a batch's mean
 * gradient keeps that of the risk's gradient, so that an accumulating learning rate adds zeta sum_k (tr K_k / d) tr G_k + zeta^2
 * |grad R|^2 a step. One thread at a time.
 */
final class ProportionalSteps {

    private final MeanField field;
    private final double zeta;
    private double[] state;
    private double @Nullable [] following;
    private long count;

    ProportionalSteps(LearningProblem problem, MeanField field, double zeta) {
        this.field = field;
        this.zeta = zeta;
        state = field.initialState();
    }

    /** Goes on to a step, the present one or a later one. */
    void advanceTo(long step) {
        while (count < step && isFinite()) {
            state = next();
            following = null;
            count++;
        }
    }

    /** The state at the present step. */
    double[] state() {
        return state;
    }

    /** The state one step later. */
    double[] next() {
        if (following == null) {
            double[] result = new double[state.length];
            field.step(time(), zeta, state, result);
            following = result;
        }
        return following;
    }

    /** The steps taken. */
    long count() {
        return count;
    }

    /** The time of the present step. */
    double time() {
        return count * zeta;
    }

    boolean isFinite() {
        return Arrays.stream(state).allMatch(Double::isFinite);
    }
}
