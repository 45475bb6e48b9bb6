package org.sgdyn.spi;

/**
 * The Gaussian parts of classes that are mixtures themselves. The logits of a class have the density
 * sum_i share(i) N(m_i, B_i) over its parts i.
 *
 * @since 0.2
 */
public interface MixtureParts {

    /**
     * The order parameters with the parts in the place of classes.
     *
     * @return the order parameters; valid as long as those of the classes are
     */
    OrderParameters parameters();

    /**
     * The class that a part belongs to.
     *
     * @param part i, 0-based
     * @return its class, 0-based
     */
    int classOf(int part);

    /**
     * The share of a part in its class.
     *
     * @param part i, 0-based
     * @return a number in (0, 1]; those of a class sum to 1
     */
    double share(int part);
}
