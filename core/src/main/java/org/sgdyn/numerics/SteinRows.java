package org.sgdyn.numerics;

import org.sgdyn.spi.GradientMoments;

/** Turns derivatives of the mean gradient along the eigenvectors of B into H and H*. */
final class SteinRows {

    private SteinRows() {}

    /**
     * [H; H*] = sum_j u_j row_j; H is symmetrised if it is that of a potential.
     *
     * @param eigen the eigenvectors u_j, n = l + l*
     * @param rows n x l: u_j^T [H; H*]
     * @param outputs l
     * @param teacherOutputs l*
     * @param symmetric whether H is known to be symmetric
     * @param result receives H and H*
     */
    static void assemble(
            SymmetricEigen eigen,
            double[] rows,
            int outputs,
            int teacherOutputs,
            boolean symmetric,
            GradientMoments result) {
        int n = outputs + teacherOutputs;
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < outputs; a++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += eigen.vectors[i * n + j] * rows[j * outputs + a];
                }
                if (i < outputs) {
                    result.hessian[i * outputs + a] = sum;
                } else {
                    result.teacherHessian[(i - outputs) * outputs + a] = sum;
                }
            }
        }
        for (int a = 0; a < outputs && symmetric; a++) {
            for (int b = a + 1; b < outputs; b++) {
                double mean = 0.5 * (result.hessian[a * outputs + b] + result.hessian[b * outputs + a]);
                result.hessian[a * outputs + b] = mean;
                result.hessian[b * outputs + a] = mean;
            }
        }
    }
}
