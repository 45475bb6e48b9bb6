package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.model.ClassWeights;
import org.sgdyn.model.IterateAverage;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Range;

/** Reads what an experiment says of its training beyond the algorithm: averages, weights in time, proportional batches. */
final class TrainingReader {

    static final String AVERAGE = "average";
    static final String WEIGHTS = "weights";
    static final String RISK_WEIGHTS = "riskWeights";
    static final String BATCH = "batch";
    static final String FRACTION = "fraction";

    static final Range FRACTIONS = Range.above(0);

    /** How far the samples of a fraction may be from a whole number, relative to it. */
    private static final double ROUNDING = 1e-9;

    private static final Range COUNT = Range.atLeast(1);

    private final NodeParameters top;

    TrainingReader(NodeParameters top) {
        this.top = top;
    }

    /** What {@code weights.type} may be. */
    enum WeightsKind {
        PIECEWISE,
        LINEAR
    }

    /** A batch: its size, and its share of the dimension if that is what is given. */
    record Batch(int size, OptionalDouble fraction) {}

    Batch batch() {
        Optional<ConfigNode> child = top.child(BATCH);
        if (child.isEmpty() || !(child.get() instanceof ConfigNode.Mapping)) {
            if (child.isPresent()
                    && child.get() instanceof ConfigNode.Scalar scalar
                    && scalar.value() instanceof Double
                    && scalar.whole().isEmpty()) {
                top.problem(
                        BATCH,
                        "must be a number of samples, or an object {fraction: 0.5} of the dimension, not "
                                + scalar.describe());
                return new Batch(1, OptionalDouble.empty());
            }
            return new Batch(top.integer(BATCH, COUNT, 1), OptionalDouble.empty());
        }
        NodeParameters own = top.object(BATCH, "an object {fraction: 0.5}").orElseThrow();
        int before = top.problems();
        double fraction = own.number(FRACTION, FRACTIONS);
        own.reportUnknownKeys();
        top.resolve(BATCH, own.resolved());
        double size = fraction * top.dimension().orElse(1);
        if (top.problems() == before
                && top.dimension().isPresent()
                && !(size >= 1 && size <= Integer.MAX_VALUE && Math.abs(size - Math.rint(size)) <= ROUNDING * size)) {
            double near = Math.max(1, Math.min(Integer.MAX_VALUE, Math.rint(size)));
            own.problem(
                    FRACTION,
                    "must make a whole number of samples of the dimension, from 1 to " + Integer.MAX_VALUE + ", not "
                            + shown(size) + "; the nearest is "
                            + near / top.dimension().getAsInt());
        }
        return new Batch((int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.rint(size))), OptionalDouble.of(fraction));
    }

    /** A number of samples without the rounding of the product that it is. */
    private static double shown(double size) {
        double digits = Math.rint(size * 1e6) / 1e6;
        return Math.abs(digits - size) <= ROUNDING * size ? digits : size;
    }

    Optional<IterateAverage> average() {
        return top.object(AVERAGE, "an object {type: tail, start: 10} or {type: exponential, rate: 1}")
                .flatMap(own -> {
                    int before = top.problems();
                    own.required("type", "tail or exponential");
                    IterateAverage.Kind kind = own.choice("type", IterateAverage.Kind.class, IterateAverage.Kind.TAIL);
                    if (top.problems() > before) {
                        // Which other key belongs here follows from the type.
                        own.child("start");
                        own.child("rate");
                        own.reportUnknownKeys();
                        return Optional.empty();
                    }
                    double value = kind == IterateAverage.Kind.TAIL
                            ? own.number("start", Range.NON_NEGATIVE)
                            : own.number("rate", Range.POSITIVE);
                    own.reportUnknownKeys();
                    top.resolve(AVERAGE, own.resolved());
                    return Optional.of(new IterateAverage(kind, value));
                });
    }

    /** Weights of so many classes: a list of numbers, or what they are as time goes on. */
    Optional<ClassWeights> weights(String key, int classes) {
        Optional<ConfigNode> child = top.child(key);
        if (child.isEmpty()) {
            return Optional.empty();
        }
        if (child.get() instanceof ConfigNode.Sequence) {
            int before = top.problems();
            List<Double> row = top.numbers(key, Range.closed(0, 1));
            return top.problems() == before && isDistribution(child.get(), key, row, classes)
                    ? Optional.of(ClassWeights.constant(array(row)))
                    : Optional.empty();
        }
        return top.object(
                        key,
                        "a list of a number per class, or an object {type: piecewise or linear, times: [...], values: [...]}")
                .flatMap(own -> {
                    Optional<ClassWeights> read = moving(own, classes);
                    own.reportUnknownKeys();
                    top.resolve(key, own.resolved());
                    return read;
                });
    }

    private Optional<ClassWeights> moving(NodeParameters own, int classes) {
        int before = top.problems();
        own.required("type", "piecewise or linear");
        WeightsKind kind = own.choice("type", WeightsKind.class, WeightsKind.PIECEWISE);
        List<Double> times = own.numbers("times", Range.NON_NEGATIVE);
        List<List<Double>> rows = own.rows("values", "a list of rows of a number per class", Range.closed(0, 1));
        if (top.problems() > before) {
            return Optional.empty();
        }
        for (int k = 1; k < times.size(); k++) {
            if (!(times.get(k) > times.get(k - 1))) {
                own.problem("times", "must ascend; " + times.get(k) + " does not follow " + times.get(k - 1));
                return Optional.empty();
            }
        }
        int wanted = kind == WeightsKind.PIECEWISE ? times.size() + 1 : times.size();
        if (rows.size() != wanted) {
            own.problem(
                    "values",
                    "must have " + counted(wanted, "row") + " for " + counted(times.size(), "time") + ", "
                            + (kind == WeightsKind.PIECEWISE ? "one before the first and one from each on" : "one each")
                            + ", not " + rows.size());
            return Optional.empty();
        }
        ConfigNode node = own.child("values").orElseThrow();
        List<double[]> values = new ArrayList<>();
        for (int k = 0; k < rows.size(); k++) {
            ConfigNode line =
                    node instanceof ConfigNode.Sequence list ? list.items().get(k) : node;
            if (!isDistribution(line, own.path("values") + "[" + k + "]", rows.get(k), classes)) {
                return Optional.empty();
            }
            values.add(array(rows.get(k)));
        }
        double[][] table = values.toArray(double[][]::new);
        return Optional.of(
                kind == WeightsKind.PIECEWISE
                        ? ClassWeights.piecewise(array(times), table)
                        : ClassWeights.linear(array(times), table));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private boolean isDistribution(ConfigNode node, String at, List<Double> row, int classes) {
        if (row.size() != classes) {
            top.problem(node, at, "must have a number per class, " + classes + ", not " + row.size());
            return false;
        }
        double sum = row.stream().mapToDouble(Double::doubleValue).sum();
        if (!(Math.abs(sum - 1) <= ClassesReader.WEIGHT_TOLERANCE)) {
            top.problem(node, at, "must sum to 1 within " + ClassesReader.WEIGHT_TOLERANCE + ", not " + sum);
            return false;
        }
        return true;
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
