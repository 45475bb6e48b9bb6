package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.numerics.SymmetricEigen;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Integrator;
import org.sgdyn.statistics.Quantity;
import org.sgdyn.statistics.Statistics;

/**
 * The critical learning rate: below it the iterate's norm stays bounded, above it the norm grows without bound.
 *
 * @param criticalLearningRate gamma_c; empty if none was found up to {@link #LARGEST_LEARNING_RATE}
 * @param exact whether it comes from the spectral condition; otherwise from bisection
 * @param method a sentence that says how it was found
 */
public record Stability(OptionalDouble criticalLearningRate, boolean exact, String method) {

    /** Where the search for other losses ends. */
    public static final double LARGEST_LEARNING_RATE = 1e4;

    private static final double SMALLEST_LEARNING_RATE = 1e-6;

    /** Bisection ends when the bracket is this narrow, relative to gamma. */
    private static final double RESOLUTION = 1e-3;

    /** A squared norm this many times that of the start (or of 1) counts as unbounded. */
    private static final double GROWTH = 1e8;

    /** ... if it also grew this much over the second half of the horizon: a large norm that levels off is bounded. */
    private static final double STILL_GROWING = 100;

    /**
     * Finds the critical learning rate of a problem; its own learning rate does not matter.
     *
     * <p>If the loss is quadratic with curvature h (see {@link org.sgdyn.spi.Loss#quadraticCurvature}), gradient noise feeds
     * itself: in a stationary state C_rho = (gamma w_rho / 2) sum_j p_j lambda_{rho,j} G_j / (h lambdabar_rho + delta) and
     * G_i grows by h^2 sum_rho lambda_{rho,i} C_rho, so that gamma_c solves rho(T(gamma)) = 1 with
     *
     * <pre>T_ij = (gamma h^2 / 2 d) sum_rho lambda_{rho,i} lambda_{rho,j} p_j / (h lambdabar_rho + delta).</pre>
     *
     * <p>A bias makes no noise that grows, and leaves it as it is. With full covariances pairs of basis vectors take the place of modes, see {@link NoiseFeedback}; other losses have no
     * search there. T is linear in gamma and similar to a symmetric matrix, for plain SGD. A batch leaves it as it is: the step is (gamma b / d) times the
     * mean gradient. Other losses are integrated to the horizon for each gamma of a bisection.
     *
     * @param problem the problem
     * @param integrator solves the dynamics in the bisection
     * @param horizon how long the norm must stay bounded, in units of t at gamma = 1; for other gamma it is horizon / gamma,
     *     but at least horizon
     * @param cancellation asked at every right-hand side
     * @return the critical learning rate and how it was found
     * @throws java.util.concurrent.CancellationException if the end is requested
     */
    public static Stability of(
            LearningProblem problem, Integrator integrator, double horizon, Cancellation cancellation) {
        Optional<DenseCovariances> dense = problem.modes().dense();
        if (dense.isPresent() && dense.get().form() == DenseCovariances.Form.EXPECTATION) {
            return new Stability(
                    OptionalDouble.empty(),
                    false,
                    "not sought: form: expectation is a recursion in steps of one length, too many of them at small learning"
                            + " rates; choose form: second-moment");
        }
        if (problem.training().batchFraction().isPresent()) {
            return new Stability(
                    OptionalDouble.empty(),
                    false,
                    "not sought: batches of a fraction of the dimension make a recursion in steps of one length, too many of"
                            + " them at small learning rates; run the experiment at several learning rates instead");
        }
        OptionalDouble curvature = problem.loss().quadraticCurvature();
        if (curvature.isPresent() && problem.training().withBias(List.of()).isPlain()) {
            return spectral(problem, curvature.getAsDouble());
        }
        return dense.isPresent()
                ? new Stability(
                        OptionalDouble.empty(),
                        false,
                        "not sought: it is known for quadratic losses and sgd, and with full covariances a search would take"
                                + " too many steps; run the experiment at several learning rates instead")
                : bisection(horizon, gamma -> isBounded(problem, integrator, horizon, gamma, cancellation));
    }

    private static Stability spectral(LearningProblem problem, double curvature) {
        int classes = problem.modes().classes();
        SymmetricEigen eigen = SymmetricEigen.of(classes);
        eigen.decompose(NoiseFeedback.of(problem, curvature));
        double radius = Arrays.stream(eigen.values).max().orElseThrow();
        return new Stability(
                radius > 0 ? OptionalDouble.of(1 / radius) : OptionalDouble.empty(),
                true,
                radius > 0
                        ? "exact: the spectral radius of the gradient noise's feedback is 1 there"
                        : "exact: without variance there is no gradient noise that could grow");
    }

    private static Stability bisection(double horizon, DoublePredicate isBounded) {
        double low = SMALLEST_LEARNING_RATE;
        double high = LARGEST_LEARNING_RATE;
        if (isBounded.test(high)) {
            return new Stability(
                    OptionalDouble.empty(),
                    false,
                    "bisection: the norm stays bounded up to the largest learning rate tried, "
                            + LARGEST_LEARNING_RATE);
        }
        if (!isBounded.test(low)) {
            return new Stability(
                    OptionalDouble.of(0),
                    false,
                    "bisection: the norm grows even at the smallest learning rate tried, " + SMALLEST_LEARNING_RATE);
        }
        while (high / low > 1 + RESOLUTION) {
            double middle = Math.sqrt(low * high);
            if (isBounded.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Stability(
                OptionalDouble.of(Math.sqrt(low * high)),
                false,
                "bisection: above it the squared norm grows without levelling off within the horizon t = " + horizon
                        + "; a growth too slow to show there goes unseen");
    }

    private static boolean isBounded(
            LearningProblem problem, Integrator integrator, double horizon, double gamma, Cancellation cancellation) {
        LearningProblem trial = problem.with((time, accumulated, geometry) -> gamma);
        double end = horizon * Math.max(1, 1 / gamma);
        Trajectory theory = TheorySolver.solve(
                        trial,
                        integrator,
                        new double[] {0, end / 2, end},
                        List.of(Statistics.norm()),
                        cancellation,
                        done -> {})
                .trajectory();
        if (!theory.outcome().isComplete()) {
            return false;
        }
        double[] norms = theory.curve(Quantity.NORM_SQUARED.word());
        return norms[2] <= GROWTH * Math.max(1, norms[0]) || norms[2] <= STILL_GROWING * norms[1];
    }
}
