package org.sgdyn.simulation;

import java.util.List;
import org.sgdyn.model.LabelNoise.Shown;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.RandomStream;

/** What chance decides of a sample, always in this order: its class, its features, the label that it shows, its noise. */
final class SampleDraw {

    private final LearningProblem problem;
    private final ModeTable modes;
    private final SampleStream stream;
    private final RandomStream random;
    private final boolean isLabelNoisy;
    private final double noiseDeviation;

    /** The class of the last sample, 0-based. */
    int classIndex;

    /** The label that the last sample shows. */
    ClassTarget target;

    /** eps of the last sample. */
    double noise;

    SampleDraw(LearningProblem problem, SampleStream stream, RandomStream random) {
        this.problem = problem;
        this.stream = stream;
        this.random = random;
        modes = problem.modes();
        isLabelNoisy = !problem.training().labels().isNone();
        noiseDeviation = Math.sqrt(problem.loss().noiseVariance());
        target = modes.target(0);
    }

    /** Draws the next sample at a time; its d features go to an array from a position on. */
    void next(double time, double[] features, int from) {
        classIndex = stream.next(time, features, from);
        target = isLabelNoisy ? drawLabel() : modes.target(classIndex);
        noise = noiseDeviation > 0 ? noiseDeviation * random.normal() : 0.0;
    }

    private ClassTarget drawLabel() {
        List<Shown> labels = problem.training().labels().shown().get(classIndex);
        double u = labels.size() == 1 ? 0 : random.uniform();
        int y = 0;
        double sum = labels.get(0).probability();
        while (y < labels.size() - 1 && u >= sum) {
            sum += labels.get(++y).probability();
        }
        return labels.get(y).target();
    }
}
