package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.spi.GradientMoments;

/** Sums over nodes d of the value, or of the p p^T from which {@link Softmax} takes all its moments; a buffer. */
final class SoftmaxSums {

    private final int n;
    private final double[] p;
    private double ownP;

    /** Sums of p_a p_b, a &lt;= b, row-major. */
    final double[] products;

    /** Sums of p_a p_i. */
    final double[] withOwn;

    /** The sum of the values. */
    double values;

    SoftmaxSums(int n) {
        this.n = n;
        p = new double[n];
        products = new double[n * n];
        withOwn = new double[n];
    }

    void clear() {
        Arrays.fill(products, 0);
        Arrays.fill(withOwn, 0);
        values = 0;
    }

    void addValue(double[] d, double weight) {
        int top = -1;
        double highest = 0;
        for (int a = 0; a < n; a++) {
            if (d[a] > highest) {
                highest = d[a];
                top = a;
            }
        }
        double others = top < 0 ? 0 : Math.exp(-highest);
        for (int a = 0; a < n; a++) {
            others += a == top ? 0 : Math.exp(d[a] - highest);
        }
        values += weight * (highest + Math.log1p(others));
    }

    void addProducts(double[] d, double weight) {
        double highest = 0;
        for (int a = 0; a < n; a++) {
            highest = Math.max(highest, d[a]);
        }
        ownP = Math.exp(-highest);
        double total = ownP;
        for (int a = 0; a < n; a++) {
            p[a] = Math.exp(d[a] - highest);
            total += p[a];
        }
        double inverse = 1 / total;
        ownP *= inverse;
        for (int a = 0; a < n; a++) {
            p[a] *= inverse;
        }
        for (int a = 0; a < n; a++) {
            double weighted = weight * p[a];
            withOwn[a] += weighted * ownP;
            for (int b = a; b < n; b++) {
                products[a * n + b] += weighted * p[b];
            }
        }
    }

    /** Takes over the sums of products p_j p_k of all classes. */
    void set(SoftmaxDifferences differences, OfClasses products) {
        for (int a = 0; a < n; a++) {
            int j = differences.index(a);
            withOwn[a] = products.of(j, differences.own);
            for (int b = a; b < n; b++) {
                this.products[a * n + b] = products.of(j, differences.index(b));
            }
        }
    }

    /** A number of two classes. */
    interface OfClasses {
        double of(int j, int k);
    }

    void assemble(SoftmaxDifferences differences, double factor, GradientMoments result) {
        int l = n + 1;
        int own = differences.own;
        double ownGradient = 0;
        double ownSquare = 0;
        double ownSlope = 0;
        for (int a = 0; a < n; a++) {
            double rest = factor * withOwn[a];
            double row = 0;
            double beside = rest;
            int j = differences.index(a);
            for (int b = 0; b < n; b++) {
                double product = factor * products[Math.min(a, b) * n + Math.max(a, b)];
                int k = differences.index(b);
                row += product;
                result.gradientSecondMoment[j * l + k] = product;
                if (a != b) {
                    beside += product;
                    result.hessian[j * l + k] = -product;
                }
            }
            result.gradient[j] = row + rest;
            result.gradientSecondMoment[j * l + own] = -row;
            result.gradientSecondMoment[own * l + j] = -row;
            result.hessian[j * l + j] = beside;
            result.hessian[j * l + own] = -rest;
            result.hessian[own * l + j] = -rest;
            ownGradient += row + rest;
            ownSquare += row;
            ownSlope += rest;
        }
        result.gradient[own] = -ownGradient;
        result.gradientSecondMoment[own * l + own] = ownSquare;
        result.hessian[own * l + own] = ownSlope;
    }
}
