package org.sgdyn.losses.network;

import org.sgdyn.spi.Activation;

/**
 * A network that a committee imitates, f* = sum_k v*_k phi*(r*_k).
 *
 * @param activation phi*
 * @param weights v*, one for each of its units
 */
@SuppressWarnings("ArrayRecordComponent") // a few numbers, never compared
record TeacherNetwork(Activation activation, double[] weights) {

    double output(double[] teacherLogits) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * activation.value(teacherLogits[k]);
        }
        return sum;
    }
}
