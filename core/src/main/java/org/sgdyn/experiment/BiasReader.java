package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.TrainedParameter;

/** Reads the bias of each output: where it starts and how fast it is trained, a number for all of them or one each. */
final class BiasReader {

    static final String KEY = "bias";

    private BiasReader() {}

    /**
     * The biases below an object.
     *
     * @param above the experiment, or a curve
     * @param outputs how many the loss has
     * @return one for each output; none if the key is absent, or after a problem
     */
    static List<TrainedParameter> read(NodeParameters above, int outputs) {
        return above.object(KEY, "an object {initial: 0, rate: 1}")
                .map(own -> {
                    int before = above.problems();
                    List<Double> starts = perOutput(own, "initial", Range.ANY, 0, outputs);
                    List<Double> rates = perOutput(own, "rate", Range.NON_NEGATIVE, 1, outputs);
                    own.reportUnknownKeys();
                    above.resolve(KEY, own.resolved());
                    return above.problems() > before ? List.<TrainedParameter>of() : biases(starts, rates);
                })
                .orElse(List.of());
    }

    /** Biases that stay 0. */
    static List<TrainedParameter> none(int outputs) {
        List<Double> zeros = Collections.nCopies(outputs, 0.0);
        return biases(zeros, zeros);
    }

    private static List<TrainedParameter> biases(List<Double> starts, List<Double> rates) {
        List<TrainedParameter> parameters = new ArrayList<>();
        boolean isOne = starts.size() == 1;
        for (int j = 0; j < starts.size(); j++) {
            parameters.add(new TrainedParameter(
                    isOne ? KEY : KEY + "_" + (j + 1),
                    isOne ? "bias" : "bias of output " + (j + 1),
                    starts.get(j),
                    rates.get(j)));
        }
        return parameters;
    }

    private static List<Double> perOutput(NodeParameters own, String key, Range range, double otherwise, int outputs) {
        if (!(own.child(key).orElse(null) instanceof ConfigNode.Sequence)) {
            return Collections.nCopies(outputs, own.number(key, range, otherwise));
        }
        List<Double> numbers = own.numbers(key, range);
        if (numbers.size() != outputs) {
            own.problem(
                    key,
                    "must be a number, or a list of one for each of the " + outputs + " outputs of the loss, not of "
                            + numbers.size());
        }
        return numbers;
    }
}
