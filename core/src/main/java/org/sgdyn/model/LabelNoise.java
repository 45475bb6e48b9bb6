package org.sgdyn.model;

import java.util.Arrays;
import java.util.List;
import org.sgdyn.spi.ClassTarget;

/**
 * Labels that samples of a class show instead of their own: y with probability Q_iy. It acts like a split of the class into classes
 * of equal mean and covariance.
 *
 * @param shown per class the labels that it shows, of positive probability, their sum 1; empty if every class shows its own
 */
public record LabelNoise(List<List<Shown>> shown) {

    /** Every class shows its own label. */
    public static final LabelNoise NONE = new LabelNoise(List.of());

    /**
     * A label that a class shows.
     *
     * @param target the class that the label belongs to, as the loss sees it
     * @param probability Q_iy &gt; 0
     */
    public record Shown(ClassTarget target, double probability) {}

    /** Copies the lists. */
    public LabelNoise {
        shown = shown.stream().map(List::copyOf).toList();
    }

    /** The same for parts of the classes; labels says for each which it belongs to. */
    LabelNoise ofParts(int[] labels) {
        return isNone()
                ? this
                : new LabelNoise(Arrays.stream(labels).mapToObj(shown::get).toList());
    }

    /**
     * Whether every class shows its own label.
     *
     * @return true if there is no noise
     */
    public boolean isNone() {
        return shown.isEmpty();
    }
}
