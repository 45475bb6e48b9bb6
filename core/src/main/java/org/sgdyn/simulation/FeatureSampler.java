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

    /** Numbers are drawn and scaled while they are in the fastest cache. */
    private static final int PIECE = 1024;

    private final ModeTable modes;
    private final RandomStream random;
    private final FeatureLaw law;
    private final Optional<Rotation> rotation;
    private final double[][] deviations;
    /** Per class, the runs of modes with variance: from, to, from, to, ... */
    private final int[][] noisyRuns;

    /** The coordinates that a matrix mixes; unused without one. */
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
            noisyRuns[i] = runs(eigenvalues);
        }
        z = new double[dense.isPresent() || rotation.isPresent() ? modes.slots() : 0];
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

    /** A sample of class i, d numbers of an array from a position on. */
    void draw(int i, double[] features, int from) {
        double[] mean = modes.slotMeans(i);
        if (dense.isPresent()) {
            law.fill(random, z, 0, z.length);
            dense.get().root(i).map(z, mean, features, from);
            return;
        }
        if (rotation.isPresent()) {
            law.fill(random, z, 0, z.length);
            rotation.get().apply(z);
            System.arraycopy(z, 0, features, from, z.length);
            scale(mean, deviations[i], features, from, 0, z.length);
            return;
        }
        int[] runs = noisyRuns[i];
        int end = 0;
        for (int k = 0; k < runs.length; k += 2) {
            System.arraycopy(mean, end, features, from + end, runs[k] - end);
            end = runs[k + 1];
            for (int s = runs[k]; s < end; s += PIECE) {
                int next = Math.min(end, s + PIECE);
                law.fill(random, features, from + s, from + next);
                scale(mean, deviations[i], features, from, s, next);
            }
        }
        System.arraycopy(mean, end, features, from + end, mean.length - end);
    }

    private static void scale(double[] mean, double[] deviation, double[] features, int from, int start, int end) {
        for (int s = start; s < end; s++) {
            features[from + s] = mean[s] + deviation[s] * features[from + s];
        }
    }
}
