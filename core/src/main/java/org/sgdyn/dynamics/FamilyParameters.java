package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.numerics.LargestLogit;
import org.sgdyn.numerics.LargestOfMany;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.ModeParameters;
import org.sgdyn.spi.OrderParameters;

/** Order parameters class by class and output by output, from those of families in reduced coordinates, see {@link Families}. */
class FamilyParameters implements OrderParameters {

    final ModeParameters reduced;
    final Families families;
    /** Of each family at the state last read, once they have been asked for: averages ask class by class. */
    private final double[] risks;

    private final boolean[] hasRisk;
    private final double[] errors;
    private final boolean[] hasError;
    private final double[] squaredNorms;
    private final boolean[] hasNorm;

    /** Order parameters class by class. */
    FamilyParameters(ModeParameters reduced, Families families) {
        this.reduced = reduced;
        this.families = families;
        risks = new double[families.count()];
        hasRisk = new boolean[families.count()];
        errors = new double[families.count()];
        hasError = new boolean[families.count()];
        squaredNorms = new double[families.count()];
        hasNorm = new boolean[families.count()];
    }

    /** The state has changed. */
    final void move() {
        Arrays.fill(hasRisk, false);
        Arrays.fill(hasError, false);
        Arrays.fill(hasNorm, false);
    }

    @Override
    public final Optional<Families> families() {
        return Optional.of(families);
    }

    @Override
    public final int classes() {
        return families.classes();
    }

    @Override
    public final int outputs() {
        return families.classes();
    }

    @Override
    public final int teacherOutputs() {
        return 0;
    }

    @Override
    public final double weight(int classIndex) {
        int f = families.family(classIndex);
        return reduced.weight(f) / families.size(f);
    }

    @Override
    public final double label(int classIndex) {
        return reduced.label(families.family(classIndex));
    }

    @Override
    public final DecisionRule decisionRule() {
        return reduced.decisionRule();
    }

    @Override
    public final double logitMean(int classIndex, int output) {
        int f = families.family(classIndex);
        int a = families.family(output);
        double sum = reduced.logitMean(f, a) / Math.sqrt(families.size(a));
        if (a != f || !families.hasContrast(f)) {
            return sum;
        }
        int c = families.contrast(f);
        return sum + reduced.logitMean(c, c) * contrast(classIndex, output, f);
    }

    @Override
    public final double logitCovariance(int classIndex, int output, int otherOutput) {
        int f = families.family(classIndex);
        return entry(output, otherOutput, (j, k) -> reduced.logitCovariance(f, j, k));
    }

    /** An entry of a matrix in reduced coordinates. */
    @FunctionalInterface
    interface Entry {
        double at(int coordinate, int other);
    }

    /** An entry of an invariant matrix that is known in reduced coordinates. */
    final double entry(int output, int otherOutput, Entry coordinates) {
        int a = families.family(output);
        int b = families.family(otherOutput);
        double sum = coordinates.at(a, b) / Math.sqrt((double) families.size(a) * families.size(b));
        if (a != b || !families.hasContrast(a)) {
            return sum;
        }
        int c = families.contrast(a);
        return sum + coordinates.at(c, c) * contrast(output, otherOutput, a);
    }

    /** The entry of the projection on the contrasts of a family. */
    private double contrast(int i, int j, int family) {
        return (i == j ? 1 : 0) - 1.0 / families.size(family);
    }

    @Override
    public final double risk(int classIndex) {
        int f = families.family(classIndex);
        if (!hasRisk[f]) {
            risks[f] = reduced.risk(f);
            hasRisk[f] = true;
        }
        return risks[f];
    }

    @Override
    public final double error(int classIndex) {
        if (decisionRule() != DecisionRule.LARGEST_LOGIT) {
            return Double.NaN;
        }
        int f = families.family(classIndex);
        if (families.count() > 1 && isConstant(f)) {
            // Equal logits go to the lowest class, which families do not know.
            return 1 - largest(classIndex, classIndex);
        }
        if (!hasError[f]) {
            hasError[f] = true;
            errors[f] = families.count() == 1 ? onlyFamilyError() : 1 - largest(families.member(f), families.member(f));
        }
        return isTied(f) ? (classIndex == 0 ? 0 : 1) : errors[f];
    }

    /** Whether all logits of a single family are equal, as known once its error is. */
    private boolean isTied(int family) {
        return Double.isNaN(errors[family]);
    }

    /** Whether the logits of a class of a family are their means. */
    private boolean isConstant(int family) {
        for (int k = 0; k < families.coordinates(); k++) {
            if (reduced.logitCovariance(family, k, k) > 0) {
                return false;
            }
        }
        return true;
    }

    private double onlyFamilyError() {
        return families.hasContrast(0)
                ? LargestOfMany.error(reduced.logitMean(1, 1), reduced.logitCovariance(0, 1, 1), families.classes())
                : 0;
    }

    private double largest(int classIndex, int output) {
        int n = families.classes();
        double[] mean = new double[n];
        double[] covariance = new double[n * n];
        for (int j = 0; j < n; j++) {
            mean[j] = logitMean(classIndex, j);
            for (int k = 0; k < n; k++) {
                covariance[j * n + k] = logitCovariance(classIndex, j, k);
            }
        }
        return LargestLogit.of(n).probability(output, mean, covariance, n);
    }

    @Override
    public final double predicted(int classIndex, int predicted) {
        if (decisionRule() != DecisionRule.LARGEST_LOGIT) {
            return Double.NaN;
        }
        if (families.count() > 1) {
            return largest(classIndex, predicted);
        }
        double error = error(classIndex);
        if (classIndex == predicted) {
            return 1 - error;
        }
        return isTied(0) ? (predicted == 0 ? 1 : 0) : error / (families.classes() - 1);
    }

    @Override
    public final LossGeometry geometry() {
        return reduced.geometry();
    }

    @Override
    public final double squaredNorm(int output) {
        int f = families.family(output);
        if (!hasNorm[f]) {
            squaredNorms[f] = entry(output, output, (j, k) -> reduced.squaredNorm(j));
            hasNorm[f] = true;
        }
        return squaredNorms[f];
    }

    @Override
    public final double squaredMeanNorm(int classIndex) {
        int f = families.family(classIndex);
        double sum = reduced.squaredMeanNorm(f);
        // The mean of the family has the square of its carrier over n_f; a contrast's is that of a class without it.
        return families.hasContrast(f)
                ? reduced.squaredMeanNorm(families.contrast(f)) * (1 - 1.0 / families.size(f)) + sum
                : sum;
    }

    @Override
    public final Optional<OrderParameters> average() {
        return reduced.average();
    }

    @Override
    public final OptionalDouble squaredVelocityNorm() {
        return reduced.squaredVelocityNorm();
    }
}
