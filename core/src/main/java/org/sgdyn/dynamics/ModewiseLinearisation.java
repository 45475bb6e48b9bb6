package org.sgdyn.dynamics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.ConjugateResiduals;
import org.sgdyn.numerics.DenseSolver;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Linearisation;

/**
 * Solves with the Jacobian of the mean field, which is block-diagonal plus low rank: J = D + P R. D is the modes' own linear
 * dynamics at fixed coefficients; R, r x n, gives the change of the few shared numbers q (logit means, logit covariances, the
 * learning rate's accumulator, and, if the rate reads the geometry, what the modes themselves change of it) with the state, and P,
 * n x r, the change of the right-hand side with q. By the Woodbury identity,
 * with M = sigma I - D and Z = M^{-1} P,
 *
 * <pre>(sigma I - J)^{-1} v = M^{-1} v + Z (I - R Z)^{-1} R M^{-1} v,</pre>
 *
 * <p>With few shared numbers Z is kept, at O(n r + r^3) a shift and O(n r) a solve. With many, as for several outputs l, whose r
 * grows like l^2, Z is applied as it is defined, by one right-hand side with changed coefficients and one M^{-1}, and I - R Z is
 * solved with by {@link ConjugateResiduals}: softmax takes some 35 products for all eight stages of a step, whatever r is,
 * since few combinations of the shared numbers feed back on themselves.
 *
 * <p>With one output, or diagonal Hessians, M is diagonal; otherwise it is diagonal in the eigenbasis of
 * A_g = sum_i p_i lambda_{g,i} H_i, group by group.
 */
final class ModewiseLinearisation implements Linearisation {

    /** Up to this rank Z is kept and I - R Z factored. */
    private static final int FEW = 24;

    /** The most numbers that the slopes of the shared moments may take. */
    private static final double MOST_SLOPES = 1L << 26;

    /** Products with I - R Z that a step takes at most, as measured. */
    private static final int PRODUCTS = 35;

    private static final double RATE_STEP = 1e-5;

    /** The part of a piece of time that differences in time reach over at its start. */
    private static final double SHORTEST = 1e-3;

    private static final double SMALLEST_ACCUMULATED = 1e-8;

    private final Cancellation cancellation;
    private final StateLayout layout;
    private final Evaluation evaluation;
    private final LogitReader logits;
    private final Motion motion;
    private final MomentSlopes slopes;
    private final Motion.Inverse inverse;
    private final double earliestTime;
    private final double latestTime;
    private final boolean isPlain;
    /** Whether more than the learning rate is given in time. */
    private final boolean isDriven;

    private boolean changesInTime;

    private final int scaleCount;
    private final int rank;
    private final int momentCount;
    private final boolean accumulates;
    /** How a rate that reads the geometry changes; null for others. */
    private final @Nullable RateSlopes rateSlopes;

    private final boolean isFew;
    /** Z, one row per shared moment, if they are few; made at the first use, like all that is as large as the state. */
    private double[][] responses = new double[0][];

    private final double[] capacitance;
    private final DenseSolver solver;
    /** Solves with I - R Z if they are many. */
    private final ConjugateResiduals residuals;

    private double[] response = new double[0];
    private final Coefficients combined;
    private final double[] reading;

    private double time;
    private double[] state = {};
    /** At the fixed point; the field's own coefficients move on with every evaluation. */
    private final Coefficients fixed;
    /** The same with drift and noise replaced by their derivatives by gamma. */
    private final Coefficients byRate;

    private final Coefficients moved;
    private final double[] above;
    private final double[] below;
    /** df/dt, if more than the learning rate is given in time. */
    private final double[] byTime;

    /** df/dgamma at fixed moments, if the rate changes at all. */
    private double[] rateResponse = new double[0];

    private double rateSlope;
    private double accumulatorSlope;

