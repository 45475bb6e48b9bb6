package org.sgdyn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.sgdyn.numerics.GaussLegendre;

/**
 * Nodes u_q in (0, 1) with weights w_q that turn sums over modes into integrals as d grows to infinity. Panels shrink
 * geometrically towards 0, where integrands behave like powers of u and, at time t, have a layer at u ~ t^{-1/alpha}; and
 * towards every point where a spectrum is singular. Within a panel the rule is Gauss-Legendre.
 */
public final class SpectralQuadrature {

    /** The share of an integral that may be lost below the last panel. */
    private static final double NEGLIGIBLE = 1e-17;

    private static final int FEWEST_HALVINGS = 45;

    private static final int MOST_HALVINGS = 900;

    /** Towards a singular point other than 0: (1/2)^50 of the panel is beyond double precision of u. */
    private static final int INNER_HALVINGS = 50;

    private final double[] nodes;
    private final double[] weights;

    private SpectralQuadrature(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /**
     * A rule for given integrands.
     *
     * @param breakpoints where integrands jump or kink; those outside (0, 1) are ignored
     * @param singularities where they have unbounded derivatives
     * @param densities non-negative integrands that must be resolved near 0, such as f(u)^2
     * @param nodesPerPanel Gauss-Legendre nodes on each panel
     * @return the rule
     */
    public static SpectralQuadrature of(
            double[] breakpoints, double[] singularities, List<DoubleUnaryOperator> densities, int nodesPerPanel) {
        TreeSet<Double> edges = new TreeSet<>();
        DoubleStream.concat(Arrays.stream(breakpoints), Arrays.stream(singularities))
                .filter(u -> u > 0 && u < 1)
                .forEach(edges::add);
        edges.add(0.0);
        edges.add(1.0);
        TreeSet<Double> singular = new TreeSet<>();
        Arrays.stream(singularities).forEach(singular::add);
        List<double[]> panels = new ArrayList<>();
        double low = 0;
        for (double high : edges.tailSet(0.0, false)) {
            addPanels(panels, low, high, singular, densities);
            low = high;
        }
        panels.sort((a, b) -> Double.compare(a[0], b[0]));
        return onPanels(panels, nodesPerPanel);
    }

    private static void addPanels(
            List<double[]> panels, double low, double high, Set<Double> singular, List<DoubleUnaryOperator> densities) {
        double width = high - low;
        boolean gradeHigh = singular.contains(high);
        boolean gradeLow = low == 0 || singular.contains(low);
        double middle = gradeHigh ? low + width / 2 : high;
        if (gradeHigh) {
            for (int k = 1; k <= INNER_HALVINGS; k++) {
                double right = k == INNER_HALVINGS ? high : high - Math.scalb(width, -k - 1);
                double left = high - Math.scalb(width, -k);
                if (right > left) {
                    panels.add(new double[] {left, right});
                }
            }
        }
        if (!gradeLow) {
            panels.add(new double[] {low, middle});
            return;
        }
        int halvings = low == 0 ? halvingsTowardsZero(middle, densities) : INNER_HALVINGS;
        double right = middle;
        for (int k = 1; k <= halvings; k++) {
            double left = k == halvings ? low : low + Math.scalb(middle - low, -k);
            if (right > left) {
                panels.add(new double[] {left, right});
            }
            right = left;
        }
    }

    /** Enough halvings that what lies below the last panel is negligible: u f(u) against the integral over the panels above. */
    private static int halvingsTowardsZero(double width, List<DoubleUnaryOperator> densities) {
        int halvings = FEWEST_HALVINGS;
        for (DoubleUnaryOperator density : densities) {
            double total = 0;
            for (int k = 0; k < MOST_HALVINGS; k++) {
                double u = Math.scalb(width, -k);
                double share = Math.abs(density.applyAsDouble(0.75 * u)) * u / 2;
                total += share;
                if (k >= halvings && share <= NEGLIGIBLE * total) {
                    break;
                }
                halvings = Math.max(halvings, k + 1);
            }
        }
        return halvings;
    }

    private static SpectralQuadrature onPanels(List<double[]> panels, int n) {
        double[] ruleNodes = new double[n];
        double[] ruleWeights = new double[n];
        GaussLegendre.rule(ruleNodes, ruleWeights);
        double[] nodes = new double[panels.size() * n];
        double[] weights = new double[nodes.length];
        for (int p = 0; p < panels.size(); p++) {
            double left = panels.get(p)[0];
            double half = (panels.get(p)[1] - left) / 2;
            for (int k = 0; k < n; k++) {
                nodes[p * n + k] = left + half * (1 + ruleNodes[k]);
                weights[p * n + k] = half * ruleWeights[k];
            }
        }
        return new SpectralQuadrature(nodes, weights);
    }

    /**
     * The number of nodes.
     *
     * @return the number of nodes
     */
    public int size() {
        return nodes.length;
    }

    /**
     * A node.
     *
     * @param q 0-based, ascending
     * @return u_q
     */
    public double node(int q) {
        return nodes[q];
    }

    /**
     * A weight.
     *
     * @param q 0-based
     * @return w_q; all weights sum to 1
     */
    public double weight(int q) {
        return weights[q];
    }
}
