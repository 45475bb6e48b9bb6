package org.sgdyn.solvers;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.testkit.LearningRateContract;

/** The contract of learning rates, for each of them. */
class LearningRateContractsTest {

    @Nested
    class Constant extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new ConstantLearningRate(0.5);
        }
    }

    @Nested
    class PowerDecay extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new PowerDecayLearningRate(2, 3, 0.75);
        }
    }

    @Nested
    class ExponentialDecay extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new ExponentialDecayLearningRate(2, 3);
        }
    }

    @Nested
    class Cosine extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new CosineLearningRate(1, 10, 0.1);
        }
    }

    @Nested
    class Piecewise extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return PiecewiseLearningRate.of(List.of(0.5, 2.0), List.of(1.0, 0.0, 3.0));
        }
    }

    @Nested
    class AdagradNorm extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new AdagradNormLearningRate(1, 0.1);
        }
    }

    @Nested
    class LineSearch extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new LineSearchLearningRate();
        }
    }

    @Nested
    class Polyak extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new PolyakLearningRate();
        }
    }

    @Nested
    class WarmUpOfPiecewise extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new WarmUpLearningRate(
                    1, PiecewiseLearningRate.of(List.of(0.5, 1.0, 2.0), List.of(1.0, 2.0, 0.0, 3.0)));
        }
    }

    @Nested
    class WarmUpOfAdagradNorm extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new WarmUpLearningRate(5, new AdagradNormLearningRate(1, 1));
        }
    }

    @Nested
    class WarmUpOfPolyak extends LearningRateContract {
        @Override
        protected LearningRate learningRate() {
            return new WarmUpLearningRate(5, new PolyakLearningRate());
        }
    }
}
