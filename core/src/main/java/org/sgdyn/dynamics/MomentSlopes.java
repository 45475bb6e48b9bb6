package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.GradientMoments;

/**
 * How the coefficients of the right-hand side change with the shared moments q, the moving entries of m_i and B_k in the order of
 * {@link LogitReader#count}. What the loss does not know itself is differentiated by central
 * differences, or forward ones where a variance would become negative; an affine gradient needs neither.
 *
 * <p>With one output every expectation obeys the heat equation dF/dB = (1/2) d^2 F/dm^2 (Price's theorem), so that four
 * neighbours in m give the derivatives by m and by B alike. The step is 1e-2 of the length on which the expectations vary, the
 * logit's deviation but at most 1: truncation about 1e-8 / 30 of a fifth or sixth derivative, rounding about 1e-16 / 1e-4. Eight
 * neighbours in m and the teacher's m* give the derivative by cov(r, r*) = d^2 F / dm dm*. With several outputs differences are of
 * second order with a step of 1e-4: truncation about 1e-8 / 6, rounding 1e-12, relative.
 */
final class MomentSlopes {

    private static final double SHORTEST = 1e-4;

    /** The cost of a loss's own slopes in evaluations, as measured for softmax. */
    private static final double OWN_SLOPES = 10;

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
    private final Carriers carriers;
    private final LogitReader reader;
    private final ClassMoments moments;
    private final int outputs;
    private final int logits;
    /** The moving entries of one B_k, and all. */
    private final int entries;

    private final int count;

    /** Per shared moment: what it changes of p_i g_i for every class that it reaches, and of the sums of their spectrum. */
    private double[][] force = new double[0][];

    private double[][] hessian = new double[0][];
    private double[][] secondMoment = new double[0][];
    private double[][] teacherHessian = new double[0][];
    /** The classes of each spectrum. */
    private final int[][] members;
    /** The classes whose moments change with each shared moment. */
    private int[][] reached = new int[0][];

    private final Lanes lanes;
    /** Per lane. */
    private ClassSlopes[] buffers = new ClassSlopes[0];

    private double drift;
    private double noise;
    private boolean diagonal;

    MomentSlopes(LearningProblem problem, LogitReader reader, ClassMoments moments) {
        this.reader = reader;
        this.moments = moments;
        modes = problem.modes();
        carriers = new Carriers(problem);
        outputs = modes.outputs();
        logits = reader.size();
        entries = LogitReader.covarianceEntries(problem);
        count = LogitReader.count(problem);
        members = new int[modes.spectra()][];
        Arrays.setAll(
                members,
                k -> IntStream.range(0, carriers.count())
                        .filter(i -> modes.spectrumOf(i) == k)
                        .toArray());
        lanes = ClassMoments.classLanes(problem);
    }

    /** On the first evaluation: an integrator may never come to one. */
    private void allocate() {
        reached = new int[count][];
        Arrays.setAll(reached, this::reached);
        force = new double[count][];
        Arrays.setAll(force, q -> new double[reached[q].length * outputs]);
        hessian = new double[count][outputs * outputs];
        secondMoment = new double[count][outputs * outputs];
        teacherHessian = new double[count][modes.teacherOutputs() * outputs];
        buffers = new ClassSlopes[lanes.count()];
        Arrays.setAll(buffers, lane -> new ClassSlopes());
    }

    /** About what an evaluation costs, in evaluations of the moments. */
    double evaluations() {
        if (moments.isAffine()) {
            return 0;
        }
        if (outputs == 1) {
            return 2.0 * (FIRST.length - 1) + 2 * (entries - 1);
        }
        return knowsSlopes() ? OWN_SLOPES : 2.0 * (outputs + entries);
    }

    /** Whether the loss differentiates its moments itself, by trial at unit covariance. */
    private boolean knowsSlopes() {
        ClassSlopes trial = new ClassSlopes();
        for (int a = 0; a < logits; a++) {
            trial.covariance[a * logits + a] = 1;
        }
        return moments.lossMoments(0).differentiate(trial.mean, trial.covariance, trial.derivatives);
    }

    /** How many numbers the slopes take, buffers included. */
    static double size(LearningProblem problem) {
        ModeTable modes = problem.modes();
        if (ClassMoments.affineSlope(problem).isPresent()) {
            return 0;
        }
        double outputs = modes.outputs();
        double matrices = outputs * (2 * outputs + modes.teacherOutputs());
        double entries = LogitReader.covarianceEntries(problem);
        double kept = LogitReader.count(problem) * matrices + modes.classes() * (outputs + entries) * outputs;
        return kept + ClassMoments.classLanes(problem).count() * (outputs + entries) * (matrices + outputs);
    }

