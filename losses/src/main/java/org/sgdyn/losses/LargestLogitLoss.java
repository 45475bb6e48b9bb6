package org.sgdyn.losses;

import java.util.Optional;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;

/** A loss with an output per class, of which the largest wins: the class itself is the target, and its label is not used. */
interface LargestLogitLoss extends Loss {

    @Override
    default DecisionRule decisionRule() {
        return DecisionRule.LARGEST_LOGIT;
    }

    @Override
    default Optional<String> labelProblem(ClassTarget target) {
        return Optional.empty();
    }
}
