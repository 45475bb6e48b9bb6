package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.numerics.GaussianTrapezoid;

/**
 * Moments of p = softmax(r) for an own logit N(Delta, b) and L - 1 others N(0, b), all independent. With S the sum of exponentials and
 * 1 / S^n = int s^{n-1} exp(-s S) ds / Gamma(n), independence makes a product of every expectation: for x = log s and the psi_k of
 * {@link SmoothedGumbel},
 *
 * <pre>
 * E p_x     = int psi_0(x + Delta) psi_1(x) psi_0(x)^{L-2} dx,      E p_x^2   = int psi_0(x + Delta) psi_2(x) psi_0(x)^{L-2} dx,
 * E p_o p_x = int psi_1(x + Delta) psi_1(x) psi_0(x)^{L-2} dx,      E p_x p_y = int psi_0(x + Delta) psi_1(x)^2 psi_0(x)^{L-3} dx,
 * risk      = int psi_0(x + Delta) (1 - psi_0(x)^{L-1}) dx,
 * </pre>
 *
 * <p>o the own class, x and y two others. All terms are positive, so that no digit is lost where a class has all the probability, and
 * the integrands are analytic for |Im x| &lt; pi / 2 with tails that decay, so that the trapezoidal rule converges geometrically. One
 * thread at a time.
 */
final class ExchangeableSoftmax {

    static final int OTHER = 0;
    static final int OTHER_SQUARED = 1;
    static final int OWN_AND_OTHER = 2;
    static final int TWO_OTHERS = 3;

    /** exp(-e^y) is below rounding beyond y = 4, and e^y below it against 1 before -41. */
    private static final double FALL = 4;

    private static final double TAIL = 41;

    /** The step in x: aliasing exp(-pi^2 / step), the growth of the integrand in the strip apart. */
    private static final double STEP = 0.2;

    /** Terms on the left this small against their sum are the last. */
    private static final double NEGLIGIBLE = 1e-16;

    /** From so many deviations on everything varies on longer scales in proportion. */
    private static final double WIDE = 3;

    private static final int MOST_POINTS = 20_000;

    private final int classes;
    private final int division;
    private final SmoothedGumbel narrowOwn = new GumbelOnNormalNodes(4);
    private final SmoothedGumbel narrowOthers = new GumbelOnNormalNodes(5);
    private final SmoothedGumbel wideOwn = new NormalOnGumbelNodes(4);
    private final SmoothedGumbel wideOthers = new NormalOnGumbelNodes(5);
    private SmoothedGumbel own = narrowOwn;
    private SmoothedGumbel others = narrowOthers;

    /** E p_x, E p_x^2, E p_o p_x, and E p_x p_y, 0 for two classes. */
    final double[] moments = new double[4];

    /** Their derivatives by Delta. */
    final double[] byGap = new double[4];

    /** Their derivatives by b. */
    final double[] byVariance = new double[4];

    private double step;
    private double left;
    private int count;

    ExchangeableSoftmax(int classes, int division) {
        this.classes = classes;
        this.division = division;
    }

    /** E log(1 + sum_x exp(r_x - r_o)). */
    double risk(double gap, double variance) {
        prepare(gap, variance);
        double risk = 0;
        for (int k = count - 1; k >= 0; k--) {
            double x = left + k * step;
            own.visit(k, x + gap, 1);
            others.visit(k, x, 1);
            double term = own.value[0] * -Math.expm1((classes - 1) * logarithm());
            risk += term;
            if (isLast(term, risk)) {
                break;
            }
        }
        return step * risk;
    }

    /** Evaluates {@link #moments}, and their derivatives if these are wanted. */
    void evaluate(double gap, double variance, boolean withSlopes) {
        prepare(gap, variance);
        Arrays.fill(moments, 0);
        Arrays.fill(byGap, 0);
        Arrays.fill(byVariance, 0);
        boolean isLast = false;
        for (int k = count - 1; k >= 0 && !isLast; k--) {
            double before = moments[OTHER];
            double x = left + k * step;
            own.visit(k, x + gap, withSlopes ? 4 : 2);
            if (own.value[0] > 0 || own.value[1] > 0) {
                others.visit(k, x, withSlopes ? 5 : 3);
                add(withSlopes);
                isLast = isLast(moments[OTHER] - before, moments[OTHER]);
            }
        }
        for (double[] integrals : new double[][] {moments, byGap, byVariance}) {
            for (int q = 0; q < integrals.length; q++) {
                integrals[q] *= step;
            }
        }
    }

