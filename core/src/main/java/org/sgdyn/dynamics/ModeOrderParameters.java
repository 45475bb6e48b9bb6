package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.ClassWeights;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.model.Training;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.ModeParameters;
import org.sgdyn.spi.NoGeometry;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.StepScale;
import org.sgdyn.spi.TrainedParameter;

/**
 * The order parameters read off a state of the modes; theory and simulation both use it, so that one function computes every
 * curve of both. Mutable: {@link #read} moves it to the next state. One thread at a time.
 */
@SuppressWarnings("deprecation") // what version 0.1 had in OrderParameters
public final class ModeOrderParameters implements ModeParameters {

    private final LearningProblem problem;
    private final ModeTable modes;
    private final LinearStep step;
    private final StateLayout layout;
    /** Of the iterate's state alone. */
    private final StateLayout alone;

    private final List<TrainedParameter> trained;
    private final Logits logits;
    private final ClassMoments moments;
    private final LossMoments[] cleanMoments;
    private final StateGeometry geometry;
    private final double[] squaredMeanNorms;
    private final double[] weights;
    private final Optional<ClassWeights> riskWeights;
    /** The state of all that is kept. */
    private double[] full;
    /** The state of the iterate that is reported, laid out like one that is all there is. */
    private double[] state;

    private double time;

    /** Where the reported iterate is gathered if it is not the first vector. */
    private final double[] gathered;

    private final @Nullable ModeOrderParameters averaged;
    private final double[] averagedState;
    /** By label, where classes are parts of what is reported. */
    private final @Nullable OrderParameters byLabel;
    /** Class by class, where they come in families. */
    private final @Nullable FamilyParameters byClass;

    private final @Nullable ScaleReader scales;
    private @Nullable StepScale sampledScale;
    private boolean gradientsEvaluated;
    private final ClassErrors errors;

    /**
     * Order parameters of a problem, at its initial state.
     *
     * @param problem the problem
     */
    public ModeOrderParameters(LearningProblem problem) {
        this.problem = problem;
        modes = problem.modes();
        step = LinearStep.of(problem.training());
        layout = StateLayout.of(problem);
        trained = problem.trained();
        logits = Motions.logits(problem, layout);
        moments = new ClassMoments(problem, logits, false);
        cleanMoments =
                problem.training().labels().isNone() ? new LossMoments[0] : new ShownLabels(problem).cleanMoments();
        geometry = Motions.geometry(problem, layout, logits);
        errors = new ClassErrors(problem, logits, moments, cleanMoments);
        squaredMeanNorms = new double[modes.classes()];
        for (int i = 0; i < squaredMeanNorms.length; i++) {
            squaredMeanNorms[i] = Kernels.dot(modes.slotMeans(i), modes.slotMeans(i), 0, modes.slots());
        }
        weights = new double[modes.classes()];
        Arrays.setAll(weights, modes::weight);
        Training training = problem.training();
        riskWeights = training.riskWeights().or(training::weights);
        alone = StateLayout.ofIterate(problem);
        gathered = new double[step.reported() == 0 ? 0 : alone.size()];
        averagedState = new double[training.average().isPresent() ? alone.size() : 0];
        averaged =
                training.average().isPresent() ? new ModeOrderParameters(problem.with(training.withoutRule())) : null;
        scales = training.rule().secondMoment().isPresent() ? new ScaleReader(problem, layout) : null;
        byLabel = modes.dense().isEmpty() ? null : new LabelParameters(this, modes);
        byClass = problem.families()
                .map(families -> new FamilyModes(this, problem, families))
                .orElse(null);
        full = initialState();
        state = full;
        read(0, full);
    }

    /**
     * The order parameters that statistics are computed from: these, those of labels where several classes share one, or those of
     * classes where these are about families.
     *
     * @return a view that moves along
     */
    public OrderParameters reported() {
        return byClass != null ? byClass : byLabel == null ? this : byLabel;
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
        return layout.initialState(problem);
    }

    /**
     * Moves to a state.
     *
     * @param time t
     * @param state the state of all modes; kept by reference until the next call
     */
    public void read(double time, double[] state) {
        this.time = time;
        full = state;
        this.state = state;
        if (step.reported() != 0) {
            gather(step.reported(), 1, gathered);
            this.state = gathered;
        }
        logits.read(this.state);
        moments.forgetLargest();
        moments.moveTo(time);
        if (riskWeights.isPresent()) {
            riskWeights.get().at(time, weights);
        }
        gradientsEvaluated = false;
        errors.forget();
        sampledScale = null;
        if (byClass != null) {
            byClass.move();
        }
        if (averaged != null) {
            double factor = problem.training().average().orElseThrow().factor(time);
            gather(factor == 0 ? step.reported() : step.averaged(), factor == 0 ? 1 : factor, averagedState);
            averaged.read(time, averagedState);
        }
    }

