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

/** Milliseconds that the moments of all L classes of softmax take by the default points, and the slopes of those of one class. */
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

    private LossMoments[] moments;
    private GradientMoments result;
    private GradientMoments[] slopes;
    private double[] mean;
    private double[] covariance;

    /** Random means, and a covariance of full rank. */
    @Setup
    public void prepare() {
        int l = classes;
        Softmax softmax = Softmax.of(l, POINTS);
        moments = new LossMoments[l];
        Arrays.setAll(moments, i -> softmax.moments(ClassTarget.of(i, 0), GaussianQuadrature.standard()));
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

    /** Classes share what depends on the covariance alone: a new one for each call. */
    private void move() {
        for (int j = 0; j < classes; j++) {
            covariance[j * classes + j] = Math.nextUp(covariance[j * classes + j]);
        }
    }

    /** g, G and H of the classes of one spectrum. */
    @Benchmark
    public GradientMoments evaluate() {
        move();
        for (LossMoments ofClass : moments) {
            ofClass.evaluate(mean, covariance, result);
        }
        return result;
    }

    /** The slopes for one class by means and covariances. */
    @Benchmark
    public GradientMoments[] differentiate() {
        move();
        moments[0].differentiate(mean, covariance, slopes);
        return slopes;
    }

    /** The risks of the classes of one spectrum. */
    @Benchmark
    public double risk() {
        move();
        double sum = 0;
        for (LossMoments ofClass : moments) {
            sum += ofClass.risk(mean, covariance);
        }
        return sum;
    }
}
