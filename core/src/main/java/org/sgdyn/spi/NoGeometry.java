package org.sgdyn.spi;

/** The landscape where there is none: asked for a number, it refuses. */
enum NoGeometry implements LossGeometry {
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
                "a function of time alone is asked for, and this rule reads the loss geometry");
    }
}
