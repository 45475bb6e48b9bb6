package org.sgdyn.spi;

/**
 * What a loss knows of the class that a sample comes from.
 *
 * @param index the class, 0-based: i - 1 of the mathematics
 * @param label the target y_i of a scalar loss; NaN where the experiment gives none (softmax needs none)
 */
public record ClassTarget(int index, double label) {}
