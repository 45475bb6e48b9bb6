package org.sgdyn.solvers;

import java.util.Arrays;

/**
 * An explicit Runge-Kutta method with an estimate of the error of a step and an interpolant. Its stages are
 *
 * <pre>
 * k_i = f(t + c_i h, y + h sum_j a_ij k_j),   i = 1..s,
 * </pre>
 *
 * <p>of which the last belongs to the end of the step and is the first of the next one. With e_q = h sum_j E_qj k_j over the tolerance
 * and |.| the root mean square, the error of a step is |e_1|, or |e_1|^2 / sqrt(|e_1|^2 + 0.01 |e_2|^2) where there are two rows E.
 * With D = y(t + h) - y and u = 1 - theta, and maybe further stages that serve the interpolant alone,
 *
 * <pre>
 * y(t + theta h) = y + theta (D + u (F_1 + theta (F_2 + u (F_3 + theta (F_4 + u (F_5 + theta F_6)))))),
 * F_1 = h k_1 - D,   F_2 = D - h k_s - F_1,   F_{2 + r} = h sum_j d_rj k_j.
 * </pre>
 *
 * <p>Source: E. Hairer, S. P. Norsett and G. Wanner, Solving Ordinary Differential Equations I, sec. II.4 to II.6.
 */
final class RungeKuttaPair {

    /**
     * How much of its last coefficient, theta^4 u^3 of which is at most 0.0084, an interpolant of order 7 errs by: a third of the term itself
     * at most, over steps of which the error is known.
     */
    private static final double LAST_TERM = 0.0028;

    private final int order;
    private final int stages;
    private final double[] nodes;
    private final double[][] coefficients;
    private final double[][] errors;
    private final double[][] interpolant;
    private final double[] interpolantError;
    private final Control control;

    /**
     * How steps follow errors.
     *
     * @param exponent the power of a step's error that the next step falls with
     * @param memory the power of the error before that it grows with
     * @param stability the largest h rho at which a step damps errors, rho the spectral radius of a Jacobian with real negative
     *     eigenvalues
     */
    record Control(double exponent, double memory, double stability) {}

    /**
     * The method of given coefficients, which are kept by reference.
     *
     * @param order the order of a step
     * @param stages s
     * @param nodes c_i, those of the interpolant's own stages behind the others
     * @param coefficients a_ij, row by row up to the last that is not 0
     * @param errors E_qj
     * @param interpolant d_rj
     */
    RungeKuttaPair(
            int order,
            int stages,
            double[] nodes,
            double[][] coefficients,
            double[][] errors,
            double[][] interpolant,
            Control control) {
        this.order = order;
        this.stages = stages;
        this.nodes = nodes;
        this.coefficients = coefficients;
        this.errors = errors;
        this.interpolant = interpolant;
        this.control = control;
        interpolantError = Arrays.stream(stages == nodes.length ? new double[0] : interpolant[interpolant.length - 1])
                .map(factor -> LAST_TERM * factor)
                .toArray();
    }

    int order() {
        return order;
    }

    int stages() {
        return stages;
    }

    /** Stages of a step and of its interpolant. */
    int allStages() {
        return nodes.length;
    }

    double node(int stage) {
        return nodes[stage];
    }

    double[] coefficients(int stage) {
        return coefficients[stage];
    }

    int errors() {
        return errors.length;
    }

    double[] error(int estimate) {
        return errors[estimate];
    }

    /** The factors of h k_j in an estimate of the interpolant's error; empty if that is no larger than the error of the step. */
    double[] interpolantError() {
        return interpolantError;
    }

    Control control() {
        return control;
    }

    /**
     * The factors of y(t + theta h) = y + D factor + h sum_j factors_j k_j.
     *
     * @param factors receives those of the stages
     * @return that of D
     */
    double interpolate(double theta, double[] factors) {
        double u = 1 - theta;
        double first = theta * u;
        double second = theta * first;
        Arrays.fill(factors, 0);
        factors[0] = first - second;
        factors[stages - 1] = -second;
        double power = second;
        for (int r = 0; r < interpolant.length; r++) {
            power *= r % 2 == 0 ? u : theta;
            for (int j = 0; j < interpolant[r].length; j++) {
                factors[j] += power * interpolant[r][j];
            }
        }
        return theta - first + 2 * second;
    }
}
