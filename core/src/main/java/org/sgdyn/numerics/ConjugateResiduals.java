package org.sgdyn.numerics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Solves A x = b, A being known by its products alone, by generalised conjugate residuals (S. Eisenstat, H. Elman and M. Schultz,
 * SIAM J. Numer. Anal. 20, 345 (1983)): x minimises |b - A x| over directions p_k whose images A p_k are kept orthonormal, and the
 * residual becomes the next direction. The directions serve later right-hand sides too, until A changes. One thread at a time.
 */
public final class ConjugateResiduals {

    /** The residual that is left, relative to b. */
    private static final double TOLERANCE = 1e-12;

    private static final int MOST_DIRECTIONS = 400;

    /** The most numbers that all directions may take. */
    private static final int MOST_NUMBERS = 1 << 26;

    /** A product with A. */
    @FunctionalInterface
    public interface Operator {
        /**
         * Multiplies.
         *
         * @param x a vector; not to be modified
         * @param result receives A x
         */
        void apply(double[] x, double[] result);
    }

    private final int n;
    private final Operator operator;
    private final List<double[]> directions = new ArrayList<>();
    private final List<double[]> images = new ArrayList<>();
    private final double[] residual;

    private ConjugateResiduals(int n, Operator operator) {
        this.n = n;
        this.operator = operator;
        residual = new double[n];
    }

    /**
     * A solver for one operator.
     *
     * @param n the number of unknowns, &gt;= 0
     * @param operator A
     * @return the solver
     */
    public static ConjugateResiduals of(int n, Operator operator) {
        return new ConjugateResiduals(n, operator);
    }

    /** Forgets all directions: A has changed. */
    public void restart() {
        directions.clear();
        images.clear();
    }

    /**
     * Solves in place, to 1e-12 of |b| in the residual.
     *
     * @param b the right-hand side, length n; receives A^{-1} b, or NaN if the residual stays larger
     */
    public void solve(double[] b) {
        System.arraycopy(b, 0, residual, 0, n);
        double target = TOLERANCE * norm(residual);
        Arrays.fill(b, 0, n, 0);
        for (int k = 0; k < directions.size(); k++) {
            advance(b, k);
        }
        int most = Math.min(Math.min(n, MOST_DIRECTIONS), MOST_NUMBERS / Math.max(1, n));
        while (norm(residual) > target && directions.size() < most && addDirection()) {
            advance(b, directions.size() - 1);
        }
        if (!(norm(residual) <= target)) {
            Arrays.fill(b, 0, n, Double.NaN);
        }
    }

    private void advance(double[] x, int k) {
        double length = Kernels.dot(images.get(k), residual, 0, n);
        Kernels.add(x, 0, length, directions.get(k), 0, n);
        Kernels.add(residual, 0, -length, images.get(k), 0, n);
    }

    /** Takes the residual as a direction, unless its image has nothing new or is not finite. */
    private boolean addDirection() {
        // Of length 1, for operators that take differences.
        double[] direction = residual.clone();
        scale(direction, 1 / norm(residual));
        double[] image = new double[n];
        operator.apply(direction, image);
        double size = norm(image);
        // Twice, for orthogonality to the last digits.
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < images.size(); k++) {
                double part = Kernels.dot(images.get(k), image, 0, n);
                Kernels.add(image, 0, -part, images.get(k), 0, n);
                Kernels.add(direction, 0, -part, directions.get(k), 0, n);
            }
        }
        double rest = norm(image);
        if (!(rest > TOLERANCE * size)) {
            return false;
        }
        scale(image, 1 / rest);
        scale(direction, 1 / rest);
        directions.add(direction);
        images.add(image);
        return true;
    }

    private void scale(double[] v, double factor) {
        for (int k = 0; k < n; k++) {
            v[k] *= factor;
        }
    }

    private double norm(double[] v) {
        return Math.sqrt(Kernels.dot(v, v, 0, n));
    }
}
