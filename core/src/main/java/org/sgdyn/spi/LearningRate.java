package org.sgdyn.spi;

/**
 * A learning rate gamma: a function of time, of an accumulator of its own and of the loss geometry. One rule serves theory
 * and simulation. Immutable and thread-safe: the accumulator S belongs to the caller.
 *
 * <p>For rules whose {@link #accumulates} is true, theory integrates dS/dt = {@link LossGeometry#gradientSecondMoment} and SGD
 * adds the sampled counterpart |grad_k|^2 / d^2 at each step, before the step is taken.
 *
 * @since 0.1
 */
public interface LearningRate {

    /**
     * A rate that never changes.
     *
     * @param value gamma
     * @return the rule
     * @since 0.2
     */
    static LearningRate of(double value) {
        return (time, accumulated, geometry) -> value;
    }

    /**
     * The learning rate.
     *
     * @param time t = samples / d
     * @param accumulated S; 0 at the start and for rules that do not accumulate
     * @param geometry the landscape at the present state; for a rule whose {@link #readsGeometry} is false perhaps one that
     *     refuses every question
     * @return gamma &gt;= 0
     */
    double value(double time, double accumulated, LossGeometry geometry);

    /**
     * Whether the rule accumulates squared gradient norms in S; false unless overridden.
     *
     * @return true if S is to be kept
     */
    default boolean accumulates() {
        return false;
    }

    /**
     * Times at which the rule has a kink or jump, so that integrators restart there; empty unless overridden.
     *
     * @return the times in ascending order
     */
    default double[] breakpoints() {
        return new double[0];
    }

    /**
     * Whether {@link #value} reads the loss geometry, which a simulation then evaluates at every step (an O(d) cost); false
     * unless overridden.
     *
     * @return true if the geometry is read
     */
    default boolean readsGeometry() {
        return false;
    }

    /**
     * Whether the rule is a function of time alone, as other quantities that change in time may be given by one.
     *
     * @return true if it neither accumulates nor reads the geometry
     * @since 0.2
     */
    default boolean isSchedule() {
        return !accumulates() && !readsGeometry();
    }

    /**
     * The value of a rule that is a function of time alone.
     *
     * @param time t = samples / d
     * @return the value, &gt;= 0
     * @throws IllegalStateException if the rule asks for more than the time
     * @since 0.2
     */
    default double at(double time) {
        return value(time, 0, NoGeometry.INSTANCE);
    }

    /**
     * Whether the rule needs a teacher as wide as the iterate (see {@link LossGeometry#descentTowardTeacher}).
     *
     * @return true if it does
     */
    default boolean needsTeacher() {
        return false;
    }
}
