package org.sgdyn.solvers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.losses.LeastSquares;
import org.sgdyn.losses.Logistic;
import org.sgdyn.losses.PhaseRetrieval;
import org.sgdyn.losses.Softmax;
import org.sgdyn.model.Continuum;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeGrouping;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Trajectory;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.SpectrumLimit;
import org.sgdyn.statistics.Statistics;

/** What the integrators are measured on. */
@SuppressWarnings("ImmutableEnumChecker") // tables of modes are not written once they are made
enum Workload {
    /** Two power laws u^1.1, u^1.5, mean u^0.2, gamma = 1, zero start, every mode on its own. */
    POWER_LAW_1000_TO_1E2(modeWise(1000), new Logistic(), 1e2),
    POWER_LAW_1000_TO_1E4(modeWise(1000), new Logistic(), 1e4),
    POWER_LAW_10000_TO_1E2(modeWise(10_000), new Logistic(), 1e2),
    POWER_LAW_10000_TO_1E4(modeWise(10_000), new Logistic(), 1e4),
    /** The same modes by quadrature in u. */
    QUADRATURE_1000_TO_1E2(byQuadrature(1000), new Logistic(), 1e2),
    QUADRATURE_10000_TO_1E4(byQuadrature(10_000), new Logistic(), 1e4),
    ZERO_ONE_TO_1E6(zeroOne(), new Logistic(), 1e6),
    /** Common covariance u, mean u^0.5, in the limit d to infinity. */
    INFINITE_TO_1E6(infinite(), new Logistic(), 1e6),
    INFINITE_TO_1E10(infinite(), new Logistic(), 1e10),
    LEAST_SQUARES_10000_TO_1E4(modeWise(10_000), LeastSquares.of(0, false), 1e4),
    SOFTMAX_4_TO_1E2(softmax(), Softmax.of(4, 1024), 1e2);

    private static final int POINTS = 11;
    private static final int NODES = 10;

    private final ModeTable modes;
    private final Loss loss;
    private final double[] times;

    Workload(ModeTable modes, Loss loss, double end) {
        this.modes = modes;
        this.loss = loss;
        times = new double[POINTS];
        for (int k = 1; k < POINTS; k++) {
            times[k] = end * Math.pow(10, (k - POINTS + 1) * 0.4);
        }
        times[POINTS - 1] = end;
    }

    LearningProblem problem() {
        return problem(modes, loss);
    }

    /** Two power laws, every one of d modes on its own. */
    static LearningProblem powerLaw(int d) {
        return problem(modeWise(d), new Logistic());
    }

    /** Phase retrieval of a teacher u^-0.2 from |X_0|, with covariance u^0.4. */
    static LearningProblem phaseRetrieval(int d, double norm, LearningRate rate) {
        ModeTable modes = ModeTable.of(
                targets(1),
                new double[] {1},
                powers(d, 1, 0.4),
                new double[1][d],
                powers(d, 1 / Math.sqrt(d), -0.2),
                powers(d, norm / Math.sqrt(d), 0));
        return new LearningProblem(modes, new PhaseRetrieval(), rate, 0, 1, GaussianQuadrature.standard());
    }

    private static LearningProblem problem(ModeTable modes, Loss loss) {
        return new LearningProblem(
                modes, loss, (time, accumulated, geometry) -> 1.0, 0, 1, GaussianQuadrature.standard());
    }

    /** The risk at eleven times, ending where the integrator gave up. */
    Trajectory solve(Integrator integrator) {
        return TheorySolver.solve(problem(), integrator, times, List.of(Statistics.risk()))
                .trajectory();
    }

    /** The largest relative error of the risk against a reference; infinite if the end was not reached. */
    static double error(Trajectory theory, Trajectory reference) {
        double[] risk = theory.curve("risk");
        double[] exact = reference.curve("risk");
        if (risk.length < exact.length) {
            return Double.POSITIVE_INFINITY;
        }
        return IntStream.range(0, exact.length)
                .mapToDouble(k -> Math.abs(risk[k] / exact[k] - 1))
                .max()
                .orElseThrow();
    }

    private static List<ClassTarget> targets(int classes) {
        List<ClassTarget> targets = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            targets.add(ClassTarget.of(i, i == 0 ? 1 : 0));
        }
        return targets;
    }

    private static double[][] powers(int d, double scale, double... exponents) {
        return Arrays.stream(exponents)
                .mapToObj(exponent -> IntStream.rangeClosed(1, d)
                        .mapToDouble(mode -> scale * Math.pow((double) mode / d, exponent))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static ModeTable modeWise(int d) {
        double[] mean = powers(d, 1 / Math.sqrt(d), 0.2)[0];
        double[] opposite = Arrays.stream(mean).map(v -> -v).toArray();
        return ModeTable.of(
                targets(2),
                new double[] {0.5, 0.5},
                powers(d, 1, 1.1, 1.5),
                new double[][] {mean, opposite},
                new double[0][],
                new double[1][d]);
    }

    private static ProfileLimit power(double amplitude, double exponent) {
        return ProfileLimit.of(u -> amplitude * Math.pow(u, exponent));
    }

    private static SpectrumLimit spectrum(double exponent) {
        return SpectrumLimit.of(u -> Math.pow(u, exponent));
    }

    private static Continuum continuum(double first, double second, double mean) {
        return new Continuum(
                targets(2),
                List.of(0.5, 0.5),
                List.of(spectrum(first), spectrum(second)),
                List.of(power(1, mean), power(-1, mean)),
                List.of(),
                List.of(power(0, 0)));
    }

    private static ModeTable byQuadrature(int d) {
        return continuum(1.1, 1.5, 0.2)
                .finite(
                        d,
                        (i, mode) -> {
                            throw new AssertionError("no outliers");
                        },
                        NODES);
    }

    private static ModeTable infinite() {
        return continuum(1, 1, 0.5).infinite(NODES);
    }

    private static ModeTable zeroOne() {
        SpectrumLimit half = SpectrumLimit.of(u -> u <= 0.5 ? 0 : 1, 0.5);
        return ModeGrouping.merge(new Continuum(
                        targets(2),
                        List.of(0.5, 0.5),
                        List.of(half, half),
                        List.of(power(1, 0), power(-1, 0)),
                        List.of(),
                        List.of(power(0, 0)))
                .infinite(NODES));
    }

    private static ModeTable softmax() {
        ProfileLimit mean = ProfileLimit.gaussian(u -> 1.5);
        return new Continuum(
                        targets(4),
                        List.of(0.25, 0.25, 0.25, 0.25),
                        List.of(spectrum(0.3), spectrum(0.8), spectrum(1.2), spectrum(2)),
                        List.of(mean, mean, mean, mean),
                        List.of(),
                        List.of(power(0, 0), power(0, 0), power(0, 0), power(0, 0)))
                .infinite(NODES);
    }
}
