package org.sgdyn.solvers;

import java.util.Arrays;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.exception.NumberIsTooSmallException;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.ode.nonstiff.RungeKuttaIntegrator;
import org.apache.commons.math3.ode.sampling.StepHandler;
import org.apache.commons.math3.ode.sampling.StepInterpolator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * One integration by Commons Math. It watches every evaluation, since Commons Math itself neither notices a NaN nor, by
 * default, ever gives up; and it turns every trouble into an {@link Outcome}.
 *
 * <p>An adaptive method that meets a value that is not finite inside a step may just have stepped too far. The run goes back to
 * the last accepted state and tries half the distance, until what is left is a millionth of the time covered: only then have
 * the dynamics diverged, and everything before that has been observed.
 */
final class CommonsMathRun implements FirstOrderDifferentialEquations, StepHandler {

    private static final double RESOLUTION_OF_TROUBLE = 1e-6;
    private static final int MAXIMUM_RETREATS = 60;

    /** A fixed step has no parameter for its work; a run that would take days ends in words instead. */
    private static final long FIXED_STEP_EVALUATIONS = 10_000_000_000L;

    /** Commons Math refuses intervals shorter than this many units in the last place. */
    private static final int SHORTEST_INTERVAL_ULPS = 1000;

    /** Smallest step over first output interval: below it, steps no longer move a time of that size. */
    private static final double SMALLEST_STEP = 1e-16;

    private static final Trouble.Remedies FIXED_STEP = new Trouble.Remedies(
            "take a smaller step",
            "take larger steps, or use integrator: {type: modewise}",
            "take a larger step",
            "use integrator: {type: modewise}");

    /** Steps between two looks at the progress. */
    private static final int WINDOW = 1000;

    private final OdeSystem system;
    private final double[] times;
    private final StateObserver observer;
    private final long maximumEvaluations;
    private final long maximumSteps;
    private final Trouble.Remedies remedies;
    private final Progress progress;
    private final double[] state;
    private double time;
    private double target;
    private int next;
    private long steps;
    private long rejectedSteps;
    private long evaluations;

    /** The last step that was not cut short by the end of an interval; 0, which Commons Math replaces, before the first. */
    private double naturalStep;

    private CommonsMathRun(
            OdeSystem system,
            double[] initial,
            double[] times,
            StateObserver observer,
            long maximumSteps,
            long maximumEvaluations,
            Trouble.Remedies remedies) {
        this.system = system;
        this.remedies = remedies;
        this.times = times;
        this.observer = observer;
        this.maximumSteps = maximumSteps;
        this.maximumEvaluations = maximumEvaluations;
        progress = new Progress(WINDOW, times[0]);
        state = initial.clone();
        time = times[0];
    }

    /**
     * Equal steps between neighbouring requested times: the fewest that are not longer than the given step.
     *
     * @param method the Runge-Kutta method
     * @param stages its evaluations a step
     */
    static Solution fixedSteps(
            RungeKuttaIntegrator method,
            int stages,
            double step,
            OdeSystem system,
            double[] initial,
            double[] times,
            StateObserver observer) {
        CommonsMathRun run = new CommonsMathRun(
                system, initial, times, observer, FIXED_STEP_EVALUATIONS, FIXED_STEP_EVALUATIONS, FIXED_STEP);
        try {
            run.start();
            while (run.next < times.length) {
                run.fixedStepsToNext(method, stages, step);
            }
            return run.solution(Outcome.completed(times[times.length - 1]));
        } catch (Halt halt) {
            return run.solution(halt.outcome(run.steps, run.evaluations, run.remedies));
        }
    }

    private void fixedStepsToNext(RungeKuttaIntegrator method, int stages, double step) {
        double start = time;
        double interval = times[next] - start;
        // The margin keeps a quotient like 0.3 / 0.1 = 2.9999999999999996 or 3.0000000000000004 at 3.
        double count = Math.max(1, Math.ceil(interval / step * (1 - 1e-12)));
        if (evaluations + count * stages > maximumEvaluations) {
            throw halt(Trouble.LIMIT, start);
        }
        for (long k = 1; k <= (long) count; k++) {
            double end = k == (long) count ? times[next] : start + interval * (k / count);
            System.arraycopy(method.singleStep(this, time, state, end), 0, state, 0, state.length);
            time = end;
            steps++;
        }
        requireSensible(state, time);
        report(state);
    }

    /**
     * Steps of a size that the method chooses.
     */
    static Solution adaptiveSteps(
            CommonsMathMethod method,
            Tolerances tolerances,
            OdeSystem system,
            double[] initial,
            double[] times,
            StateObserver observer) {
        CommonsMathRun run = new CommonsMathRun(
                system,
                initial,
                times,
                observer,
                tolerances.maximumSteps(),
                tolerances.maximumEvaluations(),
                Trouble.Remedies.EXPLICIT);
        try {
            run.start();
            if (times.length > 1) {
                run.adapt(method, tolerances);
            }
            return run.solution(Outcome.completed(times[times.length - 1]));
        } catch (Halt halt) {
            return run.solution(halt.outcome(run.steps, run.evaluations, run.remedies));
        }
    }

