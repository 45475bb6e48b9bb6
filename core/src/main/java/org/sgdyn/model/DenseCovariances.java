package org.sgdyn.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sgdyn.numerics.SemidefiniteRoot;

/**
 * Covariances that share no eigenbasis: full matrices in an orthonormal basis U, whose vectors take the place of the modes. The mean
 * of the iterate feels them as they are. Its covariance is kept as a matrix on the first {@code block} vectors of U, and mode by
 * mode beyond, which is exact for {@code block} = d: U diagonalises the classes' average, so that what is left out is of second order
 * in the differences between classes. Immutable by convention: the matrices are shared with the dynamics and must not be written.
 */
public final class DenseCovariances {

    /** The matrix Sigma_i that the iterate's covariance feels, in its drift, its noise and the logits' variance that it makes. */
    public enum Form {
        /** Sigma_i = K_i + mu_i mu_i^T: with the terms of order |mu|^2 / d, which real data needs. */
        SECOND_MOMENT,
        /** Sigma_i = K_i: leading order in 1 / d, as in arXiv:2510.14074. */
        PAPER,
        /** The exact expectation over runs at dimension d, in steps of length 1 / d, of losses of a constant Hessian. */
        EXPECTATION
    }

    private final int[] labels;
    private final double[] matrices;
    private final int dimension;
    private final Form form;
    private final int block;
    private final @Nullable SemidefiniteRoot[] roots;

    /**
     * Covariances.
     *
     * @param labels per class of the mixture the label y_i that it counts for, 0-based: classes of one label are parts of what is
     *     reported as one class
     * @param matrices K_i, one after another, each d x d row-major and symmetric
     * @param dimension d
     * @param form which matrix the iterate's covariance feels
     * @param block how many vectors of U share a full covariance, 0..d
     * @throws IllegalArgumentException if the shapes disagree
     */
    public DenseCovariances(int[] labels, double[] matrices, int dimension, Form form, int block) {
        if (matrices.length != labels.length * dimension * dimension || block < 0 || block > dimension) {
            throw new IllegalArgumentException(labels.length + " labels, " + matrices.length + " entries, dimension "
                    + dimension + " and a block of " + block + " do not belong together");
        }
        this.labels = labels;
        this.matrices = matrices;
        this.dimension = dimension;
        this.form = form;
        this.block = block;
        roots = new SemidefiniteRoot[labels.length];
    }

    /**
     * The same with another block.
     *
     * @param other how many vectors share a full covariance, 0..d
     * @return the covariances
     */
    public DenseCovariances withBlock(int other) {
        return new DenseCovariances(labels, matrices, dimension, form, other);
    }

    /**
     * The dimension.
     *
     * @return d
     */
    public int dimension() {
        return dimension;
    }

    /**
     * The number of classes of the mixture.
     *
     * @return C
     */
    public int classes() {
        return labels.length;
    }

    /**
     * The label of a class.
     *
     * @param i 0-based
     * @return y_i, 0-based
     */
    public int label(int i) {
        return labels[i];
    }

    /**
     * The number of labels.
     *
     * @return L
     */
    public int labelCount() {
        return Arrays.stream(labels).max().orElse(-1) + 1;
    }

    /**
     * All K_i.
     *
     * @return C d x d, row-major; K_i starts at i d^2
     */
    public double[] matrices() {
        return matrices;
    }

    /**
     * Which matrix the iterate's covariance feels.
     *
     * @return the form
     */
    public Form form() {
        return form;
    }

    /**
     * How many vectors of U share a full covariance.
     *
     * @return 0..d
     */
    public int block() {
        return block;
    }

    /**
     * An entry of Sigma_i.
     *
     * @param i the class, 0-based
     * @param mean mu_i
     * @param row 0..d-1
     * @param column 0..d-1
     * @return (Sigma_i)_{row, column}
     */
    public double noise(int i, double[] mean, int row, int column) {
        double entry = matrices[(i * dimension + row) * dimension + column];
        return form == Form.PAPER ? entry : entry + mean[row] * mean[column];
    }

    /**
     * A root of K_i, computed when it is first asked for. Thread-safe.
     *
     * @param i the class, 0-based
     * @return a triangular root
     */
    public SemidefiniteRoot root(int i) {
        synchronized (roots) {
            if (roots[i] == null) {
                roots[i] = SemidefiniteRoot.of(matrices, i * dimension * dimension, dimension);
            }
            return roots[i];
        }
    }

    /** The diagonals of Sigma_i, a row each. */
    double[][] diagonals(double[][] means) {
        double[][] diagonals = new double[labels.length][dimension];
        for (int i = 0; i < labels.length; i++) {
            for (int r = 0; r < dimension; r++) {
                diagonals[i][r] = Math.max(0, noise(i, means[i], r, r));
            }
        }
        return diagonals;
    }
}
