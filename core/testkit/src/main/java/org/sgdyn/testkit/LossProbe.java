package org.sgdyn.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.RandomStream;

/**
 * A loss at means and covariances of the probe's choice: its moments as a vector, and samples of what they are expectations of. A
 * loss's own parameters stand behind the means. One thread at a time.
 */
final class LossProbe {

    private static final int SAMPLES = 100_000;

    final Loss loss;
    final int outputs;
    final int teacherOutputs;
    /** l + l*. */
    final int n;
    /** q. */
    final int parameters;

    LossProbe(Loss loss) {
        this.loss = loss;
        outputs = loss.outputs();
        teacherOutputs = loss.teacherOutputs();
        n = outputs + teacherOutputs;
        parameters = loss.trained().size();
    }

    /** The number of Gaussian variables that an expectation is over. */
    int variables() {
        return n + (loss.noiseVariance() > 0 ? 1 : 0);
    }

    /** Means away from round numbers, where kinks use to be, and parameters near where they start. */
    List<double[]> means() {
        List<double[]> means = new ArrayList<>();
        for (double scale : new double[] {0.0, 0.37, -2.3}) {
            double[] mean = new double[n + parameters];
            for (int i = 0; i < n; i++) {
                mean[i] = 0.013 + scale * (1 - 0.6 * i);
            }
            for (int k = 0; k < parameters; k++) {
                mean[n + k] = loss.trained().get(k).initial() + scale * (0.2 - 0.11 * k);
            }
            means.add(mean);
        }
        return means;
    }

    List<double[]> covariances() {
        double[] wide = regular();
        for (int k = 0; k < wide.length; k++) {
            wide[k] *= 6;
        }
        double[] narrow = regular();
        for (int k = 0; k < narrow.length; k++) {
            narrow[k] *= 1e-6;
        }
        return List.of(new double[n * n], narrow, regular(), wide, singular());
    }

    /** B_ij = 0.2 + 0.5 delta_ij (1 + i / 2). */
    double[] regular() {
        double[] covariance = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i * n + j] = 0.2 + (i == j ? 0.5 * (1 + 0.5 * i) : 0);
            }
        }
        return covariance;
    }

    /** v v^T with v_i = 1.1 - 0.7 i: rank one. */
    double[] singular() {
        double[] covariance = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i * n + j] = (1.1 - 0.7 * i) * (1.1 - 0.7 * j);
            }
        }
        return covariance;
    }

    /** A covariance with B_ij = B_ji moved by h. */
    double[] bumped(double[] covariance, int i, int j, double h) {
        double[] copy = covariance.clone();
        copy[i * n + j] += h;
        if (i != j) {
            copy[j * n + i] += h;
        }
        return copy;
    }

    GradientMoments buffer() {
        return new GradientMoments(outputs, teacherOutputs, parameters);
    }

    GradientMoments evaluate(LossMoments moments, double[] mean, double[] covariance) {
        GradientMoments result = buffer();
        moments.evaluate(mean, covariance, result);
        return result;
    }

    /** (g, G, H, H*, t). */
    static double[] flat(GradientMoments moments) {
        List<double[]> all = List.of(
                moments.gradient,
                moments.gradientSecondMoment,
                moments.hessian,
                moments.teacherHessian,
                moments.trained);
        return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** (risk, error, g, t, G, B [H; H*]): what can be sampled; an error of 0 where the loss has no decision of its own. */
    double[] expected(LossMoments moments, double[] mean, double[] covariance) {
        GradientMoments found = evaluate(moments, mean, covariance);
        double[] vector = new double[2 + outputs + parameters + outputs * outputs + n * outputs];
        vector[0] = moments.risk(mean, covariance);
        vector[1] = loss.decisionRule() == DecisionRule.OWN ? moments.error(mean, covariance) : 0;
        System.arraycopy(found.gradient, 0, vector, 2, outputs);
        System.arraycopy(found.trained, 0, vector, 2 + outputs, parameters);
        int position = 2 + outputs + parameters;
        System.arraycopy(found.gradientSecondMoment, 0, vector, position, outputs * outputs);
        position += outputs * outputs;
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < outputs; a++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    double entry = k < outputs
                            ? found.hessian[k * outputs + a]
                            : found.teacherHessian[(k - outputs) * outputs + a];
                    sum += covariance[i * n + k] * entry;
                }
                vector[position++] = sum;
            }
        }
        return vector;
    }

    /** Samples of {@link #expected}, and behind them of the squared derivatives by the loss's own parameters. */
    SampleMeans sample(ClassTarget target, double[] mean, double[] covariance) {
        RandomStream random = RandomStreams.of(13, RandomStreams.SIMULATION, 0);
        double[] root = choleskyRoot(covariance);
        double[] x = new double[2 + outputs + 2 * parameters + outputs * outputs + n * outputs];
        SampleMeans sample = new SampleMeans(x.length);
        double[] gradient = new double[outputs + parameters];
        double[] center = new double[outputs + parameters];
        loss.gradient(target, head(mean), tail(mean), 0, center);
        for (int k = 0; k < SAMPLES; k++) {
            double[] z = normals(random, n, 1.0);
            double[] shift = new double[n];
            double[] point = mean.clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    shift[i] += root[i * n + j] * z[j];
                }
                point[i] += shift[i];
            }
            double noise = Math.sqrt(loss.noiseVariance()) * random.normal();
            double[] logits = head(point);
            double[] teacher = tail(point);
            loss.gradient(target, logits, teacher, noise, gradient);
            x[0] = loss.value(target, logits, teacher, noise);
            x[1] = loss.decisionRule() == DecisionRule.OWN && loss.misclassifies(target, logits) ? 1 : 0;
            System.arraycopy(gradient, 0, x, 2, outputs + parameters);
            int position = 2 + outputs + parameters;
            for (int a = 0; a < outputs; a++) {
                for (int b = 0; b < outputs; b++) {
                    x[position++] = gradient[a] * gradient[b];
                }
            }
            for (int i = 0; i < n; i++) {
                for (int a = 0; a < outputs; a++) {
                    x[position++] = shift[i] * (gradient[a] - center[a]);
                }
            }
            for (int p = outputs; p < gradient.length; p++) {
                x[position++] = gradient[p] * gradient[p];
            }
            sample.add(x);
        }
        return sample;
    }

    /** A lower-triangular root that passes over vanishing pivots. */
    private double[] choleskyRoot(double[] covariance) {
        double[] root = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double rest = covariance[i * n + j];
                for (int k = 0; k < j; k++) {
                    rest -= root[i * n + k] * root[j * n + k];
                }
                if (i == j) {
                    root[i * n + i] = rest > 1e-13 * covariance[i * n + i] ? Math.sqrt(rest) : 0;
                } else {
                    root[i * n + j] = root[j * n + j] > 0 ? rest / root[j * n + j] : 0;
                }
            }
        }
        return root;
    }

    /** The logits, with the loss's own parameters behind them, of means. */
    double[] head(double[] joint) {
        double[] head = Arrays.copyOf(joint, outputs + parameters);
        System.arraycopy(joint, n, head, outputs, parameters);
        return head;
    }

    /** The teacher's logits. */
    double[] tail(double[] joint) {
        return Arrays.copyOfRange(joint, outputs, n);
    }

    static double[] normals(RandomStream random, int length, double scale) {
        double[] x = new double[length];
        for (int k = 0; k < length; k++) {
            x[k] = scale * random.normal();
        }
        return x;
    }
}
