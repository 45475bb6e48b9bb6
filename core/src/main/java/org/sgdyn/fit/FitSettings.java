package org.sgdyn.fit;

import java.util.List;
import java.util.OptionalInt;

/**
 * What is fitted.
 *
 * @param classes the labels to take, in this order; empty for all
 * @param components the Gaussian components of a label, &gt;= 1, where it has samples enough
 * @param pca how many principal directions are kept, 0 for all features as they are; empty for all features up to {@value #MOST_PLAIN},
 *     else {@value #DEFAULT_PCA} directions
 * @param isStandardised whether features are divided by their standard deviations
 * @param holdout the share of samples that is left out, to measure on, in [0, 1)
 * @param seed the root of what is random
 */
public record FitSettings(
        List<String> classes, int components, OptionalInt pca, boolean isStandardised, double holdout, long seed) {

    /** Samples of more numbers are reduced unless that is told otherwise. */
    public static final int MOST_PLAIN = 1024;

    /** To how many directions they are reduced. */
    public static final int DEFAULT_PCA = 256;

    /** Copies the list. */
    public FitSettings {
        classes = List.copyOf(classes);
        if (components < 1 || pca.orElse(0) < 0 || !(holdout >= 0 && holdout < 1)) {
            throw new IllegalArgumentException("components >= 1, pca >= 0 and 0 <= holdout < 1 are needed");
        }
    }

    /**
     * The same with other components.
     *
     * @param count the Gaussian components of a label, &gt;= 1
     * @return the settings
     */
    public FitSettings withComponents(int count) {
        return new FitSettings(classes, count, pca, isStandardised, holdout, seed);
    }

    /** How many directions of so many columns are kept; empty for all. */
    OptionalInt directions(int columns) {
        if (pca.isPresent()) {
            return pca.getAsInt() == 0 ? OptionalInt.empty() : pca;
        }
        return columns <= MOST_PLAIN ? pca : OptionalInt.of(DEFAULT_PCA);
    }
}