    ModewiseLinearisation(
            LearningProblem problem,
            StateLayout layout,
            Cancellation cancellation,
            double earliestTime,
            double latestTime) {
        this.layout = layout;
        this.cancellation = cancellation;
        this.earliestTime = earliestTime;
        this.latestTime = latestTime;
        isPlain = Motions.isPlain(problem);
        isDriven = !isPlain || problem.training().hasMovingWeights();
        scaleCount = layout.momentCount();
        evaluation = new Evaluation(problem, layout);
        logits = (LogitReader) evaluation.logits();
        motion = Motions.of(problem, layout, logits);
        slopes = new MomentSlopes(problem, logits, evaluation.moments());
        inverse = motion.inverse();
        accumulates = problem.learningRate().accumulates();
        momentCount = LogitReader.count(problem);
        rank = momentCount
                + (accumulates ? 1 : 0)
                + scaleCount
                + (problem.learningRate().readsGeometry() ? 1 : 0);
        rateSlopes = problem.learningRate().readsGeometry()
                ? new RateSlopes(problem, new ModeGeometry(problem, layout, logits.products()), layout.size())
                : null;
        isFew = rank <= FEW;
        capacitance = new double[isFew ? rank * rank : 0];
        solver = DenseSolver.of(isFew ? rank : 0);
        residuals = ConjugateResiduals.of(isFew ? 0 : rank, this::multiply);
        combined = new Coefficients(problem, layout);
        reading = new double[rank];
        fixed = new Coefficients(problem, layout);
        byRate = new Coefficients(problem, layout);
        moved = new Coefficients(problem, layout);
        above = new double[isPlain ? 0 : layout.size()];
        below = new double[isDriven ? layout.size() : 0];
        byTime = new double[isDriven ? layout.size() : 0];
    }

    /**
     * Whether the slopes of the shared moments fit into memory, and the inverses of the modes' motion; several outputs with a scale
     * have these only if nothing but velocities and averages is remembered. Parameters trained beside the iterate have none with a
     * scale.
     */
    static boolean suits(LearningProblem problem) {
        boolean isScaled = problem.training().rule().secondMoment().isPresent();
        boolean fits = MomentSlopes.size(problem) <= MOST_SLOPES
                && !(isScaled && !problem.trained().isEmpty());
        return Motions.isPlain(problem)
                ? fits
                : fits && RuleInverse.size(problem) <= MOST_SLOPES && RuleInverse.decouples(problem);
    }

    /** A product, whether for Z or for a Krylov direction, costs about a right-hand side. */
    @Override
    public double cost() {
        return slopes.evaluations() + Math.min(rank, PRODUCTS);
    }

    @Override
    public void at(double now, double[] point) {
        time = now;
        state = point;
        changesInTime = isDriven && evaluation.changesAround(Math.min(time, latestTime), timeStep());
        if (changesInTime) {
            // Before the moments are fixed: it evaluates them at other times.
            Arrays.fill(byTime, 0);
            differentiateByTime(byTime);
        }
        fixed.copyFrom(evaluation.at(Math.min(time, latestTime), point));
        slopes.evaluate(fixed);
        byRate.copyFrom(fixed);
        byRate.drift = 1;
        byRate.noise = 2 * fixed.drift;
        if (!isPlain) {
            evaluation.differentiateStep(Math.min(time, latestTime), fixed.drift, fixed, byRate);
        }
        rateSlope = rateSlope(time, point);
        accumulatorSlope = accumulates ? accumulatorSlope(time, point) : 0;
        if (rateSlopes != null) {
            rateSlopes.at(Math.min(time, latestTime), point[layout.accumulator()], fixed, point);
        }
        if (rateSlope != 0 || accumulates || rateSlopes != null) {
            if (rateResponse.length == 0) {
                rateResponse = new double[layout.size()];
            }
            motion.respond(byRate, state, rateResponse);
            // The second moments and the accumulator do not move with the rate.
            Arrays.fill(rateResponse, layout.moments(), layout.accumulator() + 1, 0);
        }
    }

    /** d gamma / dt at fixed state: central, or one-sided at the ends of a piece of the schedule. */
    private double rateSlope(double time, double[] point) {
        double step = RATE_STEP * Math.max(Math.abs(time), 1.0);
        double accumulated = point[layout.accumulator()];
        double early = time - step;
        double late = time + step;
        if (late > latestTime) {
            return (3 * evaluation.rate(Math.min(time, latestTime), accumulated)
                            - 4 * evaluation.rate(early, accumulated)
                            + evaluation.rate(early - step, accumulated))
                    / (2 * step);
        }
        return (evaluation.rate(late, accumulated) - evaluation.rate(early, accumulated)) / (2 * step);
    }

    private double accumulatorSlope(double time, double[] point) {
        double accumulated = point[layout.accumulator()];
        double step = RATE_STEP * Math.max(accumulated, SMALLEST_ACCUMULATED);
        double t = Math.min(time, latestTime);
        return (evaluation.rate(t, accumulated + step) - evaluation.rate(t, Math.max(0, accumulated - step)))
                / (accumulated >= step ? 2 * step : step + accumulated);
    }

    @Override
    public void timeSlope(double[] result) {
        Arrays.fill(result, 0);
        if (changesInTime) {
            System.arraycopy(byTime, 0, result, 0, result.length);
        } else if (rateSlope != 0) {
            Kernels.add(result, 0, rateSlope, rateResponse, 0, result.length);
        }
    }

