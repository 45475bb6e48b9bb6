package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.testkit.InstalledParts;
import org.sgdyn.testkit.TestParameters;

/** The formulas of the learning rates and the reading of their parameters. */
class LearningRateTest {

    private static PartFactory<LearningRate> rule(String name) {
        return InstalledParts.factory(LearningRate.class, name);
    }

    /** A few roundings of numbers of order 1. */
    private static final double ROUNDING = 1e-15;

    private record Landscape(
            double gradientSecondMoment,
            double squaredRiskGradient,
            double riskDescent,
            double noiseCurvature,
            double descentTowardTeacher)
            implements LossGeometry {}

    private static final Landscape LANDSCAPE = new Landscape(2, 7, 3, 4, 5);

    private static double at(LearningRate rule, double time) {
        return rule.value(time, 0, LANDSCAPE);
    }

    @Test
    void schedulesAreTheirFormulas() {
        assertThat(at(TestParameters.of("value", 0.7).create(rule("constant")), 9))
                .isEqualTo(0.7);
        // 8 (1 + 3)^{-1/2} = 4
        LearningRate power =
                TestParameters.of("value", 8, "time", 2, "exponent", 0.5).create(rule("power-decay"));
        assertThat(at(power, 0)).isEqualTo(8);
        assertThat(at(power, 6)).isCloseTo(4, within(4 * ROUNDING));
        LearningRate exponential = TestParameters.of("value", 8, "time", 2).create(rule("exponential-decay"));
        assertThat(at(exponential, 2 * Math.log(8))).isCloseTo(1, within(8 * ROUNDING));
    }

    @Test
    void cosineFallsByHalfAPeriodAndStays() {
        LearningRate rule = TestParameters.of("value", 3, "end", 6, "final", 1).create(rule("cosine"));
        assertThat(at(rule, 0)).isEqualTo(3);
        // cos(pi / 3) = 1/2 at a third: 1 + 2 (1 + 1/2) / 2
        assertThat(at(rule, 2)).isCloseTo(2.5, within(3 * ROUNDING));
        assertThat(at(rule, 3)).isCloseTo(2, within(3 * ROUNDING));
        assertThat(at(rule, 6)).isEqualTo(1);
        assertThat(at(rule, 60)).isEqualTo(1);
        assertThat(at(TestParameters.of("value", 3, "end", 6).create(rule("cosine")), 7))
                .isZero();
    }

    @Test
    void piecewiseJumpsAtItsTimes() {
        LearningRate rule = TestParameters.of("times", List.of(1, 2), "values", List.of(5, 6, 7))
                .create(rule("piecewise"));
        assertThat(at(rule, 0)).isEqualTo(5);
        assertThat(at(rule, Math.nextDown(1.0))).isEqualTo(5);
        assertThat(at(rule, 1)).isEqualTo(6);
        assertThat(at(rule, 1.5)).isEqualTo(6);
        assertThat(at(rule, 2)).isEqualTo(7);
        assertThat(at(rule, 1e9)).isEqualTo(7);
        assertThat(rule.breakpoints()).containsExactly(1, 2);
    }

    @Test
    void piecewiseStatesItsRules() {
        assertThatThrownBy(() -> PiecewiseLearningRate.of(List.of(1.0), List.of(1.0)))
                .hasMessageContaining("one more entry");
        assertThatThrownBy(() -> PiecewiseLearningRate.of(List.of(2.0, 1.0), List.of(1.0, 2.0, 3.0)))
                .hasMessage("times must ascend strictly, found 2.0 before 1.0");
    }

    @Test
    void warmUpScalesTheOtherRuleAtTheTrueTime() {
        TestParameters parameters = TestParameters.of(
                        "time",
                        4,
                        "then",
                        Map.of("type", "piecewise", "times", List.of(1, 4), "values", List.of(1, 2, 3)))
                .withPart(LearningRate.class, "piecewise", rule("piecewise"));
        LearningRate rule = parameters.create(rule("warm-up"));
        assertThat(at(rule, 0)).isZero();
        assertThat(at(rule, 0.5)).isEqualTo(0.125);
        assertThat(at(rule, 2)).isEqualTo(1);
        assertThat(at(rule, 4)).isEqualTo(3);
        assertThat(rule.breakpoints()).containsExactly(1, 4);
        assertThat(new WarmUpLearningRate(1, new PolyakLearningRate()).needsTeacher())
                .isTrue();
    }

    @Test
    void adagradNormDividesByTheRootOfTheAccumulator() {
        LearningRate rule = TestParameters.of("value", 10, "offset", 3).create(rule("adagrad-norm"));
        assertThat(rule.value(0, 16, LANDSCAPE)).isEqualTo(2);
        assertThat(rule.value(7, 0, LANDSCAPE)).isCloseTo(10 / 3.0, within(4 * ROUNDING));
        assertThat(TestParameters.of("value", 10).create(rule("adagrad-norm")).value(0, 0, LANDSCAPE))
                .isEqualTo(10);
    }

    @Test
    void greedyRulesAreQuotientsAndZeroWhereNothingIsGained() {
        LearningRate lineSearch = new LineSearchLearningRate();
        LearningRate polyak = new PolyakLearningRate();
        assertThat(at(lineSearch, 1)).isEqualTo(0.75);
        assertThat(at(polyak, 1)).isEqualTo(2.5);
        Landscape optimum = new Landscape(0, 0, 0, 0, 0);
        assertThat(lineSearch.value(1, 0, optimum)).isZero();
        assertThat(lineSearch.value(1, 0, new Landscape(1, 1, -1, 1, 1))).isZero();
        assertThat(polyak.value(1, 0, optimum)).isZero();
        assertThat(polyak.value(1, 0, new Landscape(1, 1, 1, 1, -1))).isZero();
    }
}
