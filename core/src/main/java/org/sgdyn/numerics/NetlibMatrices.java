package org.sgdyn.numerics;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import dev.ludovic.netlib.lapack.LAPACK;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.netlib.util.intW;

/**
 * Linear algebra by OpenBLAS. Of its routines, these are the ones whose bits do not depend on where arrays lie, which Java does not
 * control. Those of dsyevd, dsytrd and dormtr do with its kernels for SSE3, which it takes on old processors and on those that are
 * newer than itself (seen with OpenBLAS 0.3.21). So its part in eigensystems is that of the tridiagonal matrix, and products.
 */
final class NetlibMatrices implements Matrices {

    private final BLAS blas;
    private final LAPACK lapack;
    private final Matrices java = new JavaMatrices();

    private NetlibMatrices(BLAS blas, LAPACK lapack) {
        this.blas = blas;
        this.lapack = lapack;
    }

    /** Those of a library, if it computes; else nothing, or any exception or error of linking. */
    static Optional<Matrices> load(String library) {
        // The library's wrapper tells of itself, and of what it misses, to loggers below this one, which are silent as
        // long as it is.
        Logger chatter = Logger.getLogger("dev.ludovic.netlib");
        Level before = chatter.getLevel();
        chatter.setLevel(Level.OFF);
        try {
            System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library);
            System.setProperty("dev.ludovic.netlib.lapack.nativeLibPath", library);
            NetlibMatrices matrices = new NetlibMatrices(NativeBLAS.getInstance(), NativeLAPACK.getInstance());
            double[] values = new double[2];
            matrices.eigen(2, new double[] {0, 1, 1, 0}, values, new double[4]);
            return Math.abs(values[0] - 1) < 1e-8 ? Optional.of(matrices) : Optional.empty();
        } finally {
            chatter.setLevel(before);
        }
    }

    @Override
    public String name() {
        return "native BLAS (OpenBLAS)";
    }

    @Override
    public boolean isNative() {
        return true;
    }

    @Override
    public void product(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aStart,
            int aStride,
            double[] b,
            int bStart,
            int bStride,
            double beta,
            double[] c,
            int cStart,
            int cStride) {
        Slice.of("A", transposeA ? k : m, transposeA ? m : k, a, aStart, aStride);
        Slice.of("B", transposeB ? n : k, transposeB ? k : n, b, bStart, bStride);
        Slice sum = Slice.of("C", m, n, c, cStart, cStride);
        if (m == 0 || n == 0 || k == 0 || alpha == 0) {
            sum.scale(m, n, beta);
            return;
        }
        // Rows here are columns there: C^T = op(B)^T op(A)^T.
        blas.dgemm(
                transposeB ? "T" : "N",
                transposeA ? "T" : "N",
                n,
                m,
                k,
                alpha,
                b,
                bStart,
                bStride,
                a,
                aStart,
                aStride,
                beta,
                c,
                cStart,
                cStride);
    }

    @Override
    public void rowProducts(int m, int k, double[] a, double[] c, int cStride) {
        Slice.of("A", m, k, a, 0, k);
        Slice.of("C", m, m, c, 0, cStride);
        if (m > 0 && k > 0) {
            // Below the diagonal here is above it there.
            blas.dsyrk("U", "T", m, k, 1, a, k, 0, c, cStride);
        } else {
            java.rowProducts(m, k, a, c, cStride);
        }
    }

    @Override
    public void eigen(int n, double[] matrix, double[] values, double[] vectors) {
        SymmetricMatrix symmetric = SymmetricMatrix.of(n, matrix);
        TridiagonalForm form = TridiagonalForm.of(symmetric.rows);
        double[] columns = new double[n * n];
        intW info = new intW(0);
        int work = 1 + 4 * n + n * n;
        int integers = 3 + 5 * n;
        lapack.dstedc(
                "I",
                n,
                form.diagonal,
                form.beside,
                columns,
                n,
                new double[work],
                work,
                new int[integers],
                integers,
                info);
        if (info.val != 0) {
            java.eigen(n, matrix, values, vectors);
            return;
        }
        form.turn(this, columns);
        for (int j = 0; j < n; j++) {
            System.arraycopy(columns, j * n, symmetric.rows[j], 0, n);
        }
        symmetric.order(form.diagonal, symmetric.rows, values, vectors);
    }
}
