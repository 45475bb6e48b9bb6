package org.sgdyn.experiment;

import java.util.List;
import java.util.Optional;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.Statistic;

/**
 * The modes of an experiment's data, teacher and start. Each table is built once, when it is first asked for, and serves all that is
 * done with the experiment from then on. Thread-safe.
 */
public sealed interface Mixture permits ProfileMixture, DenseMixture {

    /** Nodes per panel of the spectral quadrature. */
    int NODES_PER_PANEL = 10;

    /**
     * The modes for theory: merged by eigenvalues, by quadrature where spectra and vectors are functions of u = rho / d; or the
     * vectors that take their place where covariances are full matrices.
     *
     * @param statistics what will be read off them, which may need some modes apart
     * @param nodesPerPanel the accuracy of the quadrature
     * @return the modes
     * @throws InvalidModeException if a value is not finite, an eigenvalue negative, or a limit missing
     */
    ModeTable merged(List<Statistic> statistics, int nodesPerPanel);

    /**
     * Every mode on its own at finite dimension, for simulations; each random vector has a stream of its own.
     *
     * @return the modes
     * @throws InvalidModeException if a value is not finite, or an eigenvalue negative
     * @throws java.util.NoSuchElementException if the dimension is infinite
     */
    ModeTable single();

    /**
     * One mode of no variance, for what depends on the numbers of classes and outputs alone.
     *
     * @return the mode
     */
    ModeTable shape();

    /**
     * A table whose numbers tell mixtures apart, and which theory or simulation have in any case.
     *
     * @param statistics what will be read off them
     * @return the modes, merged or single
     */
    ModeTable distinctive(List<Statistic> statistics);

    /**
     * Whether every part is a function of u that the modes sample, and there are enough of them.
     *
     * @return true if the modes are nodes of a quadrature
     */
    boolean isSampled();

    /**
     * Whether theory is the exact expectation over runs, step by step.
     *
     * @return true for form: expectation of full covariances
     */
    default boolean isExpectation() {
        return false;
    }

    /**
     * The families of exchangeable classes that the modes are those of.
     *
     * @return the families; empty where classes are what they are
     */
    default Optional<Families> families() {
        return Optional.empty();
    }

    /**
     * The same mixture with classes as they are, for what is said of each of them.
     *
     * @return the mixture without families
     */
    default Mixture classByClass() {
        return this;
    }

    /**
     * A training on the classes of an experiment, as one on the classes of its modes.
     *
     * @param training the training
     * @return the same unless classes have parts
     */
    default Training training(Training training) {
        return training;
    }
}
