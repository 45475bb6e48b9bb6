package org.sgdyn.solvers;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.sgdyn.losses.LeastSquares;
import org.sgdyn.losses.OneHotLeastSquares;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.RandomStream;

/** One right-hand side where covariances are full matrices, on one thread: classes, dimension, outputs and the block's vectors. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"})
public class DenseRightHandSideBenchmark {

    /** Number of classes, d, number of outputs and block. */
    @Param({"40 100 10 20", "10 784 10 20", "2 784 1 784", "8 784 1 100"})
    public String size;

    private OdeSystem system;
    private double[] state;
    private double[] result;

    /** The system at a state that is not zero. */
    @Setup
    public void prepare() {
        String[] words = size.split(" ", -1);
        int classes = Integer.parseInt(words[0]);
        int d = Integer.parseInt(words[1]);
        int outputs = Integer.parseInt(words[2]);
        Thief thief = Thief.of(problem(classes, d, outputs, Integer.parseInt(words[3])));
        system = thief.system();
        state = thief.state();
        for (int k = 0; k < outputs * d; k++) {
            state[k] = 1e-2 / (1 + k % 17);
        }
        result = new double[state.length];
    }

    private static LearningProblem problem(int classes, int d, int outputs, int block) {
        RandomStream random = RandomStreams.of(1, 0, 0);
        double[][] means = new double[classes][d];
        double[] matrices = new double[classes * d * d];
        double[] direction = new double[d];
        for (int i = 0; i < classes; i++) {
            random.fillNormals(means[i], 0, d);
            random.fillNormals(direction, 0, d);
            for (int r = 0; r < d; r++) {
                for (int s = 0; s < d; s++) {
                    matrices[(i * d + r) * d + s] = direction[r] * direction[s] + (r == s ? 1 : 0);
                }
            }
        }
        int[] labels = IntStream.range(0, classes).map(i -> i % outputs).toArray();
        List<ClassTarget> targets = IntStream.range(0, classes)
                .mapToObj(i -> ClassTarget.of(labels[i], i % 2))
                .toList();
        double[] weights = new double[classes];
        Arrays.fill(weights, 1.0 / classes);
        ModeTable modes = ModeTable.dense(
                targets,
                weights,
                means,
                new double[0][],
                new double[outputs][d],
                new DenseCovariances(labels, matrices, d, DenseCovariances.Form.SECOND_MOMENT, block));
        Loss loss = outputs == 1 ? LeastSquares.of(0, false) : OneHotLeastSquares.of(outputs);
        return new LearningProblem(modes, loss, LearningRate.of(0.1), 0, 1, GaussianQuadrature.standard());
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
}
