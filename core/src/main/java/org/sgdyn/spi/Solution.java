package org.sgdyn.spi;

/**
 * How an integration went.
 *
 * @param steps accepted steps
 * @param rejectedSteps steps tried again with a smaller size
 * @param evaluations evaluations of the right-hand side
 * @param outcome how it ended
 */
public record Solution(long steps, long rejectedSteps, long evaluations, Outcome outcome) {}
