package org.sgdyn.fit;

import java.util.List;

/**
 * A Gaussian mixture that was fitted to samples, with all that is needed to treat other samples alike.
 *
 * @param labels the labels, as the data writes them
 * @param all the components of all samples
 * @param halves those of either half of the samples, whose predictions tell how much a prediction from n samples flatters: 2 R_n -
 *     (R_1 + R_2) / 2 does not
 * @param preprocessing what samples go through first
 * @param settings what was fitted
 * @param source the name of the data's file
 * @param sha256 the SHA-256 of its bytes
 * @param samples how many samples it has, of all labels
 * @param heldOut how many samples of these labels were left out
 * @param constantFeatures how many features never vary
 */
public record FittedMixture(
        List<String> labels,
        Components all,
        List<Components> halves,
        Preprocessing preprocessing,
        FitSettings settings,
        String source,
        String sha256,
        long samples,
        long heldOut,
        int constantFeatures) {

    /** Copies the lists. */
    public FittedMixture {
        labels = List.copyOf(labels);
        halves = List.copyOf(halves);
    }

    /**
     * The dimension of preprocessed samples.
     *
     * @return d
     */
    public int dimension() {
        return all.dimension();
    }

    /**
     * The samples that were fitted.
     *
     * @return n
     */
    public long fitted() {
        long sum = 0;
        for (long count : all.counts()) {
            sum += count;
        }
        return sum;
    }
}
