package org.sgdyn.numerics;

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

/** Milliseconds of an eigensystem, by OpenBLAS, and in Java, which is Commons Math. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EigenBenchmark {

    @Param({"100", "784"})
    private int n;

    private double[] matrix;
    private double[] values;
    private double[] vectors;
    private final Matrices java = new JavaMatrices();
    private Matrices blas;

    /** The covariance of 2 n normals. */
    @Setup
    public void prepare() {
        double[] rows = new double[2 * n * n];
        RandomStreams.of(1, 0, 0).fillNormals(rows, 0, rows.length);
        matrix = new double[n * n];
        java.addSquares(2 * n, n, rows, matrix);
        values = new double[n];
        vectors = new double[n * n];
        blas = MatricesChoice.openBlas().orElse(java);
    }

    /** By OpenBLAS, if it is there. */
    @Benchmark
    public double[] openBlas() {
        blas.eigen(n, matrix, values, vectors);
        return vectors;
    }

    /** In Java. */
    @Benchmark
    public double[] java() {
        java.eigen(n, matrix, values, vectors);
        return vectors;
    }
}
