package org.sgdyn.numerics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * Moments of a loss of one logit, without teacher and noise, by adaptive Gauss-Legendre panels in z = (r - m) / s.
 *
 * <p>Panels start at the breakpoints, at fixed z, and, since structure of unit scale near r = 0 hides in a wide Gaussian, at
 * r = 0, +-1, +-4, +-16, ...; a panel is halved until its two halves agree with it to the tolerance times E |f|. Panels reach
 * to |z| = 38, where phi leaves the double range, so that exponentially small expectations are found; values that are not
 * finite beyond |z| = 9 are taken as overflow of the loss and ignored. The work is bounded by a number of halvings, which a
 * jump that was not declared as breakpoint does not exhaust (40 for 12 digits).
 */
final class LineMoments implements LossMoments {

    private static final double[] FIXED = {0, 3, 6, 9, 14, 22, 38};
    private static final double BULK = 9;
    private static final double WIDE = 2;
    private static final double NARROW = 1e-2;
    private static final int GRADED = 24;
    private static final int ORDER = 12;
    private static final int HALVINGS = 2000;
    private static final int DEPTH = 60;
    private static final int COMPONENTS = 3;

    private static final double[] NODES = GaussLegendre.nodes(ORDER);
    private static final double[] WEIGHTS = GaussLegendre.weights(ORDER);

    private final Loss loss;
    private final ClassTarget target;
    private final double relativeTolerance;
    private final double[] breakpoints;
    /** Made when first asked for. */
    private @Nullable OwnDecision decision;

    private final double[] logit = new double[1];
    private final double[] none = new double[0];
    private final double[] slope = new double[1];

    private final double[] edges;
    // The stack of panels still to be settled: ends, depth and the three components of the one-panel estimate.
    private final double[] lower;
    private final double[] upper;
    private final int[] depth;
    private final double[] estimate;
    private final double[] left = new double[COMPONENTS];
    private final double[] right = new double[COMPONENTS];
    private final double[] magnitude = new double[COMPONENTS];
    private final double[] allowance = new double[COMPONENTS];
    private final double[] total = new double[COMPONENTS];

    private double center;
    private double deviation;
    private double slopeAtCenter;

    LineMoments(Loss loss, ClassTarget target, double relativeTolerance) {
        this.loss = loss;
        this.target = target;
        this.relativeTolerance = relativeTolerance;
        breakpoints = loss.breakpoints(target).clone();
        edges = new double[2 * FIXED.length + breakpoints.length + 2 * GRADED + 1];
        int capacity = edges.length + DEPTH + 2;
        lower = new double[capacity];
        upper = new double[capacity];
        depth = new int[capacity];
        estimate = new double[capacity * COMPONENTS];
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        place(mean, covariance);
        if (deviation == 0) {
            return value(center);
        }
        integrate(1);
        return total[0];
    }

    @Override
    public double error(double[] mean, double[] covariance) {
        if (decision == null) {
            decision = new OwnDecision(loss, target);
        }
        return decision.error(mean, covariance, 1);
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        place(mean, covariance);
        slopeAtCenter = slope(center);
        if (deviation == 0) {
            result.gradient[0] = slopeAtCenter;
            result.gradientSecondMoment[0] = slopeAtCenter * slopeAtCenter;
            result.hessian[0] = meanDifferenceQuotient();
            return;
        }
        integrate(COMPONENTS);
        result.gradient[0] = total[0];
        result.gradientSecondMoment[0] = total[1];
        result.hessian[0] = deviation < NARROW && !isNearBreak() ? meanDifferenceQuotient() : total[2] / deviation;
    }

    private void place(double[] mean, double[] covariance) {
        center = mean[0];
        deviation = Math.sqrt(Math.max(0, covariance[0]));
    }

    /** Whether difference quotients would reach over a kink or jump of a shaped gradient. */
    private boolean isNearBreak() {
        double reach = BULK * deviation + (Stencils.DIFFERENCE.length + 1) * Stencils.STEP;
        return !loss.isPotential() && Arrays.stream(breakpoints).anyMatch(r -> Math.abs(r - center) < reach);
    }

    private double value(double r) {
        logit[0] = r;
        return loss.value(target, logit, none, 0);
    }

    private double slope(double r) {
        logit[0] = r;
        loss.gradient(target, logit, none, 0, slope);
        return slope[0];
    }

    private double meanDifferenceQuotient() {
        if (deviation == 0) {
            return differenceQuotient(center);
        }
        double sum = 0;
        for (int k = 0; k < Stencils.HERMITE_NODES.length; k++) {
            sum += Stencils.HERMITE_WEIGHTS[k] * differenceQuotient(center + deviation * Stencils.HERMITE_NODES[k]);
        }
        return sum;
    }

