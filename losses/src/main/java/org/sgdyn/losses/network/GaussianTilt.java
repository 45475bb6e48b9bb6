package org.sgdyn.losses.network;

import java.util.Arrays;
import org.sgdyn.numerics.StandardNormal;

/**
 * r ~ N(m, B) given that one or two of its entries J, with noise of variance 1 each, were observed to be 0: what a product of factors
 * 2 n(r_j), n the standard normal density, makes of expectations. With S = B_JJ + I, A = B_.J S^{-1} and w = S^{-1} m_J,
 *
 * <pre>
 * E prod_j 2 n(r_j) h(r) = z E^J h,   z = 2^|J| N(m_J; 0, S),   m^J = m - A m_J,   B^J = B - A B_J.,
 * d log z = -w . dm_J + w^T dB_JJ w / 2 - tr(S^{-1} dB_JJ) / 2,   dm^J = P ( dm - dB_.J w ),   dB^J = P dB P^T,   P = I - A I_J.
 * </pre>
 *
 * <p>One thread at a time.
 */
final class GaussianTilt {

    private final int count;
    private int observations;
    private int first;
    private int second;

    /** S^{-1}, 2 x 2 for two observations. */
    private double inverse11;

    private double inverse12;
    private double inverse22;
    private double w1;
    private double w2;

    /** A, a row each of its columns. */
    private final double[] gain1;

    private final double[] gain2;
    private final double[] pulled;
    private final double[] product1;
    private final double[] product2;

    /** z. */
    double factor;

    GaussianTilt(int count) {
        this.count = count;
        gain1 = new double[count];
        gain2 = new double[count];
        pulled = new double[count];
        product1 = new double[count];
        product2 = new double[count];
    }

    /** Observes one entry. */
    void observe(int j, double[] mean, double[] covariance) {
        observations = 1;
        first = j;
        second = j;
        double s = 1 + Math.max(0, covariance[j * count + j]);
        inverse11 = 1 / s;
        inverse12 = 0;
        inverse22 = 0;
        w1 = mean[j] / s;
        w2 = 0;
        factor = 2 * StandardNormal.density(mean[j] / Math.sqrt(s)) / Math.sqrt(s);
        fillGains(covariance);
    }

    /** Observes two entries, or one twice. */
    void observe(int j, int k, double[] mean, double[] covariance) {
        observations = 2;
        first = j;
        second = k;
        double s11 = 1 + Math.max(0, covariance[j * count + j]);
        double s22 = 1 + Math.max(0, covariance[k * count + k]);
        double s12 = covariance[j * count + k];
        double determinant = Math.max(1, s11 * s22 - s12 * s12);
        inverse11 = s22 / determinant;
        inverse12 = -s12 / determinant;
        inverse22 = s11 / determinant;
        w1 = inverse11 * mean[j] + inverse12 * mean[k];
        w2 = inverse12 * mean[j] + inverse22 * mean[k];
        double distance = w1 * mean[j] + w2 * mean[k];
        factor = 2 * Math.exp(-0.5 * distance) / (Math.PI * Math.sqrt(determinant));
        fillGains(covariance);
    }

    private void fillGains(double[] covariance) {
        for (int a = 0; a < count; a++) {
            double b1 = covariance[a * count + first];
            double b2 = covariance[a * count + second];
            gain1[a] = b1 * inverse11 + b2 * inverse12;
            gain2[a] = b1 * inverse12 + b2 * inverse22;
        }
    }

    /** m^J and B^J into units. */
    void apply(double[] mean, double[] covariance, ErfUnits result) {
        double m1 = mean[first];
        double m2 = mean[second];
        for (int a = 0; a < count; a++) {
            result.mean[a] = mean[a] - gain1[a] * m1 - gain2[a] * m2;
            for (int b = 0; b < count; b++) {
                result.covariance[a * count + b] = covariance[a * count + b]
                        - gain1[a] * covariance[b * count + first]
                        - gain2[a] * covariance[b * count + second];
            }
        }
    }

    /** The gradient of z E^J h by m and B from that of E^J h by m^J and B^J, in place. */
    void pullBack(MomentGradient gradient) {
        double[] q = gradient.byCovariance;
        double value = gradient.value;
        // P^T a.
        System.arraycopy(gradient.byMean, 0, pulled, 0, count);
        double sum1 = 0;
        double sum2 = 0;
        for (int a = 0; a < count; a++) {
            sum1 += gain1[a] * gradient.byMean[a];
            sum2 += gain2[a] * gradient.byMean[a];
        }
        pulled[first] -= sum1;
        pulled[second] -= sum2;
        pullMatrix(q);
        for (int a = 0; a < count; a++) {
            addSymmetric(q, a, first, -pulled[a] * w1);
            addSymmetric(q, a, second, -pulled[a] * w2);
        }
        addSymmetric(q, first, first, 0.5 * value * (w1 * w1 - inverse11));
        if (observations == 2) {
            addSymmetric(q, first, second, value * (w1 * w2 - inverse12));
            addSymmetric(q, second, second, 0.5 * value * (w2 * w2 - inverse22));
        }
        System.arraycopy(pulled, 0, gradient.byMean, 0, count);
        gradient.byMean[first] -= value * w1;
        gradient.byMean[second] -= value * w2;
        for (int a = 0; a < count; a++) {
            gradient.byMean[a] *= factor;
        }
        for (int e = 0; e < count * count; e++) {
            q[e] *= factor;
        }
        gradient.value = value * factor;
    }

    /** Q becomes P^T Q P. */
    private void pullMatrix(double[] q) {
        Arrays.fill(product1, 0);
        Arrays.fill(product2, 0);
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                product1[b] += gain1[a] * q[a * count + b];
                product2[b] += gain2[a] * q[a * count + b];
            }
        }
        double p11 = 0;
        double p12 = 0;
        double p22 = 0;
        for (int b = 0; b < count; b++) {
            p11 += product1[b] * gain1[b];
            p12 += product1[b] * gain2[b];
            p22 += product2[b] * gain2[b];
        }
        for (int b = 0; b < count; b++) {
            addSymmetric(q, b, first, -2 * product1[b]);
            addSymmetric(q, b, second, -2 * product2[b]);
        }
        addSymmetric(q, first, first, p11);
        addSymmetric(q, first, second, 2 * p12);
        addSymmetric(q, second, second, p22);
    }

    /** Adds x / 2 to entries (a, b) and (b, a). */
    private void addSymmetric(double[] q, int a, int b, double x) {
        q[a * count + b] += 0.5 * x;
        q[b * count + a] += 0.5 * x;
    }
}
