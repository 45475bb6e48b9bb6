package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.sgdyn.model.LabelNoise.Shown;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.LossMoments;

/** Makes the moments of each class from those of the labels that it shows. */
final class ShownLabels {

    private final LearningProblem problem;
    private final ModeTable modes;

    ShownLabels(LearningProblem problem) {
        this.problem = problem;
        modes = problem.modes();
    }

    /** Of the loss itself. */
    LossMoments[] moments() {
        return problem.families().map(this::familyMoments).orElseGet(() -> each(this::ofLoss));
    }

    /** Of the loss for each family of classes, whose labels are their own. */
    private LossMoments[] familyMoments(Families families) {
        LossMoments[] result = new LossMoments[families.count()];
        Arrays.setAll(result, f -> problem.loss().familyMoments(families, f, modes.target(f), problem.expectation()));
        return result;
    }

    /** Of the loss at the classes' own labels. */
    LossMoments[] cleanMoments() {
        LossMoments[] result = new LossMoments[modes.classes()];
        for (int i = 0; i < result.length; i++) {
            result[i] = ofLoss(modes.target(i));
        }
        return result;
    }

    /** Of the gradient as the algorithm shapes it, at the classes' mean squared feature. */
    LossMoments[] shapedMoments() {
        double[] squares = squaredFeatures(modes);
        GradientShape shape = problem.training().rule().shape();
        LossMoments[] result = new LossMoments[modes.classes()];
        for (int i = 0; i < result.length; i++) {
            double square = squares[i];
            result[i] =
                    ofClass(i, target -> problem.loss().shapedMoments(target, shape, square, problem.expectation()));
        }
        return result;
    }

    /** E |a|^2 / d of each class: (tr K_i + |mu_i|^2) / d, without the mean in the limit d to infinity. */
    static double[] squaredFeatures(ModeTable modes) {
        double[] traces = ModeGeometry.normalisedTraces(modes);
        double[] result = new double[modes.classes()];
        for (int i = 0; i < result.length; i++) {
            double mean = 0;
            for (double entry : modes.slotMeans(i)) {
                mean += entry * entry;
            }
            result[i] = traces[modes.spectrumOf(i)] + (modes.dimension() == 0 ? 0 : mean / modes.dimension());
        }
        return result;
    }

    private LossMoments ofLoss(ClassTarget target) {
        return problem.loss().moments(target, problem.expectation());
    }

    private LossMoments[] each(Function<ClassTarget, LossMoments> moments) {
        LossMoments[] result = new LossMoments[modes.classes()];
        for (int i = 0; i < result.length; i++) {
            result[i] = ofClass(i, moments);
        }
        return result;
    }

    private LossMoments ofClass(int i, Function<ClassTarget, LossMoments> moments) {
        if (problem.training().labels().isNone()) {
            return moments.apply(modes.target(i));
        }
        List<Shown> labels = problem.training().labels().shown().get(i);
        return labels.size() == 1
                ? moments.apply(labels.get(0).target())
                : new MixedMoments(
                        labels.stream()
                                .map(label -> moments.apply(label.target()))
                                .toList(),
                        labels.stream().mapToDouble(Shown::probability).toArray(),
                        problem.loss());
    }
}
