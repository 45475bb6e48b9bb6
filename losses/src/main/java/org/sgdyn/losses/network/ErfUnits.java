package org.sgdyn.losses.network;

import java.util.Arrays;
import org.sgdyn.numerics.BivariateNormal;
import org.sgdyn.numerics.StandardNormal;

/**
 * Expectations of F = sum_a c_a phi(r_a) + c_0, phi(r) = erf(r / sqrt 2) = 2 Phi(r) - 1, over Gaussian r ~ N(m, B), and their gradients
 * by m and B. With s_a^2 = 1 + B_aa, alpha_a = m_a / s_a and rho_ab = B_ab / (s_a s_b),
 *
 * <pre>
 * E phi_a = 2 Phi(alpha_a) - 1,   E phi'_a = 2 n(alpha_a) / s_a,   E phi''_a = -(m_a / s_a^2) E phi'_a,
 * Cov(phi_a, phi_b) = 4 [ P(x &lt;= alpha_a, y &lt;= alpha_b; rho_ab) - Phi(alpha_a) Phi(alpha_b) ],
 * </pre>
 *
 * <p>n the standard normal density; phi' is a Gaussian factor, so that E phi'_a h(r) = (E phi'_a) E^a h, with r given an observation
 * r_a + N(0, 1) = 0 under E^a. For means of 0 these are the arcsines of D. Saad and S. A. Solla, Physical Review E 52, 4225 (1995).
 * Gradients by B are symmetric matrices Gamma with dE = tr(Gamma dB): Gamma_ab = E d_a d_b h / 2 (Price's theorem). One thread at a time.
 */
final class ErfUnits {

    final int count;
    final double[] mean;
    final double[] covariance;

    /** c_a, and c_0. */
    final double[] weights;

    double offset;

    /** E phi_a, E phi'_a, E phi''_a. */
    final double[] values;

    final double[] slopes;
    final double[] curvatures;

    /** s_a^2. */
    final double[] squares;

    private final double[] scales;
    private final double[] alphas;

    /** Cov(phi_a, phi_b). */
    final double[] scatter;

    /** E phi'_a phi_b, E phi'_a phi'_b, E phi''_a phi_b, row a, column b. */
    final double[] slopeByValue;

    final double[] slopeBySlope;
    final double[] curvatureByValue;

    /** E F. */
    double first;

    ErfUnits(int count) {
        this.count = count;
        mean = new double[count];
        covariance = new double[count * count];
        weights = new double[count];
        values = new double[count];
        slopes = new double[count];
        curvatures = new double[count];
        squares = new double[count];
        scales = new double[count];
        alphas = new double[count];
        scatter = new double[count * count];
        slopeByValue = new double[count * count];
        slopeBySlope = new double[count * count];
        curvatureByValue = new double[count * count];
    }

    /** Expectations of single units, once mean, covariance, weights and offset are in place. */
    void readSingles() {
        first = offset;
        for (int a = 0; a < count; a++) {
            squares[a] = 1 + Math.max(0, covariance[a * count + a]);
            scales[a] = Math.sqrt(squares[a]);
            alphas[a] = mean[a] / scales[a];
            values[a] = 2 * StandardNormal.cdf(alphas[a]) - 1;
            slopes[a] = 2 * StandardNormal.density(alphas[a]) / scales[a];
            curvatures[a] = -mean[a] / squares[a] * slopes[a];
            first += weights[a] * values[a];
        }
    }

    /** Covariances of pairs of units, after the singles. */
    void readScatter() {
        for (int a = 0; a < count; a++) {
            for (int b = a; b < count; b++) {
                double rho = covariance[a * count + b] / (scales[a] * scales[b]);
                double value = 4 * BivariateNormal.excess(alphas[a], alphas[b], rho);
                scatter[a * count + b] = value;
                scatter[b * count + a] = value;
            }
        }
    }

