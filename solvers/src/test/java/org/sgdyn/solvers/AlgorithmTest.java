package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.UpdateRule;
import org.sgdyn.testkit.InstalledParts;
import org.sgdyn.testkit.TestParameters;

/** The formulas of the algorithms and the reading of their parameters. */
class AlgorithmTest {

    /** A few roundings of numbers of order 1. */
    private static final double ROUNDING = 1e-15;

    private static PartFactory<UpdateRule> algorithm(String name) {
        return InstalledParts.factory(UpdateRule.class, name);
    }

    private static UpdateRule create(String name, Object... keysAndValues) {
        return nesting(keysAndValues).create(algorithm(name));
    }

    private static List<String> problems(String name, Object... keysAndValues) {
        return nesting(keysAndValues).problems(algorithm(name));
    }

    /** Parameters that know the parts which the tests nest. */
    private static TestParameters nesting(Object... keysAndValues) {
        TestParameters parameters = TestParameters.of(keysAndValues);
        List.of("sgd", "clipped", "normalized", "sign", "heavy-ball", "adagrad")
                .forEach(name -> parameters.withPart(UpdateRule.class, name, algorithm(name)));
        List.of("piecewise", "polyak", "adagrad-norm")
                .forEach(name -> parameters.withPart(
                        LearningRate.class, name, InstalledParts.factory(LearningRate.class, name)));
        return parameters;
    }

    private static double[] shaped(UpdateRule rule, double squaredFeature, double... gradient) {
        double[] shaped = gradient.clone();
        rule.shape().apply(squaredFeature, shaped);
        return shaped;
    }

    private static double[] transition(UpdateRule rule, double time, double rate) {
        int n = rule.memory().slots();
        double[] transition = new double[n * n];
        rule.memory().at(time, rate, transition, new double[n]);
        return transition;
    }

    private static double[] gain(UpdateRule rule, double time, double rate) {
        int n = rule.memory().slots();
        double[] gain = new double[n];
        rule.memory().at(time, rate, new double[n * n], gain);
        return gain;
    }

    @Test
    void clippingShortensWhatIsLongerThanTheThresholdOfItsFeatures() {
        UpdateRule clipped = create("clipped", "threshold", 2);
        // c_i = 2 / sqrt(4) = 1.
        assertThat(shaped(clipped, 4, 0.9)).containsExactly(0.9);
        assertThat(shaped(clipped, 4, -7)).containsExactly(-1);
        assertThat(shaped(clipped, 4, 3, -4)).containsExactly(new double[] {0.6, -0.8}, within(ROUNDING));
        assertThat(shaped(clipped, 0, 3, -4)).containsExactly(3, -4);
        assertThat(clipped.shape().piece(4, new double[] {0.9})).isZero();
        assertThat(clipped.shape().piece(4, new double[] {7}))
                .isNotZero()
                .isNotEqualTo(clipped.shape().piece(4, new double[] {-7}));
        assertThat(clipped.gradientNoise()).isZero();
        assertThat(create("clipped", "threshold", 2, "noise", 3).gradientNoise())
                .isEqualTo(9);
        assertThat(clipped.decouplesRidge()).isFalse();
    }

    @Test
    void normalizingKeepsTheDirection() {
        UpdateRule normalized = create("normalized");
        assertThat(shaped(normalized, 4, -1e-300)).containsExactly(-0.5);
        assertThat(shaped(normalized, 4, 3e200, -4e200)).containsExactly(new double[] {0.3, -0.4}, within(ROUNDING));
        assertThat(shaped(normalized, 4, 3e-200, -4e-200)).containsExactly(new double[] {0.3, -0.4}, within(ROUNDING));
        assertThat(shaped(normalized, 4, 0)).containsExactly(0);
        assertThat(shaped(normalized, 0, 1)).containsExactly(0);
    }

    /** The limit of clipping with gamma / c as c falls to 0, exactly so where all is clipped. */
    @Test
    void clippingAtASmallThresholdIsNormalizing() {
        double c = 1e-3;
        double[] clipped = shaped(new ClippedSgd(c, 0), 0.7, 0.3, -0.2, 0.9);
        double[] normalized = shaped(new NormalizedSgd(), 0.7, 0.3, -0.2, 0.9);
        for (int j = 0; j < 3; j++) {
            assertThat(clipped[j] / c).isCloseTo(normalized[j], within(3 * ROUNDING));
        }
    }

