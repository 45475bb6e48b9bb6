package org.sgdyn.solvers;

import static org.junit.jupiter.api.Named.named;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.testkit.LearningRateContract;

/** The contract of learning rates, for each of them. */
@ParameterizedClass
@MethodSource("rules")
final class LearningRateContractsTest extends LearningRateContract {

    @Parameter
    private Supplier<LearningRate> rule;

    @Override
    protected LearningRate learningRate() {
        return rule.get();
    }

    static List<Named<Supplier<LearningRate>>> rules() {
        return List.of(
                named("constant", () -> new ConstantLearningRate(0.5)),
                named("power decay", () -> new PowerDecayLearningRate(2, 3, 0.75)),
                named("exponential decay", () -> new ExponentialDecayLearningRate(2, 3)),
                named("cosine", () -> new CosineLearningRate(1, 10, 0.1)),
                named("piecewise", () -> PiecewiseLearningRate.of(List.of(0.5, 2.0), List.of(1.0, 0.0, 3.0))),
                named("AdaGrad-Norm", () -> new AdagradNormLearningRate(1, 0.1)),
                named("line search", LineSearchLearningRate::new),
                named("Polyak", PolyakLearningRate::new),
                named(
                        "warm-up of piecewise",
                        () -> new WarmUpLearningRate(
                                1, PiecewiseLearningRate.of(List.of(0.5, 1.0, 2.0), List.of(1.0, 2.0, 0.0, 3.0)))),
                named("warm-up of AdaGrad-Norm", () -> new WarmUpLearningRate(5, new AdagradNormLearningRate(1, 1))),
                named("warm-up of Polyak", () -> new WarmUpLearningRate(5, new PolyakLearningRate())));
    }
}