    /** Whether a term on the left, where all fall in proportion or faster, ends a sum. */
    private boolean isLast(double term, double sum) {
        return own.complement < 0.5 && term < NEGLIGIBLE * sum;
    }

    /** Adds the integrands where psi has been visited. */
    private void add(boolean withSlopes) {
        double zeroth = others.value[0];
        double first = others.value[1];
        double power = classes == 2 ? 1 : Math.exp((classes - 2) * logarithm());
        double lowerPower = classes < 3 || zeroth == 0 ? 0 : power / zeroth;
        moments[OTHER] += own.value[0] * first * power;
        moments[OTHER_SQUARED] += own.value[0] * others.value[2] * power;
        moments[OWN_AND_OTHER] += own.value[1] * first * power;
        moments[TWO_OTHERS] += own.value[0] * first * first * lowerPower;
        if (!withSlopes) {
            return;
        }
        double lowestPower = classes < 4 || zeroth == 0 ? 0 : lowerPower / zeroth;
        double zerothSlope = others.slopeByVariance(0);
        double firstSlope = others.slopeByVariance(1);
        double powerSlope = (classes - 2) * lowerPower * zerothSlope;
        double lowerPowerSlope = (classes - 3) * lowestPower * zerothSlope;
        addSlopes(OTHER, 0, first * power, firstSlope * power + first * powerSlope);
        addSlopes(
                OTHER_SQUARED,
                0,
                others.value[2] * power,
                others.slopeByVariance(2) * power + others.value[2] * powerSlope);
        addSlopes(OWN_AND_OTHER, 1, first * power, firstSlope * power + first * powerSlope);
        addSlopes(
                TWO_OTHERS,
                0,
                first * first * lowerPower,
                first * (2 * firstSlope * lowerPower + first * lowerPowerSlope));
    }

    /** Adds the slopes of psi_order(x + Delta) times a factor, which changes with b. */
    private void addSlopes(int integral, int order, double factor, double factorSlope) {
        byGap[integral] += own.slope(order) * factor;
        byVariance[integral] += own.slopeByVariance(order) * factor + own.value[order] * factorSlope;
    }

    /** log psi_0 of the others. */
    private double logarithm() {
        return others.complement < 0.5 ? Math.log1p(-others.complement) : Math.log(others.value[0]);
    }

    private void prepare(double gap, double variance) {
        double deviation = Math.sqrt(Math.max(0, variance));
        double wanted = STEP * Math.max(1, deviation / WIDE) / division;
        // Left of the top all integrands fall, by e^x at least where that is left of the Gaussian's own scale; right of
        // it, own
        // logits and others' do, of which e^{2 r} moves the weight.
        double top = Math.min(-gap, -deviation * Math.sqrt(2 * Math.log(classes)));
        left = Math.min(top - TAIL, -Math.sqrt(top * top + 2 * TAIL * variance));
        double right = FALL
                + GaussianTrapezoid.REACH * deviation
                + Math.min(2 * deviation * deviation, Math.max(0, gap))
                - gap;
        double far = Math.max(Math.abs(left), Math.abs(right)) + Math.abs(gap);
        boolean isWide = NormalOnGumbelNodes.suits(deviation, far);
        own = isWide ? wideOwn : narrowOwn;
        others = isWide ? wideOthers : narrowOthers;
        // Logits that run away are beyond all accuracy, but not beyond the end.
        wanted = Math.max(wanted, (right - left) / MOST_POINTS);
        step = others.prepare(deviation, far, wanted, division);
        own.prepare(deviation, far, wanted, division);
        count = (int) Math.ceil((right - left) / step) + 1;
        own.fill(left + gap, count);
        others.fill(left, count);
    }
}
