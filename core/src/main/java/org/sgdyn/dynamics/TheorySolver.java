package org.sgdyn.dynamics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;
import org.sgdyn.spi.Statistic;

/** Integrates the mean-field dynamics and reads the statistics off its state at the output times. */
public final class TheorySolver {

    /** An output time this close to a step of a recursion, in steps, is on it. */
    private static final double ON_A_STEP = 1e-6;

    /** The part of the first output interval that explicit steps take where the Jacobian is infinite at t = 0. */
    private static final double SINGULAR = 1e-2;

    /** How often the loss's quadrature is measured. */
    private static final int MEASUREMENTS = 8;

    private final LearningProblem problem;
    private final Cancellation cancellation;
    private final MeanField system;
    private final ModeOrderParameters parameters;
    private final StatisticTable table;
    private final IntConsumer progress;
    private final List<double[]> rows = new ArrayList<>();
    private final int risk;
    private @Nullable Outcome nanRisk;
    private final Set<Double> measured = new HashSet<>();
    private double momentError;

    private TheorySolver(
            LearningProblem problem, List<Statistic> statistics, Cancellation cancellation, IntConsumer progress) {
        this.problem = problem;
        this.cancellation = cancellation;
        this.progress = progress;
        system = new MeanField(problem, cancellation);
        parameters = new ModeOrderParameters(problem);
        table = StatisticTable.of(statistics, parameters.reported());
        risk = table.columns().indexOf(StatisticTable.RISK);
    }

    /**
     * The theory's curves.
     *
     * @param trajectory the curves; ended early if the outcome is not complete
     * @param solution the integrator's counts and outcome
     * @param momentError the largest standard error that the loss's quadrature leaves in the risk at any of eight output times;
     *     0 if its moments are exact
     */
    public record Result(Trajectory trajectory, Solution solution, double momentError) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Solves the dynamics from the problem's initial iterate.
     *
     * @param problem what is learned and how
     * @param integrator the method
     * @param times the output times, strictly increasing, the first 0
     * @param statistics the curves wanted
     * @return the curves and the integrator's counts
     */
    public static Result solve(
            LearningProblem problem, Integrator integrator, double[] times, List<Statistic> statistics) {
        return solve(problem, integrator, times, statistics, Cancellation.NEVER, done -> {});
    }

    /**
     * Solves the dynamics from the problem's initial iterate.
     *
     * @param problem what is learned and how
     * @param integrator the method
     * @param times the output times, strictly increasing, the first 0
     * @param statistics the curves wanted
     * @param cancellation asked at every right-hand side
     * @param progress told of each output time how many are done
     * @return the curves and the integrator's counts
     * @throws java.util.concurrent.CancellationException if the end is requested
     */
    public static Result solve(
            LearningProblem problem,
            Integrator integrator,
            double[] times,
            List<Statistic> statistics,
            Cancellation cancellation,
            IntConsumer progress) {
        return new TheorySolver(problem, statistics, cancellation, progress).solve(integrator, times);
    }

    /** Measures what quadrature leaves in the risk at a few output times, spread evenly: often it is the dearest number of all. */
    private void measureAt(double[] times) {
        int last = times.length - 1;
        for (int k = 0; k < MEASUREMENTS; k++) {
            measured.add(times[(int) Math.round((double) last * k / (MEASUREMENTS - 1))]);
        }
    }

    private Result solve(Integrator integrator, double[] times) {
        measureAt(times);
        Optional<Recursion> recursion = recursion();
        if (recursion.isPresent()) {
            return recur(recursion.get(), times);
        }
        double end = times[times.length - 1];
        double[] state = system.initialState();
        Solution total = Solution.of(0, 0, 0, Outcome.completed(times[0]));
        record(times[0], state);
        double start = times[0];
        // A kink or jump of the schedule ends a piece; the integrator restarts there with a clean history.
        double first = start;
        double regular = regularFrom(times);
        double[] restarts = DoubleStream.concat(
                        DoubleStream.of(regular),
                        DoubleStream.concat(
                                Arrays.stream(problem.learningRate().breakpoints()),
                                Arrays.stream(problem.training().breakpoints())))
                .filter(t -> t > first && t < end)
                .sorted()
                .distinct()
                .toArray();
        for (int piece = 0; piece <= restarts.length && total.outcome().isComplete(); piece++) {
            double stop = piece < restarts.length ? restarts[piece] : end;
            if (stop <= start) {
                continue;
            }
            system.readWithin(start, piece < restarts.length ? stop : Double.POSITIVE_INFINITY, start < regular);
            Piece observer = new Piece(times, start, stop, state);
            Solution part = integrator.solve(system, state, observer.times, observer);
            total = Solution.of(
                    total.steps() + part.steps(),
                    total.rejectedSteps() + part.rejectedSteps(),
                    total.evaluations() + part.evaluations(),
                    named(part.outcome()));
            state = observer.last;
            start = stop;
        }
        if (nanRisk != null && total.outcome().isComplete()) {
            // The motion needs the gradient alone, and so went on.
            total = Solution.of(total.steps(), total.rejectedSteps(), total.evaluations(), nanRisk);
        }
        double[] reached = Arrays.copyOf(times, rows.size());
        Trajectory trajectory =
                new Trajectory(table.columns(), reached, rows.toArray(double[][]::new), total.outcome());
        return new Result(trajectory, total, momentError);
    }

