package org.sgdyn.losses.network;

import org.sgdyn.numerics.BivariateNormal;
import org.sgdyn.numerics.NormalTail;
import org.sgdyn.numerics.StandardNormal;

/**
 * Expectations of rectified units phi_a = max(0, r_a), 1_a = [r_a &gt; 0], over Gaussian r ~ N(m, B). With h_a = m_a / sqrt B_aa, by
 * Stein's identity,
 *
 * <pre>
 * E phi_a = sqrt(B_aa) ( n(h_a) + h_a Phi(h_a) ),   E 1_a 1_b = P(x &lt;= h_a, y &lt;= h_b; rho_ab),
 * E delta(r_a) 1_b = n(h_a) / sqrt(B_aa) Phi(h_b|a),   E delta(r_a) phi_b = n(h_a) / sqrt(B_aa) E(phi_b | r_a = 0),
 * E 1_a phi_b = m_b E 1_a 1_b + B_ab E delta(r_a) 1_b + B_bb E delta(r_b) 1_a,
 * E phi_a phi_b = m_a E 1_a phi_b + B_aa E delta(r_a) phi_b + B_ab E 1_a 1_b.
 * </pre>
 *
 * <p>(For means of 0: Y. Cho and L. K. Saul, Advances in Neural Information Processing Systems 22, 342, 2009.) One thread at a time.
 */
final class ReluUnits {

    /** Below this variance, relative to 1, a logit counts as one of this variance: the kink at 0 is smeared by 1e-12. */
    private static final double SMALLEST = 1e-24;

    final int count;
    final double[] mean;
    final double[] covariance;

    /** E phi_a, E 1_a, E delta(r_a). */
    final double[] values;

    final double[] slopes;
    final double[] curvatures;

    private final double[] deviations;
    private final double[] bounds;

    /** E 1_a phi_b, row a, column b; E 1_a 1_b; E delta(r_a) phi_b; E phi_a phi_b. */
    final double[] slopeByValue;

    final double[] slopeBySlope;
    final double[] curvatureByValue;
    final double[] valueByValue;
    private final double[] curvatureBySlope;

    ReluUnits(int count) {
        this.count = count;
        mean = new double[count];
        covariance = new double[count * count];
        values = new double[count];
        slopes = new double[count];
        curvatures = new double[count];
        deviations = new double[count];
        bounds = new double[count];
        slopeByValue = new double[count * count];
        slopeBySlope = new double[count * count];
        curvatureByValue = new double[count * count];
        valueByValue = new double[count * count];
        curvatureBySlope = new double[count * count];
    }

    /** Expectations of single units, once mean and covariance are in place. */
    void readSingles() {
        for (int a = 0; a < count; a++) {
            double deviation = Math.sqrt(Math.max(SMALLEST, covariance[a * count + a]));
            double bound = mean[a] / deviation;
            deviations[a] = deviation;
            bounds[a] = bound;
            slopes[a] = StandardNormal.cdf(bound);
            curvatures[a] = StandardNormal.density(bound) / deviation;
            values[a] = deviation * NormalTail.first(-bound);
            if (covariance[a * count + a] == 0 && mean[a] <= 0) {
                // A unit that is off for certain, also at the kink itself, where SGD takes the slope 0.
                slopes[a] = 0;
                curvatures[a] = 0;
                values[a] = 0;
            }
        }
    }

    /** Expectations of pairs, after the singles. */
    void readPairs() {
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                readPlane(a, b);
            }
        }
        for (int a = 0; a < count; a++) {
            for (int b = a; b < count; b++) {
                double both = a == b ? slopes[a] : orthant(a, b);
                slopeBySlope[a * count + b] = both;
                slopeBySlope[b * count + a] = both;
            }
        }
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                int ab = a * count + b;
                slopeByValue[ab] = a == b
                        ? values[a]
                        : mean[b] * slopeBySlope[ab]
                                + covariance[ab] * curvatureBySlope[ab]
                                + deviations[b] * deviations[b] * curvatureBySlope[b * count + a];
            }
        }
        for (int a = 0; a < count; a++) {
            for (int b = a; b < count; b++) {
                int ab = a * count + b;
                double variance = deviations[a] * deviations[a];
                double product = mean[a] * slopeByValue[ab]
                        + variance * curvatureByValue[ab]
                        + (a == b ? variance : covariance[ab]) * slopeBySlope[ab];
                valueByValue[ab] = product;
                valueByValue[b * count + a] = product;
            }
        }
    }

    private double orthant(int a, int b) {
        double rho = covariance[a * count + b] / (deviations[a] * deviations[b]);
        return slopes[a] * slopes[b] + BivariateNormal.excess(bounds[a], bounds[b], rho);
    }

    /** E delta(r_a) 1_b and E delta(r_a) phi_b: r_b on the plane r_a = 0. */
    private void readPlane(int a, int b) {
        int ab = a * count + b;
        if (a == b) {
            // The kink itself: half of a jump, and nothing of what vanishes there.
            curvatureBySlope[ab] = 0.5 * curvatures[a];
            curvatureByValue[ab] = 0;
            return;
        }
        double share = covariance[ab] / (deviations[a] * deviations[a]);
        double variance = deviations[b] * deviations[b] - covariance[ab] * share;
        double deviation = Math.sqrt(Math.max(SMALLEST, variance));
        double bound = (mean[b] - share * mean[a]) / deviation;
        curvatureBySlope[ab] = curvatures[a] * StandardNormal.cdf(bound);
        curvatureByValue[ab] = curvatures[a] * deviation * NormalTail.first(-bound);
    }
}
