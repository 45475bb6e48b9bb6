package org.sgdyn.simulation;

import java.util.Optional;
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
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.RandomStream;

/**
 * Microseconds of a sample of one-pass SGD with many outputs, divided by d nanoseconds per feature: one by one, and in blocks of
 * several sizes by the linear algebra of the process, {@code -jvmArgsAppend -Dsgdyn.blas=java} for that of Java. The same blocks by
 * NumPy and Numba are timed by {@code blocked-sgd.py} among the test's resources.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlockedSgdBenchmark {

    private static final int SAMPLES = 96;

    /** Loss, outputs and dimension. */
    @Param({"one-hot,100,10000", "softmax,10,1000"})
    private String problem;

    /** The samples of a block; 0 for one by one, -1 for the number that simulations take. */
    @Param({"0", "-1"})
    private int size;

    private Dynamics sgd;
    private long step;

    /** A fresh start of everything. */
    @Setup
    public void prepare() {
        String[] words = problem.split(",", -1);
        int outputs = Integer.parseInt(words[1]);
        Loss loss = words[0].equals("softmax") ? new ManyOutputs.Softmax(outputs) : new ManyOutputs.OneHot(outputs);
        LearningProblem learning =
                ManyOutputs.problem(loss, Integer.parseInt(words[2]), (time, accumulated, geometry) -> 0.5);
        RandomStream random = RandomStreams.of(1, RandomStreams.SIMULATION, 0);
        SampleStream stream = new MixtureStream(learning, FeatureLaws.gaussian(), Optional.empty(), random);
        ModeOrderParameters parameters = new ModeOrderParameters(learning);
        int samples = size < 0 ? BlockSize.of(learning) : size;
        sgd = samples == 0
                ? new OnePassSgd(learning, parameters, stream, random)
                : new BlockedSgd(learning, parameters, stream, random, Matrices.get(), samples);
        step = 0;
    }

    /** One sample, of a few whole blocks. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public double sample() {
        long end = step + SAMPLES;
        while (step < end) {
            long taken = sgd.advance(step, end);
            if (taken == 0) {
                throw new IllegalStateException("diverged");
            }
            step += taken;
        }
        return sgd.state()[0];
    }
}
