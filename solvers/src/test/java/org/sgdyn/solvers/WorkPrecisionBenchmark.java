package org.sgdyn.solvers;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sgdyn.model.Trajectory;
import org.sgdyn.spi.Integrator;

/**
 * Work and precision on one thread: milliseconds a solve, and beside it the error of the risk (largest relative, in units of 1e-12), for every
 * adaptive integrator on every {@link Workload}. An integrator that needs more than 300,000 evaluations gives up; its error is
 * then infinite.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"})
public class WorkPrecisionBenchmark {

    private static final long MOST_EVALUATIONS = 300_000;

    /** The problem. */
    @Param({
        "POWER_LAW_1000_TO_1E2",
        "POWER_LAW_1000_TO_1E4",
        "POWER_LAW_10000_TO_1E2",
        "POWER_LAW_10000_TO_1E4",
        "QUADRATURE_1000_TO_1E2",
        "QUADRATURE_10000_TO_1E4",
        "ZERO_ONE_TO_1E6",
        "INFINITE_TO_1E6",
        "INFINITE_TO_1E10",
        "LEAST_SQUARES_10000_TO_1E4",
        "SOFTMAX_4_TO_1E2"
    })
    public String workload;

    /** The integrator, as experiments name it. */
    @Param({
        "modewise",
        "runge-kutta-chebyshev",
        "dormand-prince-853",
        "dormand-prince-54",
        "gragg-bulirsch-stoer",
        "adams-moulton"
    })
    public String integrator;

    /** The relative tolerance. */
    @Param({"1e-6", "1e-9"})
    public double tolerance;

    private Workload problem;
    private Trajectory reference;

    /** Counts nothing, but shows the error in the table. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Precision {
        /** The error in units of 1e-12. */
        public double errorInPicos;
    }

    /** The reference solution, at a tolerance of 1e-12. */
    @Setup(Level.Trial)
    public void solveReference() {
        problem = Workload.valueOf(workload);
        reference = problem.solve(new ModewiseIntegrator(Tolerances.of(1e-12, 1e-18)));
    }

    /**
     * One solve, set-up of the dynamics included.
     *
     * @param precision where the error goes
     * @return the curve
     */
    @Benchmark
    public Trajectory solve(Precision precision) {
        Trajectory theory = problem.solve(named());
        precision.errorInPicos = 1e12 * Workload.error(theory, reference);
        return theory;
    }

    private Integrator named() {
        Tolerances tolerances = new Tolerances(tolerance, tolerance / 100, MOST_EVALUATIONS, MOST_EVALUATIONS);
        return switch (integrator) {
            case "modewise" -> new ModewiseIntegrator(tolerances);
            case "runge-kutta-chebyshev" -> new RungeKuttaChebyshevIntegrator(tolerances);
            case "dormand-prince-853" -> DormandPrince853Integrator.of(tolerances);
            case "dormand-prince-54" -> DormandPrince54Integrator.of(tolerances);
            case "gragg-bulirsch-stoer" -> GraggBulirschStoerIntegrator.of(tolerances);
            case "adams-moulton" -> AdamsMoultonIntegrator.of(tolerances);
            default -> throw new IllegalArgumentException("no integrator called " + integrator);
        };
    }
}
