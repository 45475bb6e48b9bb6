package org.sgdyn.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The order parameters at one time: what follows from the state, whatever law it moves by. In theory they are deterministic
 * functions of time; for an SGD iterate they are its exact population statistics.
 *
 * @since 0.1
 */
public interface OrderParameters {

    /**
     * The number of classes.
     *
     * @return L
     */
    int classes();

    /**
     * The number of outputs.
     *
     * @return l
     */
    int outputs();

    /**
     * The number of teacher outputs.
     *
     * @return l*
     */
    int teacherOutputs();

    /**
     * The weight of a class.
     *
     * @param classIndex i, 0-based
     * @return p_i
     */
    double weight(int classIndex);

    /**
     * The label of a class.
     *
     * @param classIndex i, 0-based
     * @return y_i; NaN if there is none
     */
    double label(int classIndex);

    /**
     * The decision rule of the loss.
     *
     * @return the rule
     */
    DecisionRule decisionRule();

    /**
     * The mean of logit j over class i, its bias included: an entry of m_i; j &gt;= l addresses teacher logit j - l.
     *
     * @param classIndex i, 0-based
     * @param output j, 0-based
     * @return m_i[j]
     */
    double logitMean(int classIndex, int output);

    /**
     * The covariance of logits j and k over class i: an entry of B_i; teacher logits follow the l logits.
     *
     * @param classIndex i, 0-based
     * @param output j, 0-based
     * @param otherOutput k, 0-based
     * @return B_i[j][k]
     */
    double logitCovariance(int classIndex, int output, int otherOutput);

    /**
     * The class risk E_i Psi.
     *
     * @param classIndex i, 0-based
     * @return risk_i
     */
    double risk(int classIndex);

    /**
     * The probability that a sample of the class is misclassified; NaN if the loss does not classify.
     *
     * @param classIndex i, 0-based
     * @return error_i
     */
    double error(int classIndex);

    /**
     * The probability that a sample of the class is predicted to be of another class, for the largest-logit rule.
     *
     * @param classIndex i, 0-based: the true class
     * @param predicted j, 0-based: the predicted class
     * @return P(argmax r = j | class i); NaN for other rules
     */
    double predicted(int classIndex, int predicted);

    /**
     * The loss geometry at this time.
     *
     * @return the geometry; valid until these order parameters move on
     */
    LossGeometry geometry();

    /**
     * The squared norm of an iterate's column, covariance included.
     *
     * @param output j, 0-based
     * @return |X_j|^2
     */
    double squaredNorm(int output);

    /**
     * The squared norm of a class mean.
     *
     * @param classIndex i, 0-based
     * @return |mu_i|^2
     */
    double squaredMeanNorm(int classIndex);

    /**
     * What is trained beside the iterate: a bias per output, if there are biases, then the loss's own parameters.
     *
     * @return the parameters; none unless overridden
     * @since 0.2
     */
    default List<TrainedParameter> trained() {
        return List.of();
    }

    /**
     * The value of a parameter that is trained beside the iterate.
     *
     * @param parameter its place in {@link #trained}
     * @return theta
     * @since 0.2
     */
    default double trained(int parameter) {
        throw new IndexOutOfBoundsException("nothing is trained beside the iterate");
    }

    /**
     * The families of exchangeable classes, where there are any: all classes of a family have equal risks, errors, norms and
     * overlaps, up to a permutation.
     *
     * @return the families; empty if each class is one of its own
     * @since 0.2
     */
    default Optional<Families> families() {
        return Optional.empty();
    }

    /**
     * Whether samples of a class may show another label than its own.
     *
     * @return false unless overridden
     * @since 0.2
     */
    default boolean hasLabelNoise() {
        return false;
    }

    /**
     * The class risk at the class's own label, whatever labels its samples show.
     *
     * @param classIndex the class, 0-based
     * @return its risk without label noise
     * @since 0.2
     */
    default double cleanRisk(int classIndex) {
        return risk(classIndex);
    }

    /**
     * The probability that a sample of a class is not recognised as what it is, whatever label it shows.
     *
     * @param classIndex the class, 0-based
     * @return its error without label noise
     * @since 0.2
     */
    default double cleanError(int classIndex) {
        return error(classIndex);
    }

    /**
     * The order parameters of an average of the iterate.
     *
     * @return those of the average, if one is kept
     * @since 0.2
     */
    default Optional<OrderParameters> average() {
        return Optional.empty();
    }

    /**
     * The standard error that the finite number of samples leaves in the risk, where a simulation is measured on real samples.
     *
     * @return the error; empty where risks are exact
     * @since 0.2
     */
    default OptionalDouble heldOutError() {
        return OptionalDouble.empty();
    }

