package org.sgdyn.dynamics;

import java.util.Optional;
import java.util.OptionalInt;
import org.sgdyn.model.IterateAverage;
import org.sgdyn.model.Training;
import org.sgdyn.spi.Memory;

/**
 * The linear part of an algorithm's step, S &lt;- S + (1 / d) ( T S - e G ), on all vectors S that the dynamics carries: those of the
 * rule's {@link Memory}, the iterate first, and last the one that an average of the iterate is made of. Immutable.
 */
public final class LinearStep {

    private final Memory memory;
    private final Optional<IterateAverage> average;
    private final int remembered;
    private final int vectors;

    private LinearStep(Training training) {
        memory = training.rule().memory();
        average = training.average();
        remembered = memory.slots();
        vectors = remembered + (average.isPresent() ? 1 : 0);
    }

    /**
     * The step of a training.
     *
     * @param training the algorithm and its average
     * @return the step
     */
    public static LinearStep of(Training training) {
        return new LinearStep(training);
    }

    /**
     * The number of vectors.
     *
     * @return n &gt;= 1
     */
    public int vectors() {
        return vectors;
    }

    /**
     * The step at a time.
     *
     * @param time t
     * @param rate gamma
     * @param transition receives T, n x n row-major
     * @param gain receives e, length n
     */
    public void at(double time, double rate, double[] transition, double[] gain) {
        memory.at(time, rate, transition, gain);
        spread(time, transition, gain);
    }

    /**
     * The limit of the step as t tends to 0.
     *
     * @param rate gamma
     * @param transition receives T
     * @param gain receives e
     * @param noise receives what stands in place of e e^T, n x n
     */
    void atStart(double rate, double[] transition, double[] gain, double[] noise) {
        memory.atStart(rate, transition, gain, noise);
        spread(0, transition, gain);
        if (average.isPresent()) {
            widen(noise);
        }
    }

    /** Makes room for the average behind what the memory has filled in, and fills that in. */
    private void spread(double time, double[] transition, double[] gain) {
        if (average.isEmpty()) {
            return;
        }
        int last = vectors - 1;
        widen(transition);
        gain[last] = 0;
        transition[last * vectors + memory.reported()] = average.get().pull(time);
        transition[last * vectors + last] = -average.get().decay();
    }

    /** A matrix of the memory's vectors at the front of an array becomes one of all vectors, zero elsewhere: last rows first. */
    private void widen(double[] matrix) {
        for (int a = vectors - 1; a >= 0; a--) {
            for (int b = vectors - 1; b >= 0; b--) {
                matrix[a * vectors + b] = a < remembered && b < remembered ? matrix[a * remembered + b] : 0;
            }
        }
    }

    /** Whether T is infinite at t = 0. */
    boolean isSingularAtStart() {
        return memory.isSingularAtStart();
    }

    /**
     * What a vector starts at.
     *
     * @param vector a, 0 for the iterate
     * @return its start in units of X_0
     */
    public double start(int vector) {
        if (vector == 0) {
            return 1;
        }
        return vector < remembered
                ? memory.start(vector)
                : average.map(IterateAverage::start).orElse(0.0);
    }

    /** Whether a vector is made of gradients: it starts at 0, and is not what an average of iterates is made of. */
    boolean isVelocity(int vector) {
        return vector > 0 && vector < remembered && memory.start(vector) == 0;
    }

    /** The vector that is reported as the iterate. */
    int reported() {
        return memory.reported();
    }

    /** The vector that is reported as the velocity. */
    OptionalInt velocity() {
        return memory.velocity();
    }

    /** The vector that the average is made of. */
    int averaged() {
        return vectors - 1;
    }
}
