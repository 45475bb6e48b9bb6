package org.sgdyn.asymptotics;

import org.sgdyn.model.LearningProblem;

/**
 * What a prediction starts from: the problem, and where its curve has come to.
 *
 * @param problem what is learned
 * @param learningRate gamma, constant from some time on
 * @param nodesPerPanel at infinite dimension, the Gauss nodes of a panel of the spectral quadrature behind the modes; 0 at finite
 *     dimension
 * @param end the time at which predictions meet the integrated curve
 * @param logitMeans m_i at the end, length L; used for one output, as the starting point of the search for a stationary state
 * @param logitVariances B_i at the end, length L
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record LateState(
        LearningProblem problem,
        double learningRate,
        int nodesPerPanel,
        double end,
        double[] logitMeans,
        double[] logitVariances) {

    /** The same end of another problem's curve. */
    LateState with(LearningProblem other) {
        return new LateState(other, learningRate, nodesPerPanel, end, logitMeans, logitVariances);
    }

    /** Whether sums over modes are integrals over u. */
    boolean isInfinite() {
        return nodesPerPanel > 0;
    }
}
