package org.sgdyn.solvers;

import java.util.function.DoubleBinaryOperator;
import org.sgdyn.spi.OdeSystem;

/** y' = slope(t, y) for one number y. */
record ScalarSystem(DoubleBinaryOperator slope) implements OdeSystem {

    @Override
    public int size() {
        return 1;
    }

    @Override
    public void derivative(double time, double[] state, double[] derivative) {
        derivative[0] = slope.applyAsDouble(time, state[0]);
    }
}
