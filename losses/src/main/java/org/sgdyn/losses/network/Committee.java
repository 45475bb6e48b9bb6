package org.sgdyn.losses.network;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.Activation;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.TrainedParameter;

/**
 * A network of two layers whose first layer is the iterate: with l hidden units of logits r,
 *
 * <pre>f_c = sum_j v_cj phi(r_j) + b_c,   Psi = (f - y)^2 / 2,  log(1 + exp f) - y f,  or  log sum_c exp f_c - f_i,</pre>
 *
 * <p>y the label, or what a teacher network f* says of the sample, plus noise. v and b are fixed, or trained beside the iterate. Biases of
 * hidden units are those of the logits. (D. Saad and S. A. Solla, Physical Review Letters 74, 4337, 1995, arXiv:cond-mat/9503044;
 * S. Goldt et al., arXiv:1906.08632; on mixtures, M. Refinetti et al., arXiv:2102.11742.)
 *
 * <p>Squared errors of erf units and of quadratic and linear ones have moments in closed form; others come from quadrature.
 */
public final class Committee implements Loss {

    private final Activation activation;
    private final NetworkShape shape;
    private final Criterion criterion;
    private final @Nullable TeacherNetwork teacher;
    private final double noiseVariance;

    private Committee(
            Activation activation,
            NetworkShape shape,
            Criterion criterion,
            @Nullable TeacherNetwork teacher,
            double noiseVariance) {
        this.activation = activation;
        this.shape = shape;
        this.criterion = criterion;
        this.teacher = teacher;
        this.noiseVariance = noiseVariance;
    }

    /**
     * A committee that learns labels.
     *
     * @param activation phi
     * @param hidden l &gt;= 1
     * @param weights v row by row, l for each output, or where they start
     * @param offsets b, one for each output, or where they start
     * @param rate the rate at which v and b are trained, relative to the learning rate; negative if they are fixed
     * @param criterion how outputs are judged; only softmax takes more than one
     * @return the loss
     * @throws IllegalArgumentException if the numbers do not fit each other
     */
    public static Committee of(
            Activation activation, int hidden, double[] weights, double[] offsets, double rate, Criterion criterion) {
        if (offsets.length > 1 && criterion != Criterion.SOFTMAX) {
            throw new IllegalArgumentException("only criterion: softmax takes several outputs");
        }
        if (weights.length != hidden * offsets.length) {
            throw new IllegalArgumentException("output.weights must have "
                    + (offsets.length == 1
                            ? "a number for each of the " + hidden + " hidden units"
                            : "a row of " + hidden + " numbers for each of the " + offsets.length + " outputs, "
                                    + hidden * offsets.length + " in all")
                    + ", not " + weights.length);
        }
        return new Committee(activation, new NetworkShape(hidden, weights, offsets, rate), criterion, null, 0);
    }

    /**
     * The same, imitating a network.
     *
     * @param units phi*
     * @param weights v*, one for each of its units
     * @param noise the variance of what is added to its output, &gt;= 0
     * @return the loss
     * @throws IllegalArgumentException if the criterion is not the squared error
     */
    public Committee imitating(Activation units, double[] weights, double noise) {
        if (criterion != Criterion.SQUARED) {
            throw new IllegalArgumentException("a teacher's output is a number; choose criterion: squared");
        }
        return new Committee(activation, shape, criterion, new TeacherNetwork(units, weights.clone()), noise);
    }

    @Override
    public int outputs() {
        return shape.hidden();
    }

    @Override
    public int teacherOutputs() {
        return teacher == null ? 0 : teacher.weights().length;
    }

    @Override
    public double noiseVariance() {
        return noiseVariance;
    }

    @Override
    public List<TrainedParameter> trained() {
        return shape.parameters();
    }

    @Override
    public double[] breakpoints(ClassTarget target) {
        double[] taught = teacher == null ? new double[0] : teacher.activation().breakpoints();
        return DoubleStream.concat(DoubleStream.of(activation.breakpoints()), DoubleStream.of(taught))
                .sorted()
                .distinct()
                .toArray();
    }

    @Override
    public DecisionRule decisionRule() {
        return teacher == null ? DecisionRule.OWN : DecisionRule.NONE;
    }

    @Override
    public Optional<String> labelProblem(ClassTarget target) {
        return teacher == null ? criterion.labelProblem(target.label()) : Optional.empty();
    }

    /** f, at logits with the trained numbers behind them. */
    private double[] outputs(double[] logits) {
        double[] f = new double[shape.outputs()];
        for (int c = 0; c < f.length; c++) {
            f[c] = shape.offset(c, logits, shape.hidden());
        }
        for (int j = 0; j < shape.hidden(); j++) {
            double value = activation.value(logits[j]);
            for (int c = 0; c < f.length; c++) {
                f[c] += shape.weight(c, j, logits, shape.hidden()) * value;
            }
        }
        return f;
    }

    private double goal(ClassTarget target, double[] teacherLogits, double noise) {
        return teacher == null ? target.label() : teacher.output(teacherLogits) + noise;
    }

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        return criterion.value(outputs(logits), goal(target, teacherLogits, noise), target.index());
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        double[] residuals = outputs(logits);
        criterion.residuals(residuals.clone(), goal(target, teacherLogits, noise), target.index(), residuals);
        int hidden = shape.hidden();
        for (int j = 0; j < hidden; j++) {
            double sum = 0;
            for (int c = 0; c < residuals.length; c++) {
                sum += residuals[c] * shape.weight(c, j, logits, hidden);
            }
            gradient[j] = sum * activation.derivative(logits[j]);
        }
        if (shape.isTrained()) {
            int biases = hidden + residuals.length * hidden;
            for (int c = 0; c < residuals.length; c++) {
                for (int j = 0; j < hidden; j++) {
                    gradient[hidden + c * hidden + j] = residuals[c] * activation.value(logits[j]);
                }
                gradient[biases + c] = residuals[c];
            }
        }
    }

    @Override
    public boolean misclassifies(ClassTarget target, double[] logits) {
        return criterion.isMistaken(outputs(logits), target.label(), target.index());
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        LossMoments byPoints = expectation.moments(this, target);
        boolean isUniform = teacher == null || teacher.activation() == activation;
        if (criterion != Criterion.SQUARED || !isUniform || !(activation instanceof Activations known)) {
            return byPoints;
        }
        double label = teacher == null ? target.label() : 0;
        return switch (known) {
            case ERF -> new ErfMoments(shape, teacherWeights(), noiseVariance, label, byPoints);
            case RELU -> new ReluMoments(shape, teacherWeights(), noiseVariance, label, byPoints);
            case QUADRATIC -> new PolynomialMoments(1, 0, shape, teacherWeights(), noiseVariance, label, byPoints);
            case LINEAR -> new PolynomialMoments(0, 1, shape, teacherWeights(), noiseVariance, label, byPoints);
            case TANH -> byPoints;
        };
    }

    private double[] teacherWeights() {
        return teacher == null ? new double[0] : teacher.weights();
    }
}
