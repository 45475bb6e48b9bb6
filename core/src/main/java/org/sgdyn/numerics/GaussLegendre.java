package org.sgdyn.numerics;

/** Gauss-Legendre rules, computed by Newton's method on the Legendre recurrence. */
public final class GaussLegendre {

    private GaussLegendre() {}

    /**
     * The nodes of {@link #rule} alone.
     *
     * @param n how many, &gt;= 1
     * @return the nodes in ascending order
     */
    public static double[] nodes(int n) {
        double[] nodes = new double[n];
        rule(nodes, new double[n]);
        return nodes;
    }

    /**
     * The weights of {@link #rule} alone.
     *
     * @param n how many, &gt;= 1
     * @return the weights, in the order of the nodes
     */
    public static double[] weights(int n) {
        double[] weights = new double[n];
        rule(new double[n], weights);
        return weights;
    }

    /**
     * The rule of n nodes on [-1, 1], exact for polynomials of degree 2 n - 1.
     *
     * @param nodes receives the n nodes in ascending order
     * @param weights receives the n positive weights, which sum to 2
     */
    public static void rule(double[] nodes, double[] weights) {
        int n = nodes.length;
        for (int i = 0; i < (n + 1) / 2; i++) {
            double x = 2 * i + 1 == n ? 0 : Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 0;
            // Newton doubles the digits of this starting value (about four) each time.
            for (int iteration = 0; iteration < 6; iteration++) {
                double previous = 0;
                double value = 1;
                for (int k = 1; k <= n; k++) {
                    double next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
                    previous = value;
                    value = next;
                }
                slope = n * (previous - x * value) / (1 - x * x);
                x -= value / slope;
            }
            nodes[i] = -x;
            nodes[n - 1 - i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
            weights[n - 1 - i] = weights[i];
        }
    }
}
