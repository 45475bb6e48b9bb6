package org.sgdyn.experiment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.Range;

/** Reads the classes of an experiment: a list with an entry each, or a shorthand for many alike. */
final class ClassesReader {

    static final String KEY = "classes";
    private static final String COUNT = "count";
    private static final String WEIGHT = "weight";
    static final String LABEL_FLIP = "labelFlip";

    private static final String LIST = "a list with one entry per class";

    /** How far the weights may be from summing to 1. */
    static final double WEIGHT_TOLERANCE = 1e-9;

    private static final int MOST = 1_000_000;

    private final NodeParameters top;
    /** Those read so far, by their settings: classes of equal settings share a law. */
    private final Map<List<Object>, ClassSpecification.Law> laws = new HashMap<>();

    ClassesReader(NodeParameters top) {
        this.top = top;
    }

    /** How many classes there will be, before they are read: parts may want to know. */
    static int count(ConfigNode.Mapping experiment) {
        ConfigNode classes = experiment.entries().get(KEY);
        if (classes instanceof ConfigNode.Sequence list) {
            return Math.max(1, list.items().size());
        }
        if (classes instanceof ConfigNode.Mapping shorthand
                && shorthand.entries().get(COUNT) instanceof ConfigNode.Scalar count) {
            return (int) Math.max(1, Math.min(count.whole().orElse(1), MOST));
        }
        return 1;
    }

    /** Where a class says something, or where it would stand. */
    static ConfigNode place(NodeParameters top, int i, String key) {
        ConfigNode classes = top.node().entries().getOrDefault(KEY, top.node());
        ConfigNode one =
                classes instanceof ConfigNode.Sequence list && i < list.items().size()
                        ? list.items().get(i)
                        : classes;
        return one instanceof ConfigNode.Mapping own ? own.entries().getOrDefault(key, own) : one;
    }

    List<ClassSpecification> read() {
        if (top.required(KEY, LIST).orElse(null) instanceof ConfigNode.Mapping shorthand) {
            return readShorthand(top.below(shorthand, KEY));
        }
        int count = count(top.node());
        List<ClassSpecification> classes =
                top.items(KEY, LIST, "an object with mean and covariance", each -> readClass(each, count));
        return top.node().entries().get(KEY) instanceof ConfigNode.Sequence list ? withWeights(classes, list) : classes;
    }

    private Optional<ClassSpecification> readClass(NodeParameters one, int count) {
        Optional<Double> weight = one.optionalNumber(WEIGHT, Range.POSITIVE);
        boolean isGiven = one.has(WEIGHT);
        double label = one.optionalNumber("label", Range.ANY).orElse(Double.NaN);
        if (!isGiven) {
            one.resolve(WEIGHT, 1.0 / count);
        }
        return readParts(one, isGiven ? weight.orElse(1.0) : Double.NaN, label);
    }

    private Optional<ClassSpecification> readParts(NodeParameters one, double weight, double label) {
        Optional<Profile> mean =
                one.optionalPart("mean", one.required("mean", "a profile {type: NAME, ...}"), Profile.class);
        Optional<CovarianceSpectrum> covariance = one.optionalPart(
                "covariance",
                one.required("covariance", "a covariance spectrum {type: NAME, ...}"),
                CovarianceSpectrum.class);
        List<Double> flip = labelFlip(one);
        return mean.flatMap(m ->
                covariance.map(k -> new ClassSpecification(weight, label, Optional.of(law(one, m, k)), flip)));
    }

    private ClassSpecification.Law law(NodeParameters one, Profile mean, CovarianceSpectrum covariance) {
        Map<String, Object> settings = one.resolved();
        return laws.computeIfAbsent(
                Arrays.asList(settings.get("mean"), settings.get("covariance")),
                key -> new ClassSpecification.Law(mean, covariance));
    }

    /** A probability of another label, or the probabilities of all labels. */
    private static List<Double> labelFlip(NodeParameters one) {
        Optional<ConfigNode> given = one.child(LABEL_FLIP);
        if (given.isPresent() && given.get() instanceof ConfigNode.Sequence) {
            List<Double> row = one.numbers(LABEL_FLIP, Range.closed(0, 1));
            if (row.size() != one.classes()) {
                one.problem(
                        LABEL_FLIP,
                        "must list a probability per class, " + one.classes() + ", not " + row.size()
                                + "; a number alone is that of another label");
                return List.of();
            }
            double sum = row.stream().mapToDouble(Double::doubleValue).sum();
            if (!(Math.abs(sum - 1) <= WEIGHT_TOLERANCE)) {
                one.problem(
                        LABEL_FLIP,
                        "lists the probabilities of the labels of all classes, which must sum to 1 within "
                                + WEIGHT_TOLERANCE + ", not " + sum);
            }
            // A single class has no other label to list.
            return row.size() == 1 ? List.of() : row;
        }
        return one.optionalNumber(LABEL_FLIP, Range.closed(0, 1)).map(List::of).orElse(List.of());
    }

    private List<ClassSpecification> readShorthand(NodeParameters shorthand) {
        int count = shorthand.integer(COUNT, Range.closed(1, MOST));
        Optional<ClassSpecification> each = readParts(shorthand, 1.0 / count, Double.NaN);
        shorthand.reportUnknownKeys();
        top.resolve(KEY, shorthand.resolved());
        return each.map(one -> IntStream.range(0, count).mapToObj(i -> one).toList())
                .orElse(List.of());
    }

    /** All weights given, or none (then equal); they must sum to 1. */
    private List<ClassSpecification> withWeights(List<ClassSpecification> classes, ConfigNode.Sequence list) {
        long given = list.items().stream()
                .filter(item -> item instanceof ConfigNode.Mapping mapping
                        && mapping.entries().containsKey(WEIGHT))
                .count();
        int count = list.items().size();
        if (given == 0) {
            return classes.stream().map(c -> c.withWeight(1.0 / count)).toList();
        }
        if (areAllGiven(top, given, count) && classes.size() == count && top.problems() == 0) {
            requireSum(
                    top,
                    classes.stream().mapToDouble(ClassSpecification::weight).sum());
        }
        return classes;
    }

    /** Whether all classes of an object have a weight; a problem if some have. */
    static boolean areAllGiven(NodeParameters object, long given, int count) {
        if (given > 0 && given < count) {
            object.problem(KEY, given + " of " + count + " classes have a weight; give all or none");
        }
        return given == count;
    }

    /** The weights of the classes of an object sum to 1. */
    static void requireSum(NodeParameters object, double sum) {
        if (!(Math.abs(sum - 1) <= WEIGHT_TOLERANCE)) {
            object.problem(KEY, "the weights must sum to 1 within " + WEIGHT_TOLERANCE + ", not " + sum);
        }
    }
}
