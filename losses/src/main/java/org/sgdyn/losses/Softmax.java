package org.sgdyn.losses;

import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.numerics.GaussianTrapezoid;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.NormalPoints;
import org.sgdyn.numerics.SymmetricEigen;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;

/**
 * Softmax cross-entropy, Psi_i = log sum_j exp(r_j) - r_i, with one output per class; the largest logit wins. Labels are not
 * used.
 *
 * <p>With p = softmax(r) the gradient is p - e_i and the Hessian diag(p) - p p^T, so that all moments follow from the
 * symmetric matrix M = E p p^T, summed over nodes, since 1 - p_a = sum_{b != a} p_b:
 *
 * <pre>
 * g_j = sum_b M_jb (j != i),   g_i = -sum_{j != i} g_j,
 * G_jk = M_jk (j, k != i),     G_ij = -sum_{k != i} M_jk,    G_ii = sum_{j, k != i} M_jk,
 * H_jk = -M_jk (j != k),       H_jj = sum_{k != j} M_jk.
 * </pre>
 *
 * Only positive terms are added: no digit is lost when the own class has all the probability. On every set of nodes g and the
 * rows of G and H sum to 0, G - g g^T and H are positive semi-definite, and g is the slope of the risk in the mean.
 *
 * <p>Only the L - 1 differences d_j = r_j - r_i matter, d ~ N(mu, D). Two classes are the {@link Logistic} loss of r_i - r_j
 * with label 1, at its accuracy. For three, {@link GaussianTrapezoid} rules along both eigenvectors of D reach rounding level:
 * 1 + exp(d_1) + exp(d_2) vanishes only where three phases spread over pi, so that along a unit vector u the strip is
 * pi / max(|u_1|, |u_2|, |u_1 - u_2|) wide. From four on, mu +- D^{1/2} z over a fixed set of {@link NormalPoints}.
 *
 * <p>The root is the symmetric one: it depends continuously on D, singular D included, and not on the order of the classes,
 * whereas a pivoted Cholesky root jumps when pivots change places. At an eigenvalue lambda = 0 a square root has no slope,
 * and rounding of 1e-16 tr D would become noise of 1e-8; so lambda / sqrt(lambda + 2^-40 tr D) is taken, which is linear
 * there and changes the variance by less than 1e-12 tr D. Scaling D scales the root, and the points are antithetic, so from
 * D = 0 all moments grow as power series.
 */
public final class Softmax implements Loss {

    private static final int DEFAULT_POINTS = 4096;
    private static final int FEWEST_POINTS = 64;
    private static final int MOST_POINTS = 1 << 20;

    /** Quadrature knows 1000 variables, one fewer than there are classes. */
    private static final int MOST_CLASSES = 1001;

    private final int classes;
    private final int points;
    /** Built when it is first used: for very many classes that takes long. */
    private NormalPoints set;

    private Softmax(int classes, int points) {
        this.classes = classes;
        this.points = points;
    }

    private synchronized NormalPoints set() {
        if (set == null) {
            // Half of the points are the negatives of the other half.
            set = NormalPoints.of(classes - 1, points / 2);
        }
        return set;
    }

    /**
     * The softmax loss.
     *
     * @param classes L &gt;= 2
     * @param points the number of quadrature points from four classes on: a power of two, 64 to 2^20
     * @return the loss
     * @throws IllegalArgumentException unless 2 &lt;= classes &lt;= 1001, 64 &lt;= points &lt;= 2^20, points is a power of two and
     *     at least 2 classes
     */
    public static Softmax of(int classes, int points) {
        if (classes < 2) {
            throw new IllegalArgumentException("softmax needs at least 2 classes, not " + classes);
        }
        if (points < FEWEST_POINTS || points > MOST_POINTS || Integer.bitCount(points) != 1) {
            throw new IllegalArgumentException("points must be a power of two between " + FEWEST_POINTS + " and "
                    + MOST_POINTS + ", not " + points);
        }
        if (classes > MOST_CLASSES) {
            throw new IllegalArgumentException("softmax takes at most " + MOST_CLASSES + " classes, not " + classes);
        }
        if (points < 2 * classes) {
            throw new IllegalArgumentException(
                    "points must be at least twice the " + classes + " classes, not " + points);
        }
        return new Softmax(classes, points);
    }

    static Softmax of(Parameters parameters) {
        return of(
                parameters.classes(),
                parameters.integer("points", Range.closed(FEWEST_POINTS, MOST_POINTS), DEFAULT_POINTS));
    }

