package org.sgdyn.solvers;

import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * One integration by a method of one step that brings an estimate of its error: it goes from state to state, tries a step again where
 * the error exceeds the tolerance or the state left the sensible range, interpolates requested times inside a step, counts its work,
 * and turns every trouble into an {@link Outcome}.
 */
abstract class AdaptiveRun {

    private static final double LARGEST_GROWTH = 6;
    private static final double SMALLEST_GROWTH = 0.2;
    private static final double RETREAT = 0.25;

    /** A state that is not finite, this close to the last good one relative to the time covered, is a divergence. */
    private static final double RESOLUTION_OF_TROUBLE = 1e-6;

    /** A step of fewer units in the last place of the time has vanished. */
    private static final int SHORTEST_STEP_ULPS = 4;

    final OdeSystem system;
    final Tolerances tolerances;
    final int size;
    final double[] sizes;

    /** y(t) at {@link #time}. */
    double[] y;

    /** y(t + h), which {@link #tryStep} fills. */
    double[] next;

    /** The last time that was reached. */
    double time;

    private final double[] times;
    private final StateObserver observer;
    private final Relief relief;
    private int reported;
    private long steps;
    private long rejectedSteps;
    private long evaluations;

    /**
     * Starts at the first requested time.
     *
     * @param relief what becomes of trouble
     */
    AdaptiveRun(
            OdeSystem system,
            double[] initial,
            double[] times,
            StateObserver observer,
            Tolerances tolerances,
            Relief relief) {
        this.system = system;
        this.times = times;
        this.observer = observer;
        this.tolerances = tolerances;
        this.relief = relief;
        size = system.size();
        sizes = new double[size];
        system.sizes(sizes);
        y = initial.clone();
        next = new double[size];
        time = times[0];
    }

    /** Prepares steps from a state that was just reached; evaluates f there. */
    abstract void begin();

    /** The length of the first step, &gt; 0. */
    abstract double firstStep();

    /** What the method allows of a step that accuracy would allow: all of it unless overridden. */
    double allowed(double step) {
        return step;
    }

    /** Fills {@link #next}; returns the error over the tolerance, infinite or NaN where a stage left the sensible range. */
    abstract double tryStep(double h);

    /** The factor between an accepted step and the one to try after it. */
    abstract double growth(double h, double error, boolean afterRejection);

    /** The factor, below 1, between a step whose error is too large and the one to try in its place. */
    abstract double shrinkage(double error);

    /** Told of every step that is tried again; nothing is done unless overridden. */
    void rejected() {}

    /** Told of every step that is taken, before requested times in it are interpolated. */
    abstract void accepted();

    /**
     * Prepares to interpolate a step whose own error is small enough; the error that this adds over what is allowed of it, infinite or NaN
     * where a stage left the sensible range. None unless overridden.
     */
    double interpolationError(double h) {
        return 0;
    }

    /** Told of every state that is reached before the end; nothing is done unless overridden. */
    void reached(long stepsTaken) {}

    /** Lets go of what a successor does not need; nothing unless overridden. */
    void release() {}

    /** y(t + theta h), for 0 &lt; theta &lt; 1; valid until the next call. */
    abstract double[] interpolate(double h, double theta);

    final Solution solve() {
        try {
            if (!Trouble.isSensible(y)) {
                throw new Halt(Trouble.NOT_FINITE, time);
            }
            report(y);
            if (times.length > 1) {
                integrate();
            }
            return solution(Outcome.completed(end()));
        } catch (Halt halt) {
            return halt.trouble() == Trouble.STIFF && relief.successor().isPresent()
                    ? succeeded(relief.successor().get())
                    : solution(halt.outcome(steps, evaluations, relief.remedies()));
        }
    }

    private Solution succeeded(Relief.Successor successor) {
        release();
        Solution rest = successor.solve(time, y, reported, steps, evaluations);
        return Solution.of(
                steps + rest.steps(),
                rejectedSteps + rest.rejectedSteps(),
                evaluations + rest.evaluations(),
                rest.outcome());
    }

