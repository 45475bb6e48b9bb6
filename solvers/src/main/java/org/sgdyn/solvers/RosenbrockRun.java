package org.sgdyn.solvers;

import java.util.Optional;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.Linearisation;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.StateObserver;

/**
 * One integration by the linearly implicit method Rodas5P: eight stages, order 5, L-stable and stiffly accurate, with an embedded
 * estimate of order 4 and an interpolant of order 4. With J = df/dy and f_t = df/dt at the start of the step,
 *
 * <pre>
 * ( I / (h gamma) - J ) k_i = f(t + c_i h, y + sum_j a_ij k_j) + (1 / h) sum_j c_ij k_j + h d_i f_t,   i = 1..8,
 * y(t + h) = y + sum_j a_8j k_j + k_8,    error estimate k_8.
 * </pre>
 *
 * <p>Coefficients: G. Steinebach, BIT Numer. Math. 63, 27 (2023). Steps follow a PI controller (E. Hairer and G. Wanner, Solving
 * Ordinary Differential Equations II, sec. IV.2); requested times inside a step are interpolated.
 */
final class RosenbrockRun extends AdaptiveRun {

    static final Trouble.Remedies REMEDIES = new Trouble.Remedies(
            "tighten the integrator's tolerances",
            "raise maximumEvaluations or maximumSteps, or ask for less accuracy",
            "ask for less accuracy",
            "the shared moments of these classes are too many for implicit steps, so take fewer classes, an earlier end,"
                    + " integrator: {type: runge-kutta-chebyshev}, or raise maximumEvaluations and maximumSteps");

    static final int STAGES = 8;
    private static final double GAMMA = 0.21193756319429014;
    private static final double[] C = {
        0, 0.6358126895828704, 0.4095798393397535, 0.9769306725060716, 0.4288403609558664, 1, 1, 1
    };
    private static final double[] D = {
        0.21193756319429014, -0.42387512638858027, -0.3384627126235924, 1.8046452872882734, 2.325825639765069, 0, 0, 0
    };
    /** a_ij; y(t + h) itself is a ninth row. */
    private static final double[][] A = {
        {},
        {3.0},
        {2.849394379747939, 0.45842242204463923},
        {-6.954028509809101, 2.489845061869568, -10.358996098473584},
        {2.8029986275628964, 0.5072464736228206, -0.3988312541770524, -0.04721187230404641},
        {-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256, 0.030198172008377946},
        {-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256, 0.030198172008377946, 1},
        {-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256, 0.030198172008377946, 1, 1},
        {-7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256, 0.030198172008377946, 1, 1, 1
        }
    };
    /** c_ij. */
    private static final double[][] COUPLING = {
        {},
        {-14.155112264123755},
        {-17.97296035885952, -2.859693295451294},
        {147.12150275711716, -1.41221402718213, 71.68940251302358},
        {165.43517024871676, -0.4592823456491126, 42.90938336958603, -5.961986721573306},
        {24.854864614690072, -3.0009227002832186, 47.4931110020768, 5.5814197821558125, -0.6610691825249471},
        {
            30.91273214028599,
            -3.1208243349937974,
            77.79954646070892,
            34.28646028294783,
            -19.097331116725623,
            -28.087943162872662
        },
        {
            37.80277123390563,
            -3.2571969029072276,
            112.26918849496327,
            66.9347231244047,
            -40.06618937091002,
            -54.66780262877968,
            -9.48861652309627
        }
    };
    /** y(t + theta h) = (1 - theta) y + theta (y_1 + (1 - theta) (K_1 + theta (K_2 + theta K_3))), K_m = sum_j h_mj k_j. */
    private static final double[][] INTERPOLANT = {
        {
            25.948786856663858,
            -2.5579724845846235,
            10.433815404888879,
            -2.3679251022685204,
            0.524948541321073,
            1.1241088310450404,
            0.4272876194431874,
            -0.17202221070155493
        },
        {
            -9.91568850695171,
            -0.9689944594115154,
            3.0438037242978453,
            -24.495224566215796,
            20.176138334709044,
            15.98066361424651,
            -6.789040303419874,
            -6.710236069923372
        },
        {
            11.419903575922262,
            2.8879645146136994,
            72.92137995996029,
            80.12511834622643,
            -52.072871366152654,
            -59.78993625266729,
            -0.15582684282751913,
            4.883087185713722
        }
    };

