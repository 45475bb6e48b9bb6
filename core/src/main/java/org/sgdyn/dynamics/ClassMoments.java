package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.model.ClassWeights;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.LargestLogit;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * The loss's answer to the logits of a state: its expectations at (m_i, B_i), as {@link Logits} has read them last. The
 * dynamics asks for g_i alone class by class; of the matrices it needs the sums over the classes of a spectrum, sum_i p_i H_i and
 * so on, so that memory follows the number of spectra, not of classes. One thread at a time.
 */
final class ClassMoments {

    /** From so many outputs on, moments of a class by quadrature are worth a hand-over to another thread. */
    private static final int SLOW_MOMENTS = 4;

    private static final int CLASSES_AT_A_TIME = 8;

    /** From so many outputs on, sums of squares are products of matrices. */
    private static final int MANY_OUTPUTS = 32;

    private static final double MOSTLY_CORRECT = 0.99;

    /** So many classes times outputs keep what is dear to find. */
    private static final int MOST_KEPT = 1 << 20;

    /** A part of an error's probability that no digit shows. */
    private static final double NEGLIGIBLE = 1e-12;

    private final LearningProblem problem;
    private final ModeTable modes;
    private final Logits logits;
    private final Carriers carriers;
    /** The mean logits of each family, gathered from the classes that carry them; none if answers are about classes. */
    private final double[][] gathered;

    private final boolean isByOutput;
    private final int outputs;
    private final int spectra;
    /** Of the loss itself, whose risk is reported. */
    private final LossMoments[] loss;

    /** Of the gradient as it is used. */
    private final LossMoments[] driving;

    /** p_i at the time of the last evaluation. */
    private final double[] weights;

    private final double[] spectrumWeights;
    private final Optional<ClassWeights> movingWeights;
    private final GradientMoments[] buffers;
    /** Of one class the second moments of the gradient by the loss's own parameters, where steps are scaled by them. */
    private final double[] trainedSquares;
    /** Per lane; none for one output. */
    private LargestLogit[] largestLogits = {};

    /** P(argmax r = j | class i) at the logits last read, where it has been asked for: errors and confusions share them. */
    private double[] largest = {};

    private final Lanes errorLanes;
    private final OptionalDouble affineSlope;

    private final double[][] gradient;
    /** sqrt(p_i) g_i of the classes of a spectrum, where there are many; empty for few. */
    private final double[] roots;

    private final Coefficients sums;
    private final Lanes classLanes;

    /** The loss's answers to some logits, its gradient as it is or as the algorithm shapes it. */
    ClassMoments(LearningProblem problem, Logits logits, boolean isShaped) {
        this.problem = problem;
        this.logits = logits;
        modes = problem.modes();
        carriers = new Carriers(problem);
        isByOutput = problem.reduction().isByOutput();
        outputs = modes.outputs();
        gathered = new double[carriers.areClasses() ? 0 : carriers.count()][outputs];
        spectra = modes.spectra();
        errorLanes = new Lanes(outputs >= SLOW_MOMENTS ? Math.min(CLASSES_AT_A_TIME, modes.classes()) : 1);
        int classes = modes.classes();
        ShownLabels shown = new ShownLabels(problem);
        loss = shown.moments();
        driving = isShaped && !problem.training().hasOwnGradients() ? shown.shapedMoments() : loss;
        Optional<ClassWeights> given = problem.training().weights();
        weights = new double[classes];
        Arrays.setAll(weights, modes::weight);
        given.ifPresent(known -> known.at(0, weights));
        movingWeights = given.filter(ClassWeights::moves);
        spectrumWeights = new double[spectra];
        sumSpectrumWeights();
        affineSlope = driving == loss ? affineSlope(problem) : OptionalDouble.empty();
        gradient = new double[loss.length][outputs];
        boolean hasManySquares = affineSlope.isPresent() && !isByOutput && outputs >= MANY_OUTPUTS;
        roots = new double[hasManySquares ? loss.length * outputs : 0];
        sums = new Coefficients(problem, StateLayout.of(problem));
        classLanes = classLanes(problem);
        buffers = new GradientMoments[affineSlope.isPresent() ? 0 : classLanes.count()];
        int parameters = problem.loss().trained().size();
        boolean isScaled = problem.training().rule().secondMoment().isPresent();
        trainedSquares = new double[isScaled ? parameters : 0];
        Arrays.setAll(buffers, k -> new GradientMoments(outputs, modes.teacherOutputs(), parameters));
    }

