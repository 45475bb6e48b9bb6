package org.sgdyn.numerics;

import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.linear.BlockRealMatrix;
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

/** Milliseconds of a product m x k by k x n, by OpenBLAS, in Java, and by the blocks of Commons Math. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MatricesBenchmark {

    /** m, n and k. */
    @Param({"784,784,784", "7840,10,784", "200,200,200"})
    private String size;

    private int m;
    private int n;
    private int k;
    private double[] a;
    private double[] b;
    private double[] c;
    private final Matrices java = new JavaMatrices();
    private Matrices blas;
    private BlockRealMatrix blockA;
    private BlockRealMatrix blockB;

    /** Normals for operands. */
    @Setup
    public void prepare() {
        String[] numbers = size.split(",", -1);
        m = Integer.parseInt(numbers[0]);
        n = Integer.parseInt(numbers[1]);
        k = Integer.parseInt(numbers[2]);
        a = new double[m * k];
        b = new double[k * n];
        c = new double[m * n];
        RandomStreams.of(1, 0, 0).fillNormals(a, 0, a.length);
        RandomStreams.of(1, 0, 1).fillNormals(b, 0, b.length);
        blas = MatricesChoice.openBlas().orElse(java);
        blockA = block(m, k, a);
        blockB = block(k, n, b);
    }

    private static BlockRealMatrix block(int rows, int columns, double[] values) {
        BlockRealMatrix block = new BlockRealMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                block.setEntry(i, j, values[i * columns + j]);
            }
        }
        return block;
    }

    /** By OpenBLAS, if it is there. */
    @Benchmark
    public double[] openBlas() {
        blas.product(false, false, m, n, k, 1, a, 0, k, b, 0, n, 0, c, 0, n);
        return c;
    }

    /** In Java. */
    @Benchmark
    public double[] java() {
        java.product(false, false, m, n, k, 1, a, 0, k, b, 0, n, 0, c, 0, n);
        return c;
    }

    /** By Commons Math. */
    @Benchmark
    public BlockRealMatrix commonsMath() {
        return blockA.multiply(blockB);
    }
}
