package org.sgdyn.simulation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.RandomStream;

/**
 * Nanoseconds per coordinate of one-pass SGD on two power-law classes with a scalar logistic loss, d = 1000, beside those of
 * merely drawing its normals.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SgdBenchmark {

    private static final int DIMENSION = 1000;
    private static final int STEPS = 1000;

    private final double[] normals = new double[DIMENSION];
    private RandomStream random;
    private OnePassSgd sgd;

    /** A fresh start of everything. */
    @Setup
    public void prepare() {
        random = RandomStreams.of(1, RandomStreams.SIMULATION, 1);
        LearningProblem problem = problem();
        RandomStream stream = RandomStreams.of(1, RandomStreams.SIMULATION, 0);
        sgd = new OnePassSgd(
                problem,
                new ModeOrderParameters(problem),
                new MixtureStream(problem, FeatureLaws.gaussian(), Optional.empty(), stream),
                stream);
    }

    /** The normals alone. */
    @Benchmark
    @OperationsPerInvocation(STEPS * DIMENSION)
    public double normalsAlone() {
        for (int k = 0; k < STEPS; k++) {
            random.fillNormals(normals, 0, DIMENSION);
        }
        return normals[0];
    }

    /** All of SGD. */
    @Benchmark
    @OperationsPerInvocation(STEPS * DIMENSION)
    public double sgd() {
        for (int k = 0; k < STEPS; k++) {
            if (!sgd.advance(0)) {
                throw new IllegalStateException("diverged");
            }
        }
        return sgd.state()[0];
    }

    private static LearningProblem problem() {
        double[][] eigenvalues = new double[2][DIMENSION];
        double[][] means = new double[2][DIMENSION];
        for (int s = 0; s < DIMENSION; s++) {
            double u = (s + 1.0) / DIMENSION;
            eigenvalues[0][s] = Math.pow(u, 1.1);
            eigenvalues[1][s] = Math.pow(u, 1.5);
            means[0][s] = Math.pow(u, 0.2) / Math.sqrt(DIMENSION);
            means[1][s] = -means[0][s];
        }
        ModeTable modes = ModeTable.of(
                List.of(ClassTarget.of(0, 1), ClassTarget.of(1, 0)),
                new double[] {0.5, 0.5},
                eigenvalues,
                means,
                new double[0][],
                new double[1][DIMENSION]);
        return new LearningProblem(
                modes, new Logistic(), (time, accumulated, geometry) -> 1, 0, 1, GaussianQuadrature.standard());
    }

    /** The gradient that the simulation needs; the losses live in a module of their own. */
    private record Logistic() implements Loss {

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            return Math.log1p(Math.exp(target.label() > 0 ? -logits[0] : logits[0]));
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            gradient[0] = 1 / (1 + Math.exp(-logits[0])) - target.label();
        }
    }
}
