package org.sgdyn.solvers;

import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.StateObserver;

/**
 * One integration by the Runge-Kutta-Chebyshev method of order 2 with s stages, as many as its length h asks for,
 *
 * <pre>
 * y_1 = y + b_1 w_1 h f,
 * y_j = (1 - mu_j - nu_j) y + mu_j y_{j-1} + nu_j y_{j-2} + m_j h ( f(t + c_{j-1} h, y_{j-1}) - a_{j-1} f ),   j = 2..s,
 * mu_j = 2 w_0 b_j / b_{j-1},   nu_j = -b_j / b_{j-2},   m_j = 2 w_1 b_j / b_{j-1},   a_j = 1 - b_j T_j(w_0),
 * b_j = T_j''(w_0) / T_j'(w_0)^2,   b_0 = b_1 = b_2,   w_0 = 1 + 2 / (13 s^2),   w_1 = T_s'(w_0) / T_s''(w_0),
 * </pre>
 *
 * <p>with y, f at the start of the step, T_j Chebyshev's polynomials and c_j such that y' = 1 is solved exactly. It is stable for h rho up
 * to 0.65 (s^2 - 1), rho the {@link SpectralRadius} of a Jacobian with real negative eigenvalues. The error of a step is estimated by
 *
 * <pre>
 * ( 12 (y - y_s) + 6 h (f + f(t + h, y_s)) ) / 15.
 * </pre>
 *
 * <p>Source: B. P. Sommeijer, L. F. Shampine and J. G. Verwer, J. Comput. Appl. Math. 88, 315 (1998). Requested times inside a step are
 * interpolated by the cubic through values and slopes at both ends.
 *
 * <p>Errors of a curve fall like h^2, those of a step like h^3. So that a curve's errors follow the relative tolerance r itself, those
 * of a step are kept below r^{3/2} (|y| + size a / r), a the absolute tolerance. Where a fast mode follows a forcing that changes
 * within a few steps, the estimate falls like h^2 alone and is too large, so that steps are shorter than they need to be.
 */
final class ChebyshevRun extends AdaptiveRun {

    private static final double DAMPING = 2.0 / 13;

    /** s^2 - 1 over the largest stable h rho. */
    private static final double STABILITY = 1.54;

    private static final double SAFETY = 0.8;
    private static final double SMALLEST_ERROR = 1e-10;

    /** Steps between two estimates of the spectral radius. */
    private static final int RENEWAL = 25;

    /** Rounding grows like s^2 within a step; this keeps it below the error of a step, but for a few stages. */
    private static final double ROUNDING = 10 * Math.ulp(1.0);

    private static final int FEWEST_STAGES = 2;

    /** Of the largest number; rounding hardly grows in so few. */
    private static final int HARMLESS_STAGES = 10;

    /** Steps in a row of the largest number of stages after which an end that is out of reach is given up. */
    private static final int PATIENCE = 50;

    private final SpectralRadius spectrum;
    private final ErrorNorm norm;
    private final double accuracy;
    private final int mostStages;
    private double[] slope;
    private double[] nextSlope;
    private double[] newer;
    private double[] older;
    private double radius;
    private int age = RENEWAL;
    private int held;
    private double lastStep;
    private double lastError;

    ChebyshevRun(OdeSystem system, double[] initial, double[] times, StateObserver observer, Tolerances tolerances) {
        super(system, initial, times, observer, tolerances, Relief.EXPLICIT);
        norm = new ErrorNorm(tolerances, sizes);
        spectrum = new SpectralRadius(this::evaluate, sizes);
        accuracy = Math.sqrt(tolerances.relative());
        mostStages = Math.max(HARMLESS_STAGES, (int) Math.sqrt(accuracy * tolerances.relative() / ROUNDING));
        slope = new double[size];
        nextSlope = new double[size];
        newer = new double[size];
        older = new double[size];
    }

    @Override
    void begin() {
        if (lastStep == 0) {
            evaluateHere(slope);
        } else {
            double[] previous = slope;
            slope = nextSlope;
            nextSlope = previous;
        }
        if (age >= RENEWAL) {
            renew();
        }
    }

    private void renew() {
        age = 0;
        radius = spectrum.at(time, y, slope);
        if (Double.isNaN(radius)) {
            throw new Halt(Trouble.NOT_FINITE, time);
        }
    }

    /** Error and step are of a size where f changes by its own size within the time that the state does. */
    @Override
    double firstStep() {
        return Math.min(end() - time, timeOfChange(slope) * accuracy);
    }

