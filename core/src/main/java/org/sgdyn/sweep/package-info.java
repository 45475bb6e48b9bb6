/**
 * One experiment at every point of a grid. A sweep file is read and checked as a whole by {@link org.sgdyn.sweep.SweepReader};
 * each point is a {@link org.sgdyn.sweep.SweepTask}, a number that an {@link org.sgdyn.spi.Executor} may ship anywhere;
 * {@link org.sgdyn.sweep.SweepWorker} turns it into a {@link org.sgdyn.sweep.SweepRow}.
 */
@NullMarked
package org.sgdyn.sweep;

import org.jspecify.annotations.NullMarked;
