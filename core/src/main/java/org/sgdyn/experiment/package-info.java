/**
 * From a tree of settings to an {@link org.sgdyn.experiment.Experiment}, with all problems reported at once: its classes, its
 * modes, its size and its sources.
 *
 * <p>A {@link org.sgdyn.experiment.Mixture} is what the classes come to: a {@code ProfileMixture} has modes, given by spectra and
 * profiles, a {@link org.sgdyn.experiment.DenseMixture} full covariances, which {@code MixtureReader} takes from what
 * {@link org.sgdyn.fit} has written and {@code MatricesReader} from files of NumPy; {@code MixtureChecks} refuses what they do not go
 * with. {@code ExchangeableClasses} finds the families of classes that a {@code ProfileMixture} takes together, unless the key
 * {@code reduction} says that each is to be solved on its own; {@link org.sgdyn.experiment.Experiment} puts the outcome into the learning
 * problem, and leaves out covariances of different outputs where no statistic reads them. {@link org.sgdyn.experiment.RealData} holds the real samples that {@code RealDataReader} was told of, read when a simulation
 * first needs them.
 */
@NullMarked
package org.sgdyn.experiment;

import org.jspecify.annotations.NullMarked;
