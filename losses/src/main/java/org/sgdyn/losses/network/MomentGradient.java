package org.sgdyn.losses.network;

import java.util.Arrays;

/** An expectation over r ~ N(m, B) and its gradient: by m, and by B as the symmetric Gamma with dE = tr(Gamma dB). A mutable buffer. */
final class MomentGradient {

    double value;
    final double[] byMean;
    final double[] byCovariance;

    MomentGradient(int count) {
        byMean = new double[count];
        byCovariance = new double[count * count];
    }

    void clear() {
        value = 0;
        Arrays.fill(byMean, 0);
        Arrays.fill(byCovariance, 0);
    }
}
