package org.sgdyn.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;

class ModeOrderParametersTest {

    /** A rule that reads the geometry and says so, or does not. */
    private record Reading(boolean readsGeometry) implements LearningRate {

        @Override
        public double value(double time, double accumulated, LossGeometry geometry) {
            return geometry.riskDescent();
        }
    }

    private static ModeOrderParameters at(LearningRate rate) {
        LearningProblem problem = Problems.random(new Quadratic(1, 1, 0), new double[] {1}, 5, 1, 0.2);
        return new ModeOrderParameters(
                new LearningProblem(problem.modes(), problem.loss(), rate, 0.2, 1, problem.expectation()));
    }

    @Test
    void aRuleThatReadsTheGeometryMustSaySo() {
        ModeOrderParameters honest = at(new Reading(true));
        assertThat(honest.learningRate(0, 0)).isEqualTo(honest.geometry().riskDescent());
        ModeOrderParameters silent = at(new Reading(false));
        // Not even where the geometry happens to be known already.
        assertThat(silent.geometry().riskDescent()).isPositive();
        assertThatThrownBy(() -> silent.learningRate(0, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("readsGeometry() does not say so");
    }
}
