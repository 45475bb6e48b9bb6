package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.LossGeometry;

/** The loss geometry at a state and the coefficients of the right-hand side there; each number is computed when asked for. */
interface StateGeometry extends LossGeometry {

    /** The geometry of a problem, whose covariances share an eigenbasis or not; logits are those that are read at its states. */
    static StateGeometry of(LearningProblem problem, StateLayout layout, Logits logits) {
        return logits instanceof DenseLogits dense
                ? new DenseGeometry(problem, layout, dense)
                : new ModeGeometry(problem, layout);
    }

    /** Points the geometry at a state and the moments there; both are kept by reference. */
    void at(Coefficients coefficients, double[] state);
}