    /** What gradients need of pairs, after the singles. */
    void readPairSlopes() {
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                int ab = a * count + b;
                double share = covariance[ab] / squares[a];
                double square = 1 + Math.max(0, covariance[b * count + b] - covariance[ab] * share);
                double scale = Math.sqrt(square);
                double alpha = (mean[b] - share * mean[a]) / scale;
                slopeByValue[ab] = slopes[a] * (2 * StandardNormal.cdf(alpha) - 1);
                slopeBySlope[ab] = slopes[a] * 2 * StandardNormal.density(alpha) / scale;
                curvatureByValue[ab] = -mean[a] / squares[a] * slopeByValue[ab] - share * slopeBySlope[ab];
            }
        }
    }

    /** E phi_a F, after the scatter. */
    double valueByFirst(int a) {
        double sum = values[a] * first;
        for (int b = 0; b < count; b++) {
            sum += weights[b] * scatter[a * count + b];
        }
        return sum;
    }

    /** E F^2, after the scatter. */
    double second() {
        double sum = first * first;
        for (int a = 0; a < count; a++) {
            double row = 0;
            for (int b = 0; b < count; b++) {
                row += weights[b] * scatter[a * count + b];
            }
            sum += weights[a] * row;
        }
        return sum;
    }

    /** E phi'_a F, after the pairs' slopes. */
    double slopeByFirst(int a) {
        double sum = offset * slopes[a];
        for (int b = 0; b < count; b++) {
            sum += weights[b] * slopeByValue[a * count + b];
        }
        return sum;
    }

    /** E phi''_a F, after the pairs' slopes. */
    double curvatureByFirst(int a) {
        double sum = offset * curvatures[a];
        for (int b = 0; b < count; b++) {
            sum += weights[b] * curvatureByValue[a * count + b];
        }
        return sum;
    }

    /** The gradient of E F. */
    void differentiateFirst(MomentGradient result) {
        result.clear();
        result.value = first;
        for (int a = 0; a < count; a++) {
            result.byMean[a] = weights[a] * slopes[a];
            result.byCovariance[a * count + a] = 0.5 * weights[a] * curvatures[a];
        }
    }

    /** The gradient of E F^2, with the value plus what is added to it. */
    void differentiateSecond(double added, MomentGradient result) {
        result.value = second() + added;
        for (int a = 0; a < count; a++) {
            result.byMean[a] = 2 * weights[a] * slopeByFirst(a);
            for (int b = 0; b < count; b++) {
                result.byCovariance[a * count + b] = weights[a] * weights[b] * slopeBySlope[a * count + b];
            }
            result.byCovariance[a * count + a] += weights[a] * curvatureByFirst(a);
        }
    }

    /** The gradient of E phi_i F. */
    void differentiateValueByFirst(int i, MomentGradient result) {
        result.clear();
        result.value = valueByFirst(i);
        for (int a = 0; a < count; a++) {
            int ai = a * count + i;
            result.byMean[a] = weights[a] * slopeByValue[ai];
            result.byCovariance[a * count + a] = 0.5 * weights[a] * curvatureByValue[ai];
        }
        result.byMean[i] += slopeByFirst(i);
        result.byCovariance[i * count + i] += 0.5 * curvatureByFirst(i);
        for (int b = 0; b < count; b++) {
            double half = 0.5 * weights[b] * slopeBySlope[i * count + b];
            result.byCovariance[i * count + b] += half;
            result.byCovariance[b * count + i] += half;
        }
    }

    /**
     * The gradient of E r_i F = m_i E F + sum_b c_b B_ib E phi'_b.
     *
     * @param result receives value and gradient
     */
    void differentiateLogitByFirst(int i, MomentGradient result) {
        Arrays.fill(result.byCovariance, 0);
        result.value = mean[i] * first;
        for (int b = 0; b < count; b++) {
            double share = covariance[i * count + b];
            double slope = slopes[b];
            // Of E phi'_b: by m_b, and half the second derivative by m_b.
            double byMean = curvatures[b];
            double byVariance = 0.5 * slope * (mean[b] * mean[b] / squares[b] - 1) / squares[b];
            result.value += weights[b] * share * slope;
            result.byMean[b] = weights[b] * (mean[i] * slope + share * byMean);
            result.byCovariance[b * count + b] += weights[b] * (0.5 * mean[i] * curvatures[b] + share * byVariance);
            double half = 0.5 * weights[b] * slope;
            result.byCovariance[i * count + b] += half;
            result.byCovariance[b * count + i] += half;
        }
        result.byMean[i] += first;
    }
}
