package org.sgdyn.losses.network;

import java.util.Optional;

/** How far what a network says is from what it should say. */
public enum Criterion {
    /** (f - y)^2 / 2, of one output. */
    SQUARED {
        @Override
        double value(double[] outputs, double target, int classIndex) {
            double error = outputs[0] - target;
            return 0.5 * error * error;
        }

        @Override
        void residuals(double[] outputs, double target, int classIndex, double[] result) {
            result[0] = outputs[0] - target;
        }
    },
    /** log(1 + exp f) - y f, y = 0 or 1, of one output. */
    LOGISTIC {
        @Override
        double value(double[] outputs, double target, int classIndex) {
            double f = target > 0 ? outputs[0] : -outputs[0];
            return Math.max(0, -f) + Math.log1p(Math.exp(-Math.abs(f)));
        }

        @Override
        void residuals(double[] outputs, double target, int classIndex, double[] result) {
            double f = target > 0 ? outputs[0] : -outputs[0];
            double e = Math.exp(-Math.abs(f));
            double p = (f >= 0 ? e : 1) / (1 + e);
            result[0] = target > 0 ? -p : p;
        }

        @Override
        Optional<String> labelProblem(double label) {
            return label == 0 || label == 1 ? Optional.empty() : Optional.of("must be 0 or 1");
        }
    },
    /** log sum_c exp f_c - f_i, an output per class. */
    SOFTMAX {
        @Override
        double value(double[] outputs, double target, int classIndex) {
            double largest = outputs[largest(outputs)];
            double sum = 0;
            for (double f : outputs) {
                sum += Math.exp(f - largest);
            }
            return Math.log(sum) + largest - outputs[classIndex];
        }

        @Override
        void residuals(double[] outputs, double target, int classIndex, double[] result) {
            double largest = outputs[largest(outputs)];
            double sum = 0;
            for (int c = 0; c < outputs.length; c++) {
                result[c] = Math.exp(outputs[c] - largest);
                sum += result[c];
            }
            for (int c = 0; c < outputs.length; c++) {
                result[c] = result[c] / sum - (c == classIndex ? 1 : 0);
            }
        }

        @Override
        boolean isMistaken(double[] outputs, double label, int classIndex) {
            return largest(outputs) != classIndex;
        }
    };

    /** The loss of some outputs. */
    abstract double value(double[] outputs, double target, int classIndex);

    /** Its derivative by each output. */
    abstract void residuals(double[] outputs, double target, int classIndex, double[] result);

    /** Whether the decision is wrong: one output tells a positive label by its sign. */
    boolean isMistaken(double[] outputs, double label, int classIndex) {
        return outputs[0] > 0 != label > 0;
    }

    /** The rule that a label breaks. */
    Optional<String> labelProblem(double label) {
        return Double.isFinite(label) ? Optional.empty() : Optional.of("must be a number");
    }

    /** The lowest index on a tie. */
    private static int largest(double[] outputs) {
        int largest = 0;
        for (int c = 1; c < outputs.length; c++) {
            largest = outputs[c] > outputs[largest] ? c : largest;
        }
        return largest;
    }
}
