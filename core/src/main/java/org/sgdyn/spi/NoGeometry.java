package org.sgdyn.spi;

/**
 * What learning rates are given that read no loss geometry, where none is computed: asked for a number, it refuses.
 *
 * @since 0.2
 */
public enum NoGeometry implements LossGeometry {
    /** There is nothing to tell two apart. */
    INSTANCE;

    @Override
    public double gradientSecondMoment() {
        throw refusal();
    }

    @Override
    public double squaredRiskGradient() {
        throw refusal();
    }

    @Override
    public double riskDescent() {
        throw refusal();
    }

    @Override
    public double noiseCurvature() {
        throw refusal();
    }

    @Override
    public double descentTowardTeacher() {
        throw refusal();
    }

    private static IllegalStateException refusal() {
        return new IllegalStateException(
                "the learning rate reads the loss geometry, but its readsGeometry() does not say so");
    }
}
