package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.LearningRate;

/**
 * How fast the dynamics sets out from the initial iterate.
 *
 * @param speed how fast the state moves there per unit of learning rate, by the expected gradient and its noise: the Euclidean norm of
 *     its derivative under plain SGD; 0 where both vanish
 * @param rate the root mean square over modes of gamma(0) sum_i p_i lambda_{rho,i} |H_i|, largest over the outputs: the rate at
 *     which the expected step contracts or expands a typical mode, in units of 1 / t; 0 for algorithms whose step is not SGD's
 * @param isTied whether all outputs start alike and move alike, so that they stay alike for ever; false for one output
 * @param steepest the largest (max_rho lambda_{rho,i} + |mu_i|^2) |H_i| over classes and outputs, H_i averaged over the classes of a
 *     spectrum: times gamma / d, by which part of itself a step moves an output along the strongest direction of its sample's class,
 *     which leading order in 1 / d leaves out; 0 for algorithms whose step is not SGD's
 */
public record InitialPace(double speed, double rate, boolean isTied, double steepest) {

    /** The speed that rounding makes of none, where norms are of order 1. */
    public static final double ROUNDING = 1e-12;

    /**
     * Whether nothing moves at the start, as far as rounding can tell.
     *
     * @return true if the speed is at most {@link #ROUNDING}
     */
    public boolean isStationary() {
        return speed <= ROUNDING;
    }

    /**
     * The pace of a problem at t = 0.
     *
     * @param problem what is learned and how
     * @return its pace
     */
    public static InitialPace of(LearningProblem problem) {
        StateLayout layout = StateLayout.of(problem);
        double[] state = layout.initialState(problem);
        Coefficients at = new Evaluation(problem, layout).at(0, state);
        boolean isPlain = Motions.isPlain(problem);
        double rate = isPlain ? at.drift * typicalCurvature(problem.modes(), at) : 0;
        double steepest = isPlain ? steepest(problem.modes(), at) : 0;
        // The motion of plain SGD at a learning rate of 1, without what it accumulates: an algorithm may be slow for
        // other reasons.
        LearningProblem plain =
                problem.with(LearningRate.of(1)).with(problem.training().withoutRule());
        StateLayout alone = StateLayout.of(plain);
        double[] start = alone.initialState(plain);
        Evaluation unit = new Evaluation(plain, alone);
        double[] motion = new double[alone.size()];
        Motions.of(plain, alone, unit.logits()).respond(unit.at(0, start), start, motion);
        Arrays.fill(motion, alone.moments(), motion.length, 0);
        double squared = Arrays.stream(motion).map(x -> x * x).sum();
        return new InitialPace(Math.sqrt(squared), rate, isTied(problem.modes(), alone, start, motion), steepest);
    }

    private static boolean isTied(ModeTable modes, StateLayout layout, double[] start, double[] motion) {
        double largest = 0;
        double apart = 0;
        for (int j = 1; j < modes.outputs(); j++) {
            for (int s = 0; s < modes.slots(); s++) {
                int first = layout.iterate(0) + s;
                int other = layout.iterate(j) + s;
                largest = Math.max(largest, Math.abs(start[first]) + Math.abs(motion[first]));
                apart = Math.max(
                        apart, Math.abs(start[other] - start[first]) + Math.abs(motion[other] - motion[first]));
            }
        }
        return modes.outputs() > 1 && apart <= ROUNDING * largest;
    }

    private static double steepest(ModeTable modes, Coefficients at) {
        double largest = 0;
        for (int i = 0; i < modes.classes(); i++) {
            int k = modes.spectrumOf(i);
            double direction = Arrays.stream(modes.groupEigenvalues(i)).max().orElse(0)
                    + Arrays.stream(modes.slotMeans(i)).map(mu -> mu * mu).sum();
            for (int j = 0; j < modes.outputs(); j++) {
                double curvature = Math.abs(at.hessian[k][j * modes.outputs() + j]) / modes.spectrumWeight(k);
                largest = Math.max(largest, direction * curvature);
            }
        }
        return largest;
    }

    private static double typicalCurvature(ModeTable modes, Coefficients at) {
        double largest = 0;
        for (int j = 0; j < modes.outputs(); j++) {
            double sum = 0;
            for (int g = 0; g < modes.groups(); g++) {
                double curvature = 0;
                for (int k = 0; k < modes.spectra(); k++) {
                    curvature += modes.spectrumByGroup(k)[g] * Math.abs(at.hessian[k][j * modes.outputs() + j]);
                }
                sum += modes.groupWeights()[g] * curvature * curvature;
            }
            largest = Math.max(largest, Math.sqrt(sum));
        }
        return largest;
    }
}
