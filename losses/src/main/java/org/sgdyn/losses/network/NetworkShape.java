package org.sgdyn.losses.network;

import java.util.ArrayList;
import java.util.List;
import org.sgdyn.spi.TrainedParameter;

/**
 * The second layer of a network, f_c = sum_j v_cj phi(r_j) + b_c, whose numbers are fixed or trained; trained ones stand behind the
 * logits. Immutable.
 */
final class NetworkShape {

    private final int outputs;
    private final int hidden;
    private final double[] weights;
    private final double[] offsets;
    private final boolean isTrained;
    private final List<TrainedParameter> parameters;

    /**
     * A layer.
     *
     * @param hidden l, the units
     * @param weights v row by row, or where they start
     * @param offsets b, one for each output, or where they start
     * @param rate of the training, relative to the learning rate; negative if the numbers are fixed
     */
    NetworkShape(int hidden, double[] weights, double[] offsets, double rate) {
        this.hidden = hidden;
        this.weights = weights.clone();
        this.offsets = offsets.clone();
        outputs = offsets.length;
        isTrained = rate >= 0;
        List<TrainedParameter> trained = new ArrayList<>();
        for (int c = 0; c < outputs && isTrained; c++) {
            String of = outputs == 1 ? "" : " of network output " + (c + 1);
            for (int j = 0; j < hidden; j++) {
                String number = (outputs == 1 ? "" : (c + 1) + "_") + (j + 1);
                trained.add(new TrainedParameter(
                        "output_" + number, "weight of unit " + (j + 1) + of, weights[c * hidden + j], rate));
            }
        }
        for (int c = 0; c < outputs && isTrained; c++) {
            String number = outputs == 1 ? "" : "_" + (c + 1);
            String of = outputs == 1 ? "" : " of network output " + (c + 1);
            trained.add(new TrainedParameter("offset" + number, "offset" + of, offsets[c], rate));
        }
        parameters = List.copyOf(trained);
    }

    int hidden() {
        return hidden;
    }

    /** The number of f_c. */
    int outputs() {
        return outputs;
    }

    boolean isTrained() {
        return isTrained;
    }

    List<TrainedParameter> parameters() {
        return parameters;
    }

    /**
     * v_cj.
     *
     * @param numbers an array that holds the trained numbers from a position on
     */
    double weight(int output, int unit, double[] numbers, int from) {
        int at = output * hidden + unit;
        return isTrained ? numbers[from + at] : weights[at];
    }

    /** b_c. */
    double offset(int output, double[] numbers, int from) {
        return isTrained ? numbers[from + outputs * hidden + output] : offsets[output];
    }
}
