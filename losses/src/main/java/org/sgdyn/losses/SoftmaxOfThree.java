package org.sgdyn.losses;

import org.sgdyn.numerics.GaussianTrapezoid;
import org.sgdyn.numerics.SymmetricEigen;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * {@link Softmax} of three classes, d ~ N(mu, D) in the plane: {@link GaussianTrapezoid} rules along both eigenvectors of D reach
 * rounding level. 1 + exp(d_1) + exp(d_2) vanishes only where three phases spread over pi, so that along a unit vector u the
 * strip is pi / max(|u_1|, |u_2|, |u_1 - u_2|) wide. One thread at a time.
 */
final class SoftmaxOfThree implements LossMoments {

    private static final int N = 2;
    private static final int BUDGET = 1 << 18;
    private static final double STEEPEST = 2 * Math.sqrt(2);

    private final SoftmaxDifferences differences;
    private final SymmetricEigen eigen = SymmetricEigen.of(N);
    private final SoftmaxSums sums = new SoftmaxSums(N);
    private final int[] level = new int[N];
    private final int[] half = new int[N];
    private final double[] deviation = new double[N];
    private final double[] reach = new double[N];
    private final double[] d = new double[N];
    private boolean coarsened;

    SoftmaxOfThree(int own) {
        differences = new SoftmaxDifferences(own, N);
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        prepare(mean, covariance, 0);
        visit(false);
        sums.assemble(differences, 1, result);
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        prepare(mean, covariance, 0);
        visit(true);
        return sums.values;
    }

    /** The change of the risk with the step, where the grid had to be coarsened; 0 (rounding level) elsewhere. */
    @Override
    public double errorEstimate(double[] mean, double[] covariance) {
        double risk = risk(mean, covariance);
        if (!coarsened) {
            return 0;
        }
        prepare(mean, covariance, 1);
        visit(true);
        return Math.abs(risk - sums.values);
    }

    private void prepare(double[] mean, double[] covariance, int coarser) {
        differences.of(mean, covariance);
        eigen.decompose(differences.covariance);
        double[] mu = differences.mean;
        double lowest = Math.min(0, Math.min(mu[0], mu[1]));
        double highest = Math.max(0, Math.max(mu[0], mu[1]));
        // log(p_a p_b) is concave with slopes up to 2 sqrt(2) and at least 2 (lowest - highest - log 3) at the
        // mean:
        // so near is the peak of p_a p_b times the Gaussian.
        double farthest = 2 * Math.sqrt(highest - lowest + Math.log(3));
        for (int v = 0; v < N; v++) {
            double first = eigen.vectors[v];
            double second = eigen.vectors[N + v];
            double spread = Math.max(Math.abs(first - second), Math.max(Math.abs(first), Math.abs(second)));
            deviation[v] = Math.sqrt(Math.max(0, eigen.values[v]));
            level[v] = GaussianTrapezoid.level(deviation[v], Math.PI / spread);
            reach[v] = Math.min(
                    GaussianTrapezoid.LIMIT, GaussianTrapezoid.REACH + Math.min(STEEPEST * deviation[v], farthest));
            placeHalf(v);
        }
        coarsened = false;
        while ((2.0 * half[0] + 1) * (2.0 * half[1] + 1) > BUDGET) {
            int finest = half[0] >= half[1] ? 0 : 1;
            level[finest]--;
            placeHalf(finest);
            coarsened = true;
        }
        for (int v = 0; v < N; v++) {
            level[v] = Math.max(0, level[v] - coarser);
            placeHalf(v);
        }
    }

    private void placeHalf(int v) {
        int last = GaussianTrapezoid.weights(level[v]).length - 1;
        half[v] = deviation[v] == 0 ? 0 : (int) Math.min(last, Math.ceil(reach[v] / step(v)));
    }

    private double step(int v) {
        return GaussianTrapezoid.step(level[v]);
    }

    private void visit(boolean valueOnly) {
        sums.clear();
        double[] outer = GaussianTrapezoid.weights(level[0]);
        double[] inner = GaussianTrapezoid.weights(level[1]);
        for (int i = -half[0]; i <= half[0]; i++) {
            double outerWeight = half[0] == 0 ? 1 : outer[Math.abs(i)];
            double x = deviation[0] * step(0) * i;
            double first = differences.mean[0] + eigen.vectors[0] * x;
            double second = differences.mean[1] + eigen.vectors[N] * x;
            // Corners outside the ellipse of both reaches are empty.
            double part = i / (half[0] + 1.0);
            int ends = half[1] == 0 ? 0 : (int) Math.ceil((half[1] + 1) * Math.sqrt(1 - part * part)) - 1;
            for (int k = -ends; k <= ends; k++) {
                double weight = outerWeight * (half[1] == 0 ? 1 : inner[Math.abs(k)]);
                double y = deviation[1] * step(1) * k;
                d[0] = first + eigen.vectors[1] * y;
                d[1] = second + eigen.vectors[N + 1] * y;
                if (valueOnly) {
                    sums.addValue(d, weight);
                } else {
                    sums.addProducts(d, weight);
                }
            }
        }
    }
}
