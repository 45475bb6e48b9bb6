package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.SecondMoment;

/**
 * The scale P of a second moment by output and group: P_{g,j} = P(v_{g,j}), v_{g,j} = sum_k nu_{g,k} q_{kj}, for the numbers q of the
 * coefficients. One thread at a time.
 */
final class ScaleOfModes {

    private final DriveTable drive;
    private final SecondMoment rule;
    private final int outputs;
    private final int groups;
    /** P, output by output. */
    private final double[][] byGroup;

    private final double[][] bySlot;
    private final double[] moment;
    private final double[] change;

    ScaleOfModes(DriveTable drive, SecondMoment rule) {
        this.drive = drive;
        this.rule = rule;
        outputs = drive.modes().outputs();
        groups = drive.modes().groups();
        byGroup = new double[outputs][groups];
        bySlot = drive.modes().slots() == groups
                ? byGroup
                : new double[outputs][drive.modes().slots()];
        moment = new double[groups];
        change = new double[groups];
    }

    /** Computes P at the second moments of the coefficients, moved linearly along their change. */
    void evaluate(Coefficients at) {
        boolean moves = Arrays.stream(at.momentChange).anyMatch(q -> q != 0);
        for (int j = 0; j < outputs; j++) {
            combine(at.moments, j, moment);
            double[] scale = byGroup[j];
            for (int g = 0; g < groups; g++) {
                scale[g] = rule.scale(Math.max(0, moment[g]));
            }
            if (moves) {
                combine(at.momentChange, j, change);
                for (int g = 0; g < groups; g++) {
                    scale[g] += rule.slope(Math.max(0, moment[g])) * change[g];
                }
            }
            if (bySlot[j] != scale) {
                for (int g = 0; g < groups; g++) {
                    Arrays.fill(
                            bySlot[j], drive.modes().slotStart(g), drive.modes().slotStart(g + 1), scale[g]);
                }
            }
        }
    }

    private void combine(double[] q, int output, double[] result) {
        Arrays.fill(result, 0);
        for (int k = 0; k < drive.modes().spectra(); k++) {
            Kernels.add(result, 0, q[k * outputs + output], drive.power(k), 0, groups);
        }
    }

    /** P of an output by group, as last evaluated. */
    double[] byGroup(int output) {
        return byGroup[output];
    }

    /** P of an output by slot, as last evaluated. */
    double[] bySlot(int output) {
        return bySlot[output];
    }
}