    private double differenceQuotient(double r) {
        double sum = 0;
        for (int k = 1; k <= Stencils.DIFFERENCE.length; k++) {
            double shift = k * Stencils.STEP;
            sum += Stencils.DIFFERENCE[k - 1] * (slope(r + shift) - slope(r - shift));
        }
        return sum / Stencils.STEP;
    }

    private void integrate(int components) {
        int count = placeEdges();
        Arrays.fill(magnitude, 0);
        Arrays.fill(total, 0);
        int top = 0;
        for (int k = count - 1; k > 0; k--) {
            if (edges[k] > edges[k - 1]) {
                lower[top] = edges[k - 1];
                upper[top] = edges[k];
                depth[top] = 0;
                panel(edges[k - 1], edges[k], left, components, true);
                System.arraycopy(left, 0, estimate, top * COMPONENTS, components);
                top++;
            }
        }
        // Rounding of r = m + s z spoils the last digits of the loss, and more of those of grad(r) - grad(m) over s.
        double rounding = 4 * Math.ulp(center);
        for (int c = 0; c < components; c++) {
            double noise = c < 2 ? rounding : rounding / deviation;
            allowance[c] = Math.max(relativeTolerance, noise) * magnitude[c];
        }
        if (components == COMPONENTS) {
            allowance[2] += 4 * Math.ulp(magnitude[0]);
        }
        int halvings = 0;
        while (top > 0) {
            top--;
            double a = lower[top];
            double b = upper[top];
            double middle = 0.5 * (a + b);
            panel(a, middle, left, components, false);
            panel(middle, b, right, components, false);
            boolean settled = ++halvings > HALVINGS || depth[top] >= DEPTH;
            if (!settled) {
                settled = true;
                for (int c = 0; c < components; c++) {
                    double change = Math.abs(left[c] + right[c] - estimate[top * COMPONENTS + c]);
                    settled &= !(change > allowance[c]);
                }
            }
            if (settled) {
                for (int c = 0; c < components; c++) {
                    total[c] += left[c] + right[c];
                }
            } else {
                int level = depth[top] + 1;
                lower[top] = middle;
                upper[top] = b;
                depth[top] = level;
                System.arraycopy(right, 0, estimate, top * COMPONENTS, components);
                top++;
                lower[top] = a;
                upper[top] = middle;
                depth[top] = level;
                System.arraycopy(left, 0, estimate, top * COMPONENTS, components);
                top++;
            }
        }
    }

    private int placeEdges() {
        double end = FIXED[FIXED.length - 1];
        int count = 0;
        for (double z : FIXED) {
            edges[count++] = z;
            edges[count++] = -z;
        }
        for (double r : breakpoints) {
            count = placeInside((r - center) / deviation, end, count);
        }
        if (deviation > WIDE) {
            count = placeInside(-center / deviation, end, count);
            double r = 1;
            for (int k = 0; k < GRADED; k++, r *= 4) {
                count = placeInside((r - center) / deviation, end, count);
                count = placeInside((-r - center) / deviation, end, count);
            }
        }
        Arrays.sort(edges, 0, count);
        return count;
    }

    private int placeInside(double z, double end, int count) {
        if (z > -end && z < end) {
            edges[count] = z;
            return count + 1;
        }
        return count;
    }

    /** One panel: (Psi) or (g, g^2, z (g - g(m))) times phi, and on request the integrals of the absolute values. */
    private void panel(double a, double b, double[] sums, int components, boolean measure) {
        double half = 0.5 * (b - a);
        double middle = 0.5 * (a + b);
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        for (int k = 0; k < ORDER; k++) {
            double z = middle + half * NODES[k];
            double weight = half * WEIGHTS[k] * StandardNormal.density(z);
            double r = center + deviation * z;
            double f = components == 1 ? value(r) : slope(r);
            double f0 = weight * f;
            if (!Double.isFinite(f0 * f) && Math.abs(z) > BULK) {
                continue;
            }
            double f1 = f0 * f;
            double f2 = weight * z * (f - slopeAtCenter);
            s0 += f0;
            s1 += f1;
            s2 += f2;
            if (measure) {
                magnitude[0] += Math.abs(f0);
                magnitude[1] += f1;
                magnitude[2] += Math.abs(f2);
            }
        }
        sums[0] = s0;
        if (components > 1) {
            sums[1] = s1;
            sums[2] = s2;
        }
    }
}
