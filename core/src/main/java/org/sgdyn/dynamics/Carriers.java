package org.sgdyn.dynamics;

import java.util.Optional;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.Families;

/**
 * Which class of the modes carries what the loss answers for: a class itself; or, where classes come in families, one class for each
 * reduced coordinate, those of a family's sums and of its contrast together for the family. Immutable.
 */
final class Carriers {

    private final ModeTable modes;
    private final Optional<Families> families;

    Carriers(LearningProblem problem) {
        modes = problem.modes();
        families = problem.families();
    }

    /** How many answers the loss gives: one per class or family, which is the first of the classes that carry it. */
    int count() {
        return families.map(Families::count).orElse(modes.classes());
    }

    /** Whether each answer is about a class of its own. */
    boolean areClasses() {
        return families.isEmpty();
    }

    /** The class whose mean entry of an output the answer reads, and on whose mean its gradient acts. */
    int of(int answer, int output) {
        return families.isPresent() && output == families.get().contrast(answer) ? output : answer;
    }

    /** The part of the answer's weight with which it acts there: a contrast is that of one class of a family. */
    double share(int answer, int output) {
        return families.isPresent() && output == families.get().contrast(answer)
                ? 1.0 / families.get().size(answer)
                : 1;
    }

    /** The answer that reads a class's mean entry of an output; -1 if none does. */
    int reader(int classIndex, int output) {
        if (families.isEmpty()) {
            return classIndex;
        }
        if (classIndex < count()) {
            return of(classIndex, output) == classIndex ? classIndex : -1;
        }
        for (int f = 0; f < count(); f++) {
            if (families.get().contrast(f) == classIndex) {
                return output == classIndex ? f : -1;
            }
        }
        return -1;
    }
}
