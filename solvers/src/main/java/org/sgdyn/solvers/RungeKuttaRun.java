package org.sgdyn.solvers;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.StateObserver;

/**
 * One integration by a {@link RungeKuttaPair}. Its first step and its steps' lengths follow E. Hairer, S. P. Norsett and G. Wanner, Solving
 * Ordinary Differential Equations I, sec. II.4, but that no step exceeds what stability allows: the last two stages, at the same time,
 * tell the spectral radius,
 *
 * <pre>
 * rho = |k_s - k_{s-1}| / |y_s - y_{s-1}|,
 * </pre>
 *
 * <p>once fast modes are all that they differ by (G. Wanner and E. Hairer, Solving Ordinary Differential Equations II, sec. IV.2). A step
 * beyond it would be corrected by the estimate of its error, but only after fast modes have grown to the tolerance, and interpolants,
 * which damp none, would show them.
 */
final class RungeKuttaRun extends AdaptiveRun {

    private static final double SAFETY = 0.9;
    private static final double SMALLEST_ERROR = 1e-10;

    /** The part of the time in which the state changes that a first Euler step takes. */
    private static final double CAUTION = 0.01;

    private static final double LARGEST_FIRST_GROWTH = 100;

    /** Weight of the second estimate's square. */
    private static final double SECOND = 0.01;

    /** Two stages that differ by less than this part of the state differ by rounding. */
    private static final double ROUNDING = 100 * Math.ulp(1.0);

    /** Steps between two looks at the progress. */
    private static final int WINDOW = 25;

    /** Steps before an end that is out of reach is given up. */
    private static final int LONG_WINDOW = 1000;

    /** Tolerances that a curve may err by, as estimated, between the ends of steps, which do not take that error over. */
    private static final double ALLOWED_BETWEEN = 5;

    private static final double[] EULER = {1};

    /** What an estimate of the spectral radius is worth a step later: less, and fast modes grow unseen; more, and steps cannot follow its fall. */
    private static final double FADING = 0.97;

    private final RungeKuttaPair pair;
    private final int last;
    private final double[][] k;
    private final double[] stage;
    private final double[] factors;
    private final StageSum sum;
    private final ErrorNorm[] norms;
    private final Progress progress;
    private boolean isSlopeKnown;
    private double radius;
    private double trialRadius;
    private double lastError = 1;

    RungeKuttaRun(
            RungeKuttaPair pair,
            OdeSystem system,
            double[] initial,
            double[] times,
            StateObserver observer,
            Tolerances tolerances,
            Relief relief) {
        super(system, initial, times, observer, tolerances, relief);
        this.pair = pair;
        last = pair.stages() - 1;
        k = new double[pair.allStages()][size];
        stage = new double[size];
        progress = new Progress(WINDOW, time);
        factors = new double[k.length];
        sum = new StageSum(k.length + 2);
        norms = new ErrorNorm[pair.errors()];
        for (int q = 0; q < norms.length; q++) {
            norms[q] = new ErrorNorm(tolerances, sizes);
        }
    }

    @Override
    void begin() {
        if (isSlopeKnown) {
            double[] reached = k[last];
            k[last] = k[0];
            k[0] = reached;
        } else {
            evaluateHere(k[0]);
            isSlopeKnown = true;
        }
    }

    /** The step at which the error of an Euler step, guessed by f' after a cautious one, would be a hundredth of the tolerance. */
    @Override
    double firstStep() {
        double cautious = Math.min(end() - time, CAUTION * timeOfChange(k[0]));
        if (!sum.of(cautious, EULER, k).sensiblyAddTo(y, stage)) {
            return cautious;
        }
        evaluate(time + cautious, stage, k[1]);
        double slope = norm(k[0], k[0], 0);
        double bend = norm(k[1], k[0], 1) / cautious;
        double largest = Math.max(slope, bend);
        double step = Math.pow(CAUTION / largest, 1.0 / pair.order());
        return step > 0 ? Math.min(Math.min(end() - time, LARGEST_FIRST_GROWTH * cautious), step) : cautious;
    }

    /** |a - share b| over the tolerance at y. */
    private double norm(double[] a, double[] b, double share) {
        ErrorNorm norm = norms[0];
        norm.clear();
        for (int from = 0; from < size; from += StageSum.BLOCK) {
            int to = Math.min(size, from + StageSum.BLOCK);
            for (int n = from; n < to; n++) {
                stage[n] = a[n] - share * b[n];
            }
            norm.add(stage, y, y, stage, from, to);
        }
        return norm.value();
    }

    /** No longer than what stability allows. */
    @Override
    double allowed(double step) {
        return Math.min(step, pair.control().stability() / radius);
    }

