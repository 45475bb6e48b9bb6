package org.sgdyn.spi;

/**
 * The order parameters at one time: the state of the modes, and what follows from it. In theory they are deterministic
 * functions of time; for an SGD iterate they are its exact population statistics.
 *
 * <p>Modes come in groups of equal eigenvalues; a group carries the mean of the iterate on one or more fixed directions
 * ("slots": one for a single mode) and the covariance of the iterate, summed over the group. With weight w_g = n_g / d:
 * |X|^2 = sum_s |x_s|^2 + sum_g tr C_g.
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
     * The mean of logit j over class i: an entry of m_i; j &gt;= l addresses teacher logit j - l.
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
     * The number of groups of modes.
     *
     * @return the number of groups
     */
    int groups();

    /**
     * A group's share of the modes, n_g / d.
     *
     * @param group g, 0-based
     * @return w_g
     */
    double groupWeight(int group);

    /**
     * A group's position: u = rho / d of its last mode.
     *
     * @param group g, 0-based
     * @return u in (0, 1]
     */
    double groupPosition(int group);

    /**
     * The eigenvalue of a class on a group.
     *
     * @param group g, 0-based
     * @param classIndex i, 0-based
     * @return lambda_{g,i}
     */
    double groupEigenvalue(int group, int classIndex);

    /**
     * The covariance of the iterate on a group, summed over its modes.
     *
     * @param group g, 0-based
     * @param output j, 0-based
     * @param otherOutput k, 0-based
     * @return C_g[j][k]; 0 for an SGD iterate
     */
    double groupCovariance(int group, int output, int otherOutput);

    /**
     * The first slot of a group; its slots are slotStart(g) .. slotStart(g + 1) - 1.
     *
     * @param group g in 0..groups()
     * @return the first slot
     */
    int slotStart(int group);

    /**
     * The mean of the iterate on a slot.
     *
     * @param slot s, 0-based
     * @param output j, 0-based
     * @return x_s[j]
     */
    double slotIterate(int slot, int output);

    /**
     * A class mean on a slot.
     *
     * @param slot s, 0-based
     * @param classIndex i, 0-based
     * @return mu_{s,i}
     */
    double slotMean(int slot, int classIndex);

    /**
     * The teacher on a slot.
     *
     * @param slot s, 0-based
     * @param teacherOutput k, 0-based
     * @return x*_s[k]
     */
    double slotTeacher(int slot, int teacherOutput);
}