    private void adapt(CommonsMathMethod method, Tolerances tolerances) {
        double smallest = SMALLEST_STEP * (times[1] - times[0]);
        double largest = times[times.length - 1] - times[0];
        double[] absolute = new double[state.length];
        system.sizes(absolute);
        for (int k = 0; k < absolute.length; k++) {
            absolute[k] *= tolerances.absolute();
        }
        double[] relative = new double[state.length];
        Arrays.fill(relative, tolerances.relative());
        AdaptiveStepsizeIntegrator integrator =
                prepare(method.creation().create(smallest, largest, absolute, relative));
        int retreats = 0;
        double worst = Double.NEGATIVE_INFINITY;
        while (next < times.length) {
            target = times[times.length - 1];
            if (target - time <= SHORTEST_INTERVAL_ULPS * Math.ulp(Math.max(Math.abs(time), Math.abs(target)))) {
                nudge(times[next]);
                continue;
            }
            integrator.setInitialStepSize(naturalStep);
            try {
                integrator.integrate(this, time, state, target, state);
            } catch (Halt halt) {
                if (halt.trouble() != Trouble.NOT_FINITE || halt.time() <= time) {
                    throw halt;
                }
                retreats = time >= worst ? 1 : retreats + 1;
                worst = Math.max(worst, halt.time());
                double gap = halt.time() - time;
                if (retreats > MAXIMUM_RETREATS || gap <= RESOLUTION_OF_TROUBLE * (time - times[0])) {
                    throw halt;
                }
                naturalStep = gap / 2;
                rejectedSteps++;
            } catch (NumberIsTooSmallException vanishing) {
                throw halt(Trouble.VANISHED, time);
            } catch (MathIllegalStateException | MathIllegalArgumentException trouble) {
                if (integrator instanceof DormandPrince853Integrator) {
                    throw halt(Trouble.VANISHED, time);
                }
                // A multistep method whose starter reached the end before the start was complete: the starter's own
                // method serves the rest.
                integrator = prepare(new DormandPrince853Integrator(smallest, largest, absolute, relative));
            }
        }
    }

    private AdaptiveStepsizeIntegrator prepare(AdaptiveStepsizeIntegrator integrator) {
        integrator.addStepHandler(this);
        // The run counts for itself, a starter's evaluations included; this is the second lock on the door.
        integrator.setMaxEvaluations((int) Math.min(Integer.MAX_VALUE, maximumEvaluations + 1));
        return integrator;
    }

    /** An interval too short for Commons Math: one Euler step, whose error is far below rounding there. */
    private void nudge(double target) {
        double[] derivative = new double[state.length];
        computeDerivatives(time, state, derivative);
        double step = target - time;
        for (int k = 0; k < state.length; k++) {
            state[k] += step * derivative[k];
        }
        time = target;
        steps++;
        requireSensible(state, time);
        report(state);
    }

    private void start() {
        requireSensible(state, time);
        report(state);
    }

    private void report(double[] reached) {
        int index = next++;
        observer.observe(index, times[index], reached);
    }

    @Override
    public int getDimension() {
        return state.length;
    }

    @Override
    public void computeDerivatives(double t, double[] y, double[] derivative) {
        if (evaluations >= maximumEvaluations) {
            throw halt(Trouble.LIMIT, time);
        }
        requireSensible(y, t);
        evaluations++;
        system.derivative(t, y, derivative);
        for (double entry : derivative) {
            if (!Double.isFinite(entry)) {
                throw halt(Trouble.NOT_FINITE, t);
            }
        }
    }

    @Override
    public void init(double t0, double[] y0, double t) {
        // Nothing is kept from one call of Commons Math to the next.
    }

    @Override
    public void handleStep(StepInterpolator interpolator, boolean isLast) {
        double stepEnd = interpolator.getCurrentTime();
        if (stepEnd <= time) {
            throw halt(Trouble.VANISHED, time);
        }
        interpolator.setInterpolatedTime(stepEnd);
        double[] reached = interpolator.getInterpolatedState();
        // The last step may miss its target by a unit in the last place.
        double end = isLast ? target : stepEnd;
        requireSensible(reached, end);
        System.arraycopy(reached, 0, state, 0, state.length);
        naturalStep = isLast ? Math.max(naturalStep, end - time) : end - time;
        time = end;
        steps++;
        while (next < times.length && times[next] < end) {
            interpolator.setInterpolatedTime(times[next]);
            report(interpolator.getInterpolatedState());
        }
        if (next < times.length && times[next] == end) {
            report(state);
        }
        if (next < times.length) {
            requireProgress();
        }
    }

    /** Gives up once it is plain that the limits will not do. */
    private void requireProgress() {
        if (steps >= maximumSteps) {
            throw halt(Trouble.LIMIT, time);
        }
        if (progress.isDue(steps) && progress.isHeld(steps, time, state)) {
            double remaining = progress.stepsTo(times[times.length - 1]);
            double costs = (double) evaluations / steps;
            if (steps + remaining > maximumSteps || evaluations + costs * remaining > maximumEvaluations) {
                throw halt(Trouble.STIFF, time);
            }
        }
    }

    private static void requireSensible(double[] y, double t) {
        if (!Trouble.isSensible(y)) {
            throw halt(Trouble.NOT_FINITE, t);
        }
    }

    private static Halt halt(Trouble trouble, double t) {
        return new Halt(trouble, t);
    }

    private Solution solution(Outcome outcome) {
        return Solution.of(steps, rejectedSteps, evaluations, outcome);
    }
}
