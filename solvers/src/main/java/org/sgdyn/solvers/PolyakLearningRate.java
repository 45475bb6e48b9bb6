package org.sgdyn.solvers;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;

/**
 * Polyak's step, greedy in the distance to the teacher: gamma = &lt;grad R, X - X*&gt; / ( (1/d) sum_i p_i tr(K_i) tr(G_i) )
 * (arXiv:2405.19585); 0 where the descent direction leads away from the teacher.
 */
public record PolyakLearningRate() implements LearningRate {

    @Override
    public double value(double time, double accumulated, LossGeometry geometry) {
        return Ratio.of(geometry.descentTowardTeacher(), geometry.gradientSecondMoment());
    }

    @Override
    public boolean readsGeometry() {
        return true;
    }

    @Override
    public boolean needsTeacher() {
        return true;
    }
}
