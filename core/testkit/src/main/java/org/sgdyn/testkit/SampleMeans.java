package org.sgdyn.testkit;

/** Running means of vectors, with their standard errors. */
final class SampleMeans {

    private final double[] sum;
    private final double[] sumOfSquares;
    private final double[] origin;
    private int count;

    SampleMeans(int length) {
        sum = new double[length];
        sumOfSquares = new double[length];
        origin = new double[length];
    }

    void add(double[] x) {
        if (count == 0) {
            System.arraycopy(x, 0, origin, 0, x.length);
        }
        for (int k = 0; k < x.length; k++) {
            double offset = x[k] - origin[k];
            sum[k] += offset;
            sumOfSquares[k] += offset * offset;
        }
        count++;
    }

    double mean(int k) {
        return origin[k] + sum[k] / count;
    }

    double standardError(int k) {
        double mean = sum[k] / count;
        return Math.sqrt(Math.max(0, sumOfSquares[k] / count - mean * mean) / count);
    }
}
