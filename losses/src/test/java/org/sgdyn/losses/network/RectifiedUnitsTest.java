package org.sgdyn.losses.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;

/** Committees of rectified units where their kinks matter: between panels of quadrature, and at the start from zero. */
final class RectifiedUnitsTest {

    private static final ClassTarget TARGET = ClassTarget.of(0, 1);

    private static final double[] MEAN = {0.4, -0.2, 0.7, -0.5, 0.1};

    private static final Committee LOGISTIC =
            Committee.of(Activations.RELU, 2, new double[] {0.7, -0.5}, new double[] {0.1}, 1, Criterion.LOGISTIC);

    /** Unrelated units, alike ones, nearly alike ones, and one without variance. */
    static final List<double[]> COVARIANCES = List.of(
            new double[] {1.3, 0, 0, 0.4},
            new double[] {0.8, 0.8, 0.8, 0.8},
            new double[] {0.8, 0.79999, 0.79999, 0.8},
            new double[] {2.5, 0, 0, 0});

    private static GradientMoments moments(Committee loss, GaussianExpectation quadrature, double[] covariance) {
        GradientMoments result = new GradientMoments(2, loss.teacherOutputs(), 3);
        loss.moments(TARGET, quadrature).evaluate(MEAN, covariance, result);
        return result;
    }

    @ParameterizedTest
    @FieldSource("COVARIANCES")
    void panelsConverge(double[] covariance) {
        GradientMoments plain = moments(LOGISTIC, GaussianQuadrature.standard(), covariance);
        GradientMoments refined =
                moments(LOGISTIC, GaussianQuadrature.standard().refined(), covariance);
        // Rules of Legendre whose error is 1e-10; a quotient by the smallest deviation, 1e-5, makes 1e-5 of it.
        assertThat(plain.gradient).containsExactly(refined.gradient, within(1e-9));
        assertThat(plain.trained).containsExactly(refined.trained, within(1e-9));
        assertThat(plain.gradientSecondMoment).containsExactly(refined.gradientSecondMoment, within(1e-9));
        assertThat(plain.hessian).containsExactly(refined.hessian, within(1e-5));
    }

    /** Where SGD takes the slope of a kink for 0, nothing pulls at a unit that stands on it. */
    @Test
    void unitsAtTheKinkStay() {
        Committee loss =
                Committee.of(Activations.RELU, 2, new double[] {0.7, -0.5}, new double[] {0.1}, 1, Criterion.SQUARED);
        GradientMoments result = new GradientMoments(2, 0, 3);
        loss.moments(TARGET, GaussianQuadrature.standard())
                .evaluate(new double[] {0, 0, 0.7, -0.5, 0.1}, new double[4], result);
        assertThat(result.gradient).containsExactly(new double[2], within(0.0));
        assertThat(result.hessian).containsExactly(new double[4], within(0.0));
        assertThat(result.gradientSecondMoment).containsExactly(new double[4], within(0.0));
        // The offset alone learns: f - y = 0.1 - 1.
        assertThat(result.trained).containsExactly(new double[] {0, 0, -0.9}, within(1e-15));
    }
}
