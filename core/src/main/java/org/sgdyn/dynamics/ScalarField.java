package org.sgdyn.dynamics;

import org.sgdyn.model.ModeTable;

/**
 * The right-hand side for one output, where every mode is a scalar. All arrays are laid out like the state, so that every loop reads
 * and writes one index: such loops run on vector registers, loops with offsets do not.
 */
final class ScalarField {

    private final ModeTable modes;
    private final MeanEntries means;
    private final int slots;
    private final int end;
    /** lambda_k by slot, then by group, [K][size]. */
    private final double[][] eigenvalues;
    /** w_g at the covariances, 0 at the iterate. */
    private final double[] weights;

    ScalarField(ModeTable modes, MeanEntries means) {
        this.modes = modes;
        this.means = means;
        slots = modes.slots();
        end = slots + modes.groups();
        eigenvalues = new double[modes.spectra()][end];
        for (int k = 0; k < eigenvalues.length; k++) {
            System.arraycopy(modes.spectrumBySlot(k), 0, eigenvalues[k], 0, slots);
            System.arraycopy(modes.spectrumByGroup(k), 0, eigenvalues[k], slots, modes.groups());
        }
        weights = new double[end];
        System.arraycopy(modes.groupWeights(), 0, weights, slots, modes.groups());
    }

    /** dx_s/dt for slots from..to-1; spectra and classes are taken in pairs. */
    void iterate(Coefficients at, double[] state, double[] derivative, int from, int to) {
        double drift = -at.drift;
        int spectra = modes.spectra();
        for (int k = 0; k < spectra; k += 2) {
            int q = Math.min(k + 1, spectra - 1);
            double first = drift * at.hessian[k][0];
            double second = q > k ? drift * at.hessian[q][0] : 0;
            if (k == 0) {
                begin(derivative, drift * at.ridge, first, eigenvalues[k], second, eigenvalues[q], state, from, to);
            } else {
                addCurvature(derivative, first, eigenvalues[k], second, eigenvalues[q], state, from, to);
            }
        }
        means.addScaledCombination(drift, at.force, 0, from, to, derivative);
        for (int a = 0; a < modes.teacherOutputs(); a++) {
            double[] teacher = modes.slotTeachers(a);
            for (int k = 0; k < spectra; k++) {
                addCurvature(
                        derivative,
                        drift * at.teacherHessian[k][a],
                        eigenvalues[k],
                        0,
                        eigenvalues[k],
                        teacher,
                        from,
                        to);
            }
        }
    }

    /** dC_g/dt for groups from..to-1. */
    void covariance(Coefficients at, double[] state, double[] derivative, int from, int to) {
        double drift = -2 * at.drift;
        int spectra = modes.spectra();
        int start = slots + from;
        int stop = slots + to;
        for (int k = 0; k < spectra; k += 2) {
            int q = Math.min(k + 1, spectra - 1);
            double first = drift * at.hessian[k][0];
            double second = q > k ? drift * at.hessian[q][0] : 0;
            double firstNoise = at.noise * at.secondMoment[k][0];
            double secondNoise = q > k ? at.noise * at.secondMoment[q][0] : 0;
            if (k == 0) {
                begin(derivative, drift * at.ridge, first, eigenvalues[k], second, eigenvalues[q], state, start, stop);
            } else {
                addCurvature(derivative, first, eigenvalues[k], second, eigenvalues[q], state, start, stop);
            }
            addCurvature(derivative, firstNoise, eigenvalues[k], secondNoise, eigenvalues[q], weights, start, stop);
        }
    }

    private static void begin(
            double[] result, double r, double f, double[] a, double g, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            result[k] = (r + f * a[k] + g * b[k]) * y[k];
        }
    }

    private static void addCurvature(
            double[] result, double f, double[] a, double g, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            result[k] += (f * a[k] + g * b[k]) * y[k];
        }
    }
}