    /** No longer than what the largest number of stages holds stable. */
    @Override
    double allowed(double step) {
        double longest = ((double) mostStages * mostStages - 1) / (STABILITY * radius);
        if (step <= longest) {
            held = 0;
            return step;
        }
        held++;
        if (held > PATIENCE && exceedsLimits((end() - time) / longest, mostStages)) {
            throw new Halt(Trouble.STIFF, time);
        }
        return longest;
    }

    @Override
    double tryStep(double h) {
        int stages = Math.min(mostStages, Math.max(FEWEST_STAGES, 1 + (int) Math.sqrt(1 + STABILITY * h * radius)));
        if (!advance(h, stages) || !Trouble.isSensible(next)) {
            return Double.POSITIVE_INFINITY;
        }
        system.confine(next);
        evaluate(time + h, next, nextSlope);
        double[] estimate = newer;
        for (int n = 0; n < size; n++) {
            estimate[n] = 0.8 * (y[n] - next[n]) + 0.4 * h * (slope[n] + nextSlope[n]);
        }
        return norm.of(estimate, y, next, estimate) / accuracy;
    }

    /** Fills {@link #next} with y_s; whether all stages before it were sensible. */
    private boolean advance(double h, int stages) {
        double w0 = 1 + DAMPING / ((double) stages * stages);
        double root = Math.sqrt(w0 * w0 - 1);
        double angle = stages * Math.log(w0 + root);
        double w1 = Math.sinh(angle) * root * root / (Math.cosh(angle) * stages * root - w0 * Math.sinh(angle));
        // Chebyshev's polynomial and its first two derivatives at w0, for j - 1 and j - 2.
        double t1 = w0;
        double t2 = 1;
        double d1 = 1;
        double d2 = 0;
        double dd1 = 0;
        double dd2 = 0;
        double b1 = 1 / (4 * w0 * w0);
        double b2 = b1;
        double c1 = w1 * b1;
        double c2 = 0;
        double first = h * w1 * b1;
        for (int n = 0; n < size; n++) {
            older[n] = y[n];
            newer[n] = y[n] + first * slope[n];
        }
        for (int j = 2; j <= stages; j++) {
            double t = 2 * w0 * t1 - t2;
            double d = 2 * w0 * d1 - d2 + 2 * t1;
            double dd = 2 * w0 * dd1 - dd2 + 4 * d1;
            double b = dd / (d * d);
            double a1 = 1 - t1 * b1;
            double mu = 2 * w0 * b / b1;
            double nu = -b / b2;
            double step = 2 * w1 * b / b1;
            if (!Trouble.isSensible(newer)) {
                return false;
            }
            evaluate(time + c1 * h, newer, nextSlope);
            combine(mu, nu, h * step, a1);
            double[] reached = older;
            older = newer;
            newer = reached;
            double c = mu * c1 + nu * c2 + step * (1 - a1);
            t2 = t1;
            t1 = t;
            d2 = d1;
            d1 = d;
            dd2 = dd1;
            dd1 = dd;
            b2 = b1;
            b1 = b;
            c2 = c1;
            c1 = c;
        }
        double[] last = next;
        next = newer;
        newer = last;
        return true;
    }

    /** The stage that follows {@link #newer}, in place of {@link #older}. */
    private void combine(double mu, double nu, double step, double share) {
        double rest = 1 - mu - nu;
        for (int n = 0; n < size; n++) {
            older[n] = rest * y[n] + mu * newer[n] + nu * older[n] + step * (nextSlope[n] - share * slope[n]);
        }
    }

    /** After H. A. Watts: the error changes in the next step by as much as in this one (ibid.). */
    @Override
    double growth(double h, double error, boolean afterRejection) {
        double bounded = Math.max(error, SMALLEST_ERROR);
        double growth = SAFETY / Math.cbrt(bounded);
        if (lastStep > 0) {
            growth *= h / lastStep * Math.cbrt(lastError / bounded);
        }
        lastStep = h;
        lastError = bounded;
        return growth;
    }

    @Override
    double shrinkage(double error) {
        return SAFETY / Math.cbrt(error);
    }

    @Override
    void rejected() {
        if (age > 0) {
            renew();
        }
    }

    @Override
    void accepted() {
        age++;
    }

    @Override
    double[] interpolate(double h, double theta) {
        double rest = 1 - theta;
        double before = theta * rest * rest * h;
        double after = -theta * theta * rest * h;
        double share = theta * theta * (3 - 2 * theta);
        for (int n = 0; n < size; n++) {
            older[n] = y[n] + share * (next[n] - y[n]) + before * slope[n] + after * nextSlope[n];
        }
        return older;
    }
}