    /** Gives up once it is plain that the limits will not do, and hands over where a successor is cheaper. */
    @Override
    void reached(long steps) {
        if (progress.isDue(steps) && progress.isHeld(steps, time, y)) {
            double remaining = progress.stepsTo(end());
            boolean hopeless = steps >= LONG_WINDOW && exceedsLimits(remaining, last);
            if (hopeless || isDearer(last * remaining)) {
                throw new Halt(Trouble.STIFF, time);
            }
        }
    }

    @Override
    double tryStep(double h) {
        for (int i = 1; i < last; i++) {
            if (!sum.of(h, pair.coefficients(i), k).sensiblyAddTo(y, stage)) {
                return Double.POSITIVE_INFINITY;
            }
            evaluate(time + pair.node(i) * h, stage, k[i]);
        }
        if (!sum.of(h, pair.coefficients(last), k).sensiblyAddTo(y, next)) {
            return Double.POSITIVE_INFINITY;
        }
        system.confine(next);
        evaluate(time + h, next, k[last]);
        return Trouble.isSensible(k[last]) ? measure(h) : Double.POSITIVE_INFINITY;
    }

    /** The error of a step over the tolerance, and the spectral radius, in one pass over the memory. */
    private double measure(double h) {
        double slopes = 0;
        double states = 0;
        double whole = 0;
        for (ErrorNorm norm : norms) {
            norm.clear();
        }
        for (int from = 0; from < size; from += StageSum.BLOCK) {
            int to = Math.min(size, from + StageSum.BLOCK);
            slopes += squaredDistance(k[last], k[last - 1], from, to);
            states += squaredDistance(next, stage, from, to);
            whole += Kernels.dotSlices(next, from, next, from, to - from);
            for (int q = 0; q < norms.length; q++) {
                double[] estimate = q == 0 ? stage : k[last + q];
                sum.of(h, pair.error(q), k).fill(estimate, from, to);
                norms[q].add(estimate, y, next, estimate, from, to);
            }
        }
        boolean isKnown = states > ROUNDING * ROUNDING * whole && slopes < Double.POSITIVE_INFINITY;
        trialRadius = isKnown ? Math.sqrt(slopes / states) : 0;
        double error = norms[0].value();
        if (norms.length == 1 || error == 0) {
            return error;
        }
        double first = norms[0].sum();
        return error * Math.sqrt(first / (first + SECOND * norms[1].sum()));
    }

    private static double squaredDistance(double[] a, double[] b, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        int n = from;
        for (; n + 1 < to; n += 2) {
            double first = a[n] - b[n];
            double second = a[n + 1] - b[n + 1];
            s0 += first * first;
            s1 += second * second;
        }
        if (n < to) {
            s0 += (a[n] - b[n]) * (a[n] - b[n]);
        }
        return s0 + s1;
    }

    @Override
    double growth(double h, double error, boolean afterRejection) {
        RungeKuttaPair.Control control = pair.control();
        double bounded = Math.max(error, SMALLEST_ERROR);
        double growth = SAFETY * Math.pow(bounded, -control.exponent()) * Math.pow(lastError, control.memory());
        lastError = Math.max(error, 1e-4);
        return growth;
    }

    @Override
    double shrinkage(double error) {
        return SAFETY * Math.pow(error, -pair.control().exponent());
    }

    @Override
    void accepted() {
        radius = Math.max(trialRadius, FADING * radius);
    }

    /** Evaluates the interpolant's own stages, and asks for its error, which that of the step does not always bound. */
    @Override
    double interpolationError(double h) {
        if (k.length == last + 1) {
            return 0;
        }
        for (int i = last + 1; i < k.length; i++) {
            if (!sum.of(h, pair.coefficients(i), k).sensiblyAddTo(y, stage)) {
                return Double.POSITIVE_INFINITY;
            }
            evaluate(time + pair.node(i) * h, stage, k[i]);
        }
        ErrorNorm norm = norms[0];
        norm.clear();
        sum.of(h, pair.interpolantError(), k);
        for (int from = 0; from < size; from += StageSum.BLOCK) {
            int to = Math.min(size, from + StageSum.BLOCK);
            sum.fill(stage, from, to);
            norm.add(stage, y, next, stage, from, to);
        }
        return norm.value() / ALLOWED_BETWEEN;
    }

    @Override
    double[] interpolate(double h, double theta) {
        double whole = pair.interpolate(theta, factors);
        sum.of(h, factors, k).add(whole, next).add(-whole, y).addTo(y, stage);
        return stage;
    }

    @Override
    void release() {
        Arrays.fill(k, new double[0]);
    }
}
