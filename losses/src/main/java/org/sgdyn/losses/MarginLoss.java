package org.sgdyn.losses;

import java.util.Optional;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;

/** A loss of one logit that depends on the margin y r alone: the label names the side of zero on which the logit belongs. */
interface MarginLoss extends Loss {

    @Override
    default int outputs() {
        return 1;
    }

    @Override
    default DecisionRule decisionRule() {
        return DecisionRule.SIGN;
    }

    @Override
    default Optional<String> labelProblem(ClassTarget target) {
        double label = target.label();
        return label == 0 || label == 1 || label == -1 ? Optional.empty() : Optional.of("must be 0 or 1, or -1 or 1");
    }
}
