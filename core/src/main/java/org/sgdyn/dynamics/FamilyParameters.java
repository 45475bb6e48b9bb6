package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
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
    private final Kept risks;
    private final Kept errors;
    private final Kept squaredNorms;
    private @Nullable LargestLogit largestLogit;

    /** Order parameters class by class. */
    FamilyParameters(ModeParameters reduced, Families families) {
        this.reduced = reduced;
        this.families = families;
        risks = new Kept(reduced::risk);
        errors = new Kept(
                f -> families.count() == 1 ? onlyFamilyError() : 1 - largest(families.member(f), families.member(f)));
        squaredNorms =
                new Kept(f -> families.entry(families.member(f), families.member(f), (j, k) -> reduced.squaredNorm(j)));
    }

    /** A number of each family, found when it is first asked for at a state: averages ask class by class. */
    private final class Kept {

        private final IntToDoubleFunction find;
        private final double[] values;
        private final boolean[] known;

        Kept(IntToDoubleFunction find) {
            this.find = find;
            values = new double[families.count()];
            known = new boolean[families.count()];
        }

        void forget() {
            Arrays.fill(known, false);
        }

        double of(int family) {
            if (!known[family]) {
                values[family] = find.applyAsDouble(family);
                known[family] = true;
            }
            return values[family];
        }
    }

    /** The state has changed. */
    final void move() {
        risks.forget();
        errors.forget();
        squaredNorms.forget();
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
        return families.meanEntry(classIndex, output, c -> reduced.logitMean(c < families.count() ? f : c, c));
    }

    @Override
    public final double logitCovariance(int classIndex, int output, int otherOutput) {
        int f = families.family(classIndex);
        return families.entry(output, otherOutput, (j, k) -> reduced.logitCovariance(f, j, k));
    }

    @Override
    public final double risk(int classIndex) {
        return risks.of(families.family(classIndex));
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
        return isTied(f) ? (classIndex == 0 ? 0 : 1) : errors.of(f);
    }

    /** Whether all logits of a single family are equal. */
    private boolean isTied(int family) {
        return Double.isNaN(errors.of(family));
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
        if (largestLogit == null) {
            largestLogit = LargestLogit.of(n);
        }
        return largestLogit.probability(output, mean, covariance, n);
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
        return squaredNorms.of(families.family(output));
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