    /** The slope h of a gradient that is affine in the logits alone, so that G_i = g_i g_i^T + h^2 B_i. */
    static OptionalDouble affineSlope(LearningProblem problem) {
        Loss loss = problem.loss();
        return loss.teacherOutputs() == 0
                        && problem.families().isEmpty()
                        && loss.noiseVariance() == 0
                        && problem.training().labels().isNone()
                        && problem.training().hasOwnGradients()
                ? loss.quadraticCurvature()
                : OptionalDouble.empty();
    }

    private void sumSpectrumWeights() {
        Arrays.fill(spectrumWeights, 0);
        for (int i = 0; i < weights.length; i++) {
            spectrumWeights[modes.spectrumOf(i)] += weights[i];
        }
    }

    /** Moves to a time, which tells the classes' weights. */
    void moveTo(double time) {
        if (movingWeights.isPresent()) {
            movingWeights.get().at(time, weights);
            sumSpectrumWeights();
        }
    }

    /** p_i at the time last moved to. */
    double weight(int i) {
        return weights[i];
    }

    /** Lanes for work on the moments class by class. */
    static Lanes classLanes(LearningProblem problem) {
        boolean slow = problem.modes().outputs() >= SLOW_MOMENTS
                && affineSlope(problem).isEmpty();
        return new Lanes(slow ? Math.min(CLASSES_AT_A_TIME, problem.modes().classes()) : 1);
    }

    /**
     * Evaluates g_i of every class, and the sums of H, G, H* of every spectrum, at the logits last read.
     *
     * @return the coefficients, all but drift, noise and ridge; overwritten by the next evaluation
     */
    Coefficients evaluate() {
        if (affineSlope.isPresent()) {
            evaluateAffine(affineSlope.getAsDouble());
        } else {
            evaluateClasses();
        }
        return sums;
    }

    private void evaluateClasses() {
        sums.clearMoments();
        for (int first = 0; first < loss.length; first += buffers.length) {
            int start = first;
            classLanes.forEach(
                    Math.min(buffers.length, loss.length - first), (lane, i) -> evaluateClass(start + i, buffers[i]));
            for (int i = first; i < Math.min(loss.length, first + buffers.length); i++) {
                addClass(i, buffers[i - first]);
            }
        }
        sums.diagonal = isHessianDiagonal();
        if (trainedSquares.length > 0) {
            for (int i = 0; i < loss.length; i++) {
                driving[i].trainedSecondMoment(mean(i), logits.covariance(i), trainedSquares);
                Kernels.add(sums.trainedSecondMoment, 0, weights[i], trainedSquares, 0, trainedSquares.length);
            }
        }
    }

    private void evaluateClass(int i, GradientMoments result) {
        driving[i].evaluate(mean(i), logits.covariance(i), result);
    }

    private void addClass(int i, GradientMoments moments) {
        int k = modes.spectrumOf(i);
        double p = weights[i];
        System.arraycopy(moments.gradient, 0, gradient[i], 0, outputs);
        addForce(i, p, moments.gradient, 0, sums);
        Kernels.add(sums.hessian[k], 0, p, moments.hessian, 0, outputs * outputs);
        Kernels.add(sums.secondMoment[k], 0, p, moments.gradientSecondMoment, 0, outputs * outputs);
        Kernels.add(sums.teacherHessian[k], 0, p, moments.teacherHessian, 0, moments.teacherHessian.length);
        Kernels.add(sums.trained, 0, p, moments.trained, 0, moments.trained.length);
    }

    /** Adds a multiple of a gradient to the forces on the means of the classes that carry the answer. */
    void addForce(int answer, double factor, double[] gradient, int from, Coefficients result) {
        if (carriers.areClasses()) {
            Kernels.add(result.force[answer], 0, factor, gradient, from, outputs);
            return;
        }
        for (int j = 0; j < outputs; j++) {
            result.force[carriers.of(answer, j)][j] += factor * carriers.share(answer, j) * gradient[from + j];
        }
    }

