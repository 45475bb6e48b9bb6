package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;
import org.sgdyn.testkit.LossContract;

@ParameterizedClass
@CsvSource({"0, false", "0.3, false", "0, true", "0.3, true"})
final class LeastSquaresTest extends LossContract {

    @Parameter(0)
    private double noise;

    @Parameter(1)
    private boolean teacher;

    @Override
    protected Loss loss() {
        return LeastSquares.of(noise, teacher);
    }

    @Test
    void anyNumberIsALabelAndNothingIsClassified() {
        assertThat(loss().labelProblem(ClassTarget.of(0, -17.5))).isEmpty();
        assertThat(loss().labelProblem(ClassTarget.of(0, Double.NaN))).isPresent();
        assertThat(loss().decisionRule()).isEqualTo(DecisionRule.NONE);
    }

    @Test
    void noiseVarianceIsNotNegative() {
        assertThatThrownBy(() -> LeastSquares.of(-0.1, false)).hasMessageContaining("noise must be >= 0");
    }
}