    @Override
    public int outputs() {
        return classes;
    }

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        int top = target.index();
        for (int j = 0; j < classes; j++) {
            top = logits[j] > logits[top] ? j : top;
        }
        double others = 0;
        for (int j = 0; j < classes; j++) {
            others += j == top ? 0 : Math.exp(logits[j] - logits[top]);
        }
        return (logits[top] - logits[target.index()]) + Math.log1p(others);
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        double top = logits[0];
        for (int j = 1; j < classes; j++) {
            top = Math.max(top, logits[j]);
        }
        double total = 0;
        for (int j = 0; j < classes; j++) {
            gradient[j] = Math.exp(logits[j] - top);
            total += gradient[j];
        }
        int own = target.index();
        gradient[own] = 0;
        double others = 0;
        for (int j = 0; j < classes; j++) {
            gradient[j] /= total;
            others += gradient[j];
        }
        gradient[own] = -others;
    }

    @Override
    public DecisionRule decisionRule() {
        return DecisionRule.LARGEST_LOGIT;
    }

    @Override
    public Optional<String> labelProblem(ClassTarget target) {
        return Optional.empty();
    }

    @Override
    public Optional<Loss> refined() {
        return classes > 3 && points < MOST_POINTS
                ? Optional.of(new Softmax(classes, Math.min(MOST_POINTS, 4 * points)))
                : Optional.empty();
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return switch (classes) {
            case 2 -> new Two(target.index(), expectation);
            case 3 -> new Three(target.index());
            default -> new Many(target.index(), set());
        };
    }

    /** Mean and covariance of the differences d_j = r_j - r_i of all logits but that of class i. */
    private static final class Differences {

        private final int own;
        private final int n;
        final double[] mean;
        final double[] covariance;

        Differences(int own, int n) {
            this.own = own;
            this.n = n;
            mean = new double[n];
            covariance = new double[n * n];
        }

        /** The class of difference a. */
        int index(int a) {
            return a < own ? a : a + 1;
        }

        /** Adds a slope by mean a to those by the means of the logits. */
        void addSlopeByMean(int a, double slope, double[] result) {
            result[index(a)] += slope;
            result[own] -= slope;
        }

        /** Adds a slope by D_ab = D_ba to those by the logits' covariances, which follow their means row by row, j &lt;= k. */
        void addSlopeByCovariance(int a, int b, double slope, double[] result) {
            result[place(index(a), index(b))] += slope;
            result[place(own, index(a))] -= slope;
            result[place(own, index(b))] -= slope;
            result[place(own, own)] += slope;
        }

        private int place(int j, int k) {
            int l = n + 1;
            int first = Math.min(j, k);
            return l + first * l - first * (first - 1) / 2 + Math.max(j, k) - first;
        }

        void of(double[] logitMean, double[] logitCovariance) {
            int l = n + 1;
            for (int a = 0; a < n; a++) {
                int j = index(a);
                mean[a] = logitMean[j] - logitMean[own];
                for (int b = a; b < n; b++) {
                    int k = index(b);
                    // Row-wise differences keep digits when the logits nearly agree.
                    double entry = (logitCovariance[j * l + k] - logitCovariance[own * l + k])
                            + (logitCovariance[own * l + own] - logitCovariance[j * l + own]);
                    covariance[a * n + b] = entry;
                    covariance[b * n + a] = entry;
                }
            }
        }
    }

    /** Sums of the value, or of p p^T, over nodes d. */
    private static final class Sums {

        private final int n;
        private final double[] p;
        private double ownP;

        private final double[] products;
        private final double[] withOwn;
        private double values;

        Sums(int n) {
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

        void assemble(Differences differences, double factor, GradientMoments result) {
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

    /** Two classes: logistic regression of the difference. */
    private static final class Two implements LossMoments {

        private final int own;
        private final LossMoments logistic;
        private final GradientMoments scalar = new GradientMoments(1, 0);
        private final double[] difference = new double[1];
        private final double[] variance = new double[1];

        Two(int own, GaussianExpectation expectation) {
            this.own = own;
            logistic = Logistic.of().moments(ClassTarget.of(own, 1), expectation);
        }

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            place(mean, covariance);
            logistic.evaluate(difference, variance, scalar);
            result.gradient[own] = scalar.gradient[0];
            result.gradient[1 - own] = -scalar.gradient[0];
            for (int k = 0; k < 4; k++) {
                double sign = k == 0 || k == 3 ? 1 : -1;
                result.gradientSecondMoment[k] = sign * scalar.gradientSecondMoment[0];
                result.hessian[k] = sign * scalar.hessian[0];
            }
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            place(mean, covariance);
            return logistic.risk(difference, variance);
        }

        private void place(double[] mean, double[] covariance) {
            difference[0] = mean[own] - mean[1 - own];
            variance[0] = Math.max(0, (covariance[0] - covariance[1]) + (covariance[3] - covariance[2]));
        }
    }

    /** Three classes: a grid along the eigenvectors of D. */
    private static final class Three implements LossMoments {

        private static final int N = 2;
        private static final int BUDGET = 1 << 18;
        private static final double STEEPEST = 2 * Math.sqrt(2);

        private final Differences differences;
        private final SymmetricEigen eigen = SymmetricEigen.of(N);
        private final Sums sums = new Sums(N);
        private final int[] level = new int[N];
        private final int[] half = new int[N];
        private final double[] deviation = new double[N];
        private final double[] reach = new double[N];
        private final double[] d = new double[N];
        private boolean coarsened;

        Three(int own) {
            differences = new Differences(own, N);
        }

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            prepare(mean, covariance, 0);
            visit(false);
            sums.assemble(differences, 1, result);
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            prepare(mean, covariance, 0);
            visit(true);
            return sums.values;
        }

        /** The change of the risk with the step, where the grid had to be coarsened; 0 (rounding level) elsewhere. */
        @Override
        public double errorEstimate(double[] mean, double[] covariance) {
            double risk = risk(mean, covariance);
            if (!coarsened) {
                return 0;
            }
            prepare(mean, covariance, 1);
            visit(true);
            return Math.abs(risk - sums.values);
        }

        private void prepare(double[] mean, double[] covariance, int coarser) {
            differences.of(mean, covariance);
            eigen.decompose(differences.covariance);
            double[] mu = differences.mean;
            double lowest = Math.min(0, Math.min(mu[0], mu[1]));
            double highest = Math.max(0, Math.max(mu[0], mu[1]));
            // log(p_a p_b) is concave with slopes up to 2 sqrt(2) and at least 2 (lowest - highest - log 3) at the
            // mean:
            // so near is the peak of p_a p_b times the Gaussian.
            double farthest = 2 * Math.sqrt(highest - lowest + Math.log(3));
            for (int v = 0; v < N; v++) {
                double first = eigen.vectors[v];
                double second = eigen.vectors[N + v];
                double spread = Math.max(Math.abs(first - second), Math.max(Math.abs(first), Math.abs(second)));
                deviation[v] = Math.sqrt(Math.max(0, eigen.values[v]));
                level[v] = GaussianTrapezoid.level(deviation[v], Math.PI / spread);
                reach[v] = Math.min(
                        GaussianTrapezoid.LIMIT, GaussianTrapezoid.REACH + Math.min(STEEPEST * deviation[v], farthest));
                placeHalf(v);
            }
            coarsened = false;
            while ((2.0 * half[0] + 1) * (2.0 * half[1] + 1) > BUDGET) {
                int finest = half[0] >= half[1] ? 0 : 1;
                level[finest]--;
                placeHalf(finest);
                coarsened = true;
            }
            for (int v = 0; v < N; v++) {
                level[v] = Math.max(0, level[v] - coarser);
                placeHalf(v);
            }
        }

        private void placeHalf(int v) {
            int last = GaussianTrapezoid.weights(level[v]).length - 1;
            half[v] = deviation[v] == 0 ? 0 : (int) Math.min(last, Math.ceil(reach[v] / step(v)));
        }

        private double step(int v) {
            return GaussianTrapezoid.step(level[v]);
        }

        private void visit(boolean valueOnly) {
            sums.clear();
            double[] outer = GaussianTrapezoid.weights(level[0]);
            double[] inner = GaussianTrapezoid.weights(level[1]);
            for (int i = -half[0]; i <= half[0]; i++) {
                double outerWeight = half[0] == 0 ? 1 : outer[Math.abs(i)];
                double x = deviation[0] * step(0) * i;
                double first = differences.mean[0] + eigen.vectors[0] * x;
                double second = differences.mean[1] + eigen.vectors[N] * x;
                // Corners outside the ellipse of both reaches are empty.
                double part = i / (half[0] + 1.0);
                int ends = half[1] == 0 ? 0 : (int) Math.ceil((half[1] + 1) * Math.sqrt(1 - part * part)) - 1;
                for (int k = -ends; k <= ends; k++) {
                    double weight = outerWeight * (half[1] == 0 ? 1 : inner[Math.abs(k)]);
                    double y = deviation[1] * step(1) * k;
                    d[0] = first + eigen.vectors[1] * y;
                    d[1] = second + eigen.vectors[N + 1] * y;
                    if (valueOnly) {
                        sums.addValue(d, weight);
                    } else {
                        sums.addProducts(d, weight);
                    }
                }
            }
        }
    }

    /** Four classes or more: mu +- D^{1/2} z over fixed points z. */
    private static final class Many implements LossMoments {

        private static final double SOFTENING = 0x1p-40;

        /** For a smaller tr D the root's slopes, of order (tr D)^{-1/2}, lose too many digits. */
        private static final double SMALLEST_SPREAD = 1e-6;

        private final int n;
        private final NormalPoints set;
        private final Differences differences;
        private final SymmetricEigen eigen;
        private final Sums sums;
        private final double[] root;
        private final double[] shift;
        private final double[] d;
        private double trace;
        private boolean narrow;

        Many(int own, NormalPoints set) {
            n = set.variables();
            this.set = set;
            differences = new Differences(own, n);
            eigen = SymmetricEigen.of(n);
            sums = new Sums(n);
            root = new double[n * n];
            shift = new double[n];
            d = new double[n];
        }

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            prepare(mean, covariance);
            double points = visit(set, false);
            sums.assemble(differences, 1 / points, result);
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            prepare(mean, covariance);
            return meanValue(set);
        }

        /** The scatter of the risk over independent shifts of the point set. */
        @Override
        public double errorEstimate(double[] mean, double[] covariance) {
            prepare(mean, covariance);
            return set.standardError(this::meanValue);
        }

        private double meanValue(NormalPoints some) {
            double points = visit(some, true);
            return sums.values / points;
        }

        private void prepare(double[] mean, double[] covariance) {
            differences.of(mean, covariance);
            trace = 0;
            for (int a = 0; a < n; a++) {
                trace += differences.covariance[a * n + a];
            }
            narrow = trace <= 0;
            if (narrow) {
                return;
            }
            eigen.decompose(differences.covariance);
            Arrays.fill(root, 0);
            for (int v = 0; v < n; v++) {
                double variance = Math.max(0, eigen.values[v]);
                double deviation = variance / Math.sqrt(variance + SOFTENING * trace);
                for (int a = 0; a < n; a++) {
                    double scaled = deviation * eigen.vectors[a * n + v];
                    for (int b = 0; b < n; b++) {
                        root[a * n + b] += scaled * eigen.vectors[b * n + v];
                    }
                }
            }
        }

        @Override
        public boolean differentiate(double[] mean, double[] covariance, GradientMoments[] slopes) {
            prepare(mean, covariance);
            if (!(trace > SMALLEST_SPREAD)) {
                return false;
            }
            SoftmaxSlopes nodes = new SoftmaxSlopes(n);
            double[] z = set.coordinates();
            for (int k = 0; k < set.points(); k++) {
                shift(z, k);
                nodes.add(differences.mean, shift, z, k * n);
            }
            double[] values = eigen.values.clone();
            Arrays.setAll(values, v -> Math.max(0, values[v]));
            SoftmaxSlopes.Root slopesOfRoot = new SoftmaxSlopes.Root(values, eigen.vectors, SOFTENING);
            double[][] products = new double[n * (n + 1)][slopes.length];
            double[] byCovariance = new double[n * n];
            for (int j = 0; j < n; j++) {
                for (int k = j; k <= n; k++) {
                    double[] slopesOfProduct = products[j * (n + 1) + k];
                    for (int c = 0; c < n; c++) {
                        differences.addSlopeByMean(c, nodes.byMean(j, k, c), slopesOfProduct);
                    }
                    nodes.byCovariance(j, k, slopesOfRoot, byCovariance);
                    for (int a = 0; a < n; a++) {
                        for (int b = a; b < n; b++) {
                            differences.addSlopeByCovariance(a, b, byCovariance[a * n + b], slopesOfProduct);
                        }
                    }
                }
            }
            for (int q = 0; q < slopes.length; q++) {
                for (int j = 0; j < n; j++) {
                    for (int k = j; k < n; k++) {
                        sums.products[j * n + k] = products[j * (n + 1) + k][q];
                    }
                    sums.withOwn[j] = products[j * (n + 1) + n][q];
                }
                sums.assemble(differences, 1 / (2.0 * set.points()), slopes[q]);
            }
            return true;
        }

        /** Adds all nodes and returns their number. */
        private double visit(NormalPoints some, boolean valueOnly) {
            sums.clear();
            if (narrow) {
                add(differences.mean, valueOnly);
                return 1;
            }
            double[] mu = differences.mean;
            double[] z = some.coordinates();
            for (int k = 0; k < some.points(); k++) {
                shift(z, k);
                for (int a = 0; a < n; a++) {
                    d[a] = mu[a] + shift[a];
                }
                add(d, valueOnly);
                for (int a = 0; a < n; a++) {
                    d[a] = mu[a] - shift[a];
                }
                add(d, valueOnly);
            }
            return 2.0 * some.points();
        }

        /** D^{1/2} z of a point; the root is symmetric. */
        private void shift(double[] z, int k) {
            Arrays.fill(shift, 0);
            for (int b = 0; b < n; b++) {
                Kernels.add(shift, 0, z[k * n + b], root, b * n, n);
            }
        }

        private void add(double[] at, boolean valueOnly) {
            if (valueOnly) {
                sums.addValue(at, 1);
            } else {
                sums.addProducts(at, 1);
            }
        }
    }
}
