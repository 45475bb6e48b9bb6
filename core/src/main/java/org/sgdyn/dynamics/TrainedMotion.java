package org.sgdyn.dynamics;

import java.util.List;
import java.util.Optional;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.SmallInverse;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.TrainedParameter;

/**
 * How parameters theta of order 1 move beside the modes: by plain steps
 *
 * <pre>d theta/dt = -gamma eta t,   t = sum_i p_i E d Psi_i / d theta,</pre>
 *
 * <p>by an algorithm with vectors S_0 = theta, S_1, ... as an entry of the iterate would, dS/dt = T S - eta e t, without a ridge. Where
 * a second moment scales steps, it would undo a factor of t; there eta multiplies row 0, P(v) (T S - e t)_0, and v follows the
 * expectation of the square. To leading order in 1 / d theta has no noise.
 */
final class TrainedMotion implements Motion {

    private final Motion modes;
    private final StateLayout layout;
    private final double[] rates;
    private final int vectors;
    private final boolean isPlain;
    private final Optional<SecondMoment> second;

    TrainedMotion(Motion modes, LearningProblem problem, StateLayout layout, boolean isPlain) {
        this.modes = modes;
        this.layout = layout;
        List<TrainedParameter> parameters = problem.trained();
        rates = parameters.stream().mapToDouble(TrainedParameter::rate).toArray();
        vectors = layout.vectors();
        this.isPlain = isPlain;
        second = problem.training().rule().secondMoment();
    }

    @Override
    public void sizes(double[] result) {
        modes.sizes(result);
        for (int a = 0; a < vectors; a++) {
            for (int k = 0; k < rates.length; k++) {
                result[layout.trained(a) + k] = 1;
            }
        }
    }

    @Override
    public void confine(double[] state) {
        modes.confine(state);
    }

    @Override
    public void respond(Coefficients at, double[] state, double[] derivative) {
        modes.respond(at, state, derivative);
        for (int k = 0; k < rates.length; k++) {
            if (isPlain) {
                derivative[layout.trained(0) + k] = -at.drift * rates[k] * at.trainedForce(k);
            } else {
                respondByRule(at, state, derivative, k);
            }
        }
    }

    private void respondByRule(Coefficients at, double[] state, double[] derivative, int k) {
        double force = at.trainedForce(k) * (second.isPresent() ? 1 : rates[k]);
        for (int a = 0; a < vectors; a++) {
            double sum = -at.gain[a] * force;
            for (int b = 0; b < vectors; b++) {
                sum += at.transition[a * vectors + b] * state[layout.trained(b) + k];
            }
            derivative[layout.trained(a) + k] = sum;
        }
        if (second.isPresent()) {
            derivative[layout.trained(0) + k] *= rates[k] * second.get().scale(at.trainedMoments[k]);
            int v = layout.trainedMoments() + k;
            derivative[v] = second.get().feed() * at.trainedSecondMoment(k) - at.forgetting * state[v];
        }
    }

    @Override
    public void addSecondOrder(Coefficients at, double[] state, double zeta, double[] next) {
        modes.addSecondOrder(at, state, zeta, next);
    }

    @Override
    public Inverse inverse() {
        return new TrainedInverse(modes.inverse());
    }

    /** Beside that of the modes (sigma - T)^{-1}, n x n, for each parameter. */
    private final class TrainedInverse implements Inverse {

        private final Inverse ofModes;
        private final SmallInverse solver = SmallInverse.of(vectors);
        private final double[] matrix = new double[vectors * vectors];
        private final double[] inverse = new double[vectors * vectors];
        private final double[] solved = new double[vectors * rates.length];

        TrainedInverse(Inverse ofModes) {
            this.ofModes = ofModes;
        }

        @Override
        public void prepare(Coefficients at, double sigma) {
            ofModes.prepare(at, sigma);
            for (int e = 0; e < matrix.length; e++) {
                matrix[e] = (e % (vectors + 1) == 0 ? sigma : 0) - (isPlain ? 0 : at.transition[e]);
            }
            solver.invert(matrix, inverse, 0);
        }

        @Override
        public void apply(double[] v) {
            for (int a = 0; a < vectors; a++) {
                for (int k = 0; k < rates.length; k++) {
                    double sum = 0;
                    for (int b = 0; b < vectors; b++) {
                        sum += inverse[a * vectors + b] * v[layout.trained(b) + k];
                    }
                    solved[a * rates.length + k] = sum;
                }
            }
            ofModes.apply(v);
            for (int a = 0; a < vectors; a++) {
                System.arraycopy(solved, a * rates.length, v, layout.trained(a), rates.length);
            }
        }
    }
}
