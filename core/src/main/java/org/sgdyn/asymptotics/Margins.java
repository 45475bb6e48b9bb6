package org.sgdyn.asymptotics;

import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;

/**
 * A problem whose loss falls like exp(-margin): of one output, Psi_i ~ exp(-y_i r) with a sign y_i, or of one output per class,
 * Psi_i ~ sum_{j != i} exp(-(r_i - r_j)). Found out by evaluating the loss and its gradient at large margins.
 */
final class Margins {

    private static final double[] LARGE = {25, 35};

    /** exp(-25) is what the loss may deviate by, relatively. */
    private static final double EXPONENTIAL = 1e-9;

    /** Means and Gram matrices that agree to this relative error are equal. */
    private static final double EQUAL = 1e-12;

    private final LearningProblem problem;
    private final ModeTable modes;
    private final int[] signs;

    private Margins(LearningProblem problem, int[] signs) {
        this.problem = problem;
        modes = problem.modes();
        this.signs = signs;
    }

    /** The margins; empty if the loss is not exponential. */
    static Optional<Margins> of(LearningProblem problem) {
        Loss loss = problem.loss();
        int classes = problem.modes().classes();
        if (loss.teacherOutputs() > 0
                || loss.noiseVariance() > 0
                || (loss.outputs() > 1 && loss.outputs() != classes)) {
            return Optional.empty();
        }
        int[] signs = new int[classes];
        for (int i = 0; i < classes; i++) {
            ClassTarget target = problem.modes().target(i);
            signs[i] = loss.outputs() == 1 ? sign(loss, target) : 1;
            if (!isExponential(loss, target, signs[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new Margins(problem, signs));
    }

    private static int sign(Loss loss, ClassTarget target) {
        double[] gradient = new double[1];
        loss.gradient(target, new double[1], new double[0], 0, gradient);
        return gradient[0] <= 0 ? 1 : -1;
    }

    private static boolean isExponential(Loss loss, ClassTarget target, int sign) {
        int outputs = loss.outputs();
        double[] gradient = new double[outputs];
        double[] logits = new double[outputs];
        int own = outputs == 1 ? 0 : target.index();
        double others = Math.max(1, outputs - 1);
        for (double margin : LARGE) {
            logits[own] = sign * margin;
            double expected = others * Math.exp(-margin);
            loss.gradient(target, logits, new double[0], 0, gradient);
            double value = loss.value(target, logits, new double[0], 0);
            if (!isClose(value, expected) || !isClose(-sign * gradient[own], expected)) {
                return false;
            }
            for (int j = 0; j < outputs; j++) {
                if (j != own && !isClose(gradient[j], Math.exp(-margin))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isClose(double value, double expected) {
        return Math.abs(value - expected) <= EXPONENTIAL * expected;
    }

    /** y_i. */
    int sign(int i) {
        return signs[i];
    }

    /** nu_i . nu_j on the modes without variance, nu_i = y_i mu_i; L x L. */
    double[] cleanGram() {
        int classes = modes.classes();
        double[] gram = new double[classes * classes];
        for (int g = 0; g < modes.groups(); g++) {
            for (int s = modes.slotStart(g);
                    s < modes.slotStart(g + 1) && SmallEigenvalues.average(modes, g) == 0;
                    s++) {
                for (int i = 0; i < classes; i++) {
                    for (int j = 0; j < classes; j++) {
                        gram[i * classes + j] += signs[i] * modes.slotMeans(i)[s] * signs[j] * modes.slotMeans(j)[s];
                    }
                }
            }
        }
        return gram;
    }

    /** Whether classes that count (a_i &gt; 0) have means on modes where none of them, but another class, has variance. */
    boolean hasPartlyCleanModes(double[] multipliers) {
        for (int g = 0; g < modes.groups(); g++) {
            double felt = 0;
            for (int i = 0; i < multipliers.length; i++) {
                felt += multipliers[i] * modes.groupEigenvalues(i)[g];
            }
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                double push = 0;
                for (int i = 0; i < multipliers.length; i++) {
                    push += Math.abs(multipliers[i] * modes.slotMeans(i)[s]);
                }
                if (felt == 0 && push > 0 && SmallEigenvalues.average(modes, g) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The one-dimensional problem that classes of one covariance and equivalent means share: m and B of every margin follow from
     * squares and eigenvalues, and R(t) = riskFactor exp(-m + B / 2) at learning rate timeFactor gamma.
     *
     * @param eigenvalues lambda by slot
     * @param squares the squared margin mean by slot
     * @param squareFactor by which the first class's |mu_1|^2 is multiplied to give them
     * @param riskFactor 1, or L - 1 for one output per class
     * @param timeFactor 1, or 2
     */
    @SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
    record Symmetric(
            double[] eigenvalues, double[] squares, double squareFactor, double riskFactor, double timeFactor) {}

    /** The shared problem; empty if covariances differ or means are not equivalent. */
    Optional<Symmetric> symmetric() {
        if (modes.spectra() > 1) {
            return Optional.empty();
        }
        return problem.loss().outputs() == 1 ? oppositeMeans() : simplex();
    }

    /** One output: y_i mu_i is the same vector for every class. */
    private Optional<Symmetric> oppositeMeans() {
        double[] squares = new double[modes.slots()];
        double scale = largest(SmallEigenvalues.plainMeans(modes));
        for (int s = 0; s < squares.length; s++) {
            double first = signs[0] * modes.slotMeans(0)[s];
            for (int i = 1; i < modes.classes(); i++) {
                if (!areEqual(signs[i] * modes.slotMeans(i)[s], first, scale)) {
                    return Optional.empty();
                }
            }
            squares[s] = first * first;
        }
        return Optional.of(new Symmetric(modes.slotEigenvalues(0), squares, 1, 1, 1));
    }

    /**
     * One output per class: equal weights, and on every group of modes means of equal norm and equal angles. Then the pairs'
     * margins have the squared mean |mu_i - mu_j|^2 / 4, spread here over the slots of the first class's group.
     */
    private Optional<Symmetric> simplex() {
        int classes = modes.classes();
        double[] squares = new double[modes.slots()];
        double factor = 0;
        for (int i = 1; i < classes; i++) {
            if (!areEqual(modes.weight(i), modes.weight(0), 1)) {
                return Optional.empty();
            }
        }
        for (int g = 0; g < modes.groups(); g++) {
            double norm = product(g, 0, 0);
            double mixed = product(g, 0, 1);
            for (int i = 0; i < classes; i++) {
                for (int j = 0; j < classes; j++) {
                    if (!areEqual(product(g, i, j), i == j ? norm : mixed, norm)) {
                        return Optional.empty();
                    }
                }
            }
            squares[modes.slotStart(g)] = (norm - mixed) / 2;
            factor = g == 0 ? (norm - mixed) / (2 * norm) : factor;
        }
        return Optional.of(new Symmetric(modes.slotEigenvalues(0), squares, factor, classes - 1.0, 2));
    }

    private double product(int group, int i, int j) {
        double sum = 0;
        for (int s = modes.slotStart(group); s < modes.slotStart(group + 1); s++) {
            sum += modes.slotMeans(i)[s] * modes.slotMeans(j)[s];
        }
        return sum;
    }

    /** Whether two numbers are equal up to rounding on a scale. */
    private static boolean areEqual(double a, double b, double scale) {
        return Math.abs(a - b) <= EQUAL * scale;
    }

    /** The largest magnitude in a list of vectors. */
    private static double largest(double[][] vectors) {
        return Arrays.stream(vectors)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }
}
