package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;

/**
 * The bundled soft committee against the equations of D. Saad and S. A. Solla, Physical Review E 52, 4225 (1995), in Q, R and T, from
 * their averages I2, I3 and I4 and integrated here.
 */
class SaadSollaTest {

    private static final String COMMITTEE = Experiments.resource("experiments/saad-solla.yaml");

    private static final int UNITS = 2;

    /** Of the joint covariance of the learner's and the teacher's logits. */
    private static final int ALL = 2 * UNITS;

    private static final double RATE = 1.0;

    /** Steps of classical Runge-Kutta in a unit of time: halving them changes nothing above 1e-11. */
    private static final int STEPS = 200;

    @ParameterizedTest
    @ValueSource(strings = {"modewise", "dormand-prince-853"})
    void theirEquationsGiveTheSameCurves(String integrator) {
        Trajectory theory = Experiments.theory(
                COMMITTEE.replaceAll("simulation: .*\\n", ""),
                "integrator={type: " + integrator + ", relativeTolerance: 1e-11, absoluteTolerance: 1e-13}");
        double[][] c = {
            {0.15 * 0.15 + 0.25, 0, 0.15, 0}, {0, 0.01 + 0.16, 0, 0.1}, {0.15, 0, 1, 0}, {0, 0.1, 0, 1},
        };
        double[] times = theory.times();
        assertThat(times[times.length - 1]).isEqualTo(80);
        for (int k = 0; k < times.length; k++) {
            if (k > 0) {
                c = advance(c, times[k] - times[k - 1]);
            }
            requireClose(theory, k, "risk", risk(c));
            for (int i = 0; i < UNITS; i++) {
                for (int j = i; j < UNITS; j++) {
                    requireClose(theory, k, "overlap_1_" + (i + 1) + "_" + (j + 1), c[i][j]);
                }
                for (int n = 0; n < UNITS; n++) {
                    requireClose(theory, k, "teacher_overlap_1_" + (i + 1) + "_" + (n + 1), c[i][UNITS + n]);
                }
            }
        }
        // Without the escape from the plateau, where the risk stays near 0.02, agreement would say little.
        assertThat(risk(c)).isLessThan(1e-3);
    }

    private static void requireClose(Trajectory theory, int k, String column, double expected) {
        // Both integrate to about 1e-11; the plateau's instability multiplies that by some hundred.
        assertThat(theory.curve(column)[k])
                .as("%s at t = %s", column, theory.times()[k])
                .isCloseTo(expected, within(1e-8));
    }

    /** Plain SGD in two thousand dimensions, up to the plateau. */
    @Test
    void sgdFollows() {
        CurveResult curve = Experiments.plain(
                COMMITTEE, "dimension=2000", "time={end: 8, points: 5}", "simulation={replicates: 8}");
        SimulationAgreementTest.requireAgreement(
                curve, List.of("risk", "overlap_1_1_1", "teacher_overlap_1_1_1", "teacher_overlap_1_2_2"));
    }

    private static double[][] advance(double[][] c, double time) {
        int steps = (int) Math.round(time * STEPS);
        double h = time / steps;
        double[][] at = c;
        for (int s = 0; s < steps; s++) {
            double[][] k1 = slope(at);
            double[][] k2 = slope(moved(at, 0.5 * h, k1));
            double[][] k3 = slope(moved(at, 0.5 * h, k2));
            double[][] k4 = slope(moved(at, h, k3));
            at = moved(moved(moved(moved(at, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
        }
        return at;
    }

    private static double[][] moved(double[][] c, double h, double[][] slope) {
        double[][] result = new double[ALL][ALL];
        for (int a = 0; a < ALL; a++) {
            for (int b = 0; b < ALL; b++) {
                result[a][b] = c[a][b] + h * slope[a][b];
            }
        }
        return result;
    }

    /** dQ/dt and dR/dt, with delta_i = g'(x_i) sum_a s_a g(x_a), s = -1 for the learner's units and 1 for the teacher's. */
    private static double[][] slope(double[][] c) {
        double[][] result = new double[ALL][ALL];
        for (int i = 0; i < UNITS; i++) {
            for (int k = 0; k < ALL; k++) {
                double along = 0;
                for (int a = 0; a < ALL; a++) {
                    along += sign(a) * i3(c, i, k, a);
                }
                result[i][k] += RATE * along;
                result[k][i] += RATE * along;
            }
            for (int k = 0; k < UNITS; k++) {
                for (int a = 0; a < ALL; a++) {
                    for (int b = 0; b < ALL; b++) {
                        result[i][k] += RATE * RATE * sign(a) * sign(b) * i4(c, i, k, a, b);
                    }
                }
            }
        }
        return result;
    }

    private static double risk(double[][] c) {
        double sum = 0;
        for (int a = 0; a < ALL; a++) {
            for (int b = 0; b < ALL; b++) {
                double i2 = 2 / Math.PI * Math.asin(c[a][b] / Math.sqrt((1 + c[a][a]) * (1 + c[b][b])));
                sum += 0.5 * sign(a) * sign(b) * i2;
            }
        }
        return sum;
    }

    private static int sign(int unit) {
        return unit < UNITS ? -1 : 1;
    }

    /** E g'(x_p) x_q g(x_r). */
    private static double i3(double[][] c, int p, int q, int r) {
        double l3 = (1 + c[p][p]) * (1 + c[r][r]) - c[p][r] * c[p][r];
        return 2 / Math.PI / Math.sqrt(l3) * (c[q][r] * (1 + c[p][p]) - c[p][q] * c[p][r]) / (1 + c[p][p]);
    }

    /** E g'(x_p) g'(x_q) g(x_r) g(x_s). */
    private static double i4(double[][] c, int p, int q, int r, int s) {
        double pp = 1 + c[p][p];
        double qq = 1 + c[q][q];
        double pq = c[p][q];
        double l4 = pp * qq - pq * pq;
        double l0 = l4 * c[r][s]
                - c[q][r] * c[q][s] * pp
                - c[p][r] * c[p][s] * qq
                + pq * c[p][r] * c[q][s]
                + pq * c[p][s] * c[q][r];
        double l1 = l4 * (1 + c[r][r]) - c[q][r] * c[q][r] * pp - c[p][r] * c[p][r] * qq + 2 * pq * c[p][r] * c[q][r];
        double l2 = l4 * (1 + c[s][s]) - c[q][s] * c[q][s] * pp - c[p][s] * c[p][s] * qq + 2 * pq * c[p][s] * c[q][s];
        return 4 / (Math.PI * Math.PI) / Math.sqrt(l4) * Math.asin(l0 / Math.sqrt(l1 * l2));
    }
}
