package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.StepScale;

/** The scale of a second moment at a state of the theory. */
final class ScaleReader {

    private final ModeTable modes;
    private final Evaluation evaluation;
    private final ScaleOfModes scale;

    ScaleReader(LearningProblem problem, StateLayout layout) {
        modes = problem.modes();
        evaluation = new Evaluation(problem, layout);
        scale = new ScaleOfModes(
                DriveTable.of(problem, MeanEntries.of(modes)),
                problem.training().rule().secondMoment().orElseThrow());
    }

    StepScale at(double time, double[] state) {
        scale.evaluate(evaluation.at(time, state));
        double sum = 0;
        double weight = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int j = 0; j < modes.outputs(); j++) {
            for (int g = 0; g < modes.groups(); g++) {
                double p = scale.byGroup(j)[g];
                double w = modes.groupWeights()[g];
                sum += w == 0 ? 0 : w * p;
                weight += w;
                smallest = Math.min(smallest, p);
                largest = Math.max(largest, p);
            }
        }
        return new StepScale(sum / weight, smallest, largest);
    }
}