    /** The classes whose moments change with shared moment q. */
    private int[] reached(int q) {
        int byMean = modes.classes() * outputs;
        if (q < byMean) {
            int reader = carriers.reader(q / outputs, q % outputs);
            return reader < 0 ? new int[0] : new int[] {reader};
        }
        return members[(q - byMean) / entries];
    }

    /** The change of the coefficients, ridge 0, when the shared moments change by dq, at the last evaluation. */
    void combine(double[] change, Coefficients result) {
        result.clearMoments();
        result.drift = drift;
        result.noise = noise;
        result.diagonal = diagonal;
        if (moments.isAffine()) {
            moments.changeAffine(change, result);
            return;
        }
        for (int q = 0; q < force.length; q++) {
            double factor = change[q];
            int[] classes = reached[q];
            if (factor != 0 && classes.length > 0) {
                for (int n = 0; n < classes.length; n++) {
                    moments.addForce(classes[n], factor, force[q], n * outputs, result);
                }
                int k = modes.spectrumOf(classes[0]);
                Kernels.add(result.hessian[k], 0, factor, hessian[q], 0, outputs * outputs);
                Kernels.add(result.secondMoment[k], 0, factor, secondMoment[q], 0, outputs * outputs);
                Kernels.add(result.teacherHessian[k], 0, factor, teacherHessian[q], 0, teacherHessian[q].length);
            }
        }
    }

    /** Differentiates at the logits that the moments last read; drift and noise are kept. */
    void evaluate(Coefficients at) {
        drift = at.drift;
        noise = at.noise;
        diagonal = at.diagonal;
        if (moments.isAffine()) {
            return;
        }
        if (buffers.length == 0) {
            allocate();
        }
        for (int q = 0; q < force.length; q++) {
            Arrays.fill(force[q], 0);
            Arrays.fill(hessian[q], 0);
            Arrays.fill(secondMoment[q], 0);
            Arrays.fill(teacherHessian[q], 0);
        }
        int answers = carriers.count();
        for (int first = 0; first < answers; first += buffers.length) {
            int start = first;
            int some = Math.min(buffers.length, answers - first);
            lanes.forEach(some, (lane, i) -> buffers[i].evaluate(start + i));
            for (int i = 0; i < some; i++) {
                add(first + i, buffers[i].derivatives);
            }
        }
    }

    private void add(int i, GradientMoments[] derivatives) {
        int k = modes.spectrumOf(i);
        double weight = moments.weight(i);
        for (int p = 0; p < derivatives.length; p++) {
            int q = p < outputs
                    ? carriers.of(i, p) * outputs + p
                    : modes.classes() * outputs + k * entries + p - outputs;
            int place = Arrays.binarySearch(reached[q], i) * outputs;
            GradientMoments derivative = derivatives[p];
            Kernels.add(force[q], place, weight, derivative.gradient, 0, outputs);
            Kernels.add(hessian[q], 0, weight, derivative.hessian, 0, outputs * outputs);
            Kernels.add(secondMoment[q], 0, weight, derivative.gradientSecondMoment, 0, outputs * outputs);
            Kernels.add(teacherHessian[q], 0, weight, derivative.teacherHessian, 0, teacherHessian[q].length);
        }
    }

    /** The derivatives of one class's moments by m_i and B_i. */
    private final class ClassSlopes {

        private int classIndex;
        private int spectrum;
        private final GradientMoments buffer;
        private final GradientMoments opposite;
        private final GradientMoments odd;
        private final GradientMoments size;
        private final double[] mean;
        private final double[] covariance;
        final GradientMoments[] derivatives;

        ClassSlopes() {
            buffer = new GradientMoments(outputs, modes.teacherOutputs());
            opposite = new GradientMoments(outputs, modes.teacherOutputs());
            odd = new GradientMoments(outputs, modes.teacherOutputs());
            size = new GradientMoments(outputs, modes.teacherOutputs());
            mean = new double[logits];
            covariance = new double[logits * logits];
            derivatives = new GradientMoments[outputs + entries];
            Arrays.setAll(derivatives, p -> new GradientMoments(outputs, modes.teacherOutputs()));
        }

        void evaluate(int i) {
            classIndex = i;
            spectrum = modes.spectrumOf(i);
            System.arraycopy(moments.mean(classIndex), 0, mean, 0, logits);
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
}
