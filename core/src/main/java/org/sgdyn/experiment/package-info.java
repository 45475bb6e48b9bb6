/**
 * From a tree of settings to an {@link org.sgdyn.experiment.Experiment}, with all problems reported at once, and from there
 * to its result.
 */
package org.sgdyn.experiment;
