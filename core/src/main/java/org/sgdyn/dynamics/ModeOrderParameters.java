package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.ModeParameters;

/**
 * The order parameters read off a state of the modes; theory and simulation both use it, so that one function computes every
 * curve of both. Mutable: {@link #read} moves it to the next state. One thread at a time.
 */
@SuppressWarnings("deprecation") // what version 0.1 had in OrderParameters
public final class ModeOrderParameters implements ModeParameters {

    private final LearningProblem problem;
    private final ModeTable modes;
    private final StateLayout layout;
    private final LogitReader logits;
    private final ClassMoments moments;
    private final ModeGeometry geometry;
    private final double[] squaredMeanNorms;
    private double[] state;
    private boolean gradientsEvaluated;
    /** The class errors of the largest-logit rule, evaluated together when one is asked for. */
    private final double[] errors;

    private boolean errorsEvaluated;

    /**
     * Order parameters of a problem, at its initial state.
     *
     * @param problem the problem
     */
    public ModeOrderParameters(LearningProblem problem) {
        this.problem = problem;
        modes = problem.modes();
        layout = StateLayout.of(modes);
        logits = new LogitReader(modes, layout);
        moments = new ClassMoments(problem, logits);
        geometry = new ModeGeometry(problem, layout);
        errors = new double[modes.classes()];
        squaredMeanNorms = new double[modes.classes()];
        for (int i = 0; i < squaredMeanNorms.length; i++) {
            squaredMeanNorms[i] = Kernels.dot(modes.slotMeans(i), modes.slotMeans(i), 0, modes.slots());
        }
        read(initialState());
    }

    /**
     * Where the numbers of a state lie.
     *
     * @return the layout
     */
    public StateLayout layout() {
        return layout;
    }

    /**
     * A fresh state at t = 0, which belongs to the caller to change: SGD keeps its iterate there and leaves the rest alone.
     *
     * @return the initial state
     */
    public double[] initialState() {
        return layout.initialState(modes);
    }

    /**
     * Moves to a state.
     *
     * @param state the state of all modes; kept by reference until the next call
     */
    public void read(double[] state) {
        this.state = state;
        logits.read(state);
        gradientsEvaluated = false;
        errorsEvaluated = false;
    }

    /**
     * The learning rate at the state last read.
     *
     * @param time t
     * @param accumulated the learning rate's accumulator
     * @return gamma
     */
    public double learningRate(double time, double accumulated) {
        return problem.learningRate()
                .value(
                        time,
                        accumulated,
                        problem.learningRate().readsGeometry() ? geometry() : UnreadGeometry.INSTANCE);
    }

    @Override
    public LossGeometry geometry() {
        if (!gradientsEvaluated) {
            geometry.at(moments.evaluate(), state);
            gradientsEvaluated = true;
        }
        return geometry;
    }

    /**
     * The learning rate at the state last read, with the accumulator that the state carries.
     *
     * @param time t
     * @return gamma
     */
    public double learningRate(double time) {
        return learningRate(time, state[layout.accumulator()]);
    }

    @Override
    public int classes() {
        return modes.classes();
    }

    @Override
    public int outputs() {
        return modes.outputs();
    }

    @Override
    public int teacherOutputs() {
        return modes.teacherOutputs();
    }

    @Override
    public double weight(int classIndex) {
        return modes.weight(classIndex);
    }

    @Override
    public double label(int classIndex) {
        return modes.target(classIndex).label();
    }

    @Override
    public DecisionRule decisionRule() {
        return problem.loss().decisionRule();
    }

    @Override
    public double logitMean(int classIndex, int output) {
        return logits.mean(classIndex)[output];
    }

    @Override
    public double logitCovariance(int classIndex, int output, int otherOutput) {
        return logits.covariance(classIndex)[output * logits.size() + otherOutput];
    }

    @Override
    public double risk(int classIndex) {
        return moments.risk(classIndex);
    }

    @Override
    public double error(int classIndex) {
        return switch (decisionRule()) {
            case NONE -> Double.NaN;
            case SIGN -> signError(classIndex);
            case LARGEST_LOGIT -> largestLogitError(classIndex);
        };
    }

    private double largestLogitError(int classIndex) {
        if (modes.outputs() == 1) {
            return 0;
        }
        if (!errorsEvaluated) {
            moments.largestLogitErrors(errors);
            errorsEvaluated = true;
        }
        return errors[classIndex];
    }

    /** P(r &lt;= 0) for a positive class, P(r &gt; 0) for a negative one, r ~ N(m, B). */
    private double signError(int classIndex) {
        double mean = logitMean(classIndex, 0);
        double variance = logitCovariance(classIndex, 0, 0);
        boolean positive = label(classIndex) > 0;
        if (variance == 0) {
            return mean > 0 == positive ? 0.0 : 1.0;
        }
        double margin = mean / Math.sqrt(variance);
        return StandardNormal.cdf(positive ? -margin : margin);
    }

    /**
     * The standard error that quadrature leaves in the risk at the state last read.
     *
     * @return sum_i p_i times the error estimate of class i; 0 if the moments are exact
     */
    public double riskErrorEstimate() {
        double sum = 0;
        for (int i = 0; i < modes.classes(); i++) {
            sum += modes.weight(i) * moments.errorEstimate(i);
        }
        return sum;
    }

    @Override
    public double predicted(int classIndex, int predicted) {
        if (decisionRule() != DecisionRule.LARGEST_LOGIT) {
            return Double.NaN;
        }
        return modes.outputs() == 1 ? 1.0 : moments.largestLogit(classIndex, predicted);
    }

    @Override
    public double squaredNorm(int output) {
        int x = layout.iterate(output);
        return Kernels.dotSlices(state, x, state, x, modes.slots())
                + Kernels.sum(state, layout.covariance(output, output), modes.groups());
    }

    @Override
    public double squaredMeanNorm(int classIndex) {
        return squaredMeanNorms[classIndex];
    }

    @Override
    public int groups() {
        return modes.groups();
    }

    @Override
    public double groupWeight(int group) {
        return modes.groupWeights()[group];
    }

    @Override
    public double groupPosition(int group) {
        return modes.groupPosition(group);
    }

    @Override
    public double groupEigenvalue(int group, int classIndex) {
        return modes.groupEigenvalues(classIndex)[group];
    }

    @Override
    public double groupCovariance(int group, int output, int otherOutput) {
        return state[layout.covariance(output, otherOutput) + group];
    }

    @Override
    public int slotStart(int group) {
        return modes.slotStart(group);
    }

    @Override
    public double slotIterate(int slot, int output) {
        return state[layout.iterate(output) + slot];
    }

    @Override
    public double slotMean(int slot, int classIndex) {
        return modes.slotMeans(classIndex)[slot];
    }

    @Override
    public double slotTeacher(int slot, int teacherOutput) {
        return modes.slotTeachers(teacherOutput)[slot];
    }
}
