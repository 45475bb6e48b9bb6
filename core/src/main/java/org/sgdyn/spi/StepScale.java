package org.sgdyn.spi;

/**
 * The scale P that a second moment gives the entries of a step, over all modes and outputs.
 *
 * @param mean its mean
 * @param smallest its smallest value
 * @param largest its largest value
 * @since 0.2
 */
public record StepScale(double mean, double smallest, double largest) {}
