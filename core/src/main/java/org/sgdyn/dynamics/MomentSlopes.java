package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.GradientMoments;

/**
 * How the coefficients of the right-hand side change with the shared moments q: the entries of m_i, class by class, then those
 * of B_k with row j &lt; l and column a &gt;= j, spectrum by spectrum. Derivatives of a few numbers by differences, central, or
 * forward where a variance would become negative; of fourth order for one output, of second for several, whose moments are
 * dearer.
 *
 * <p>The step is a share of the length on which the expectations vary, the logit's deviation but at most 1. With one output it
 * is 2e-3: truncation about (2e-3)^4 / 30 = 5e-13, rounding about 1e-16 / 2e-3 = 5e-14, both relative. With several it is 1e-4:
 * truncation about 1e-8 / 6, rounding 1e-12.
 */
final class MomentSlopes {

    private static final double SHORTEST = 1e-4;

    /** Places in steps, and weights of the values there. */
    private static final class Stencil {
        static final Stencil FOURTH_CENTRAL =
                new Stencil(2e-3, new double[] {-2, -1, 1, 2}, new double[] {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0});
        static final Stencil FOURTH_FORWARD = new Stencil(2e-3, new double[] {0, 1, 2, 3, 4}, new double[] {
            -25 / 12.0, 48 / 12.0, -36 / 12.0, 16 / 12.0, -3 / 12.0
        });
        static final Stencil SECOND_CENTRAL = new Stencil(1e-4, new double[] {-1, 1}, new double[] {-0.5, 0.5});
        static final Stencil SECOND_FORWARD = new Stencil(1e-4, new double[] {0, 1, 2}, new double[] {-1.5, 2, -0.5});

        final double step;
        final double[] places;
        final double[] weights;

        Stencil(double step, double[] places, double[] weights) {
            this.step = step;
            this.places = places;
            this.weights = weights;
        }
    }

    private final ModeTable modes;
    private final ClassMoments moments;
    private final int outputs;
    private final int logits;
    private final Stencil central;
    private final Stencil forward;
    private final Coefficients[] slopes;
    private final Lanes lanes;
    private final ClassSlopes[] classes;

    MomentSlopes(LearningProblem problem, ClassMoments moments) {
        this.moments = moments;
        modes = problem.modes();
        outputs = modes.outputs();
        logits = outputs + modes.teacherOutputs();
        central = outputs == 1 ? Stencil.FOURTH_CENTRAL : Stencil.SECOND_CENTRAL;
        forward = outputs == 1 ? Stencil.FOURTH_FORWARD : Stencil.SECOND_FORWARD;
        slopes = new Coefficients[count(modes)];
        Arrays.setAll(slopes, k -> new Coefficients(modes));
        lanes = moments.classLanes();
        classes = new ClassSlopes[modes.classes()];
        Arrays.setAll(classes, ClassSlopes::new);
    }

    /** The number of shared moments. */
    static int count(ModeTable modes) {
        int outputs = modes.outputs();
        long all = (long) modes.classes() * outputs + (long) modes.spectra() * covarianceEntries(modes);
        return (int) Math.min(Integer.MAX_VALUE, all);
    }

    private static int covarianceEntries(ModeTable modes) {
        int outputs = modes.outputs();
        return outputs * (outputs + 1) / 2 + outputs * modes.teacherOutputs();
    }

    /** d coefficients / d q_k at the last evaluation, ridge 0. */
    Coefficients slope(int k) {
        return slopes[k];
    }

