package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.FeatureMap;

/**
 * What drives the modes where features are mapped coordinate by coordinate: to leading order a map acts by its slope s and its power
 * nu, so that s mu takes the place of the means, s lambda that of the eigenvalues in the forces, and nu that in the noise. What is
 * read off the modes stays. Immutable by convention.
 */
final class DriveTable {

    private final ModeTable modes;
    private final double[][] bySlot;
    private final double[][] byGroup;
    private final double[][] powers;
    private final MeanEntries means;

    private DriveTable(ModeTable modes, double[][] bySlot, double[][] byGroup, double[][] powers, MeanEntries means) {
        this.modes = modes;
        this.bySlot = bySlot;
        this.byGroup = byGroup;
        this.powers = powers;
        this.means = means;
    }

    /**
     * The table of a problem.
     *
     * @param means the class means, which serve where features stay as they are
     */
    static DriveTable of(LearningProblem problem, MeanEntries means) {
        ModeTable modes = problem.modes();
        FeatureMap map = problem.training().rule().features();
        int spectra = modes.spectra();
        if (map == FeatureMap.LINEAR) {
            double[][] byGroup = new double[spectra][];
            Arrays.setAll(byGroup, modes::spectrumByGroup);
            double[][] bySlot = new double[spectra][];
            Arrays.setAll(bySlot, modes::spectrumBySlot);
            return new DriveTable(modes, bySlot, byGroup, byGroup, means);
        }
        double[] traces = ModeGeometry.normalisedTraces(modes);
        boolean isLocal = map.basis() == FeatureMap.Basis.MODES;
        double[][] slopes = new double[spectra][modes.groups()];
        double[][] byGroup = new double[spectra][modes.groups()];
        double[][] powers = new double[spectra][modes.groups()];
        for (int k = 0; k < spectra; k++) {
            double[] eigenvalues = modes.spectrumByGroup(k);
            double slope = map.slope(traces[k]);
            double rest = map.power(traces[k]) - slope * slope * traces[k];
            for (int g = 0; g < modes.groups(); g++) {
                slopes[k][g] = isLocal ? map.slope(eigenvalues[g]) : slope;
                byGroup[k][g] = slopes[k][g] * eigenvalues[g];
                powers[k][g] = isLocal ? map.power(eigenvalues[g]) : slope * slope * eigenvalues[g] + rest;
            }
        }
        double[][] bySlot = new double[spectra][modes.slots()];
        double[][] drivingMeans = new double[modes.classes()][modes.slots()];
        for (int g = 0; g < modes.groups(); g++) {
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                for (int k = 0; k < spectra; k++) {
                    bySlot[k][s] = byGroup[k][g];
                }
                for (int i = 0; i < drivingMeans.length; i++) {
                    drivingMeans[i][s] = slopes[modes.spectrumOf(i)][g] * modes.slotMeans(i)[s];
                }
            }
        }
        return new DriveTable(modes, bySlot, byGroup, powers, MeanEntries.of(drivingMeans));
    }

    ModeTable modes() {
        return modes;
    }

    /** s lambda by slot. */
    double[] bySlot(int spectrum) {
        return bySlot[spectrum];
    }

    /** s lambda by group. */
    double[] byGroup(int spectrum) {
        return byGroup[spectrum];
    }

    /** nu by group. */
    double[] power(int spectrum) {
        return powers[spectrum];
    }

    /** s mu. */
    MeanEntries means() {
        return means;
    }
}
