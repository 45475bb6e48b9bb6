package org.sgdyn.solvers;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.Linearisation;
import org.sgdyn.spi.OdeSystem;

/** A dense Jacobian by central differences, for small systems that know no better. */
final class DifferenceLinearisation implements Linearisation {

    /** About the cube root of the rounding error. */
    private static final double STEP = 1e-5;

    private static final double SMALLEST_SCALE = 1e-3;

    private static final double NO_PIVOT = 1e-300;

    private final RightHandSide system;
    private final int size;
    private final double[][] jacobian;
    private final double[] slope;
    /** Of the last shift. */
    private @Nullable DecompositionSolver solver;

    DifferenceLinearisation(OdeSystem system, RightHandSide counted) {
        this.system = counted;
        size = system.size();
        jacobian = new double[size][size];
        slope = new double[size];
    }

    @Override
    public void at(double time, double[] state) {
        double[] shifted = state.clone();
        double[] up = new double[size];
        double[] down = new double[size];
        for (int c = 0; c < size; c++) {
            double step = STEP * Math.max(SMALLEST_SCALE, Math.abs(state[c]));
            shifted[c] = state[c] + step;
            system.evaluate(time, shifted, up);
            shifted[c] = state[c] - step;
            system.evaluate(time, shifted, down);
            shifted[c] = state[c];
            for (int row = 0; row < size; row++) {
                jacobian[row][c] = (up[row] - down[row]) / (2 * step);
            }
        }
        double step = STEP * Math.max(SMALLEST_SCALE, Math.abs(time));
        system.evaluate(time + step, state, up);
        system.evaluate(time - step, state, down);
        for (int row = 0; row < size; row++) {
            slope[row] = (up[row] - down[row]) / (2 * step);
        }
    }

    @Override
    public void timeSlope(double[] result) {
        System.arraycopy(slope, 0, result, 0, size);
    }

    @Override
    public void shift(double sigma) {
        double[][] matrix = new double[size][size];
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                matrix[r][c] = (r == c ? sigma : 0) - jacobian[r][c];
            }
        }
        solver = new LUDecomposition(new Array2DRowRealMatrix(matrix, false), NO_PIVOT).getSolver();
    }

    @Override
    public void solve(double[] vector) {
        DecompositionSolver shifted = Objects.requireNonNull(solver, "solve() comes after shift()");
        try {
            double[] solution =
                    shifted.solve(new ArrayRealVector(vector, false)).toArray();
            System.arraycopy(solution, 0, vector, 0, size);
        } catch (SingularMatrixException singular) {
            Arrays.fill(vector, Double.NaN);
        }
    }
}
