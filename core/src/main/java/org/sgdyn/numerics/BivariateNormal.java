package org.sgdyn.numerics;

/**
 * Probabilities of two correlated standard normals (x, y) of correlation rho.
 *
 * <p>What correlation adds to P(x &lt;= h, y &lt;= k) is, by Plackett's identity d/d rho P = density, with rho = sin theta,
 *
 * <pre>P(x &lt;= h, y &lt;= k) - Phi(h) Phi(k) = (1 / 2 pi) int_0^{asin rho} exp( -(h^2 + k^2 - 2 h k sin theta) / (2 cos^2 theta) ) d theta</pre>
 *
 * <p>(Z. Drezner and G. O. Wesolowsky, Journal of Statistical Computation and Simulation 35, 101, 1990; A. Genz, Statistics and
 * Computing 14, 251, 2004), by Gauss-Legendre rules. Near |rho| = 1, where the integrand is steep, Owen's function
 * T(h, a) = (1 / 2 pi) int_0^a exp(-h^2 (1 + x^2) / 2) / (1 + x^2) dx takes its place (D. B. Owen, Annals of Mathematical Statistics
 * 27, 1075, 1956). Absolute errors are below 1e-15, those of {@link #excess} by the first formula relative as well.
 */
public final class BivariateNormal {

    private static final double STEEP = 0.925;
    private static final double MODERATE = 0.75;
    private static final double WEAK = 0.3;

    private static final Rule SHORT = new Rule(8);
    private static final Rule MIDDLE = new Rule(12);
    private static final Rule LONG = new Rule(20);

    private BivariateNormal() {}

    /** A Gauss-Legendre rule on [0, 1]. */
    private static final class Rule {

        final double[] nodes;
        final double[] weights;

        Rule(int n) {
            nodes = GaussLegendre.nodes(n);
            weights = GaussLegendre.weights(n);
            for (int k = 0; k < n; k++) {
                nodes[k] = 0.5 * (1 + nodes[k]);
                weights[k] *= 0.5;
            }
        }
    }

    /**
     * What correlation adds to the probability that both are small.
     *
     * @param h bound of x
     * @param k bound of y
     * @param rho the correlation, -1 to 1; beyond by rounding counts as the end
     * @return P(x &lt;= h, y &lt;= k) - Phi(h) Phi(k)
     */
    public static double excess(double h, double k, double rho) {
        double r = Math.max(-1, Math.min(1, rho));
        if (r == 0) {
            return 0;
        }
        if (h == 0 && k == 0) {
            return Math.asin(r) / (2 * Math.PI);
        }
        if (Math.abs(r) > STEEP) {
            return steep(h, k, r);
        }
        Rule rule = Math.abs(r) < WEAK ? SHORT : Math.abs(r) < MODERATE ? MIDDLE : LONG;
        double end = Math.asin(r);
        double squares = 0.5 * (h * h + k * k);
        double product = h * k;
        double sum = 0;
        for (int q = 0; q < rule.nodes.length; q++) {
            double sine = Math.sin(end * rule.nodes[q]);
            sum += rule.weights[q] * Math.exp((product * sine - squares) / ((1 - sine) * (1 + sine)));
        }
        return end * sum / (2 * Math.PI);
    }

    private static double steep(double h, double k, double r) {
        // P(x <= h, y <= k; -r) = Phi(h) - P(x <= h, y <= -k; r).
        double bound = r > 0 ? k : -k;
        double below = positive(h, bound, Math.abs(r));
        return (r > 0 ? below : StandardNormal.cdf(h) - below) - StandardNormal.cdf(h) * StandardNormal.cdf(k);
    }

    /** P(x &lt;= h, y &lt;= k) for a correlation near 1. */
    private static double positive(double h, double k, double r) {
        double root = Math.sqrt((1 - r) * (1 + r));
        if (root == 0) {
            return StandardNormal.cdf(Math.min(h, k));
        }
        boolean isSplit = h * k < 0 || (h * k == 0 && h + k < 0);
        return 0.5 * (StandardNormal.cdf(h) + StandardNormal.cdf(k))
                - slope(h, ((k - h) + (1 - r) * h) / root)
                - slope(k, ((h - k) + (1 - r) * k) / root)
                - (isSplit ? 0.5 : 0);
    }

    /** T(h, b / h), with its limit at h = 0. */
    private static double slope(double h, double b) {
        if (h == 0) {
            return b == 0 ? 0 : 0.25 * Math.signum(b);
        }
        return owen(h, b / h);
    }

    /**
     * Owen's function.
     *
     * @param h any number
     * @param a any number
     * @return T(h, a)
     */
    public static double owen(double h, double a) {
        double x = Math.abs(h);
        double y = Math.abs(a);
        double value;
        if (y <= 1) {
            value = inner(x, y);
        } else {
            double first = StandardNormal.cdf(x);
            double second = StandardNormal.cdf(x * y);
            // Phi(x) + Phi(xy) - 2 Phi(x) Phi(xy) by complements, which keep their digits for large x.
            double tails = first * StandardNormal.cdf(-x * y) + second * StandardNormal.cdf(-x);
            value = 0.5 * tails - inner(x * y, 1 / y);
        }
        return a < 0 ? -value : value;
    }

    private static double inner(double h, double a) {
        double half = 0.5 * h * h;
        double sum = 0;
        for (int q = 0; q < LONG.nodes.length; q++) {
            double square = 1 + a * a * LONG.nodes[q] * LONG.nodes[q];
            sum += LONG.weights[q] * Math.exp(-half * square) / square;
        }
        return a * sum / (2 * Math.PI);
    }
}
