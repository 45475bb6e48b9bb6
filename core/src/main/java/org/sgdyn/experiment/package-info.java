/**
 * From a tree of settings to an {@link org.sgdyn.experiment.Experiment}, with all problems reported at once: its classes, its
 * modes, its size and its sources.
 */
@NullMarked
package org.sgdyn.experiment;

import org.jspecify.annotations.NullMarked;
