package org.sgdyn.losses.network;

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
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.RandomStream;

/** Microseconds that the moments of a class take for a committee of K erf units, in closed form and by quadrature. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CommitteeBenchmark {

    /** K. */
    @Param({"2", "4", "8"})
    private int hidden;

    private LossMoments closed;
    private LossMoments byPoints;
    private GradientMoments result;
    private double[] mean;
    private double[] covariance;

    /** Random means, and a covariance of full rank. */
    @Setup
    public void prepare() {
        int l = hidden;
        double[] weights = new double[l];
        Arrays.fill(weights, 1.0 / l);
        Committee committee = Committee.of(Activations.ERF, l, weights, new double[] {0.1}, 1, Criterion.SQUARED);
        ClassTarget target = ClassTarget.of(0, 1);
        GaussianExpectation quadrature = GaussianQuadrature.standard();
        closed = committee.moments(target, quadrature);
        byPoints = quadrature.moments(committee, target);
        result = new GradientMoments(l, 0, l + 1);
        RandomStream random = RandomStreams.of(1, RandomStreams.SIMULATION, 0);
        mean = new double[2 * l + 1];
        double[] factor = new double[l * l];
        random.fillNormals(mean, 0, mean.length);
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

    /** By arcsines, roots and Owen's function. */
    @Benchmark
    public GradientMoments closed() {
        closed.evaluate(mean, covariance, result);
        return result;
    }

    /** By a tensor grid, or a set of points beyond three units. */
    @Benchmark
    public GradientMoments quadrature() {
        byPoints.evaluate(mean, covariance, result);
        return result;
    }
}
