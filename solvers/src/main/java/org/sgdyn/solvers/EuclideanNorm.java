package org.sgdyn.solvers;

/** |x|, without overflow or underflow of the squares. */
final class EuclideanNorm {

    private static final double SMALL = 1e-280;
    private static final double LARGE = 1e280;

    private EuclideanNorm() {}

    static double of(double[] x) {
        if (x.length == 1) {
            return Math.abs(x[0]);
        }
        double square = 0;
        for (double entry : x) {
            square += entry * entry;
        }
        return square > SMALL && square < LARGE ? Math.sqrt(square) : scaled(x);
    }

    private static double scaled(double[] x) {
        double largest = 0;
        for (double entry : x) {
            largest = Math.max(largest, Math.abs(entry));
        }
        if (largest == 0) {
            return 0;
        }
        double square = 0;
        for (double entry : x) {
            square += entry / largest * (entry / largest);
        }
        return largest * Math.sqrt(square);
    }
}
