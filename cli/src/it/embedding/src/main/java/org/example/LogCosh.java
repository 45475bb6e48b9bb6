package org.example;

import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;

/** Psi = log cosh(r - y): quadratic near the label, linear far from it. */
record LogCosh() implements Loss {
    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double value(ClassTarget target, double[] r, double[] teacher, double noise) {
        double u = Math.abs(r[0] - target.label());
        return u + Math.log1p(Math.exp(-2 * u)) - Math.log(2);
    }

    @Override
    public void gradient(ClassTarget target, double[] r, double[] teacher, double noise, double[] gradient) {
        gradient[0] = Math.tanh(r[0] - target.label());
    }
}
