package org.sgdyn.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.ModeParameters;
import org.sgdyn.spi.OrderParameters;

/**
 * The order parameters of a small learning problem: two classes with labels 1 and 0, one output, a teacher, four modes of
 * which each is a group. The iterate has norm {@code scale}, and a covariance on each mode.
 */
@SuppressWarnings("deprecation") // what version 0.1 had in OrderParameters
record SampleOrderParameters(double scale) implements ModeParameters {

    private static final double[] DIRECTION = {0.5, -0.5, 0.7, 0.1};
    private static final double[] TEACHER = {0.6, 0.0, 0.8, 0.0};
    private static final double[] MEAN = {0.3, 0.2, 0.9, -0.1};
    private static final double[][] EIGENVALUES = {{0.0, 0.2, 0.5, 1.0}, {1.0, 1.0, 1.0, 1.0}};
    private static final double NOISE = 0.05;

    /** The same of a state that does not consist of modes. */
    OrderParameters withoutModes() {
        return (OrderParameters) Proxy.newProxyInstance(
                OrderParameters.class.getClassLoader(),
                new Class<?>[] {OrderParameters.class},
                (proxy, method, args) -> {
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, args);
                    }
                    return method.invoke(this, args);
                });
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public int teacherOutputs() {
        return 1;
    }

    @Override
    public double weight(int classIndex) {
        return classIndex == 0 ? 0.6 : 0.4;
    }

    @Override
    public double label(int classIndex) {
        return 1.0 - classIndex;
    }

    @Override
    public DecisionRule decisionRule() {
        return DecisionRule.SIGN;
    }

    @Override
    public double logitMean(int classIndex, int output) {
        double sum = 0;
        for (int g = 0; g < groups(); g++) {
            sum += (output == 0 ? slotIterate(g, 0) : TEACHER[g]) * slotMean(g, classIndex);
        }
        return sum;
    }

    @Override
    public double logitCovariance(int classIndex, int output, int otherOutput) {
        double sum = 0;
        for (int g = 0; g < groups(); g++) {
            double one = output == 0 ? slotIterate(g, 0) : TEACHER[g];
            double other = otherOutput == 0 ? slotIterate(g, 0) : TEACHER[g];
            double extra = output == 0 && otherOutput == 0 ? NOISE * scale * scale : 0;
            sum += EIGENVALUES[classIndex][g] * (one * other + extra);
        }
        return sum;
    }

    @Override
    public double risk(int classIndex) {
        return 0.7 - 0.1 * classIndex;
    }

    @Override
    public double error(int classIndex) {
        return 0.3 - 0.1 * classIndex;
    }

    @Override
    public double predicted(int classIndex, int predicted) {
        return classIndex == predicted ? 1 - error(classIndex) : error(classIndex);
    }

    @Override
    public LossGeometry geometry() {
        return new LossGeometry() {
            @Override
            public double gradientSecondMoment() {
                return 0.5;
            }

            @Override
            public double squaredRiskGradient() {
                return 0.25;
            }

            @Override
            public double riskDescent() {
                return 0.25;
            }

            @Override
            public double noiseCurvature() {
                return 0.4;
            }

            @Override
            public double descentTowardTeacher() {
                return 0.3;
            }
        };
    }

    @Override
    public double squaredNorm(int output) {
        double sum = 0;
        for (int g = 0; g < groups(); g++) {
            sum += slotIterate(g, 0) * slotIterate(g, 0) + NOISE * scale * scale;
        }
        return sum;
    }

    @Override
    public double squaredMeanNorm(int classIndex) {
        double sum = 0;
        for (double coordinate : MEAN) {
            sum += coordinate * coordinate;
        }
        return sum;
    }

    @Override
    public int groups() {
        return DIRECTION.length;
    }

    @Override
    public double groupWeight(int group) {
        return 0.25;
    }

    @Override
    public double groupPosition(int group) {
        return (group + 1) / 4.0;
    }

    @Override
    public double groupEigenvalue(int group, int classIndex) {
        return EIGENVALUES[classIndex][group];
    }

    @Override
    public double groupCovariance(int group, int output, int otherOutput) {
        return NOISE * scale * scale;
    }

    @Override
    public int slotStart(int group) {
        return group;
    }

    @Override
    public double slotIterate(int slot, int output) {
        return scale * DIRECTION[slot];
    }

    @Override
    public double slotMean(int slot, int classIndex) {
        return classIndex == 0 ? MEAN[slot] : -MEAN[slot];
    }

    @Override
    public double slotTeacher(int slot, int teacherOutput) {
        return TEACHER[slot];
    }
}
