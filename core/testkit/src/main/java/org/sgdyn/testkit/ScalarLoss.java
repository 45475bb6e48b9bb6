package org.sgdyn.testkit;

import java.util.function.DoubleBinaryOperator;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;

/**
 * A loss of one logit by value and gradient alone, for tests that need one of their own.
 *
 * @param value Psi(y, r) of label and logit
 * @param slope dPsi/dr of the same
 */
public record ScalarLoss(DoubleBinaryOperator value, DoubleBinaryOperator slope) implements Loss {

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        return value.applyAsDouble(target.label(), logits[0]);
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        gradient[0] = slope.applyAsDouble(target.label(), logits[0]);
    }
}
