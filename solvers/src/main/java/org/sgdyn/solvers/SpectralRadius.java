package org.sgdyn.solvers;

import org.sgdyn.spi.OdeSystem;

/**
 * An upper estimate of the spectral radius of df/dy by power iteration on differences of f,
 *
 * <pre>
 * v &lt;- ( f(t, y + v) - f(t, y) ) delta / |f(t, y + v) - f(t, y)|,   sigma = |f(t, y + v) - f(t, y)| / delta,   delta = |v|,
 * </pre>
 *
 * <p>until sigma changes by less than 1 %. Each estimate begins with the direction of the one before.
 */
final class SpectralRadius {

    /** Covers what the iteration leaves, from below for a symmetric Jacobian, and what comes until the next estimate. */
    private static final double SAFETY = 1.2;

    private static final double CONVERGED = 0.01;
    private static final int MOST_ITERATIONS = 50;

    /** Half of the digits. */
    private static final double PERTURBATION = Math.sqrt(Math.ulp(1.0));

    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final RightHandSide system;
    private final double size;
    private final double[] direction;
    private final double[] perturbed;
    private final double[] image;

    /**
     * Begins with a direction that has a part along every eigenvector.
     *
     * @param sizes those of {@link OdeSystem#sizes}
     */
    SpectralRadius(RightHandSide system, double[] sizes) {
        this.system = system;
        size = EuclideanNorm.of(sizes);
        direction = new double[sizes.length];
        for (int n = 0; n < sizes.length; n++) {
            direction[n] = sizes[n] * (0.5 + (n * GOLDEN_RATIO) % 1);
        }
        perturbed = new double[sizes.length];
        image = new double[sizes.length];
    }

    /**
     * The estimate at a state.
     *
     * @param slope f(time, y)
     * @return the radius, times a factor of safety; NaN where f is not finite on either side of y
     */
    double at(double time, double[] y, double[] slope) {
        double delta = PERTURBATION * Math.max(size, EuclideanNorm.of(y));
        double sigma = 0;
        double before = 0;
        boolean turned = false;
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double scale = delta / EuclideanNorm.of(direction);
            for (int n = 0; n < y.length; n++) {
                perturbed[n] = y[n] + scale * direction[n];
            }
            system.evaluate(time, perturbed, image);
            if (!Trouble.isSensible(image)) {
                if (turned) {
                    return Double.NaN;
                }
                turned = true;
                for (int n = 0; n < y.length; n++) {
                    direction[n] = -direction[n];
                }
                continue;
            }
            turned = false;
            for (int n = 0; n < y.length; n++) {
                image[n] -= slope[n];
            }
            before = sigma;
            double change = EuclideanNorm.of(image);
            sigma = change / delta;
            if (change == 0) {
                break;
            }
            System.arraycopy(image, 0, direction, 0, image.length);
            if (Math.abs(sigma - before) <= CONVERGED * sigma) {
                break;
            }
        }
        return SAFETY * Math.max(sigma, before);
    }
}
