package org.sgdyn.solvers;

import java.util.stream.DoubleStream;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.Range;

/**
 * A linear ramp in front of another rule: gamma(t) = min(1, t / time) times what the other rule says. That rule sees the true
 * time t, not t - time: its decay, if any, counts from the start of the run.
 *
 * @param time the length of the ramp, &gt; 0
 * @param then the other rule
 */
public record WarmUpLearningRate(double time, LearningRate then) implements LearningRate {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless time &gt; 0
     */
    public WarmUpLearningRate {
        Require.inside("time", time, Range.POSITIVE);
    }

    @Override
    public double value(double t, double accumulated, LossGeometry geometry) {
        double full = then.value(t, accumulated, geometry);
        return t < time ? t / time * full : full;
    }

    @Override
    public boolean accumulates() {
        return then.accumulates();
    }

    @Override
    public boolean readsGeometry() {
        return then.readsGeometry();
    }

    @Override
    public boolean needsTeacher() {
        return then.needsTeacher();
    }

    @Override
    public double[] breakpoints() {
        return DoubleStream.concat(DoubleStream.of(time), DoubleStream.of(then.breakpoints()))
                .sorted()
                .distinct()
                .toArray();
    }
}
