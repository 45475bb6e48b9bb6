package org.sgdyn.solvers;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sgdyn.spi.OdeSystem;

/**
 * One right-hand side of two scalar classes beside one copy of the state, on one thread. Per mode the copy moves 32 bytes: two
 * numbers read and two written. The right-hand side reads x, C, a mean (the other is its opposite) and two eigenvalues twice and
 * writes two numbers: 96 bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"})
public class RightHandSideBenchmark {

    /** d. */
    @Param({"1000", "10000", "1000000", "4000000"})
    public int modes;

    private OdeSystem system;
    private double[] state;
    private double[] result;

    /** The system at a state that is not zero. */
    @Setup
    public void prepare() {
        Thief thief = Thief.of(Workload.powerLaw(modes));
        system = thief.system();
        state = thief.state();
        for (int k = 0; k < state.length; k++) {
            state[k] = 1e-3 / (1 + k % 17);
        }
        result = new double[state.length];
    }

    /**
     * The right-hand side.
     *
     * @return the derivative
     */
    @Benchmark
    public double[] rightHandSide() {
        system.derivative(0.5, state, result);
        return result;
    }

    /**
     * The copy.
     *
     * @return the copy
     */
    @Benchmark
    public double[] copy() {
        System.arraycopy(state, 0, result, 0, state.length);
        return result;
    }
}
