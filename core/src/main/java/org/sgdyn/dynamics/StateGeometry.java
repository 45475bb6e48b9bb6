package org.sgdyn.dynamics;

import org.sgdyn.spi.LossGeometry;

/** The loss geometry at a state and the coefficients of the right-hand side there; each number is computed when asked for. */
interface StateGeometry extends LossGeometry {

    /** Points the geometry at a state and the moments there; both are kept by reference. */
    void at(Coefficients coefficients, double[] state);
}
