package org.sgdyn.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.dynamics.StatisticTable;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Trajectory;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Statistic;

/**
 * One run of one-pass SGD at finite dimension d, in the common eigenbasis (arXiv:2510.14074). Step k = 0, 1, ...:
 *
 * <pre>
 * class i with probability p_i,  a = mu_i + K_i^{1/2} z,  z ~ N(0, I_d),  r = X^T a,  r* = X*^T a
 * X &lt;- X - (gamma_k / d) [ a (x) grad_r Psi_i(r, r*, eps) + delta X ]
 * </pre>
 *
 * <p>With a batch of b samples the step is (gamma_k b / d) [ mean of their gradients + delta X ], all taken at the same iterate.
 * Time counts samples: t = samples / d. The statistics of each iterate are its exact population values, computed from its
 * order parameters like the theory's; at an output time between two steps they are interpolated linearly.
 * Rules that accumulate add the squared norm of the batch's summed gradient, divided by d^2, before the step.
 */
final class OnePassSgd {

    /** Logits beyond this size count as divergence: far outside any sensible scale, far from overflow. */
    private static final double LARGEST_LOGIT = 1e100;

    /** An output time this close to a step, in steps, is on it. */
    private static final double ON_A_STEP = 1e-6;

    private final LearningProblem problem;
    private final ModeTable modes;
    private final int dimension;
    private final int outputs;
    private final RandomStream random;
    private final ModeOrderParameters parameters;
    private final double[][] deviations;
    private final double[] cumulativeWeights;
    private final double[] features;
    private final double[] logits;
    private final double[] teacherLogits;
    private final double[] gradient;
    private final double noiseDeviation;
    private final int batch;
    /** The batch's summed gradient a (x) grad_r Psi, laid out like the iterate. */
    private final double[] summed;

    /** The state of the modes; its first l * d entries are the iterate. */
    private final double[] state;

    private double accumulated;

    private OnePassSgd(LearningProblem problem, RandomStream random) {
        this.problem = problem;
        this.random = random;
        modes = problem.modes();
        if (modes.slots() != modes.groups()) {
            throw new IllegalArgumentException("SGD runs on single modes, not on groups");
        }
        dimension = modes.slots();
        outputs = modes.outputs();
        parameters = new ModeOrderParameters(problem);
        state = parameters.initialState();
        deviations = new double[modes.classes()][];
        cumulativeWeights = new double[modes.classes()];
        double sum = 0;
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] =
                    Arrays.stream(modes.slotEigenvalues(i)).map(Math::sqrt).toArray();
            sum += modes.weight(i);
            cumulativeWeights[i] = sum;
        }
        features = new double[dimension];
        logits = new double[outputs];
        teacherLogits = new double[modes.teacherOutputs()];
        gradient = new double[outputs];
        batch = problem.batch();
        summed = new double[outputs * dimension];
        noiseDeviation = Math.sqrt(problem.loss().noiseVariance());
    }

    /**
     * Runs SGD once.
     *
     * @param problem what is learned and how, every mode a group of its own
     * @param times the output times, strictly increasing, the first 0
     * @param statistics the curves wanted
     * @param random the replicate's own stream
     * @return the curves; ended early if the iterate diverged
     */
    static Trajectory run(LearningProblem problem, double[] times, List<Statistic> statistics, RandomStream random) {
        return new OnePassSgd(problem, random).run(times, statistics);
    }

    private Trajectory run(double[] times, List<Statistic> statistics) {
        StatisticTable table = StatisticTable.of(statistics, parameters);
        List<double[]> rows = new ArrayList<>();
        double[] before = null;
        double[] after = null;
        long step = 0;
        for (double time : times) {
            double position = time * dimension / batch;
            long whole = (long) (position + ON_A_STEP);
            double fraction = position - whole;
            if (step <= whole) {
                step = advanceTo(step, whole);
                if (step == whole) {
                    before = row(table, step);
                    if (fraction > ON_A_STEP) {
                        step = advanceTo(step, whole + 1);
                        after = step > whole ? row(table, step) : null;
                    } else {
                        after = before;
                    }
                }
                if (step < whole || after == null) {
                    return new Trajectory(
                            table.columns(),
                            Arrays.copyOf(times, rows.size()),
                            rows.toArray(double[][]::new),
                            diverged(timeAfter(step)));
                }
            }
            rows.add(interpolate(before, after, fraction));
        }
        return new Trajectory(
                table.columns(), times, rows.toArray(double[][]::new), Outcome.completed(times[times.length - 1]));
    }

    private static Outcome diverged(double time) {
        return new Outcome(
                Outcome.Kind.DIVERGED, time, "the iterate diverged at t = " + time + "; lower the learning rate");
    }

    private long advanceTo(long from, long to) {
        long step = from;
        while (step < to && advance(timeAfter(step))) {
            step++;
        }
        return step;
    }

    private double[] row(StatisticTable table, long step) {
        parameters.read(state);
        return table.row(parameters.learningRate(timeAfter(step), accumulated), parameters);
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

    private double timeAfter(long steps) {
        return (double) steps * batch / dimension;
    }

    /** One step; false, with the iterate untouched, if the logits have left the sensible range. */
    private boolean advance(double time) {
        for (int sample = 0; sample < batch; sample++) {
            if (!addSampleGradient(sample == 0)) {
                return false;
            }
        }
        if (problem.learningRate().accumulates()) {
            accumulated += Kernels.dot(summed, summed, 0, summed.length) / ((double) dimension * dimension);
        }
        if (problem.learningRate().readsGeometry()) {
            parameters.read(state);
        }
        double rate = parameters.learningRate(time, accumulated) / dimension;
        double keep = 1 - rate * batch * problem.ridge();
        for (int x = 0; x < summed.length; x++) {
            state[x] = keep * state[x] - rate * summed[x];
        }
        return true;
    }

    /** Draws a sample and adds its gradient at the present iterate; the first of a batch starts the sum. */
    private boolean addSampleGradient(boolean first) {
        int i = drawClass();
        drawFeatures(i);
        for (int j = 0; j < outputs; j++) {
            logits[j] = Kernels.dot(features, state, j * dimension, dimension);
            if (!(Math.abs(logits[j]) < LARGEST_LOGIT)) {
                return false;
            }
        }
        for (int k = 0; k < teacherLogits.length; k++) {
            teacherLogits[k] = Kernels.dot(features, modes.slotTeachers(k), 0, dimension);
        }
        double noise = noiseDeviation > 0 ? noiseDeviation * random.normal() : 0.0;
        problem.loss().gradient(modes.target(i), logits, teacherLogits, noise, gradient);
        for (int j = 0; j < outputs; j++) {
            double scale = gradient[j];
            double keep = first ? 0.0 : 1.0;
            int x = j * dimension;
            for (int s = 0; s < dimension; s++) {
                summed[x + s] = keep * summed[x + s] + scale * features[s];
            }
        }
        return true;
    }

    private int drawClass() {
        if (cumulativeWeights.length == 1) {
            return 0;
        }
        double u = random.uniform();
        int i = 0;
        while (i < cumulativeWeights.length - 1 && u >= cumulativeWeights[i]) {
            i++;
        }
        return i;
    }

    /** Draws a = mu_i + K_i^{1/2} z. */
    private void drawFeatures(int i) {
        double[] mean = modes.slotMeans(i);
        double[] deviation = deviations[i];
        for (int s = 0; s < dimension; s++) {
            features[s] = mean[s] + deviation[s] * random.normal();
        }
    }
}
