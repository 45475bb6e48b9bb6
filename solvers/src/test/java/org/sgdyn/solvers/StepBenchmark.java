package org.sgdyn.solvers;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Solution;

/** Nanoseconds a mode and step of two scalar classes, every one of 10^5 modes on its own, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"})
public class StepBenchmark {

    private static final int MODES = 100_000;
    private static final int STEPS = 20;

    /** The method: the implicit steps of {@code modewise}, or an explicit pair. */
    @Param({"rodas", "dormand-prince-54", "dormand-prince-853"})
    public String method;

    private OdeSystem system;
    private double[] state;

    /** The system at its start. */
    @Setup
    public void prepare() {
        Thief thief = Thief.of(Workload.powerLaw(MODES));
        system = thief.system();
        state = thief.state();
    }

    /**
     * The first steps to t = 1, with which the memory of a run is allocated, too.
     *
     * @return the counts
     */
    @Benchmark
    @OperationsPerInvocation(MODES * STEPS)
    public Solution steps() {
        Tolerances tolerances = new Tolerances(1e-9, 1e-11, STEPS, Long.MAX_VALUE);
        double[] times = {0, 100};
        Solution solution = method.equals("rodas")
                ? new RosenbrockRun(system, system.linearisation(), state, times, (i, t, y) -> {}, tolerances).solve()
                : new RungeKuttaIntegrator(
                                method.endsWith("54")
                                        ? DormandPrince54Integrator.PAIR
                                        : DormandPrince853Integrator.PAIR,
                                tolerances)
                        .solve(system, state, times, (i, t, y) -> {});
        if (solution.steps() != STEPS) {
            throw new AssertionError(solution.toString());
        }
        return solution;
    }
}
