package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.GradientMoments;

/**
 * The derivatives of one class's moments by the moving entries of m_i and B_i and by the loss's own parameters. What the loss does not
 * know itself is differentiated by central differences, or forward ones where a variance would become negative.
 *
 * <p>With one output every expectation obeys the heat equation dF/dB = (1/2) d^2 F/dm^2 (Price's theorem), so that four
 * neighbours in m give the derivatives by m and by B alike. The step is 1e-2 of the length on which the expectations vary, the
 * logit's deviation but at most 1: truncation about 1e-8 / 30 of a fifth or sixth derivative, rounding about 1e-16 / 1e-4. Eight
 * neighbours in m and the teacher's m* give the derivative by cov(r, r*) = d^2 F / dm dm*. With several outputs, and by the loss's
 * parameters, differences are of second order with a step of 1e-4: truncation about 1e-8 / 6, rounding 1e-12, relative. One thread at a
 * time.
 */
final class ClassSlopes {

    private static final double SHORTEST = 1e-4;

    /** Places in steps, and weights of the values there. */
    private static final class Stencil {
        static final Stencil CENTRAL = new Stencil(1e-4, new double[] {-1, 1}, new double[] {-0.5, 0.5});
        static final Stencil FORWARD = new Stencil(1e-4, new double[] {0, 1, 2}, new double[] {-1.5, 2, -0.5});

        final double step;
        final double[] places;
        final double[] weights;

        Stencil(double step, double[] places, double[] weights) {
            this.step = step;
            this.places = places;
            this.weights = weights;
        }
    }

    // First and half the second derivative of fourth order, from the odd and the even part at 0, 1 and 2 steps.
    private static final double WIDE_STEP = 1e-2;
    private static final double ROUNDING = 1e-15;
    private static final double[] FIRST = {0, 8 / 12.0, -1 / 12.0};
    private static final double[] HALF_SECOND = {-30 / 24.0, 16 / 24.0, -1 / 24.0};

    private final ModeTable modes;
    private final LogitReader reader;
    private final ClassMoments moments;
    private final int outputs;
    private final int logits;
    private final int parameters;
    private int classIndex;
    private int spectrum;
    private final GradientMoments buffer;
    private final GradientMoments opposite;
    private final GradientMoments odd;
    private final GradientMoments size;
    private final double[] mean;
    private final double[] covariance;
    final GradientMoments[] derivatives;

    ClassSlopes(LearningProblem problem, LogitReader reader, ClassMoments moments) {
        this.reader = reader;
        this.moments = moments;
        modes = problem.modes();
        outputs = modes.outputs();
        logits = reader.size();
        parameters = problem.loss().trained().size();
        buffer = buffer();
        opposite = buffer();
        odd = buffer();
        size = buffer();
        mean = new double[logits + parameters];
        covariance = new double[logits * logits];
        derivatives = new GradientMoments[outputs + LogitReader.covarianceEntries(problem) + parameters];
        Arrays.setAll(derivatives, p -> buffer());
    }

    private GradientMoments buffer() {
        return new GradientMoments(outputs, modes.teacherOutputs(), parameters);
    }

    void evaluate(int i) {
        classIndex = i;
        spectrum = modes.spectrumOf(i);
        System.arraycopy(moments.mean(classIndex), 0, mean, 0, mean.length);
        System.arraycopy(reader.spectrumCovariance(spectrum), 0, covariance, 0, covariance.length);
        if (moments.lossMoments(i).differentiate(mean, covariance, derivatives)) {
            return;
        }
        if (outputs == 1) {
            differentiateByMean();
        } else {
            for (int a = 0; a < outputs; a++) {
                double centre = mean[a];
                int at = a;
                double step = Stencil.CENTRAL.step * length(a);
                differentiate(Stencil.CENTRAL, step, shift -> mean[at] = centre + shift, derivatives[a]);
                mean[a] = centre;
            }
        }
        int next = outputs;
        for (int j = 0; j < outputs; j++) {
            for (int a = j; a < logits; a++, next++) {
                if (outputs > 1) {
                    differentiateByCovariance(j, a, derivatives[next]);
                } else if (a > j) {
                    differentiateByTeacher(a, derivatives[next]);
                }
            }
        }
        for (int k = logits; k < mean.length; k++, next++) {
            double centre = mean[k];
            int at = k;
            double step = Stencil.CENTRAL.step * Math.max(1, Math.abs(centre));
            differentiate(Stencil.CENTRAL, step, shift -> mean[at] = centre + shift, derivatives[next]);
            mean[k] = centre;
        }
    }

    private void differentiateByCovariance(int j, int a, GradientMoments result) {
        double centre = covariance[j * logits + a];
        double step = Stencil.CENTRAL.step * length(j) * length(a);
        differentiate(
                a == j && centre < step ? Stencil.FORWARD : Stencil.CENTRAL,
                step,
                shift -> {
                    covariance[j * logits + a] = centre + shift;
                    covariance[a * logits + j] = centre + shift;
                },
                result);
        covariance[j * logits + a] = centre;
        covariance[a * logits + j] = centre;
    }

