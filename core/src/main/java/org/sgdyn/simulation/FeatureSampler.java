package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.RandomStream;

/**
 * Draws features a = mu_i + K_i^{1/2} z, the coordinates of z by a law: independent on the modes, and then no random numbers are
 * drawn where a class has no variance; or z = Q w with w independent. Where covariances are full matrices, the root of one is
 * triangular. One thread at a time.
 */
final class FeatureSampler {

    private final ModeTable modes;
    private final RandomStream random;
    private final FeatureLaw law;
    private final Optional<Rotation> rotation;
    private final double[][] deviations;
    /** Per class, the runs of modes with variance: from, to, from, to, ... */
    private final int[][] noisyRuns;

    private final double[] z;
    private final Optional<DenseCovariances> dense;

    FeatureSampler(ModeTable modes, FeatureLaw law, Optional<Rotation> rotation, RandomStream random) {
        this.modes = modes;
        this.law = law;
        this.rotation = rotation;
        this.random = random;
        dense = modes.dense();
        deviations = new double[dense.isPresent() ? 0 : modes.classes()][modes.slots()];
        noisyRuns = new int[deviations.length][];
        for (int i = 0; i < deviations.length; i++) {
            double[] eigenvalues = modes.slotEigenvalues(i);
            for (int s = 0; s < eigenvalues.length; s++) {
                deviations[i][s] = Math.sqrt(eigenvalues[s]);
            }
            noisyRuns[i] = rotation.isPresent() ? new int[] {0, eigenvalues.length} : runs(eigenvalues);
        }
        z = new double[modes.slots()];
    }

    private static int[] runs(double[] eigenvalues) {
        int[] ends = new int[eigenvalues.length + 1];
        int count = 0;
        for (int s = 0; s <= eigenvalues.length; s++) {
            boolean before = s > 0 && eigenvalues[s - 1] > 0;
            boolean here = s < eigenvalues.length && eigenvalues[s] > 0;
            if (before != here) {
                ends[count++] = s;
            }
        }
        return Arrays.copyOf(ends, count);
    }

    /** A sample of class i. Where its deviation is 0, z keeps an earlier sample's number, which counts for nothing. */
    void draw(int i, double[] features) {
        if (dense.isPresent()) {
            law.fill(random, z, 0, z.length);
            dense.get().root(i).map(z, modes.slotMeans(i), features);
            return;
        }
        int[] runs = noisyRuns[i];
        for (int k = 0; k < runs.length; k += 2) {
            law.fill(random, z, runs[k], runs[k + 1]);
        }
        if (rotation.isPresent()) {
            rotation.get().apply(z);
        }
        scale(modes.slotMeans(i), deviations[i], z, features);
    }

    private static void scale(double[] mean, double[] deviation, double[] z, double[] features) {
        for (int s = 0; s < features.length; s++) {
            features[s] = mean[s] + deviation[s] * z[s];
        }
    }
}
