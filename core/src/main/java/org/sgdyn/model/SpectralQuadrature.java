package org.sgdyn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.sgdyn.numerics.GaussLegendre;
import org.sgdyn.numerics.SymmetricEigen;

/**
 * Nodes u_q in (0, 1] with weights w_q that stand for all modes: for the integral over u as d grows to infinity, by
 * Gauss-Legendre rules on panels, or for the mean over u = 1/d, 2/d, ..., 1 at finite d, by the Gauss rules of equidistant points.
 *
 * <p>Integrands are functions of the eigenvalues and densities: they behave like powers of u near 0, and, at time t, have a layer
 * at u ~ t^{-1/alpha}. So no panel is longer than its distance to 0, nor than that to any other point where a spectrum is
 * singular. On such a panel the error of n nodes falls like (3 + sqrt 8)^{-2n}.
 */
public final class SpectralQuadrature {

    /** The share of an integral that may be lost below the last panel. */
    private static final double NEGLIGIBLE = 1e-17;

    private static final int FEWEST_HALVINGS = 45;

    private static final int MOST_HALVINGS = 900;

    /** Towards a singular point other than 0: (1/2)^50 of the panel is beyond double precision of u. */
    private static final int INNER_HALVINGS = 50;

    /** A mode this close above a breakpoint lies below it, as for the spectra themselves: decimals are only approximate. */
    private static final double BOUNDARY_TOLERANCE = 1e-9;

    private final double[] nodes;
    private final double[] weights;

