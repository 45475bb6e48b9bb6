package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.sgdyn.model.LabelNoise;
import org.sgdyn.model.LabelNoise.Shown;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;

/** Makes of the flips that classes were given the labels that they show, once all labels and the loss are known. */
final class LabelNoiseReader {

    private final NodeParameters top;
    private final Loss loss;
    private final List<ClassSpecification> classes;

    LabelNoiseReader(NodeParameters top, Loss loss, List<ClassSpecification> classes) {
        this.top = top;
        this.loss = loss;
        this.classes = classes;
    }

    LabelNoise read() {
        if (classes.stream().allMatch(c -> c.labelFlip().isEmpty())) {
            return LabelNoise.NONE;
        }
        List<List<Shown>> shown = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            shown.add(shown(i));
        }
        return new LabelNoise(shown);
    }

    private List<Shown> shown(int i) {
        List<Double> flip = classes.get(i).labelFlip();
        ClassTarget own = target(i);
        if (flip.isEmpty()) {
            return List.of(new Shown(own, 1));
        }
        if (flip.size() > 1 || (classes.size() == 1 && loss.decisionRule() == DecisionRule.LARGEST_LOGIT)) {
            if (flip.size() != classes.size()) {
                problem(i, "must list a probability per class, " + classes.size() + ", not " + flip.size());
            }
            return row(flip);
        }
        double q = flip.get(0);
        if (loss.decisionRule() == DecisionRule.LARGEST_LOGIT) {
            int others = classes.size() - 1;
            List<Double> row = new ArrayList<>();
            for (int y = 0; y < classes.size(); y++) {
                row.add(y == i ? 1 - q : q / others);
            }
            return row(row);
        }
        Optional<Double> other = otherLabel(own.label());
        if (other.isEmpty()) {
            problem(
                    i,
                    "needs classes of two labels, between which samples flip; give a list, with a probability for each class's label");
            return List.of(new Shown(own, 1));
        }
        ClassTarget flipped = ClassTarget.of(i, other.get());
        if (q == 0 || q == 1) {
            return List.of(new Shown(q == 0 ? own : flipped, 1));
        }
        return List.of(new Shown(own, 1 - q), new Shown(flipped, q));
    }

    /** The labels of all classes, those of probability 0 left out. */
    private List<Shown> row(List<Double> probabilities) {
        List<Shown> result = new ArrayList<>();
        for (int y = 0; y < Math.min(classes.size(), probabilities.size()); y++) {
            if (probabilities.get(y) > 0) {
                result.add(new Shown(target(y), probabilities.get(y)));
            }
        }
        return result;
    }

    private ClassTarget target(int i) {
        return ClassTarget.of(i, classes.get(i).label());
    }

    /** The other of two labels; where all classes have one, that of the loss's other side. */
    private Optional<Double> otherLabel(double label) {
        double[] others = classes.stream()
                .mapToDouble(ClassSpecification::label)
                .filter(y -> y != label)
                .distinct()
                .toArray();
        if (others.length == 0) {
            others = DoubleStream.of(1 - label, -label)
                    .filter(y -> y != label
                            && loss.labelProblem(ClassTarget.of(0, y)).isEmpty())
                    .limit(loss.decisionRule() == DecisionRule.SIGN ? 1 : 0)
                    .toArray();
        }
        return others.length == 1 ? Optional.of(others[0]) : Optional.empty();
    }

    private void problem(int i, String message) {
        top.problem(
                ClassesReader.place(top, i, ClassesReader.LABEL_FLIP),
                "classes[" + i + "]." + ClassesReader.LABEL_FLIP,
                message);
    }
}
