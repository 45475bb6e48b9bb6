package org.sgdyn.run;

import java.util.concurrent.CancellationException;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;

/**
 * A learning rate that ends the run when the listener asks for it: theory reads the learning rate at every evaluation and
 * simulation at every step, so neither has to know.
 *
 * @param rate the rule itself
 * @param listener asked before every value
 */
record CancellableLearningRate(LearningRate rate, RunListener listener) implements LearningRate {

    @Override
    public double value(double time, double accumulated, LossGeometry geometry) {
        if (listener.isCancelled()) {
            throw new CancellationException("the run was cancelled at t = " + time);
        }
        return rate.value(time, accumulated, geometry);
    }

    @Override
    public boolean accumulates() {
        return rate.accumulates();
    }

    @Override
    public boolean readsGeometry() {
        return rate.readsGeometry();
    }

    @Override
    public boolean needsTeacher() {
        return rate.needsTeacher();
    }

    @Override
    public double[] breakpoints() {
        return rate.breakpoints();
    }
}
