package org.sgdyn.spi;

import java.util.Objects;

/**
 * What a loss knows of the class that a sample comes from.
 *
 * @since 0.1
 */
public final class ClassTarget {

    private final int index;
    private final double label;

    /**
     * What plug-ins built against version 0.1 call.
     *
     * @param index the class, 0-based
     * @param label its target
     * @deprecated for {@link #of}
     */
    @Deprecated(since = "0.2")
    public ClassTarget(int index, double label) {
        this.index = index;
        this.label = label;
    }

    /**
     * The target of a class.
     *
     * @param index the class, 0-based: i - 1 of the mathematics
     * @param label the target y_i of a scalar loss; NaN where the experiment gives none (softmax needs none)
     * @return the target
     * @since 0.2
     */
    public static ClassTarget of(int index, double label) {
        return new ClassTarget(index, label);
    }

    /**
     * The class.
     *
     * @return i - 1 of the mathematics: 0-based
     */
    public int index() {
        return index;
    }

    /**
     * The target y_i of a scalar loss.
     *
     * @return y_i; NaN where the experiment gives none
     */
    public double label() {
        return label;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassTarget that && index == that.index && Double.compare(label, that.label) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(index, label);
    }

    @Override
    public String toString() {
        return "class " + (index + 1) + (Double.isNaN(label) ? "" : " with label " + label);
    }
}