    /** How many neighbours in the mean are evaluated for one output. */
    static int neighbours() {
        return 2 * (FIRST.length - 1);
    }

    /** Whether the loss differentiates its moments itself, by trial at unit covariance. */
    boolean areKnown() {
        for (int a = 0; a < logits; a++) {
            covariance[a * logits + a] = 1;
        }
        return moments.lossMoments(0).differentiate(mean, covariance, derivatives);
    }

    /** One output: by m, and by B through the heat equation. */
    private void differentiateByMean() {
        double centre = mean[0];
        double step = WIDE_STEP * length(0);
        MomentSums.clear(derivatives[0]);
        MomentSums.clear(derivatives[1]);
        MomentSums.clear(size);
        evaluateAt(centre, buffer);
        MomentSums.add(HALF_SECOND[0], buffer, derivatives[1]);
        for (int p = 1; p < FIRST.length; p++) {
            // Sums and differences of neighbours are formed first: a moment that is odd in m has no even part at
            // all.
            evaluateAt(centre + p * step, buffer);
            evaluateAt(centre - p * step, opposite);
            addSize(buffer, opposite);
            subtract(buffer, opposite, odd);
            MomentSums.add(FIRST[p] / step, odd, derivatives[0]);
            MomentSums.add(1.0, opposite, buffer);
            MomentSums.add(HALF_SECOND[p], buffer, derivatives[1]);
        }
        divide(derivatives[1], step * step);
        mean[0] = centre;
    }

    /**
     * One output: by its covariance with a teacher's logit, which the heat equation makes d^2 F / dm dm*: a quarter of the second
     * derivative along (h, h*) less that along (h, -h*). A covariance itself cannot be moved where the logits nearly agree.
     */
    private void differentiateByTeacher(int a, GradientMoments result) {
        double centre = mean[0];
        double teacher = mean[a];
        double step = WIDE_STEP * length(0);
        double teacherStep = WIDE_STEP * length(a);
        MomentSums.clear(result);
        MomentSums.clear(size);
        for (int p = 1; p < HALF_SECOND.length; p++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                mean[a] = teacher + p * teacherStep;
                evaluateAt(centre + sign * p * step, buffer);
                mean[a] = teacher - p * teacherStep;
                evaluateAt(centre - sign * p * step, opposite);
                addSize(buffer, opposite);
                MomentSums.add(1.0, opposite, buffer);
                MomentSums.add(sign * HALF_SECOND[p], buffer, result);
            }
        }
        divide(result, 2 * step * teacherStep);
        mean[0] = centre;
        mean[a] = teacher;
    }

    private void evaluateAt(double m, GradientMoments result) {
        mean[0] = m;
        moments.lossMoments(classIndex).evaluate(mean, covariance, result);
    }

    private void addSize(GradientMoments a, GradientMoments b) {
        addSize(a.gradient, b.gradient, size.gradient);
        addSize(a.hessian, b.hessian, size.hessian);
        addSize(a.gradientSecondMoment, b.gradientSecondMoment, size.gradientSecondMoment);
        addSize(a.teacherHessian, b.teacherHessian, size.teacherHessian);
        addSize(a.trained, b.trained, size.trained);
    }

    private static void addSize(double[] a, double[] b, double[] result) {
        for (int k = 0; k < result.length; k++) {
            result[k] += Math.abs(a[k]) + Math.abs(b[k]);
        }
    }

    private void divide(GradientMoments second, double square) {
        divide(second.gradient, size.gradient, square);
        divide(second.hessian, size.hessian, square);
        divide(second.gradientSecondMoment, size.gradientSecondMoment, square);
        divide(second.teacherHessian, size.teacherHessian, square);
        divide(second.trained, size.trained, square);
    }

    /** A second difference at rounding level is none: against a huge variance even its rest would outweigh the iterate. */
    private static void divide(double[] second, double[] size, double square) {
        for (int k = 0; k < second.length; k++) {
            second[k] = Math.abs(second[k]) <= ROUNDING * size[k] ? 0 : second[k] / square;
        }
    }

    private void subtract(GradientMoments a, GradientMoments b, GradientMoments result) {
        MomentSums.clear(result);
        MomentSums.add(1.0, a, result);
        MomentSums.add(-1.0, b, result);
    }

    private void differentiate(Stencil stencil, double step, DoubleConsumer place, GradientMoments result) {
        MomentSums.clear(result);
        for (int p = 0; p < stencil.places.length; p++) {
            place.accept(step * stencil.places[p]);
            moments.lossMoments(classIndex).evaluate(mean, covariance, buffer);
            MomentSums.add(stencil.weights[p] / step, buffer, result);
        }
    }

    /**
     * The length on which expectations vary with logit a: its deviation, but at most 1; and never so short against the logit
     * that differences are lost to rounding, as when the dynamics diverge.
     */
    private double length(int a) {
        double deviation = Math.sqrt(reader.spectrumCovariance(spectrum)[a * logits + a]);
        double resolved = Math.max(1e-2 * deviation, 1e-3 * Math.abs(moments.mean(classIndex)[a]));
        return Math.max(resolved, Math.min(1.0, Math.max(SHORTEST, deviation)));
    }
}
