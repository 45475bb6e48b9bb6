package org.sgdyn.solvers;

import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.UpdateRule;

/** A rule whose gradients go through another rule, one of shape alone, first. */
interface OverGradient extends UpdateRule {

    /** The rule that shapes the gradient. */
    UpdateRule gradient();

    @Override
    default GradientShape shape() {
        return gradient().shape();
    }

    @Override
    default double gradientNoise() {
        return gradient().gradientNoise();
    }
}
