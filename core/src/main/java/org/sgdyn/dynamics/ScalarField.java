package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.RowPair;

/**
 * The motion for one output, where every mode is a scalar: dx_s = rate_s x_s + push_s and dC_g = 2 rate_g C_g + noise_g. Memory sets
 * the pace of many modes, so one pass serves a mean and two spectra, and weights that are all equal are not read.
 */
final class ScalarField {

    private static final int PER_PASS = 2;

    private final ModeTable modes;
    private final MeanEntries means;
    /** Where C starts; x starts at 0. */
    private final int variance;
    /** Whether all groups are single modes of one weight. */
    private final boolean isUniform;
    /** Part of every noise, so that it is not read by mode: the common weight, or 1. */
    private final double commonWeight;

    /** Per two spectra: their part of the rate. */
    private final RowPair[] rates;

    /** Per two spectra: twice their part of the rate, and their noise. */
    private final RowPair[] decays;

    private final RowPair[] noises;
    /** Per row of the means: its factor in the push. */
    private final double[] pushes;

    ScalarField(ModeTable modes, StateLayout layout, MeanEntries means) {
        this.modes = modes;
        this.means = means;
        variance = layout.variance();
        double[] weights = modes.groupWeights();
        boolean isCommon = Arrays.stream(weights).allMatch(w -> w == weights[0]);
        isUniform = isCommon && modes.slots() == modes.groups();
        commonWeight = isCommon ? weights[0] : 1;
        int bySpectra = (modes.spectra() + 1) / PER_PASS;
        rates = pairs(bySpectra, modes::spectrumBySlot);
        decays = pairs(bySpectra, modes::spectrumByGroup);
        double[][] shares = new double[modes.spectra()][];
        Arrays.setAll(shares, k -> isCommon ? modes.spectrumByGroup(k) : product(weights, modes.spectrumByGroup(k)));
        noises = pairs(bySpectra, k -> shares[k]);
        pushes = new double[means.rows()];
    }

    /** Pairs of neighbouring spectra; the last one where there are no more. */
    private RowPair[] pairs(int count, IntFunction<double[]> spectrum) {
        int last = modes.spectra() - 1;
        RowPair[] pairs = new RowPair[count];
        Arrays.setAll(
                pairs,
                p -> RowPair.of(
                        spectrum.apply(Math.min(PER_PASS * p, last)),
                        spectrum.apply(Math.min(PER_PASS * p + 1, last))));
        return pairs;
    }

    private static double[] product(double[] a, double[] b) {
        double[] result = new double[a.length];
        Kernels.addProduct(result, 0, 1.0, a, 0, b, 0, result.length);
        return result;
    }

    /** Fixes the coefficients that the blocks are then evaluated at. */
    void prepare(Coefficients at) {
        double drift = -at.drift;
        double ridge = drift * at.ridge;
        for (int p = 0; p < decays.length; p++) {
            int first = PER_PASS * p;
            int second = first + 1;
            boolean hasSecond = second < modes.spectra();
            double damping = p == 0 ? ridge : 0;
            double firstRate = drift * at.hessian[first][0];
            double secondRate = hasSecond ? drift * at.hessian[second][0] : 0;
            rates[p].set(damping, firstRate, secondRate);
            decays[p].set(2 * damping, 2 * firstRate, 2 * secondRate);
            noises[p].set(0, noise(at, first), hasSecond ? noise(at, second) : 0);
        }
        means.rowFactors(drift, at.force, 0, pushes);
    }

    private double noise(Coefficients at, int spectrum) {
        return at.noise * at.secondMoment[spectrum][0] * commonWeight;
    }

    /** dx_s/dt and dC_g/dt for a block's slots and groups. */
    void evaluate(
            Coefficients at, double[] state, double[] derivative, int slot, int slotEnd, int group, int groupEnd) {
        if (isUniform) {
            rates[0].respondTwice(state, push(0), row(0), variance, noises[0], derivative, slot, slotEnd);
        } else {
            rates[0].respond(state, push(0), row(0), derivative, slot, slotEnd);
            decays[0].respondBehind(state, variance, noises[0], derivative, group, groupEnd);
        }
        addRest(at, state, derivative, slot, slotEnd, group, groupEnd);
    }

    /**
     * What the first pass over a block has left: further spectra and means, and the teacher's pull. In one method with it, the
     * compiler's code for the first pass is 8 % slower.
     */
    private void addRest(
            Coefficients at, double[] state, double[] derivative, int slot, int slotEnd, int group, int groupEnd) {
        for (int p = 1; p < rates.length; p++) {
            rates[p].addResponse(state, push(p), row(p), derivative, slot, slotEnd);
            decays[p].addResponseBehind(state, variance, noises[p], derivative, group, groupEnd);
        }
        for (int r = rates.length; r < pushes.length; r++) {
            Kernels.addInPlace(derivative, pushes[r], means.row(r), slot, slotEnd);
        }
        means.addEntries(-at.drift, at.force, 0, slot, slotEnd, derivative);
        for (int t = 0; t < modes.teacherOutputs(); t++) {
            for (int k = 0; k < modes.spectra(); k++) {
                double pullOfTeacher = -at.drift * at.teacherHessian[k][t];
                Kernels.addProduct(
                        derivative,
                        slot,
                        pullOfTeacher,
                        modes.spectrumBySlot(k),
                        slot,
                        modes.slotTeachers(t),
                        slot,
                        slotEnd - slot);
            }
        }
    }

    /** A row of the means, for a pass over spectra; any row, of factor 0, where there is none. */
    private double[] row(int r) {
        return r < pushes.length ? means.row(r) : modes.spectrumBySlot(0);
    }

    private double push(int r) {
        return r < pushes.length ? pushes[r] : 0;
    }
}
