package org.sgdyn.numerics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * Moments of any loss from its value and gradient: deterministic quadrature, chosen by the number of Gaussian variables
 * (l logits, l* teacher logits, and one for label noise if there is any).
 *
 * <ul>
 *   <li>One logit alone, of a loss without trained parameters: adaptive Gauss-Legendre panels split at the loss's breakpoints, to the relative tolerance.
 *   <li>Up to three variables: a tensor grid of trapezoidal rules, at rounding level (1e-12) for losses that are smooth on
 *       the scale 1 while the deviations stay below about 10 (two variables) or 2 (three); coarser than that beyond. Where a loss has
 *       breakpoints, Gauss-Legendre panels between them, to about 1e-10 (1e-8 for three logits); kinks that it does not tell are
 *       integrated to second order.
 *   <li>Four or more: a fixed randomly shifted Sobol set, with errors of about 1e-3 of a bounded loss of scale 1 at the
 *       default size (2e-4 to 1e-3 measured at unit variances in 4 to 10 variables).
 * </ul>
 *
 * <p>Hessians come from Stein's identity E[(r - m) grad Psi^T] = B [H; H*], read along the eigenvectors u_j of B:
 * E[z_j grad Psi] = sqrt(lambda_j) u_j^T [H; H*]. Along directions with sqrt(lambda_j) &lt; 0.01, where that quotient loses
 * digits, a difference quotient of the gradient (eighth order, step 1/32; second order with step 1e-3 in four or more
 * variables) is averaged instead; kinks within its stencil are smeared.
 */
public final class GaussianQuadrature implements GaussianExpectation {

    private static final double DEFAULT_TOLERANCE = 1e-12;
    private static final int DEFAULT_POINTS = 1 << 14;

    private static final double SMALLEST_TOLERANCE = 1e-15;
    private static final int MOST_POINTS = 1 << 24;

    private final double relativeTolerance;
    private final int points;
    /** By how much the steps of tensor grids are divided. */
    private final int division;

    private final Map<Integer, NormalPoints> pointSets = new ConcurrentHashMap<>();

    private GaussianQuadrature(double relativeTolerance, int points, int division) {
        this.relativeTolerance = relativeTolerance;
        this.points = points;
        this.division = division;
    }

    /**
     * The quadrature with relative tolerance 1e-12 and 2^14 Sobol points.
     *
     * @return the quadrature
     */
    public static GaussianQuadrature standard() {
        return new GaussianQuadrature(DEFAULT_TOLERANCE, DEFAULT_POINTS, 1);
    }

    /**
     * A quadrature.
     *
     * @param relativeTolerance of one-variable integrals f, relative to E |f|; 1e-15 to 0.1
     * @param points the number of Sobol points in four or more variables: a power of two, 16 to 2^24
     * @return the quadrature
     * @throws IllegalArgumentException unless 1e-15 &lt;= relativeTolerance &lt;= 0.1 and points is a power of two within 16..2^24
     */
    public static GaussianQuadrature of(double relativeTolerance, int points) {
        if (!(relativeTolerance >= SMALLEST_TOLERANCE && relativeTolerance <= 0.1)) {
            throw new IllegalArgumentException(
                    "the relative tolerance must lie between 1e-15 and 0.1, not be " + relativeTolerance);
        }
        if (points < 16 || points > MOST_POINTS || Integer.bitCount(points) != 1) {
            throw new IllegalArgumentException(
                    "the number of points must be a power of two between 16 and 2^24, not " + points);
        }
        return new GaussianQuadrature(relativeTolerance, points, 1);
    }

    @Override
    public GaussianExpectation refined() {
        return new GaussianQuadrature(
                Math.max(SMALLEST_TOLERANCE, relativeTolerance / 100), Math.min(MOST_POINTS, 4 * points), 2 * division);
    }

    @Override
    public LossMoments moments(Loss loss, ClassTarget target) {
        boolean noisy = loss.noiseVariance() > 0;
        int variables = loss.outputs() + loss.teacherOutputs() + (noisy ? 1 : 0);
        if (variables == 1 && loss.trained().isEmpty()) {
            return new LineMoments(loss, target, relativeTolerance);
        }
        if (variables <= 3) {
            return new TensorMoments(loss, target, division);
        }
        return new SobolMoments(loss, target, pointSets.computeIfAbsent(variables, n -> NormalPoints.of(n, points)));
    }

    @Override
    public LossMoments shapedMoments(Loss loss, ClassTarget target, GradientShape shape, double squaredFeature) {
        return moments(new ShapedLoss(loss, shape, squaredFeature), target);
    }

    @Override
    public LossMoments familyMoments(Loss loss, Families families, int family, ClassTarget target) {
        return new FamilyProjection(families, family, loss.moments(target, this));
    }
}
