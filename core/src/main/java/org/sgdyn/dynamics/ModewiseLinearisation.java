package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.DenseSolver;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.LearningRate;
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
 * <p>which costs O(n r) a solve and O(n r + r^3) a shift. With one output, or diagonal Hessians, M is diagonal; otherwise it is
 * diagonal in the eigenbasis of A_g = sum_i p_i lambda_{g,i} H_i, group by group.
 */
final class ModewiseLinearisation implements Linearisation {

    /** Beyond this rank the low-rank part is no longer cheap. */
    private static final int LARGEST_RANK = 160;

    /** The most numbers of Z. */
    private static final long LARGEST_SIZE = 1L << 27;

    private static final double RATE_STEP = 1e-5;
    private static final double SMALLEST_ACCUMULATED = 1e-8;

    private final ModeTable modes;
    private final MeanField field;
    private final StateLayout layout;
    private final MomentSlopes slopes;
    private final ModeInverse inverse;
    private final double latestRateTime;
    private final int outputs;
    private final int logits;
    private final int rank;
    private final int momentCount;
    private final boolean accumulates;
    /** How a rate that reads the geometry changes; null for others. */
    private final RateSlopes rateSlopes;

    private final boolean scalar;
    /** Z, one row per shared moment. */
    private final double[][] responses;

    private final double[] capacitance;
    private final double[] reading;
    private final double[] classReading;
    private final double[] triple = new double[3];
    private final DenseSolver solver;

    private double[] state;
    /** At the fixed point; the field's own coefficients move on with every evaluation. */
    private final Coefficients fixed;
    /** The same with drift and noise replaced by their derivatives by gamma. */
    private final Coefficients byRate;

    /** df/dgamma at fixed moments, if the rate changes at all. */
    private final double[] rateResponse;

    private double rateSlope;
    private double accumulatorSlope;

    ModewiseLinearisation(LearningProblem problem, double latestRateTime) {
        field = new MeanField(problem);
        this.latestRateTime = latestRateTime;
        modes = problem.modes();
        layout = field.layout();
        slopes = new MomentSlopes(problem, field.moments());
        inverse = new ModeInverse(modes, layout);
        outputs = modes.outputs();
        logits = outputs + modes.teacherOutputs();
        accumulates = problem.learningRate().accumulates();
        scalar = logits == 1 && modes.slots() == modes.groups();
        momentCount = MomentSlopes.count(modes);
        rank = rank(problem);
        rateSlopes = problem.learningRate().readsGeometry()
                ? new RateSlopes(problem, new ModeGeometry(problem, layout), layout.size())
                : null;
        responses = new double[rank][layout.size()];
        rateResponse = new double[layout.size()];
        capacitance = new double[rank * rank];
        reading = new double[rank];
        classReading = new double[modes.classes()];
        solver = DenseSolver.of(rank);
        fixed = new Coefficients(modes);
        byRate = new Coefficients(modes);
    }

    private static int rank(LearningProblem problem) {
        LearningRate rate = problem.learningRate();
        return MomentSlopes.count(problem.modes()) + (rate.accumulates() ? 1 : 0) + (rate.readsGeometry() ? 1 : 0);
    }

    /** Whether the low rank is low. */
    static boolean suits(LearningProblem problem) {
        int rank = rank(problem);
        return rank <= LARGEST_RANK && (long) rank * new StateLayout(problem.modes()).size() <= LARGEST_SIZE;
    }

    @Override
    public void at(double time, double[] point) {
        state = point;
        fixed.copyFrom(field.coefficients(Math.min(time, latestRateTime), point));
        slopes.evaluate(fixed);
        byRate.copyFrom(fixed);
        byRate.drift = 1;
        byRate.noise = 2 * fixed.drift;
        rateSlope = rateSlope(time, point);
        accumulatorSlope = accumulates ? accumulatorSlope(time, point) : 0;
        if (rateSlopes != null) {
            rateSlopes.at(Math.min(time, latestRateTime), point[layout.accumulator()], fixed, point);
        }
        if (rateSlope != 0 || accumulates || rateSlopes != null) {
            field.respond(byRate, state, rateResponse);
            rateResponse[layout.accumulator()] = 0;
        }
    }

    /** d gamma / dt at fixed state: central, or one-sided at the ends of a piece of the schedule. */
    private double rateSlope(double time, double[] point) {
        double step = RATE_STEP * Math.max(Math.abs(time), 1.0);
        double accumulated = point[layout.accumulator()];
        double early = time - step;
        double late = time + step;
        if (late > latestRateTime) {
            return (3 * field.rate(Math.min(time, latestRateTime), accumulated)
                            - 4 * field.rate(early, accumulated)
                            + field.rate(early - step, accumulated))
                    / (2 * step);
        }
        return (field.rate(late, accumulated) - field.rate(early, accumulated)) / (2 * step);
    }

