package org.sgdyn.losses.network;

import org.apache.commons.numbers.gamma.Erf;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.Activation;

/** The activations that come with the program. */
public enum Activations implements Activation {
    /** erf(r / sqrt 2). */
    ERF {
        @Override
        public double value(double logit) {
            return Erf.value(logit * SQRT_HALF);
        }

        @Override
        public double derivative(double logit) {
            return 2 * StandardNormal.density(logit);
        }
    },
    /** max(0, r). */
    RELU {
        @Override
        public double value(double logit) {
            return Math.max(0, logit);
        }

        @Override
        public double derivative(double logit) {
            return logit > 0 ? 1 : 0;
        }

        @Override
        public double[] breakpoints() {
            return new double[1];
        }
    },
    /** tanh r. */
    TANH {
        @Override
        public double value(double logit) {
            return Math.tanh(logit);
        }

        @Override
        public double derivative(double logit) {
            double value = Math.tanh(logit);
            return (1 - value) * (1 + value);
        }
    },
    /** r^2. */
    QUADRATIC {
        @Override
        public double value(double logit) {
            return logit * logit;
        }

        @Override
        public double derivative(double logit) {
            return 2 * logit;
        }
    },
    /** r. */
    LINEAR {
        @Override
        public double value(double logit) {
            return logit;
        }

        @Override
        public double derivative(double logit) {
            return 1;
        }
    };

    private static final double SQRT_HALF = Math.sqrt(0.5);
}