    /** How many classes, or families, the loss answers for. */
    int answers() {
        return loss.length;
    }

    /** The mean logits of a class or family, as last read. */
    double[] mean(int answer) {
        if (carriers.areClasses()) {
            return logits.mean(answer);
        }
        double[] mean = gathered[answer];
        for (int j = 0; j < outputs; j++) {
            mean[j] = logits.mean(carriers.of(answer, j))[j];
        }
        return mean;
    }

    /** A gradient h (r - r_0): g_i = h (m_i - r_0), H = h I, G_i = g_i g_i^T + h^2 B_i, with no matrix per class. */
    private void evaluateAffine(double slope) {
        sums.diagonal = true;
        for (int k = 0; k < spectra; k++) {
            double[] covariance = logits.spectrumCovariance(k);
            double weight = spectrumWeights[k];
            for (int e = 0; e < outputs * outputs; e += isByOutput ? outputs + 1 : 1) {
                sums.secondMoment[k][e] = weight * slope * slope * covariance[e];
            }
            for (int j = 0; j < outputs; j++) {
                sums.hessian[k][j * outputs + j] = weight * slope;
            }
        }
        for (int i = 0; i < loss.length; i++) {
            double[] g = gradient[i];
            problem.loss().gradient(modes.target(i), logits.mean(i), logits.mean(i), 0, g);
            for (int j = 0; j < outputs; j++) {
                sums.force[i][j] = weights[i] * g[j];
            }
        }
        addSquares();
    }

    /** Adds p_i g_i g_i^T to what the spectra have of G; the diagonal alone where no more is kept. */
    private void addSquares() {
        if (isByOutput) {
            for (int i = 0; i < loss.length; i++) {
                double[] second = sums.secondMoment[modes.spectrumOf(i)];
                for (int j = 0; j < outputs; j++) {
                    second[j * outputs + j] += sums.force[i][j] * gradient[i][j];
                }
            }
        } else if (roots.length == 0) {
            for (int i = 0; i < loss.length; i++) {
                double[] second = sums.secondMoment[modes.spectrumOf(i)];
                for (int j = 0; j < outputs; j++) {
                    Kernels.add(second, j * outputs, sums.force[i][j], gradient[i], 0, outputs);
                }
            }
        } else {
            for (int k = 0; k < spectra; k++) {
                int rows = 0;
                for (int i = 0; i < loss.length; i++) {
                    if (modes.spectrumOf(i) == k) {
                        double root = Math.sqrt(weights[i]);
                        for (int j = 0; j < outputs; j++) {
                            roots[rows * outputs + j] = root * gradient[i][j];
                        }
                        rows++;
                    }
                }
                Matrices.get().addSquares(rows, outputs, roots, sums.secondMoment[k]);
            }
        }
    }

    /** Whether the loss's gradient is affine in the logits. */
    boolean isAffine() {
        return affineSlope.isPresent();
    }

    /**
     * How the coefficients of an affine gradient change with the shared moments, in their order of {@link MomentSlopes}:
     * dg_i = h dm_i, dG_i = dg_i g_i^T + g_i dg_i^T + h^2 dB_i, at the last evaluation. Adds to zeros.
     */
    void changeAffine(double[] change, Coefficients result) {
        double slope = affineSlope.orElseThrow();
        int next = loss.length * outputs;
        for (int k = 0; k < spectra; k++) {
            double factor = spectrumWeights[k] * slope * slope;
            for (int j = 0; j < outputs; j++) {
                for (int a = j; a < (isByOutput ? j + 1 : outputs); a++) {
                    result.secondMoment[k][j * outputs + a] = factor * change[next];
                    result.secondMoment[k][a * outputs + j] = factor * change[next++];
                }
            }
        }
        for (int i = 0; i < loss.length; i++) {
            double[] second = result.secondMoment[modes.spectrumOf(i)];
            double factor = weights[i] * slope;
            Kernels.add(result.force[i], 0, factor, change, i * outputs, outputs);
            for (int j = 0; j < outputs && isByOutput; j++) {
                second[j * outputs + j] += 2 * factor * change[i * outputs + j] * gradient[i][j];
            }
            for (int j = 0; j < outputs && !isByOutput; j++) {
                Kernels.add(second, j * outputs, factor * change[i * outputs + j], gradient[i], 0, outputs);
                Kernels.add(second, j * outputs, factor * gradient[i][j], change, i * outputs, outputs);
            }
        }
    }

