package org.sgdyn.losses;

import java.util.Arrays;
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
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.RandomStream;

/** Milliseconds that the moments of one class of softmax take by the default points, and their slopes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SoftmaxBenchmark {

    private static final int POINTS = 4096;

    /** L. */
    @Param({"10", "32"})
    private int classes;

    private LossMoments moments;
    private GradientMoments result;
    private GradientMoments[] slopes;
    private double[] mean;
    private double[] covariance;

    /** Random means, and a covariance of full rank. */
    @Setup
    public void prepare() {
        int l = classes;
        moments = Softmax.of(l, POINTS).moments(ClassTarget.of(0, 0), GaussianQuadrature.standard());
        result = new GradientMoments(l, 0);
        slopes = new GradientMoments[l + l * (l + 1) / 2];
        Arrays.setAll(slopes, q -> new GradientMoments(l, 0));
        RandomStream random = RandomStreams.of(1, RandomStreams.SIMULATION, 0);
        mean = new double[l];
        double[] factor = new double[l * l];
        random.fillNormals(mean, 0, l);
        random.fillNormals(factor, 0, l * l);
        covariance = new double[l * l];
        for (int a = 0; a < l; a++) {
            for (int b = 0; b < l; b++) {
                for (int k = 0; k < l; k++) {
                    covariance[a * l + b] += factor[a * l + k] * factor[b * l + k] / l;
                }
            }
        }
    }

    /** g, G and H. */
    @Benchmark
    public GradientMoments evaluate() {
        moments.evaluate(mean, covariance, result);
        return result;
    }

    /** Their slopes by means and covariances. */
    @Benchmark
    public GradientMoments[] differentiate() {
        moments.differentiate(mean, covariance, slopes);
        return slopes;
    }

    /** The risk alone. */
    @Benchmark
    public double risk() {
        return moments.risk(mean, covariance);
    }
}