    /** The recursion that a problem's dynamics is, if it is none in continuous time. */
    private Optional<Recursion> recursion() {
        boolean isExpectation = problem.modes()
                .dense()
                .filter(dense -> dense.form() == DenseCovariances.Form.EXPECTATION)
                .isPresent();
        if (isExpectation) {
            double length = (double) problem.batch() / problem.modes().dimension();
            return Optional.of(new Recursion(
                    system.initialState(), length, new ExpectationStep(problem, system.layout(), cancellation)));
        }
        if (problem.training().batchFraction().isEmpty()) {
            return Optional.empty();
        }
        double zeta = problem.training().batchFraction().getAsDouble();
        return Optional.of(new Recursion(
                system.initialState(), zeta, (time, state, next) -> system.step(time, zeta, state, next)));
    }

    /** Steps of a recursion, with what lies between two of them interpolated linearly. */
    private Result recur(Recursion steps, double[] times) {
        Outcome outcome = Outcome.completed(times[times.length - 1]);
        for (double time : times) {
            double position = time / steps.length();
            long whole = (long) (position + ON_A_STEP);
            double fraction = position - whole;
            steps.advanceTo(whole);
            double[] row = row(steps.time(), steps.state());
            measure(time);
            if (fraction > ON_A_STEP) {
                double[] next = row(steps.time() + steps.length(), steps.next());
                for (int c = 0; c < row.length; c++) {
                    row[c] += fraction * (next[c] - row[c]);
                }
            }
            if (!steps.isFinite()) {
                outcome = system.notANumber()
                        .named(Outcome.of(
                                Outcome.Kind.DIVERGED,
                                steps.time(),
                                "the iterate diverged at t = " + steps.time() + "; lower the learning rate"));
                break;
            }
            add(time, row);
        }
        if (nanRisk != null && outcome.isComplete()) {
            outcome = nanRisk;
        }
        double[] reached = Arrays.copyOf(times, rows.size());
        Solution solution = Solution.of(steps.count(), 0, steps.count(), outcome);
        return new Result(
                new Trajectory(table.columns(), reached, rows.toArray(double[][]::new), outcome),
                solution,
                momentError);
    }

    /** An integrator's outcome, blamed on what is to blame: at t = 0 the motion itself of an algorithm may exceed all numbers. */
    private Outcome named(Outcome outcome) {
        boolean isAtStart = outcome.kind() == Outcome.Kind.DIVERGED && outcome.time() == 0;
        return system.notANumber()
                .named(
                        isAtStart && !problem.training().hasPlainStep()
                                ? Outcome.of(
                                        Outcome.Kind.DIVERGED,
                                        0,
                                        "the dynamics diverged at t = 0.0: the algorithm's first steps are beyond all bounds;"
                                                + " raise its epsilon or offset, lower its noise, or lower the learning rate")
                                : outcome);
    }

    /**
     * Until when the motion is stiff without bound because a rule corrects the bias of its start: a part of the time in which the rule
     * forgets; 0 for other rules.
     */
    private double regularFrom(double[] times) {
        Optional<SecondMoment> corrected =
                problem.training().rule().secondMoment().filter(SecondMoment::isBiasCorrected);
        if (corrected.isEmpty() && !LinearStep.of(problem.training()).isSingularAtStart()) {
            return 0;
        }
        return SINGULAR * Math.min(1, times[Math.min(1, times.length - 1)]);
    }

    private void record(double time, double[] state) {
        double[] row = row(time, state);
        measure(time);
        add(time, row);
    }

    private double[] row(double time, double[] state) {
        parameters.read(time, state);
        return table.row(parameters.learningRate(time), parameters.reported());
    }

    /** What quadrature leaves in the risk at the state last read, which belongs to an output time. */
    private void measure(double time) {
        if (measured.contains(time)) {
            momentError = Math.max(momentError, parameters.riskErrorEstimate());
        }
    }

    private void add(double time, double[] row) {
        if (risk >= 0 && Double.isNaN(row[risk]) && nanRisk == null) {
            nanRisk = NotANumber.ofRisk(time, parameters.reported());
        }
        rows.add(row);
        progress.accept(rows.size());
    }

    /** The output times within (start, stop], with start and stop themselves, and what to do at each. */
    private final class Piece implements StateObserver {

        private final double[] times;
        private final boolean stopIsOutput;
        /** The state at the end once it is observed, the one at the start before. */
        private double[] last;

        Piece(double[] outputs, double start, double stop, double[] initial) {
            last = initial;
            double[] inside =
                    Arrays.stream(outputs).filter(t -> t > start && t < stop).toArray();
            stopIsOutput = Arrays.binarySearch(outputs, stop) >= 0;
            times = new double[inside.length + 2];
            times[0] = start;
            System.arraycopy(inside, 0, times, 1, inside.length);
            times[times.length - 1] = stop;
        }

        @Override
        public void observe(int index, double time, double[] state) {
            boolean isStop = index == times.length - 1;
            if (index > 0 && (!isStop || stopIsOutput)) {
                record(time, state);
            }
            if (isStop) {
                last = state.clone();
            }
        }
    }
}