    @Test
    void signsTakeTheFeaturesToo() {
        UpdateRule sign = create("sign");
        assertThat(sign.features().basis()).isEqualTo(FeatureMap.Basis.MODES);
        assertThat(shaped(sign, 9, 0.3, 0, -2)).containsExactly(1, 0, -1);
        assertThat(sign.decouplesRidge()).isTrue();
        assertThat(sign.features().slope(0.5)).isCloseTo(2 / Math.sqrt(Math.PI), within(ROUNDING));
        assertThat(sign.features().power(0.5)).isEqualTo(1);
        assertThat(sign.features().slope(0)).isZero();
        assertThat(sign.features().power(0)).isZero();
        assertThat(sign.features().refusesMeansWithoutVariance()).isPresent();
        assertThat(sign.shape().piece(1, new double[] {1, -1}))
                .isNotEqualTo(sign.shape().piece(1, new double[] {-1, 1}));
        FeatureMap delocalized = create("sign", "basis", "delocalized").features();
        assertThat(delocalized.basis()).isEqualTo(FeatureMap.Basis.DELOCALIZED);
        assertThat(delocalized.refusesMeansWithoutVariance()).isEmpty();
        assertThat(problems("sign", "basis", "random")).hasSize(1);
    }

    @Test
    void momentaAreSpecialCasesOfOne() {
        UpdateRule heavy = create("heavy-ball", "decay", 2);
        assertThat(transition(heavy, 7, 0.5)).containsExactly(0, -0.5, 0, -2);
        assertThat(gain(heavy, 7, 0.5)).containsExactly(0, -2);
        UpdateRule asMomentum = create("momentum", "direct", 0, "weight", 1, "input", 2, "decay", 2);
        assertThat(transition(asMomentum, 7, 0.5)).containsExactly(transition(heavy, 7, 0.5));
        assertThat(gain(asMomentum, 7, 0.5)).containsExactly(gain(heavy, 7, 0.5));

        UpdateRule dana = create("dana", "weight", 1.5, "decay", 3, "offset", 1);
        assertThat(transition(dana, 2, 0.5)).containsExactly(0, -0.75, 0, -1);
        assertThat(gain(dana, 2, 0.5)).containsExactly(0.5, -1);
        UpdateRule decaying = new Momentum(
                LearningRate.of(1),
                LearningRate.of(1.5),
                LearningRate.of(1),
                new PowerDecayLearningRate(3, 1, 1),
                UpdateRule.SGD);
        assertThat(transition(decaying, 2, 0.5)).containsExactly(transition(dana, 2, 0.5));
        assertThat(gain(decaying, 2, 0.5)).containsExactly(gain(dana, 2, 0.5));
        assertThat(dana.memory().velocity()).hasValue(1);
        assertThat(dana.memory().start(1)).isZero();
    }