    private SpectralQuadrature(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /**
     * A rule for integrals over (0, 1).
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
        interior(breakpoints, singularities).forEach(edges::add);
        edges.add(1.0);
        TreeSet<Double> singular = new TreeSet<>();
        Arrays.stream(singularities).forEach(singular::add);
        List<double[]> panels = new ArrayList<>();
        double low = 0;
        for (double high : edges) {
            double floor = low == 0
                    ? Math.scalb(high, 1 - halvingsTowardsZero(high, densities))
                    : Math.scalb(high - low, 1 - INNER_HALVINGS);
            addPanels(panels, low, high, floor, singular);
            low = high;
        }
        panels.sort(Comparator.comparingDouble(panel -> panel[0]));
        return onPanels(panels, nodesPerPanel);
    }

    private static DoubleStream interior(double[] breakpoints, double[] singularities) {
        return DoubleStream.concat(Arrays.stream(breakpoints), Arrays.stream(singularities))
                .filter(u -> u > 0 && u < 1);
    }

    /** Halves the interval until every panel is no longer than its distance to a singular point, or as short as the floor. */
    private static void addPanels(List<double[]> panels, double low, double high, double floor, Set<Double> singular) {
        double width = high - low;
        double middle = low + width / 2;
        if (isFar(low, high, singular) || width <= floor || middle <= low || middle >= high) {
            panels.add(new double[] {low, high});
            return;
        }
        addPanels(panels, low, middle, floor, singular);
        addPanels(panels, middle, high, floor, singular);
    }

    private static boolean isFar(double low, double high, Set<Double> singular) {
        double width = high - low;
        // A rounded half may exceed its distance by a unit in the last place.
        double near = width * (1 - 1e-12);
        if (low < near) {
            return false;
        }
        return singular.stream().noneMatch(s -> Math.max(low - s, s - high) < near);
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
        double[] ruleNodes = GaussLegendre.nodes(n);
        double[] ruleWeights = GaussLegendre.weights(n);
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
     * A rule for means over u = 1/d, ..., 1 without some modes: (1/d) sum over the other modes of F(mode / d) = sum_q w_q F(u_q),
     * exact for polynomials of degree 2 n - 1 on every panel of more than n modes, and for every F on shorter ones.
     *
     * @param dimension d
     * @param excluded modes, 1..d, that are left out
     * @param breakpoints where integrands jump or kink; a mode within 1e-9 d of one counts as below it
     * @param singularities where they have unbounded derivatives
     * @param nodesPerPanel the most nodes on a panel, n
     * @return the rule; its weights sum to 1 less 1/d for each excluded mode
     */
    public static SpectralQuadrature ofModes(
            int dimension, int[] excluded, double[] breakpoints, double[] singularities, int nodesPerPanel) {
        // How many modes lie up to an edge, and the edge itself.
        TreeMap<Integer, Double> edges = new TreeMap<>();
        interior(breakpoints, singularities)
                .forEach(u -> edges.put((int) Math.min(dimension, (u + BOUNDARY_TOLERANCE) * dimension), u));
        for (int mode : excluded) {
            edges.putIfAbsent(mode - 1, (mode - 1.0) / dimension);
            edges.putIfAbsent(mode, (double) mode / dimension);
        }
        edges.remove(0);
        edges.putIfAbsent(dimension, 1.0);
        TreeSet<Double> singular = new TreeSet<>();
        Arrays.stream(singularities).forEach(u -> singular.add(u * dimension));
        TreeSet<Integer> left = new TreeSet<>();
        Arrays.stream(excluded).forEach(left::add);
        ModeRule rule = new ModeRule(dimension, nodesPerPanel, singular);
        int low = 0;
        double lowEdge = 0;
        for (var edge : edges.entrySet()) {
            int high = edge.getKey();
            if (!(high - low == 1 && left.contains(high))) {
                rule.add(low, high, Math.nextUp(lowEdge), edge.getValue());
            }
            low = high;
            lowEdge = edge.getValue();
        }
        return new SpectralQuadrature(toArray(rule.nodes), toArray(rule.weights));
    }

    private static double[] toArray(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Collects the nodes of panels of modes. */
    private static final class ModeRule {

        private final int dimension;
        private final int n;
        private final Set<Double> singular;
        private final SymmetricEigen eigen;
        private final double[] jacobi;
        private final List<Double> nodes = new ArrayList<>();
        private final List<Double> weights = new ArrayList<>();

        ModeRule(int dimension, int n, Set<Double> singular) {
            this.dimension = dimension;
            this.n = n;
            this.singular = singular;
            eigen = SymmetricEigen.of(n);
            jacobi = new double[n * n];
        }

        /** The modes low + 1..high, all between two edges, which no rounding may cross. */
        void add(int low, int high, double lowEdge, double highEdge) {
            int count = high - low;
            if (count <= n) {
                for (int mode = low + 1; mode <= high; mode++) {
                    add(mode, 1.0, lowEdge, highEdge);
                }
            } else if (isFar(low, high, singular)) {
                addGauss(low, count, lowEdge, highEdge);
            } else {
                // The upper half is not the longer one, so that beside 0 it is no longer than its distance.
                int middle = low + (count + 1) / 2;
                add(low, middle, lowEdge, highEdge);
                add(middle, high, lowEdge, highEdge);
            }
        }

        private void add(double mode, double weight, double lowEdge, double highEdge) {
            nodes.add(Math.max(lowEdge, Math.min(highEdge, mode / dimension)));
            weights.add(weight / dimension);
        }

        /**
         * Golub-Welsch for the points 0..N-1 of weight 1, whose orthogonal polynomials (Gram, discrete Chebyshev) have
         * alpha_k = (N - 1) / 2 and beta_k = k^2 (N^2 - k^2) / (4 (4 k^2 - 1)).
         */
        private void addGauss(int low, int count, double lowEdge, double highEdge) {
            Arrays.fill(jacobi, 0);
            for (int k = 1; k < n; k++) {
                double square = (double) k * k;
                double beta = square * ((double) count * count - square) / (4 * (4 * square - 1));
                jacobi[k * n + k - 1] = Math.sqrt(beta);
                jacobi[(k - 1) * n + k] = Math.sqrt(beta);
            }
            eigen.decompose(jacobi);
            Integer[] order = new Integer[n];
            Arrays.setAll(order, k -> k);
            Arrays.sort(order, Comparator.comparingDouble(k -> eigen.values[k]));
            for (int k : order) {
                double first = eigen.vectors[k];
                double mode = low + 1 + (count - 1) / 2.0 + eigen.values[k];
                add(mode, count * first * first, lowEdge, highEdge);
            }
        }
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