    private double accumulatorSlope(double time, double[] point) {
        double accumulated = point[layout.accumulator()];
        double step = RATE_STEP * Math.max(accumulated, SMALLEST_ACCUMULATED);
        double t = Math.min(time, latestRateTime);
        return (field.rate(t, accumulated + step) - field.rate(t, Math.max(0, accumulated - step)))
                / (accumulated >= step ? 2 * step : step + accumulated);
    }

    @Override
    public void timeSlope(double[] result) {
        Arrays.fill(result, 0);
        if (rateSlope != 0) {
            Kernels.add(result, 0, rateSlope, rateResponse, 0, result.length);
        }
    }

    @Override
    public void shift(double sigma) {
        inverse.prepare(fixed, sigma);
        for (int c = 0; c < rank; c++) {
            double[] response = responses[c];
            if (c < momentCount) {
                field.respond(slopes.slope(c), state, response);
                if (rateSlopes != null) {
                    double slope = rateSlopes.alongCoefficients(slopes.slope(c));
                    Kernels.add(response, 0, slope, rateResponse, 0, response.length);
                }
            } else {
                boolean isAccumulator = accumulates && c == momentCount;
                Arrays.fill(response, 0);
                Kernels.add(response, 0, isAccumulator ? accumulatorSlope : 1, rateResponse, 0, response.length);
            }
            inverse.apply(response);
            read(response);
            for (int r = 0; r < rank; r++) {
                capacitance[r * rank + c] = (r == c ? 1.0 : 0.0) - reading[r];
            }
        }
        solver.factor(capacitance);
    }

    @Override
    public void solve(double[] vector) {
        inverse.apply(vector);
        read(vector);
        solver.solve(reading);
        for (int c = 0; c < rank; c++) {
            Kernels.add(vector, 0, reading[c], responses[c], 0, vector.length);
        }
    }

    /** R v: the change of the shared numbers when the state changes by v. */
    private void read(double[] v) {
        if (scalar) {
            readScalars(v);
        } else {
            readMatrices(v);
        }
        if (accumulates) {
            reading[momentCount] = v[layout.accumulator()];
        }
        if (rateSlopes != null) {
            reading[rank - 1] = rateSlopes.alongState(v);
        }
    }

    /** One output, no teacher and single modes: a pass serves a mean and two spectra, as when the moments themselves are read. */
    private void readScalars(double[] v) {
        MeanEntries means = field.moments().means();
        int classes = modes.classes();
        int spectra = modes.spectra();
        int n = modes.slots();
        Arrays.fill(reading, 0, classes, 0);
        for (int k = 0; k < spectra; k += 2) {
            int q = Math.min(k + 1, spectra - 1);
            boolean hasRow = k / 2 < means.rows();
            double[] first = modes.spectrumBySlot(k);
            double[] row = hasRow ? means.row(k / 2) : first;
            Kernels.projectionAndEnergyChanges(
                    row, first, modes.spectrumBySlot(q), state, v, layout.covariance(0, 0), n, triple);
            if (hasRow) {
                means.addRowProjection(k / 2, triple[0], reading, 0, 1);
            }
            reading[classes + q] = triple[2];
            reading[classes + k] = triple[1];
        }
        for (int r = (spectra + 1) / 2; r < means.rows(); r++) {
            means.addRowProjection(r, Kernels.dot(means.row(r), v, 0, n), reading, 0, 1);
        }
        means.addEntryProjections(v, 0, 0, n, reading, 0, 1);
    }

    private void readMatrices(double[] v) {
        int slots = modes.slots();
        for (int j = 0; j < outputs; j++) {
            Arrays.fill(classReading, 0);
            field.moments().means().addProjections(v, layout.iterate(j), 0, slots, classReading, 0, 1);
            for (int i = 0; i < modes.classes(); i++) {
                reading[i * outputs + j] = classReading[i];
            }
        }
        int next = modes.classes() * outputs;
        for (int k = 0; k < modes.spectra(); k++) {
            double[] bySlot = modes.spectrumBySlot(k);
            for (int j = 0; j < outputs; j++) {
                int x = layout.iterate(j);
                for (int a = j; a < outputs; a++) {
                    int y = layout.iterate(a);
                    double signal = Kernels.weightedDot(bySlot, 0, state, x, v, y, slots);
                    signal += a == j ? signal : Kernels.weightedDot(bySlot, 0, v, x, state, y, slots);
                    reading[next++] =
                            signal + Kernels.dot(modes.spectrumByGroup(k), v, layout.covariance(j, a), modes.groups());
                }
                for (int a = outputs; a < logits; a++) {
                    double[] teacher = modes.slotTeachers(a - outputs);
                    reading[next++] = Kernels.weightedDot(bySlot, 0, v, x, teacher, 0, slots);
                }
            }
        }
    }
}
