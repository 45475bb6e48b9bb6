package org.sgdyn.losses;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgdyn.numerics.NormalPoints;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientShape;
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
 * <p>Only the L - 1 differences d_j = r_j - r_i matter. How moments over them are found depends on their number: see
 * {@link SoftmaxOfTwo}, {@link SoftmaxOfThree} and {@link SoftmaxOfMany}.
 */
public final class Softmax implements LargestLogitLoss {

    private static final int DEFAULT_POINTS = 4096;
    private static final int FEWEST_POINTS = 64;
    private static final int MOST_POINTS = 1 << 20;

    /** Quadrature knows 1000 variables, one fewer than there are classes. */
    private static final int MOST_CLASSES = 1001;

    private final int classes;
    private final int points;
    /** How much finer than usual the steps of integrals over one variable are. */
    private final int division;

    private final SoftmaxSharing sharing = new SoftmaxSharing();

    /** Built when it is first used: for very many classes that takes long. */
    private @Nullable NormalPoints set;

    private Softmax(int classes, int points, int division) {
        this.classes = classes;
        this.points = points;
        this.division = division;
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
     * @throws IllegalArgumentException unless 2 &lt;= classes, 64 &lt;= points &lt;= 2^20 and points is a power of two
     */
    public static Softmax of(int classes, int points) {
        if (classes < 2) {
            throw new IllegalArgumentException("softmax needs at least 2 classes, not " + classes);
        }
        if (points < FEWEST_POINTS || points > MOST_POINTS || Integer.bitCount(points) != 1) {
            throw new IllegalArgumentException("points must be a power of two between " + FEWEST_POINTS + " and "
                    + MOST_POINTS + ", not " + points);
        }
        return new Softmax(classes, points, 1);
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
    public Optional<Loss> refined() {
        return classes > 3
                ? Optional.of(new Softmax(classes, Math.min(MOST_POINTS, 4 * points), 2 * division))
                : Optional.empty();
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return switch (classes) {
            case 2 -> new SoftmaxOfTwo(target.index(), expectation);
            case 3 -> new SoftmaxOfThree(target.index());
            default -> new SoftmaxOfMany(target.index(), set(), sharing);
        };
    }

    /** Of two and three classes by a rule that splits where the shape has kinks. */
    @Override
    public LossMoments shapedMoments(
            ClassTarget target, GradientShape shape, double squaredFeature, GaussianExpectation expectation) {
        LossMoments general = LargestLogitLoss.super.shapedMoments(target, shape, squaredFeature, expectation);
        return classes <= 3 ? new ShapedSoftmax(this, target, shape, squaredFeature, general) : general;
    }

    @Override
    public boolean isEquivariant() {
        return true;
    }

    /** Of a single family by integrals over one variable, whatever its size. */
    @Override
    public LossMoments familyMoments(
            Families families, int family, ClassTarget target, GaussianExpectation expectation) {
        return families.count() == 1
                ? new SoftmaxFamily(classes, division)
                : LargestLogitLoss.super.familyMoments(families, family, target, expectation);
    }

    @Override
    public Optional<String> classByClassProblem() {
        if (classes > MOST_CLASSES) {
            return Optional.of("takes at most " + MOST_CLASSES + " classes that are not exchangeable, not " + classes);
        }
        return points < 2 * classes
                ? Optional.of("points must be at least twice the " + classes + " classes, not " + points)
                : Optional.empty();
    }
}