    /**
     * |V|^2 of an algorithm's velocity, all outputs together.
     *
     * @return the squared norm, if there is a velocity
     * @since 0.2
     */
    default OptionalDouble squaredVelocityNorm() {
        return OptionalDouble.empty();
    }

    /**
     * The scale of an algorithm's second moment.
     *
     * @return the scale, if there is one
     * @since 0.2
     */
    default Optional<StepScale> stepScale() {
        return Optional.empty();
    }

    /**
     * The modes, where the state consists of them.
     *
     * @return these order parameters with their modes; empty if another law moves the state
     * @since 0.2
     */
    default Optional<ModeParameters> modes() {
        return Optional.empty();
    }

    /**
     * The parts of the classes, where several share one.
     *
     * @return the parts; empty if each class is Gaussian
     * @since 0.2
     */
    default Optional<Parts> parts() {
        return Optional.empty();
    }

    /**
     * What statistics written for version 0.1 call.
     *
     * @return see there
     * @deprecated for {@link ModeParameters#groups}
     */
    @Deprecated(since = "0.2")
    default int groups() {
        return ModeParameters.of(this).groups();
    }

    /**
     * What statistics written for version 0.1 call.
     *
     * @param group see there
     * @return see there
     * @deprecated for {@link ModeParameters#groupWeight}
     */
    @Deprecated(since = "0.2")
    default double groupWeight(int group) {
        return ModeParameters.of(this).groupWeight(group);
    }

    /**
     * What statistics written for version 0.1 call.
     *
     * @param group see there
     * @return see there
     * @deprecated for {@link ModeParameters#groupPosition}
     */
    @Deprecated(since = "0.2")
    default double groupPosition(int group) {
        return ModeParameters.of(this).groupPosition(group);
    }

    /**
     * What statistics written for version 0.1 call.
     *
     * @param group see there
     * @param classIndex see there
     * @return see there
     * @deprecated for {@link ModeParameters#groupEigenvalue}
     */
    @Deprecated(since = "0.2")
    default double groupEigenvalue(int group, int classIndex) {
        return ModeParameters.of(this).groupEigenvalue(group, classIndex);
    }

    /**
     * What statistics written for version 0.1 call.
     *
     * @param group see there
     * @param output see there
     * @param otherOutput see there
     * @return see there
     * @deprecated for {@link ModeParameters#groupCovariance}
     */
    @Deprecated(since = "0.2")
    default double groupCovariance(int group, int output, int otherOutput) {
        return ModeParameters.of(this).groupCovariance(group, output, otherOutput);
    }

    /**
     * What statistics written for version 0.1 call.
     *
     * @param group see there
     * @return see there
     * @deprecated for {@link ModeParameters#slotStart}
     */
    @Deprecated(since = "0.2")
    default int slotStart(int group) {
        return ModeParameters.of(this).slotStart(group);
    }

    /**
     * What statistics written for version 0.1 call.
     *
     * @param slot see there
     * @param output see there
     * @return see there
     * @deprecated for {@link ModeParameters#slotIterate}
     */
    @Deprecated(since = "0.2")
    default double slotIterate(int slot, int output) {
        return ModeParameters.of(this).slotIterate(slot, output);
    }

    /**
     * What statistics written for version 0.1 call.
     *
     * @param slot see there
     * @param classIndex see there
     * @return see there
     * @deprecated for {@link ModeParameters#slotMean}
     */
    @Deprecated(since = "0.2")
    default double slotMean(int slot, int classIndex) {
        return ModeParameters.of(this).slotMean(slot, classIndex);
    }

    /**
     * What statistics written for version 0.1 call.
     *
     * @param slot see there
     * @param teacherOutput see there
     * @return see there
     * @deprecated for {@link ModeParameters#slotTeacher}
     */
    @Deprecated(since = "0.2")
    default double slotTeacher(int slot, int teacherOutput) {
        return ModeParameters.of(this).slotTeacher(slot, teacherOutput);
    }

    /**
     * The Gaussian parts of classes that are mixtures themselves. The logits of a class have the density
     * sum_i share(i) N(m_i, B_i) over its parts i.
     *
     * @since 0.2
     */
    interface Parts {

        /**
         * The order parameters with the parts in the place of classes.
         *
         * @return the order parameters; valid as long as those of the classes are
         */
        OrderParameters parameters();

        /**
         * The class that a part belongs to.
         *
         * @param part i, 0-based
         * @return its class, 0-based
         */
        int classOf(int part);

        /**
         * The share of a part in its class.
         *
         * @param part i, 0-based
         * @return a number in (0, 1]; those of a class sum to 1
         */
        double share(int part);
    }
}
