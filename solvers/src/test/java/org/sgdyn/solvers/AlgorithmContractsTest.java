package org.sgdyn.solvers;

import static org.junit.jupiter.api.Named.named;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.UpdateRule;
import org.sgdyn.testkit.UpdateRuleContract;

/** The contract of algorithms, for each of them. */
@ParameterizedClass
@MethodSource("rules")
final class AlgorithmContractsTest extends UpdateRuleContract {

    @Parameter
    private Supplier<UpdateRule> rule;

    @Override
    protected UpdateRule rule() {
        return rule.get();
    }

    private static UpdateRule adam(
            OptionalDouble momentumDecay, double epsilon, boolean epsilonInside, boolean biasCorrection) {
        return new Adam(momentumDecay, 2, epsilon, epsilonInside, biasCorrection, false, new NormalizedSgd());
    }

    static List<Named<Supplier<UpdateRule>>> rules() {
        return List.of(
                named("SGD", () -> UpdateRule.SGD),
                named("clipped", () -> new ClippedSgd(0.5, 0)),
                named("clipped with noise", () -> new ClippedSgd(0.5, 0.3)),
                named("normalized", NormalizedSgd::new),
                named("signs of modes", () -> new SignSgd(FeatureMap.Basis.MODES)),
                named("signs in general position", () -> new SignSgd(FeatureMap.Basis.DELOCALIZED)),
                named("heavy ball", () -> Momentum.heavyBall(2, UpdateRule.SGD)),
                named("heavy ball of clipped", () -> Momentum.heavyBall(2, new ClippedSgd(0.5, 0.3))),
                named("DANA", () -> Momentum.dana(1.5, 3, 0.5, UpdateRule.SGD)),
                named(
                        "momentum",
                        () -> new Momentum(
                                LearningRate.of(1),
                                PiecewiseLearningRate.of(List.of(0.5, 2.0), List.of(1.0, 0.0, 3.0)),
                                new CosineLearningRate(1, 2, 0),
                                new PowerDecayLearningRate(3, 1, 1),
                                UpdateRule.SGD)),
                named("schedule-free", () -> new ScheduleFree(0.9, 0.2, UpdateRule.SGD)),
                named("average of SGD", () -> new ScheduleFree(0, 0.2, UpdateRule.SGD)),
                named("Adam", () -> adam(OptionalDouble.of(3), 0.1, false, true)),
                named("Adam without epsilon", () -> adam(OptionalDouble.of(3), 0, false, true)),
                named("Adam without bias correction", () -> adam(OptionalDouble.of(3), 0.1, true, false)),
                named("RMSprop", () -> adam(OptionalDouble.empty(), 0.1, false, true)),
                named("AdaGrad", () -> new Adagrad(0.1, UpdateRule.SGD)));
    }
}