    /**
     * Moves to a state of a simulation, which knows the scale of each entry.
     *
     * @param time t
     * @param state the state of all modes; kept by reference until the next call
     * @param scale the scale, if there is one
     */
    public void read(double time, double[] state, Optional<StepScale> scale) {
        read(time, state);
        sampledScale = scale.orElse(null);
    }

    /** A vector's state, times a factor, as that of an iterate. */
    private void gather(int vector, double factor, double[] result) {
        Arrays.fill(result, 0);
        layout.addVector(full, vector, factor, alone, result);
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
                .value(time, accumulated, problem.learningRate().readsGeometry() ? geometry() : NoGeometry.INSTANCE);
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
        return learningRate(time, full[layout.accumulator()]);
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
        return weights[classIndex];
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
        return problem.reduction().isByOutput() && output != otherOutput
                ? Double.NaN
                : logits.covariance(classIndex)[output * logits.size() + otherOutput];
    }

    @Override
    public double risk(int classIndex) {
        return moments.risk(classIndex);
    }

    @Override
    public boolean hasLabelNoise() {
        return cleanMoments.length > 0;
    }

    @Override
    public double cleanRisk(int classIndex) {
        return hasLabelNoise()
                ? cleanMoments[classIndex].risk(logits.mean(classIndex), logits.covariance(classIndex))
                : risk(classIndex);
    }

    @Override
    public double cleanError(int classIndex) {
        return errors.ofOwn(classIndex);
    }

    @Override
    public double error(int classIndex) {
        return errors.ofShown(classIndex);
    }

    @Override
    public List<TrainedParameter> trained() {
        return trained;
    }

    @Override
    public double trained(int parameter) {
        return state[layout.trained(0) + parameter];
    }

    @Override
    public Optional<OrderParameters> average() {
        return averaged().map(ModeOrderParameters::reported);
    }

    /**
     * The order parameters of an average of the iterate, before labels are put together.
     *
     * @return those of the average, if one is kept
     */
    public Optional<ModeOrderParameters> averaged() {
        return Optional.ofNullable(averaged);
    }

    /**
     * The mean of the iterate at the state last read, and what is trained beside it.
     *
     * @return X^T, l x d row-major, where every mode is a group of its own, and behind it the values of {@link #trained()}; a copy
     */
    public double[] iterate() {
        int entries = modes.outputs() * modes.slots();
        double[] copy = Arrays.copyOf(state, entries + trained.size());
        System.arraycopy(state, layout.trained(0), copy, entries, trained.size());
        return copy;
    }

    @Override
    public OptionalDouble squaredVelocityNorm() {
        if (step.velocity().isEmpty()) {
            return OptionalDouble.empty();
        }
        int v = step.velocity().getAsInt();
        double sum = 0;
        for (int j = 0; j < modes.outputs(); j++) {
            int x = layout.mean(v, j);
            double square = Kernels.dotSlices(full, x, full, x, modes.slots()) + layout.variance(full, v, j);
            sum += problem.multiplicity(j) * square;
        }
        return OptionalDouble.of(sum);
    }

    @Override
    public Optional<StepScale> stepScale() {
        return scales == null
                ? Optional.empty()
                : Optional.of(sampledScale == null ? scales.at(time, full) : sampledScale);
    }

    /**
     * The standard error that quadrature leaves in the risk at the state last read.
     *
     * @return sum_i p_i times the error estimate of class i; 0 if the moments are exact
     */
    public double riskErrorEstimate() {
        double sum = 0;
        for (int i = 0; i < moments.answers(); i++) {
            sum += weights[i] * moments.errorEstimate(i);
        }
        return sum;
    }

    @Override
    public double predicted(int classIndex, int predicted) {
        return errors.predicted(classIndex, predicted);
    }

    @Override
    public double squaredNorm(int output) {
        int x = alone.iterate(output);
        return Kernels.dotSlices(state, x, state, x, modes.slots()) + alone.variance(state, 0, output);
    }

    @Override
    public double squaredMeanNorm(int classIndex) {
        return squaredMeanNorms[classIndex];
    }

    @Override
    public Optional<ModeParameters> modes() {
        return modes.dense().isPresent() ? Optional.empty() : Optional.of(this);
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
        return problem.reduction().isByOutput() && output != otherOutput
                ? Double.NaN
                : state[layout.covariance(output, otherOutput) + group];
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