    private static final double SAFETY = 0.9;
    private static final double PROPORTIONAL = 0.7 / 5;
    private static final double INTEGRAL = 0.4 / 5;

    private final Linearisation linearisation;
    private final double[][] k = new double[STAGES][];
    private final double[] slope;
    private final double[] timeSlope;
    private final double[] stage;
    private final double[] stageSlope;
    private final double[] factors = new double[STAGES];
    private final StageSum sum;
    private final StageSum coupling = new StageSum(STAGES + 1);
    private final ErrorNorm norm;
    private boolean changesInTime;
    private double lastError = 1;

    RosenbrockRun(
            OdeSystem system,
            Optional<Linearisation> structure,
            double[] initial,
            double[] times,
            StateObserver observer,
            Tolerances tolerances) {
        super(system, initial, times, observer, tolerances, Relief.of(REMEDIES));
        sum = new StageSum(STAGES + 2);
        norm = new ErrorNorm(tolerances, sizes);
        linearisation = structure.orElseGet(() -> new DifferenceLinearisation(system, this::evaluate));
        for (int i = 0; i < STAGES; i++) {
            k[i] = new double[size];
        }
        slope = new double[size];
        timeSlope = new double[size];
        stage = new double[size];
        stageSlope = new double[size];
    }

    @Override
    void begin() {
        evaluateHere(slope);
        linearisation.at(time, y);
        linearisation.timeSlope(timeSlope);
        changesInTime = false;
        for (int n = 0; n < size && !changesInTime; n++) {
            changesInTime = timeSlope[n] != 0;
        }
    }

    /** A hundredth of the time in which the state changes by itself; refined by f' (ibid.). */
    @Override
    double firstStep() {
        return Math.min(end() - time, 0.01 * timeOfChange(slope) * Math.pow(tolerances.relative() / 1e-6, 0.2));
    }

    @Override
    double growth(double h, double error, boolean afterRejection) {
        double growth = SAFETY
                * Math.pow(Math.max(error, 1e-10), -PROPORTIONAL)
                * Math.pow(lastError, afterRejection ? 0 : INTEGRAL);
        lastError = Math.max(error, 1e-4);
        return growth;
    }

    @Override
    double shrinkage(double error) {
        return SAFETY * Math.pow(error, -1.0 / 5);
    }

    @Override
    double tryStep(double h) {
        linearisation.shift(1 / (h * GAMMA));
        for (int i = 0; i < STAGES; i++) {
            double ofTime = changesInTime ? h * D[i] : 0;
            if (i == 0) {
                sum.of(1, A[0], k).add(ofTime, timeSlope).addTo(slope, k[0]);
            } else {
                coupling.of(1 / h, COUPLING[i], k).add(ofTime, timeSlope);
                if (!sum.of(1, A[i], k).sensiblyAddBoth(y, stage, coupling, k[i])) {
                    return Double.POSITIVE_INFINITY;
                }
                evaluate(time + C[i] * h, stage, stageSlope);
                Kernels.addInPlace(k[i], 1, stageSlope, 0, size);
            }
            linearisation.solve(k[i]);
        }
        sum.of(1.0, A[STAGES], k).addTo(y, next);
        return norm.of(k[STAGES - 1], y, next, stage);
    }

    @Override
    void accepted() {
        system.confine(next);
    }

    @Override
    double[] interpolate(double h, double theta) {
        double rest = 1 - theta;
        for (int j = 0; j < STAGES; j++) {
            factors[j] = theta * rest * (INTERPOLANT[0][j] + theta * (INTERPOLANT[1][j] + theta * INTERPOLANT[2][j]));
        }
        sum.of(1.0, factors, k).add(theta, next).add(-theta, y).addTo(y, stage);
        return stage;
    }
}
