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
        double[] own = vectors == remembered ? transition : new double[remembered * remembered];
        double[] ownGain = vectors == remembered ? gain : new double[remembered];
        memory.at(time, rate, own, ownGain);
        extend(time, own, ownGain, transition, gain);
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
        double[] own = new double[remembered * remembered];
        double[] ownGain = new double[remembered];
        double[] ownNoise = new double[remembered * remembered];
        memory.atStart(rate, own, ownGain, ownNoise);
        extend(0, own, ownGain, transition, gain);
        for (int a = 0; a < remembered; a++) {
            System.arraycopy(ownNoise, a * remembered, noise, a * vectors, remembered);
        }
    }

    private void extend(double time, double[] own, double[] ownGain, double[] transition, double[] gain) {
        if (average.isEmpty()) {
            copyUnlessSame(own, transition);
            copyUnlessSame(ownGain, gain);
            return;
        }
        int last = vectors - 1;
        for (int a = 0; a < remembered; a++) {
            System.arraycopy(own, a * remembered, transition, a * vectors, remembered);
            transition[a * vectors + last] = 0;
            transition[last * vectors + a] = 0;
            gain[a] = ownGain[a];
        }
        gain[last] = 0;
        transition[last * vectors + memory.reported()] = average.get().pull(time);
        transition[last * vectors + last] = -average.get().decay();
    }

    private static void copyUnlessSame(double[] from, double[] to) {
        if (from != to) {
            System.arraycopy(from, 0, to, 0, from.length);
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
