package org.sgdyn.spi;

import java.util.Optional;

/**
 * The order parameters of a state that consists of modes. They come in groups of equal eigenvalues; a group carries the mean of
 * the iterate on one or more fixed directions ("slots": one for a single mode) and the covariance of the iterate, summed over the
 * group. With weight w_g = n_g / d: |X|^2 = sum_s |x_s|^2 + sum_g tr C_g.
 *
 * @since 0.2
 */
@SuppressWarnings("deprecation") // what version 0.1 had in OrderParameters
public interface ModeParameters extends OrderParameters {

    /**
     * The modes behind order parameters, for a statistic that {@link Statistic#readsModes}.
     *
     * @param parameters the order parameters
     * @return the same, with their modes
     * @throws IllegalStateException if the state does not consist of modes
     */
    static ModeParameters of(OrderParameters parameters) {
        return parameters
                .modes()
                .orElseThrow(() -> new IllegalStateException(
                        "this state does not consist of modes; a statistic that reads modes says so by readsModes()"));
    }

    @Override
    default Optional<ModeParameters> modes() {
        return Optional.of(this);
    }

    /**
     * The number of groups of modes.
     *
     * @return the number of groups
     */
    @Override
    int groups();

    /**
     * A group's share of the modes, n_g / d.
     *
     * @param group g, 0-based
     * @return w_g
     */
    @Override
    double groupWeight(int group);

    /**
     * A group's position: u = rho / d of its last mode.
     *
     * @param group g, 0-based
     * @return u in (0, 1]
     */
    @Override
    double groupPosition(int group);

    /**
     * The eigenvalue of a class on a group.
     *
     * @param group g, 0-based
     * @param classIndex i, 0-based
     * @return lambda_{g,i}
     */
    @Override
    double groupEigenvalue(int group, int classIndex);

    /**
     * The covariance of the iterate on a group, summed over its modes.
     *
     * @param group g, 0-based
     * @param output j, 0-based
     * @param otherOutput k, 0-based
     * @return C_g[j][k]; 0 for an SGD iterate
     */
    @Override
    double groupCovariance(int group, int output, int otherOutput);

    /**
     * The squared norm of the iterate on a group, all outputs together and covariance included.
     *
     * @param group g, 0-based
     * @return |X|^2 on the group; the groups' sum up to |X|^2
     */
    default double groupSquaredNorm(int group) {
        double sum = 0;
        for (int j = 0; j < outputs(); j++) {
            sum += groupCovariance(group, j, j);
            for (int s = slotStart(group); s < slotStart(group + 1); s++) {
                sum += slotIterate(s, j) * slotIterate(s, j);
            }
        }
        return sum;
    }

    /**
     * The first slot of a group; its slots are slotStart(g) .. slotStart(g + 1) - 1.
     *
     * @param group g in 0..groups()
     * @return the first slot
     */
    @Override
    int slotStart(int group);

    /**
     * The mean of the iterate on a slot.
     *
     * @param slot s, 0-based
     * @param output j, 0-based
     * @return x_s[j]
     */
    @Override
    double slotIterate(int slot, int output);

    /**
     * A class mean on a slot.
     *
     * @param slot s, 0-based
     * @param classIndex i, 0-based
     * @return mu_{s,i}
     */
    @Override
    double slotMean(int slot, int classIndex);

    /**
     * The teacher on a slot.
     *
     * @param slot s, 0-based
     * @param teacherOutput k, 0-based
     * @return x*_s[k]
     */
    @Override
    double slotTeacher(int slot, int teacherOutput);
}
