package org.sgdyn.spi;

import java.util.OptionalInt;

/**
 * What an algorithm remembers: n slots of the shape of the iterate, S_0 = X among them, and a step that is linear in them,
 *
 * <pre>
 * S &lt;- S + (1 / d) ( T(t) S - e(t) G ),
 * </pre>
 *
 * <p>T n x n and e of length n, both of order 1; G is the sample's gradient at S_0. Plain SGD is n = 1, T = 0, e = gamma. Row 0 is
 * multiplied by the scale of {@link UpdateRule#secondMoment}. SGD computes rows 1, 2, ... first, and row 0 with what they have
 * become, unless {@link #isSimultaneous}, and asks for T and e of the time at the end of the step, (k + 1) / d. Immutable and thread-safe.
 *
 * @since 0.2
 */
public interface Memory {

    /** No memory but the iterate. */
    Memory NONE = new Memory() {
        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void at(double time, double rate, double[] transition, double[] gain) {
            transition[0] = 0;
            gain[0] = rate;
        }
    };

    /**
     * The number of slots.
     *
     * @return n &gt;= 1
     */
    int slots();

    /**
     * The step at a time.
     *
     * @param time t
     * @param rate the learning rate gamma; T and e are affine in it
     * @param transition receives T, n x n row-major, at its front: it may be longer; entry 0 must be 0 in rules with a second moment
     * @param gain receives e, n numbers at its front
     */
    void at(double time, double rate, double[] transition, double[] gain);

    /**
     * Where a slot starts, in units of the initial iterate.
     *
     * @param slot 1, 2, ...
     * @return 0 (a velocity) unless overridden; 1 for a slot that is an iterate
     */
    default double start(int slot) {
        return 0;
    }

    /**
     * The slot that is reported as the iterate.
     *
     * @return 0 unless overridden
     */
    default int reported() {
        return 0;
    }

    /**
     * The slot whose norm is reported as the velocity's.
     *
     * @return the slot; none unless overridden
     */
    default OptionalInt velocity() {
        return OptionalInt.empty();
    }

    /**
     * Whether SGD computes row 0 from the other slots as they were, too. The order changes an order parameter by O(1 / d) only, but
     * by a large factor of it where T is large, as between slots that all are iterates.
     *
     * @return false unless overridden
     */
    default boolean isSimultaneous() {
        return false;
    }

    /**
     * Times at which T or e have a kink or jump; none unless overridden.
     *
     * @return the times in ascending order
     */
    default double[] breakpoints() {
        return new double[0];
    }

    /**
     * Whether T is infinite at t = 0, as for a momentum with bias correction: then {@link #atStart} gives the limit there.
     *
     * @return false unless overridden
     */
    default boolean isSingularAtStart() {
        return false;
    }

    /**
     * What the motion at t = 0 tends to where {@link #isSingularAtStart}.
     *
     * @param rate gamma
     * @param transition receives T
     * @param gain receives e for the means
     * @param noise receives what stands in place of e e^T in the noise, n x n row-major
     */
    default void atStart(double rate, double[] transition, double[] gain, double[] noise) {
        throw new UnsupportedOperationException("this memory is regular at t = 0");
    }
}