    /** Differentiates at the logits that the moments last read; drift and noise go into the slopes as they are. */
    void evaluate(Coefficients at) {
        lanes.run(lane -> {
            for (int i = lane; i < classes.length; i += lanes.count()) {
                classes[i].evaluate();
            }
        });
        for (Coefficients slope : slopes) {
            slope.clearMoments();
            slope.drift = at.drift;
            slope.noise = at.noise;
            slope.diagonal = at.diagonal;
        }
        int perSpectrum = covarianceEntries(modes);
        for (int i = 0; i < classes.length; i++) {
            int k = modes.spectrumOf(i);
            for (int p = 0; p < classes[i].derivatives.length; p++) {
                int q = p < outputs ? i * outputs + p : modes.classes() * outputs + k * perSpectrum + p - outputs;
                GradientMoments derivative = classes[i].derivatives[p];
                double weight = modes.weight(i);
                Coefficients slope = slopes[q];
                Kernels.add(slope.force[i], 0, weight, derivative.gradient, 0, outputs);
                Kernels.add(slope.hessian[k], 0, weight, derivative.hessian, 0, outputs * outputs);
                Kernels.add(slope.secondMoment[k], 0, weight, derivative.gradientSecondMoment, 0, outputs * outputs);
                Kernels.add(
                        slope.teacherHessian[k],
                        0,
                        weight,
                        derivative.teacherHessian,
                        0,
                        derivative.teacherHessian.length);
            }
        }
    }

    /** The derivatives of one class's moments by m_i and B_i. */
    private final class ClassSlopes {

        private final int classIndex;
        private final int spectrum;
        private final GradientMoments buffer;
        private final double[] mean;
        private final double[] covariance;
        final GradientMoments[] derivatives;

        ClassSlopes(int classIndex) {
            this.classIndex = classIndex;
            spectrum = modes.spectrumOf(classIndex);
            buffer = new GradientMoments(outputs, modes.teacherOutputs());
            mean = new double[logits];
            covariance = new double[logits * logits];
            derivatives = new GradientMoments[outputs + covarianceEntries(modes)];
            Arrays.setAll(derivatives, p -> new GradientMoments(outputs, modes.teacherOutputs()));
        }

        void evaluate() {
            System.arraycopy(moments.classMean(classIndex), 0, mean, 0, logits);
            System.arraycopy(moments.spectrumCovariance(spectrum), 0, covariance, 0, covariance.length);
            int next = 0;
            for (int a = 0; a < outputs; a++) {
                double centre = mean[a];
                int at = a;
                differentiate(
                        central, central.step * length(a), shift -> mean[at] = centre + shift, derivatives[next++]);
                mean[a] = centre;
            }
            for (int j = 0; j < outputs; j++) {
                for (int a = j; a < logits; a++) {
                    double centre = covariance[j * logits + a];
                    double step = central.step * length(j) * length(a);
                    int row = j;
                    int column = a;
                    differentiate(
                            a == j && centre < 2 * step ? forward : central,
                            step,
                            shift -> {
                                covariance[row * logits + column] = centre + shift;
                                covariance[column * logits + row] = centre + shift;
                            },
                            derivatives[next++]);
                    covariance[j * logits + a] = centre;
                    covariance[a * logits + j] = centre;
                }
            }
        }

        private void differentiate(Stencil stencil, double step, DoubleConsumer place, GradientMoments result) {
            clear(result);
            for (int p = 0; p < stencil.places.length; p++) {
                place.accept(step * stencil.places[p]);
                moments.lossMoments(classIndex).evaluate(mean, covariance, buffer);
                double factor = stencil.weights[p] / step;
                Kernels.add(result.gradient, 0, factor, buffer.gradient, 0, outputs);
                Kernels.add(result.hessian, 0, factor, buffer.hessian, 0, outputs * outputs);
                Kernels.add(result.gradientSecondMoment, 0, factor, buffer.gradientSecondMoment, 0, outputs * outputs);
                Kernels.add(result.teacherHessian, 0, factor, buffer.teacherHessian, 0, buffer.teacherHessian.length);
            }
        }

        private static void clear(GradientMoments result) {
            Arrays.fill(result.gradient, 0);
            Arrays.fill(result.hessian, 0);
            Arrays.fill(result.gradientSecondMoment, 0);
            Arrays.fill(result.teacherHessian, 0);
        }

        /** The length on which expectations vary with logit a. */
        private double length(int a) {
            double deviation = Math.sqrt(moments.spectrumCovariance(spectrum)[a * logits + a]);
            return Math.min(1.0, Math.max(SHORTEST, deviation));
        }
    }
}
