package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.ModeTable;

/**
 * The right-hand side for one output, where every mode is a scalar. Memory sets the pace of many modes, so one pass serves a mean
 * and two spectra, and weights that are all equal are not read.
 */
final class ScalarField {

    private final ModeTable modes;
    private final MeanEntries means;
    private final int slots;
    /** w_g lambda_{g,k} / commonWeight, [K][groups]: the eigenvalues themselves if all groups weigh the same. */
    private final double[][] shares;

    private final boolean isCommon;
    private final double commonWeight;

    private final double[] hessian;
    private final double[] noise;
    private final double[] force;
    private double drift;
    private double ridge;
    private Coefficients at;

    ScalarField(ModeTable modes, MeanEntries means) {
        this.modes = modes;
        this.means = means;
        slots = modes.slots();
        double first = modes.groupWeights()[0];
        isCommon = Arrays.stream(modes.groupWeights()).allMatch(w -> w == first);
        commonWeight = isCommon ? first : 1;
        shares = new double[modes.spectra()][];
        Arrays.setAll(shares, k -> isCommon ? modes.spectrumByGroup(k) : weighted(modes, modes.spectrumByGroup(k)));
        int paired = modes.spectra() + modes.spectra() % 2;
        hessian = new double[paired];
        noise = new double[paired];
        force = new double[means.rows()];
    }

    private static double[] weighted(ModeTable modes, double[] eigenvalues) {
        double[] result = modes.groupWeights().clone();
        for (int g = 0; g < result.length; g++) {
            result[g] *= eigenvalues[g];
        }
        return result;
    }

    /** Fixes the coefficients. */
    void prepare(Coefficients coefficients) {
        at = coefficients;
        drift = -at.drift;
        ridge = drift * at.ridge;
        for (int k = 0; k < modes.spectra(); k++) {
            hessian[k] = drift * at.hessian[k][0];
            noise[k] = at.noise * at.secondMoment[k][0] * commonWeight;
        }
        means.rowFactors(drift, at.force, 0, force);
    }

    /** dx_s/dt and dC_g/dt for a block's slots and groups. */
    void evaluate(double[] state, double[] derivative, int slot, int slotEnd, int group, int groupEnd) {
        boolean alike = slots == modes.groups() && isCommon;
        if (alike) {
            begin(state, derivative, slot, slotEnd);
        }
        iterate(state, derivative, slot, slotEnd, alike);
        covariance(state, derivative, group, groupEnd, alike);
    }

    /** The first mean and two spectra of both derivatives, where all groups are single modes, in one pass over the memory. */
    private void begin(double[] state, double[] derivative, int from, int to) {
        double[] a = modes.spectrumBySlot(0);
        double[] b = modes.spectrumBySlot(Math.min(1, modes.spectra() - 1));
        double[] row = means.rows() > 0 ? means.row(0) : a;
        double pull = means.rows() > 0 ? force[0] : 0;
        begin(derivative, slots, ridge, hessian[0], a, hessian[1], b, state, pull, row, noise[0], noise[1], from, to);
    }

    private static void begin(
            double[] result,
            int c,
            double r,
            double f,
            double[] a,
            double g,
            double[] b,
            double[] y,
            double w,
            double[] row,
            double n,
            double m,
            int from,
            int to) {
        // Backwards, as the blocks are taken.
        for (int k = to - 1; k >= from; k--) {
            double rate = r + f * a[k] + g * b[k];
            result[k] = rate * y[k] + w * row[k];
            result[c + k] = 2 * rate * y[c + k] + (n * a[k] + m * b[k]);
        }
    }

    /** dx_s/dt for slots from..to-1; without the first mean and spectra if it is begun. */
    private void iterate(double[] state, double[] derivative, int from, int to, boolean begun) {
        int spectra = modes.spectra();
        int rows = means.rows();
        for (int k = begun ? 2 : 0; k < spectra || k / 2 < rows; k += 2) {
            double[] a = modes.spectrumBySlot(Math.min(k, spectra - 1));
            double[] b = modes.spectrumBySlot(Math.min(k + 1, spectra - 1));
            double f = k < spectra ? hessian[k] : 0;
            double g = k < spectra ? hessian[k + 1] : 0;
            double[] row = k / 2 < rows ? means.row(k / 2) : a;
            double pull = k / 2 < rows ? force[k / 2] : 0;
            if (k == 0) {
                begin(derivative, ridge, f, a, g, b, state, pull, row, from, to);
            } else {
                add(derivative, f, a, g, b, state, pull, row, from, to);
            }
        }
        means.addEntries(drift, at.force, 0, from, to, derivative);
        for (int t = 0; t < modes.teacherOutputs(); t++) {
            for (int k = 0; k < spectra; k++) {
                double[] a = modes.spectrumBySlot(k);
                add(derivative, drift * at.teacherHessian[k][t], a, 0, a, modes.slotTeachers(t), 0, a, from, to);
            }
        }
    }

    private static void begin(
            double[] result,
            double r,
            double f,
            double[] a,
            double g,
            double[] b,
            double[] y,
            double p,
            double[] row,
            int from,
            int to) {
        for (int k = from; k < to; k++) {
            result[k] = (r + f * a[k] + g * b[k]) * y[k] + p * row[k];
        }
    }

    private static void add(
            double[] result,
            double f,
            double[] a,
            double g,
            double[] b,
            double[] y,
            double p,
            double[] row,
            int from,
            int to) {
        for (int k = from; k < to; k++) {
            result[k] += (f * a[k] + g * b[k]) * y[k] + p * row[k];
        }
    }

    /** dC_g/dt for groups from..to-1; without the first spectra if it is begun. */
    private void covariance(double[] state, double[] derivative, int from, int to, boolean begun) {
        int spectra = modes.spectra();
        for (int k = begun ? 2 : 0; k < spectra; k += 2) {
            double[] a = modes.spectrumByGroup(k);
            double[] b = modes.spectrumByGroup(Math.min(k + 1, spectra - 1));
            double f = 2 * hessian[k];
            double g = 2 * hessian[k + 1];
            if (k == 0) {
                beginCovariance(
                        derivative,
                        slots,
                        2 * ridge,
                        f,
                        a,
                        g,
                        b,
                        state,
                        noise[k],
                        share(k),
                        noise[k + 1],
                        share(k + 1),
                        from,
                        to);
            } else {
                addCovariance(
                        derivative, slots, f, a, g, b, state, noise[k], share(k), noise[k + 1], share(k + 1), from, to);
            }
        }
    }

    /** What the noise of spectrum k is spread by. */
    private double[] share(int k) {
        return shares[Math.min(k, shares.length - 1)];
    }

    private static void beginCovariance(
            double[] result,
            int c,
            double r,
            double f,
            double[] a,
            double g,
            double[] b,
            double[] y,
            double n,
            double[] p,
            double m,
            double[] q,
            int from,
            int to) {
        for (int k = from; k < to; k++) {
            result[c + k] = (r + f * a[k] + g * b[k]) * y[c + k] + (n * p[k] + m * q[k]);
        }
    }

    private static void addCovariance(
            double[] result,
            int c,
            double f,
            double[] a,
            double g,
            double[] b,
            double[] y,
            double n,
            double[] p,
            double m,
            double[] q,
            int from,
            int to) {
        for (int k = from; k < to; k++) {
            result[c + k] += (f * a[k] + g * b[k]) * y[c + k] + (n * p[k] + m * q[k]);
        }
    }
}
