package org.sgdyn.solvers;

import java.util.Arrays;
import java.util.Optional;
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

    /** Steps between two looks at the progress, and the growth between them of a step that is not held. */
    private static final int WINDOW = 1000;

    /** The same where a successor waits. */
    private static final int SHORT_WINDOW = 50;

    private static final double GROWING = 1.2;

    /** Takes over from a method whose steps stability holds. */
    interface Successor {
        /** About how many evaluations it costs from a time to the end. */
        double work(double time);

        /**
         * Goes on.
         *
         * @param time the time that is reached
         * @param state the state there
         * @param next the first requested time behind it
         * @param steps the steps until then
         * @param evaluations the evaluations until then
         */
        Solution solve(double time, double[] state, int next, long steps, long evaluations);
    }

    /**
     * What becomes of trouble.
     *
     * @param successor takes over where the method is held and the successor is cheaper; nobody if empty
     * @param remedies what to advise
     */
    record Relief(Optional<Successor> successor, Trouble.Remedies remedies) {

        /** Of a method on its own. */
        static final Relief NONE = new Relief(Optional.empty(), Trouble.Remedies.EXPLICIT);
    }

    private final OdeSystem system;
    private final double[] times;
    private final StateObserver observer;
    private final long maximumEvaluations;
    private final long maximumSteps;
    private final Relief relief;
    private final int window;
    private double windowStart;
    private double lastCovered;
    private double lastSize;
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
            Relief relief) {
        this.system = system;
        this.relief = relief;
        window = relief.successor.isPresent() ? SHORT_WINDOW : WINDOW;
        this.times = times;
        this.observer = observer;
        this.maximumSteps = maximumSteps;
        this.maximumEvaluations = maximumEvaluations;
        windowStart = times[0];
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
                system,
                initial,
                times,
                observer,
                FIXED_STEP_EVALUATIONS,
                FIXED_STEP_EVALUATIONS,
                new Relief(Optional.empty(), FIXED_STEP));
        try {
            run.start();
            while (run.next < times.length) {
                run.fixedStepsToNext(method, stages, step);
            }
            return run.solution(Outcome.completed(times[times.length - 1]));
        } catch (Halt halt) {
            return run.solution(halt.outcome(run.steps, run.evaluations, run.relief.remedies));
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
     *
     * @param relief what becomes of trouble
     */
    static Solution adaptiveSteps(
            CommonsMathMethod method,
            Tolerances tolerances,
            OdeSystem system,
            double[] initial,
            double[] times,
            StateObserver observer,
            Relief relief) {
        CommonsMathRun run = new CommonsMathRun(
                system, initial, times, observer, tolerances.maximumSteps(), tolerances.maximumEvaluations(), relief);
        try {
            run.start();
            if (times.length > 1) {
                run.adapt(method, tolerances);
            }
            return run.solution(Outcome.completed(times[times.length - 1]));
        } catch (Halt halt) {
            return halt.trouble() == Trouble.STIFF && relief.successor.isPresent()
                    ? run.succeeded(relief.successor.get())
                    : run.solution(halt.outcome(run.steps, run.evaluations, relief.remedies));
        }
    }

    private Solution succeeded(Successor successor) {
        Solution rest = successor.solve(time, state, next, steps, evaluations);
        return Solution.of(
                steps + rest.steps(),
                rejectedSteps + rest.rejectedSteps(),
                evaluations + rest.evaluations(),
                rest.outcome());
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
            target = method.interpolates() ? times[times.length - 1] : times[next];
            if (target - time <= SHORTEST_INTERVAL_ULPS * Math.ulp(Math.max(Math.abs(time), Math.abs(target)))) {
                nudge(times[next]);
                continue;
            }
            long evaluationsBefore = evaluations;
            long stepsBefore = steps;
            boolean retreat = false;
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
                retreat = true;
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
            rejectedSteps += method.rejected(evaluations - evaluationsBefore, steps - stepsBefore) + (retreat ? 1 : 0);
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

    /**
     * Gives up once it is plain that the limits will not do, or that a successor is cheaper: over two windows of steps the average
     * step has not grown in proportion to the time, and at this step the end is out of reach.
     */
    private void requireProgress() {
        if (steps >= maximumSteps) {
            throw halt(Trouble.LIMIT, time);
        }
        if (steps % window != 0) {
            return;
        }
        double covered = time - windowStart;
        double costs = (double) evaluations / steps;
        double remaining = (times[times.length - 1] - time) / (covered / window);
        boolean hopeless = steps + remaining > maximumSteps || evaluations + costs * remaining > maximumEvaluations;
        double size = Arrays.stream(state).map(Math::abs).max().orElse(0);
        // Steps are short, too, where the state runs away.
        boolean held = covered < GROWING * lastCovered && size < GROWING * lastSize;
        if (steps > window && held && (hopeless || isDearer(costs * remaining))) {
            throw halt(Trouble.STIFF, time);
        }
        lastSize = size;
        lastCovered = covered;
        windowStart = time;
    }

    private boolean isDearer(double work) {
        return relief.successor.map(other -> work > other.work(time)).orElse(false);
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