    /** g_i at the last evaluation, length l. */
    double[] gradient(int i) {
        return gradient[i];
    }

    /** Whether no output's Hessian couples to another output. */
    private boolean isHessianDiagonal() {
        for (double[] matrix : sums.hessian) {
            for (int j = 0; j < outputs; j++) {
                for (int a = 0; a < outputs; a++) {
                    if (a != j && matrix[j * outputs + a] != 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The risk of class or family i at the logits last read. */
    double risk(int i) {
        return loss[i].risk(mean(i), logits.covariance(i));
    }

    /** Per class the probability of a wrong decision of the loss, at the logits last read. */
    void ownErrors(double[] errors) {
        errorLanes.forEach(errors.length, (lane, i) -> errors[i] = loss[i].error(mean(i), logits.covariance(i)));
    }

    /** The absolute standard error of the risk of class or family i at the logits last read; 0 if it is exact. */
    double errorEstimate(int i) {
        return loss[i].errorEstimate(mean(i), logits.covariance(i));
    }

    /** The probability that logit j is the largest over class i, at the logits last read. */
    double largestLogit(int i, int j) {
        return largestLogit(largestLogits()[0], i, j);
    }

    private double largestLogit(LargestLogit scratch, int i, int j) {
        int at = i * outputs + j;
        if (at >= largest.length) {
            return scratch.probability(j, logits.mean(i), logits.covariance(i), logits.size());
        }
        if (Double.isNaN(largest[at])) {
            largest[at] = scratch.probability(j, logits.mean(i), logits.covariance(i), logits.size());
        }
        return largest[at];
    }

    /** The logits have changed. */
    void forgetLargest() {
        Arrays.fill(largest, Double.NaN);
    }

    /** Per class the probability that another logit than its own is the largest, at the logits last read. */
    void largestLogitErrors(double[] errors) {
        LargestLogit[] scratch = largestLogits();
        errorLanes.forEach(errors.length, (lane, i) -> errors[i] = largestLogitError(scratch[lane], i));
    }

    /** Made when first asked for: most moments serve the motion alone, and their lattice is dear. */
    private LargestLogit[] largestLogits() {
        if (largestLogits.length == 0) {
            LargestLogit first = LargestLogit.of(outputs);
            if (loss.length * outputs <= MOST_KEPT) {
                largest = new double[loss.length * outputs];
                forgetLargest();
            }
            largestLogits = new LargestLogit[errorLanes.count()];
            Arrays.setAll(largestLogits, lane -> lane == 0 ? first : first.another());
        }
        return largestLogits;
    }

    /** The probability of all other classes; summed directly where it is small, so that it keeps its digits. */
    private double largestLogitError(LargestLogit scratch, int i) {
        int own = modes.target(i).index();
        double correct = largestLogit(scratch, i, own);
        if (correct < MOSTLY_CORRECT) {
            return 1 - correct;
        }
        // An error is no rarer than the most likely other logit above the own one.
        double floor = 0;
        for (int j = 0; j < outputs; j++) {
            floor = Math.max(floor, j == own ? 0 : exceeding(i, j, own));
        }
        double sum = 0;
        for (int j = 0; j < outputs; j++) {
            boolean counts = j != own && exceeding(i, j, own) > NEGLIGIBLE * floor;
            sum += counts ? largestLogit(scratch, i, j) : 0;
        }
        return sum;
    }

    /** The probability that logit j exceeds another one over class i. */
    private double exceeding(int i, int j, int other) {
        double[] b = logits.covariance(i);
        int n = logits.size();
        double variance = b[j * n + j] - 2 * b[j * n + other] + b[other * n + other];
        double gap = logits.mean(i)[other] - logits.mean(i)[j];
        return StandardNormal.cdf(-gap / Math.sqrt(Math.max(0, variance)));
    }

    /** The moments of the gradient as it is used. */
    LossMoments lossMoments(int i) {
        return driving[i];
    }
}
