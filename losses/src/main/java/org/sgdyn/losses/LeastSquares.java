package org.sgdyn.losses;

import java.util.OptionalDouble;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * Least squares, Psi = (r - y_i - r* - eps)^2 / 2 with label noise eps ~ N(0, noise variance); without teacher r* = 0.
 *
 * <p>Exact moments, with e = m - y_i - m* and v = Var(r - r*) + noise variance: g = e, H = 1, H* = -1, G = e^2 + v,
 * risk = G / 2.
 */
public final class LeastSquares implements Loss {

    private final double noiseVariance;
    private final boolean teacher;
    private final DecisionRule decision;

    private LeastSquares(double noiseVariance, boolean teacher, DecisionRule decision) {
        this.noiseVariance = noiseVariance;
        this.teacher = teacher;
        this.decision = decision;
    }

    /**
     * Least squares.
     *
     * @param noiseVariance the variance of the label noise, &gt;= 0
     * @param teacher whether the teacher's logit r* is added to the label
     * @return the loss
     * @throws IllegalArgumentException unless 0 &lt;= noiseVariance &lt; infinity
     */
    public static LeastSquares of(double noiseVariance, boolean teacher) {
        if (!(noiseVariance >= 0 && Double.isFinite(noiseVariance))) {
            throw new IllegalArgumentException("noise must be >= 0 and finite, not " + noiseVariance);
        }
        return new LeastSquares(noiseVariance, teacher, DecisionRule.NONE);
    }

    /**
     * The same, used to tell two kinds of classes apart: a sample is taken to be of a positive label where r &gt; 0.
     *
     * @return the loss with the decision rule {@link DecisionRule#SIGN}
     */
    public LeastSquares deciding() {
        return new LeastSquares(noiseVariance, teacher, DecisionRule.SIGN);
    }

    @Override
    public DecisionRule decisionRule() {
        return decision;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public int teacherOutputs() {
        return teacher ? 1 : 0;
    }

    @Override
    public double noiseVariance() {
        return noiseVariance;
    }

    @Override
    public OptionalDouble quadraticCurvature() {
        return OptionalDouble.of(1);
    }

    @Override
    public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        double error = residual(target, logits, teacherLogits, noise);
        return 0.5 * error * error;
    }

    @Override
    public void gradient(ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
        gradient[0] = residual(target, logits, teacherLogits, noise);
    }

    private double residual(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
        double goal = target.label() + noise;
        return logits[0] - (teacher ? goal + teacherLogits[0] : goal);
    }

    @Override
    public LossMoments moments(ClassTarget target, GaussianExpectation expectation) {
        return new Exact(target.label());
    }

    /**
     * Of a shaped gradient: a function of the error e = r - r* - y - eps ~ N(m, s^2) alone, so that g = E S(e), G = E S(e)^2,
     * H = E S'(e) = -H* are integrals over one variable.
     */
    @Override
    public LossMoments shapedMoments(
            ClassTarget target, GradientShape shape, double squaredFeature, GaussianExpectation expectation) {
        return new Shaped(
                new Exact(target.label()), HALF_SQUARE.shapedMoments(target, shape, squaredFeature, expectation));
    }

    /** r^2 / 2. */
    private static final Loss HALF_SQUARE = new Loss() {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
            return 0.5 * logits[0] * logits[0];
        }

        @Override
        public void gradient(
                ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
            gradient[0] = logits[0];
        }
    };

    private final class Shaped implements LossMoments {

        private final Exact exact;
        private final LossMoments line;
        private final double[] errorMean = new double[1];
        private final double[] errorVariance = new double[1];

        Shaped(Exact exact, LossMoments line) {
            this.exact = exact;
            this.line = line;
        }

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            errorMean[0] = exact.meanError(mean);
            errorVariance[0] = exact.errorVariance(covariance);
            line.evaluate(errorMean, errorVariance, result);
            if (teacher) {
                result.teacherHessian[0] = -result.hessian[0];
            }
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            return exact.risk(mean, covariance);
        }
    }

    private final class Exact implements LossMoments {

        private final double label;

        Exact(double label) {
            this.label = label;
        }

        @Override
        public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
            result.gradient[0] = meanError(mean);
            result.gradientSecondMoment[0] = secondMoment(mean, covariance);
            result.hessian[0] = 1;
            if (teacher) {
                result.teacherHessian[0] = -1;
            }
        }

        @Override
        public double risk(double[] mean, double[] covariance) {
            return 0.5 * secondMoment(mean, covariance);
        }

        private double meanError(double[] mean) {
            return teacher ? mean[0] - label - mean[1] : mean[0] - label;
        }

        private double secondMoment(double[] mean, double[] covariance) {
            double error = meanError(mean);
            return error * error + errorVariance(covariance);
        }

        private double errorVariance(double[] covariance) {
            double variance = teacher
                    // The row-wise differences keep digits when student and teacher nearly agree.
                    ? (covariance[0] - covariance[1]) + (covariance[3] - covariance[2])
                    : covariance[0];
            return Math.max(0, variance) + noiseVariance;
        }
    }
}
