package org.sgdyn.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.LearningRate;

class CancellableLearningRateTest {

    /** A method left to its default would silently forget what the rule itself says. */
    @Test
    void everyMethodIsHandedOn() throws NoSuchMethodException {
        for (Method method : LearningRate.class.getMethods()) {
            assertThat(CancellableLearningRate.class
                            .getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass())
                    .as(method.toString())
                    .isEqualTo(CancellableLearningRate.class);
        }
    }
}