    @Test
    void schedulesAreNumbersOrFunctionsOfTimeAlone() {
        Map<String, Object> jump = Map.of("type", "piecewise", "times", List.of(1.0), "values", List.of(2.0, 4.0));
        UpdateRule momentum = create("momentum", "direct", 1, "weight", jump, "input", 1, "decay", jump);
        assertThat(transition(momentum, 0.5, 1)).containsExactly(0, -2, 0, -2);
        assertThat(transition(momentum, 1, 1)).containsExactly(0, -4, 0, -4);
        assertThat(momentum.memory().breakpoints()).containsExactly(1);
        assertThat(problems("momentum", "direct", 1, "weight", -1, "input", 1, "decay", 1))
                .singleElement()
                .asString()
                .startsWith("weight: must be >= 0");
        assertThatThrownBy(() -> new Momentum(
                        LearningRate.of(1),
                        LearningRate.of(1),
                        new AdagradNormLearningRate(1, 1),
                        LearningRate.of(1),
                        UpdateRule.SGD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("input must be a number or a function of time alone");
        assertThat(problems("momentum", "direct", 1, "weight", Map.of("type", "polyak"), "input", 1, "decay", 1))
                .first()
                .asString()
                .startsWith("weight: must be a number or a function of time alone");
    }

    /** With z = (w - b x) / (1 - b) the rows say dz = -gamma F and dx = (z - x) / (t + t_0). */
    @Test
    void scheduleFreeIsWhatItIsInItsOwnVariables() {
        double b = 0.9;
        double time = 1.5;
        double rate = 0.7;
        UpdateRule rule = create("schedule-free", "interpolation", b, "offset", 0.2);
        double[] transition = transition(rule, time, rate);
        double[] gain = gain(rule, time, rate);
        double w = 0.3;
        double x = -0.4;
        double force = 1.1;
        double dw = transition[0] * w + transition[1] * x - gain[0] * force;
        double dx = transition[2] * w + transition[3] * x - gain[1] * force;
        double z = (w - b * x) / (1 - b);
        assertThat(dx).isCloseTo((z - x) / (time + 0.2), within(20 * ROUNDING));
        assertThat((dw - b * dx) / (1 - b)).isCloseTo(-rate * force, within(100 * ROUNDING));
        Memory memory = rule.memory();
        assertThat(memory.reported()).isEqualTo(1);
        assertThat(memory.isSimultaneous()).isTrue();
        assertThat(memory.start(1)).isEqualTo(1);
        assertThat(memory.velocity()).isEmpty();
        assertThat(problems("schedule-free", "interpolation", 1, "offset", 0.2))
                .singleElement()
                .asString()
                .startsWith("interpolation: must be >= 0 and < 1");
    }

    @Test
    void adamDividesByTheRoot() {
        SecondMoment outside = create("adam", "secondMomentDecay", 2, "epsilon", 0.5)
                .secondMoment()
                .orElseThrow();
        assertThat(outside.scale(2.25)).isEqualTo(0.5);
        assertThat(outside.slope(2.25)).isCloseTo(-1 / 12.0, within(ROUNDING));
        assertThat(outside.scale(-1e-20)).isEqualTo(2);
        assertThat(outside.slope(0)).isZero();
        assertThat(outside.forgetting()).isEqualTo(2);
        assertThat(outside.isBiasCorrected()).isTrue();
        assertThat(outside.needsGradients()).isFalse();
        SecondMoment inside = create("adam", "secondMomentDecay", 2, "epsilon", 0.5, "epsilonInside", true)
                .secondMoment()
                .orElseThrow();
        assertThat(inside.scale(3.5)).isEqualTo(0.5);
        assertThat(inside.slope(3.5)).isEqualTo(-1 / 16.0);
        assertThat(inside.slope(0)).isCloseTo(-Math.sqrt(2), within(4 * ROUNDING));
        SecondMoment bare = create("adam", "secondMomentDecay", 2, "epsilon", 0)
                .secondMoment()
                .orElseThrow();
        assertThat(bare.needsGradients()).isTrue();
        assertThat(create("adam", "secondMomentDecay", 2, "epsilon", 0.5).memory())
                .isSameAs(Memory.NONE);
    }

    @Test
    void adamRefusesAStartWithoutScale() {
        assertThat(problems("adam", "secondMomentDecay", 2, "epsilon", 0, "biasCorrection", false))
                .singleElement()
                .asString()
                .contains("epsilon must be > 0 where biasCorrection is false");
    }

    /** The corrected momentum is that of a heavy ball over 1 - exp(-theta t), and its start the limit of that. */
    @Test
    void adamCorrectsItsMomentum() {
        UpdateRule adam = create("adam", "momentumDecay", 3, "secondMomentDecay", 2, "epsilon", 0.5);
        assertThat(transition(adam, 2, 0.5))
                .containsExactly(new double[] {0, -0.5 / (1 - Math.exp(-6)), 0, -3}, within(ROUNDING));
        assertThat(gain(adam, 2, 0.5)).containsExactly(0, -3);
        assertThat(transition(adam, 1e-12, 0.5)[1]).isCloseTo(-0.5 / 3e-12, within(1.0));
        assertThat(adam.memory().isSingularAtStart()).isTrue();
        double[] transition = new double[4];
        double[] gain = new double[2];
        double[] noise = new double[4];
        adam.memory().atStart(0.5, transition, gain, noise);
        assertThat(transition).containsExactly(0, 0, 0, -3);
        assertThat(gain).containsExactly(0.5, -3);
        assertThat(noise).containsExactly(0.5, -1.5, -1.5, 9);
        UpdateRule plain = new Adam(OptionalDouble.of(3), 2, 0.5, false, false, true, UpdateRule.SGD);
        assertThat(plain.memory().isSingularAtStart()).isFalse();
        assertThat(transition(plain, 0, 0.5)).containsExactly(0, -0.5, 0, -3);
        assertThat(plain.decouplesRidge()).isTrue();
        assertThat(adam.decouplesRidge()).isFalse();
    }

    @Test
    void adagradSumsSquares() {
        SecondMoment moment = create("adagrad", "epsilon", 0.1).secondMoment().orElseThrow();
        assertThat(moment.forgetting()).isZero();
        assertThat(moment.isBiasCorrected()).isFalse();
        assertThat(moment.scale(0)).isCloseTo(Math.sqrt(10), within(4 * ROUNDING));
        assertThat(moment.scale(3.9)).isEqualTo(0.5);
        assertThat(problems("adagrad", "epsilon", 0)).hasSize(1);
    }

    @Test
    void gradientsMayBeShapedFirst() {
        Map<String, Object> clipped = Map.of("type", "clipped", "threshold", 1.0, "noise", 2.0);
        UpdateRule ball = create("heavy-ball", "decay", 2, "gradient", clipped);
        assertThat(shaped(ball, 4, 7)).containsExactly(0.5);
        assertThat(ball.gradientNoise()).isEqualTo(4);
        UpdateRule adam =
                create("adam", "secondMomentDecay", 2, "epsilon", 0.5, "gradient", Map.of("type", "normalized"));
        assertThat(shaped(adam, 4, 7)).containsExactly(0.5);
        for (Map<String, Object> more : List.<Map<String, Object>>of(
                Map.of("type", "heavy-ball", "decay", 1),
                Map.of("type", "adagrad", "epsilon", 1),
                Map.of("type", "sign"))) {
            assertThat(problems("dana", "weight", 1, "decay", 4, "offset", 1, "gradient", more))
                    .singleElement()
                    .asString()
                    .contains("gradient must be an algorithm that does nothing but shape the gradient");
        }
        assertThat(problems("adagrad", "epsilon", 1, "gradient", clipped))
                .singleElement()
                .asString()
                .contains("gradient must be without noise");
    }
}
