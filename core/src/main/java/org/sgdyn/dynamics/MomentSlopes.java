package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.GradientMoments;

/**
 * How the coefficients of the right-hand side change with the shared moments q, the moving entries of m_i and B_k and the loss's own
 * parameters in the order of {@link LogitReader#count}: sums of the {@link ClassSlopes}. An affine gradient needs none.
 */
final class MomentSlopes {

    /** The cost of a loss's own slopes in evaluations, as measured for softmax. */
    private static final double OWN_SLOPES = 10;

    private final LearningProblem problem;
    private final ModeTable modes;
    private final Carriers carriers;
    private final LogitReader reader;
    private final ClassMoments moments;
    private final int outputs;
    /** The moving entries of one B_k, and all. */
    private final int entries;
    /** How many parameters of its own the loss has. */
    private final int parameters;

    private final int count;

    /** Per shared moment: what it changes of p_i g_i for every class that it reaches, and of the sums of their spectrum. */
    private double[][] force = new double[0][];

    private double[][] hessian = new double[0][];
    private double[][] secondMoment = new double[0][];
    private double[][] teacherHessian = new double[0][];
    private double[][] trained = new double[0][];
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
        this.problem = problem;
        this.reader = reader;
        this.moments = moments;
        modes = problem.modes();
        carriers = new Carriers(problem);
        outputs = modes.outputs();
        entries = LogitReader.covarianceEntries(problem);
        parameters = problem.loss().trained().size();
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
        hessian = matrices(outputs * outputs);
        secondMoment = matrices(outputs * outputs);
        teacherHessian = matrices(modes.teacherOutputs() * outputs);
        trained = new double[count][parameters];
        buffers = new ClassSlopes[lanes.count()];
        Arrays.setAll(buffers, lane -> new ClassSlopes(problem, reader, moments));
    }

    /** Per shared moment the change of a matrix: of one spectrum, but of all for the loss's own parameters. */
    private double[][] matrices(int size) {
        double[][] rows = new double[count][];
        Arrays.setAll(rows, q -> new double[size * (q < count - parameters ? 1 : modes.spectra())]);
        return rows;
    }

    /** About what an evaluation costs, in evaluations of the moments. */
    double evaluations() {
        if (moments.isAffine()) {
            return 0;
        }
        if (outputs == 1) {
            return (double) ClassSlopes.neighbours() + 2 * (entries - 1 + parameters);
        }
        return new ClassSlopes(problem, reader, moments).areKnown()
                ? OWN_SLOPES
                : 2.0 * (outputs + entries + parameters);
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
        double parameters = problem.loss().trained().size();
        double kept = LogitReader.count(problem) * (matrices + parameters)
                + parameters * modes.spectra() * matrices
                + modes.classes() * (outputs + entries) * outputs;
        return kept + ClassMoments.classLanes(problem).count() * (outputs + entries) * (matrices + outputs);
    }

    /** The classes whose moments change with shared moment q. */
    private int[] reached(int q) {
        int byMean = modes.classes() * outputs;
        if (q >= count - parameters) {
            return IntStream.range(0, carriers.count()).toArray();
        }
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
                Kernels.add(result.trained, 0, factor, trained[q], 0, parameters);
                int spectra = q < count - parameters ? 1 : modes.spectra();
                int first = spectra == 1 ? modes.spectrumOf(classes[0]) : 0;
                int square = outputs * outputs;
                int teacher = modes.teacherOutputs() * outputs;
                for (int s = 0; s < spectra; s++) {
                    int k = first + s;
                    Kernels.add(result.hessian[k], 0, factor, hessian[q], s * square, square);
                    Kernels.add(result.secondMoment[k], 0, factor, secondMoment[q], s * square, square);
                    Kernels.add(result.teacherHessian[k], 0, factor, teacherHessian[q], s * teacher, teacher);
                }
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
            Arrays.fill(trained[q], 0);
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
            boolean isOwn = p >= outputs + entries;
            int q = isOwn
                    ? count - parameters + p - outputs - entries
                    : p < outputs
                            ? carriers.of(i, p) * outputs + p
                            : modes.classes() * outputs + k * entries + p - outputs;
            int from = isOwn ? k * outputs * outputs : 0;
            int place = Arrays.binarySearch(reached[q], i) * outputs;
            GradientMoments derivative = derivatives[p];
            Kernels.add(force[q], place, weight, derivative.gradient, 0, outputs);
            Kernels.add(hessian[q], from, weight, derivative.hessian, 0, outputs * outputs);
            Kernels.add(secondMoment[q], from, weight, derivative.gradientSecondMoment, 0, outputs * outputs);
            int teacher = modes.teacherOutputs() * outputs;
            Kernels.add(teacherHessian[q], isOwn ? k * teacher : 0, weight, derivative.teacherHessian, 0, teacher);
            Kernels.add(trained[q], 0, weight, derivative.trained, 0, parameters);
        }
    }
}