    /** df/dt at fixed state, all that is given in time included: central, or one-sided at the ends of a piece. */
    private void differentiateByTime(double[] result) {
        double t = Math.min(time, latestTime);
        double step = timeStep();
        if (t - step < earliestTime) {
            addMotion(-1.5 / step, t, result);
            addMotion(2 / step, t + step, result);
            addMotion(-0.5 / step, t + 2 * step, result);
        } else if (t + step > latestTime) {
            addMotion(1.5 / step, t, result);
            addMotion(-2 / step, t - step, result);
            addMotion(0.5 / step, t - 2 * step, result);
        } else {
            addMotion(0.5 / step, t + step, result);
            addMotion(-0.5 / step, t - step, result);
        }
    }

    private double timeStep() {
        double t = Math.min(time, latestTime);
        return RATE_STEP * (t > 0 ? t : Math.min(1, SHORTEST * (latestTime - earliestTime)));
    }

    private void addMotion(double factor, double t, double[] result) {
        motion.respond(evaluation.at(t, state), state, below);
        Kernels.add(result, 0, factor, below, 0, below.length);
    }

    @Override
    public void shift(double sigma) {
        inverse.prepare(fixed, sigma);
        if (isFew) {
            assemble();
        } else {
            if (response.length == 0) {
                response = new double[layout.size()];
            }
            residuals.restart();
        }
    }

    private void assemble() {
        if (responses.length == 0) {
            responses = new double[rank][layout.size()];
        }
        double[] unit = new double[rank];
        for (int c = 0; c < rank; c++) {
            unit[c] = 1;
            respond(unit, responses[c]);
            unit[c] = 0;
            read(responses[c], reading);
            for (int r = 0; r < rank; r++) {
                capacitance[r * rank + c] = (r == c ? 1.0 : 0.0) - reading[r];
            }
        }
        solver.factor(capacitance);
    }

    /** Z q. */
    private void respond(double[] q, double[] response) {
        cancellation.check(time);
        slopes.combine(q, combined);
        if (!isPlain) {
            combined.copyStep(fixed);
            combined.dropOwnMotion();
        }
        motion.respond(combined, state, response);
        if (scaleCount > 0) {
            addScaleResponse(q, response);
        }
        double rate = accumulates ? accumulatorSlope * q[momentCount] : 0;
        if (rateSlopes != null) {
            rate += q[rank - 1] + rateSlopes.alongCoefficients(combined);
        }
        if (rate != 0) {
            Kernels.add(response, 0, rate, rateResponse, 0, response.length);
        }
        inverse.apply(response);
    }

    /** What a change of the second moments does through the scale: the motion is quadratic in it, so that its difference is exact. */
    private void addScaleResponse(double[] q, double[] response) {
        int first = momentCount + (accumulates ? 1 : 0);
        double correction = evaluation.momentCorrection(Math.min(time, latestTime));
        moved.copyFrom(fixed);
        boolean moves = false;
        for (int m = 0; m < scaleCount; m++) {
            moved.momentChange[m] = correction * q[first + m];
            moves |= q[first + m] != 0;
        }
        if (!moves) {
            return;
        }
        motion.respond(moved, state, above);
        for (int m = 0; m < scaleCount; m++) {
            moved.momentChange[m] = -moved.momentChange[m];
        }
        motion.respond(moved, state, below);
        Kernels.add(response, 0, 0.5, above, 0, above.length);
        Kernels.add(response, 0, -0.5, below, 0, below.length);
    }

    /** (I - R Z) q. */
    private void multiply(double[] q, double[] result) {
        respond(q, response);
        read(response, result);
        for (int r = 0; r < rank; r++) {
            result[r] = q[r] - result[r];
        }
    }

    @Override
    public void solve(double[] vector) {
        inverse.apply(vector);
        read(vector, reading);
        if (isFew) {
            solver.solve(reading);
            Kernels.addRows(vector, reading, responses, rank);
        } else {
            residuals.solve(reading);
            respond(reading, response);
            Kernels.add(vector, 0, 1, response, 0, vector.length);
        }
    }

    /** R v: the change of the shared numbers when the state changes by v. */
    private void read(double[] v, double[] result) {
        logits.readChange(state, v, result);
        if (accumulates) {
            result[momentCount] = v[layout.accumulator()];
        }
        System.arraycopy(v, layout.moments(), result, momentCount + (accumulates ? 1 : 0), scaleCount);
        if (rateSlopes != null) {
            result[rank - 1] = rateSlopes.alongState(v);
        }
    }
}