    /** Whether a successor would do the rest with less work. */
    final boolean isDearer(double work) {
        return relief.successor().map(other -> work > other.work(time)).orElse(false);
    }

    /** The last requested time. */
    final double end() {
        return times[times.length - 1];
    }

    final void evaluate(double at, double[] state, double[] derivative) {
        if (evaluations >= tolerances.maximumEvaluations() || steps >= tolerances.maximumSteps()) {
            throw new Halt(Trouble.LIMIT, time);
        }
        evaluations++;
        system.derivative(at, state, derivative);
    }

    /** Evaluates f at the present state, where it must be finite. */
    final void evaluateHere(double[] slope) {
        evaluate(time, y, slope);
        if (!Trouble.isSensible(slope)) {
            throw new Halt(Trouble.NOT_FINITE, time);
        }
    }

    /** Whether so many further steps of so many evaluations go beyond the limits. */
    final boolean exceedsLimits(double furtherSteps, int evaluationsEach) {
        return steps + furtherSteps > tolerances.maximumSteps()
                || evaluations + evaluationsEach * furtherSteps > tolerances.maximumEvaluations();
    }

    /** The time in which the state, or a hundredth of its natural size, changes by itself; the rest of the run if nothing moves. */
    final double timeOfChange(double[] slope) {
        double stateNorm = 0;
        double slopeNorm = 0;
        for (int i = 0; i < size; i++) {
            double scale = sizes[i] + Math.abs(y[i]);
            stateNorm += y[i] / scale * (y[i] / scale);
            slopeNorm += slope[i] / scale * (slope[i] / scale);
        }
        return slopeNorm > 0 ? Math.sqrt(Math.max(stateNorm, 1e-4 * size) / slopeNorm) : end() - time;
    }

    private Solution solution(Outcome outcome) {
        return Solution.of(steps, rejectedSteps, evaluations, outcome);
    }

    private void report(double[] state) {
        int index = reported++;
        observer.observe(index, times[index], state);
    }

    private void integrate() {
        double end = end();
        begin();
        double step = firstStep();
        boolean afterRejection = false;
        while (time < end) {
            step = allowed(step);
            boolean last = time + step >= end * (1 - Math.ulp(1.0)) || time + 1.01 * step >= end;
            double h = last ? end - time : step;
            double error = tryStep(h);
            if (error <= 1 && times[reported] < (last ? end : time + h)) {
                error = Math.max(error, interpolationError(h));
            }
            boolean sensible = error < Double.POSITIVE_INFINITY && Trouble.isSensible(next);
            if (!sensible || error > 1) {
                rejectedSteps++;
                afterRejection = true;
                step = h * (sensible ? Math.max(SMALLEST_GROWTH, shrinkage(error)) : RETREAT);
                requireNotStuck(step, sensible ? Trouble.VANISHED : Trouble.NOT_FINITE);
                rejected();
                continue;
            }
            double growth = growth(h, error, afterRejection);
            step = h * Math.max(SMALLEST_GROWTH, Math.min(afterRejection ? 1 : LARGEST_GROWTH, growth));
            afterRejection = false;
            accept(h, last ? end : time + h);
            if (time < end) {
                reached(steps);
                begin();
            }
        }
    }

    private void requireNotStuck(double step, Trouble trouble) {
        boolean close = trouble == Trouble.NOT_FINITE && step <= RESOLUTION_OF_TROUBLE * (time - times[0]);
        if (close || step <= SHORTEST_STEP_ULPS * Math.ulp(time)) {
            throw new Halt(trouble, time);
        }
    }

    /** Takes the step, and reports the requested times in it. */
    private void accept(double h, double reached) {
        steps++;
        accepted();
        while (reported < times.length && times[reported] < reached) {
            report(interpolate(h, (times[reported] - time) / h));
        }
        double[] previous = y;
        y = next;
        next = previous;
        time = reached;
        if (reported < times.length && times[reported] == reached) {
            report(y);
        }
    }
}
