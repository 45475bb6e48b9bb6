package org.sgdyn.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.dynamics.NotANumber;
import org.sgdyn.dynamics.StatisticTable;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Statistic;

/**
 * One run of a random dynamics through the output times. The statistics of each iterate are its exact population values,
 * computed from its order parameters like the theory's; at an output time between two steps they are interpolated linearly.
 */
final class Replicate {

    /** An output time this close to a step, in steps, is on it. */
    private static final double ON_A_STEP = 1e-6;

    private final ModeOrderParameters parameters;
    private final OrderParameters reported;
    private final Dynamics dynamics;
    private final Cancellation cancellation;
    private final StatisticTable table;

    private Replicate(
            ModeOrderParameters parameters,
            OrderParameters reported,
            Dynamics dynamics,
            List<Statistic> statistics,
            Cancellation cancellation) {
        this.parameters = parameters;
        this.reported = reported;
        this.dynamics = dynamics;
        this.cancellation = cancellation;
        table = StatisticTable.of(statistics, reported);
    }

    /**
     * Runs an algorithm once.
     *
     * @param algorithm what is simulated
     * @param problem what is learned and how, every mode a group of its own
     * @param times the output times, strictly increasing, the first 0
     * @param statistics the curves wanted
     * @param random the replicate's own stream
     * @param cancellation asked every few steps
     * @return the curves; ended early if the iterate diverged or became NaN
     * @throws java.util.concurrent.CancellationException if the end is requested
     */
    static Trajectory run(
            Algorithm algorithm,
            LearningProblem problem,
            double[] times,
            List<Statistic> statistics,
            RandomStream random,
            Cancellation cancellation) {
        ModeOrderParameters parameters = new ModeOrderParameters(problem);
        return new Replicate(
                        parameters,
                        algorithm.reported(problem, parameters),
                        algorithm.start(problem, parameters, random),
                        statistics,
                        cancellation)
                .run(times);
    }

    private Trajectory run(double[] times) {
        List<double[]> rows = new ArrayList<>();
        double[] before = {};
        double[] after = {};
        long step = 0;
        for (double time : times) {
            double position = dynamics.stepsUntil(time);
            long whole = (long) (position + ON_A_STEP);
            double fraction = position - whole;
            if (step <= whole) {
                step = advanceTo(step, whole);
                long last = fraction > ON_A_STEP ? whole + 1 : whole;
                if (step == whole) {
                    before = row(step);
                    step = advanceTo(step, last);
                    after = step > whole ? row(step) : before;
                }
                if (step < last) {
                    return new Trajectory(
                            table.columns(),
                            Arrays.copyOf(times, rows.size()),
                            rows.toArray(double[][]::new),
                            ended(dynamics.timeAfter(step)));
                }
            }
            rows.add(interpolate(before, after, fraction));
        }
        return new Trajectory(
                table.columns(), times, rows.toArray(double[][]::new), Outcome.completed(times[times.length - 1]));
    }

    private Outcome ended(double time) {
        return dynamics.notANumber(time)
                .map(part -> NotANumber.outcome(time, part))
                .orElseGet(() -> Outcome.of(
                        Outcome.Kind.DIVERGED,
                        time,
                        "the iterate diverged at t = " + time + "; lower the learning rate"));
    }

    /** The step reached: one less than wanted, or fewer, if the iterate refused one or is not finite after the last. */
    private long advanceTo(long from, long to) {
        long step = from;
        while (step < to) {
            cancellation.check(dynamics.timeAfter(step));
            long taken = dynamics.advance(step, to);
            if (taken == 0) {
                return step;
            }
            step += taken;
        }
        return to > from && !isFinite(dynamics.state()) ? to - 1 : to;
    }

    private static boolean isFinite(double[] state) {
        for (double entry : state) {
            if (!Double.isFinite(entry)) {
                return false;
            }
        }
        return true;
    }

    private double[] row(long step) {
        double time = dynamics.timeAfter(step);
        parameters.read(time, dynamics.state(), dynamics.stepScale());
        return table.row(parameters.learningRate(time, dynamics.accumulated()), reported);
    }

    private static double[] interpolate(double[] before, double[] after, double fraction) {
        if (after == before) {
            return before;
        }
        double[] between = new double[before.length];
        for (int c = 0; c < between.length; c++) {
            between[c] = before[c] + fraction * (after[c] - before[c]);
        }
        return between;
    }
}
