package org.sgdyn.losses;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;
import org.sgdyn.testkit.LossContract;

/** The contract of losses, for those with an output per class, at numbers of classes that their rules tell apart. */
@ParameterizedClass
@MethodSource("losses")
final class LargestLogitContractsTest extends LossContract {

    @Parameter(0)
    private Loss loss;

    @Parameter(1)
    private List<ClassTarget> targets;

    @Override
    protected Loss loss() {
        return loss;
    }

    @Override
    protected List<ClassTarget> targets() {
        return targets;
    }

    static List<Arguments> losses() {
        return List.of(
                argumentSet("softmax of two", Softmax.of(2, 4096), withoutLabels(0, 1)),
                argumentSet("softmax of three", Softmax.of(3, 4096), withoutLabels(0, 2)),
                argumentSet("softmax of four", Softmax.of(4, 4096), withoutLabels(0, 3)),
                argumentSet("softmax of six", Softmax.of(6, 4096), withoutLabels(2)),
                argumentSet("one-hot of two", OneHotLeastSquares.of(2), withoutLabels(0, 1)),
                argumentSet("one-hot of five", OneHotLeastSquares.of(5), withoutLabels(0, 3)));
    }

    private static List<ClassTarget> withoutLabels(int... classes) {
        return Arrays.stream(classes)
                .mapToObj(i -> ClassTarget.of(i, Double.NaN))
                .toList();
    }
}
