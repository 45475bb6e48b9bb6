package org.sgdyn.experiment;

import static org.sgdyn.settings.JsonSchema.ARRAY;
import static org.sgdyn.settings.JsonSchema.INTEGER;
import static org.sgdyn.settings.JsonSchema.ITEMS;
import static org.sgdyn.settings.JsonSchema.NUMBER;
import static org.sgdyn.settings.JsonSchema.STRING;
import static org.sgdyn.settings.JsonSchema.TYPE;
import static org.sgdyn.settings.JsonSchema.choice;
import static org.sgdyn.settings.JsonSchema.described;
import static org.sgdyn.settings.JsonSchema.list;
import static org.sgdyn.settings.JsonSchema.map;
import static org.sgdyn.settings.JsonSchema.number;
import static org.sgdyn.settings.JsonSchema.object;
import static org.sgdyn.settings.JsonSchema.withDefault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.fit.TreatedSamples;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.simulation.Rotation;
import org.sgdyn.spi.Range;

/**
 * The experiment file as a JSON Schema (draft 7), with every known part, so that editors complete and check it. It judges shapes,
 * names and ranges; what depends on several values is left to {@link ExperimentReader}.
 */
public final class ExperimentSchema {

    private final Catalog catalog;

    private ExperimentSchema(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The schema.
     *
     * @param catalog the parts that an experiment may name
     * @return maps, lists, texts, numbers and flags, ready to be written as JSON
     */
    public static Map<String, Object> of(Catalog catalog) {
        return new ExperimentSchema(catalog).root();
    }

    private Map<String, Object> root() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", described("what the results are called", map(TYPE, STRING, "pattern", "\\S")));
        properties.put("description", described("free text", map(TYPE, STRING)));
        properties.put(
                "dimension",
                described(
                        "d: an integer >= 1, or infinite",
                        map("anyOf", List.of(map(TYPE, INTEGER, "minimum", 1), map("const", "infinite")))));
        properties.put("seed", described("the root of all randomness", map(TYPE, INTEGER)));
        properties.put("classes", classes());
        properties.put(MixtureReader.KEY, mixture());
        properties.put("loss", part(PartKind.LOSS));
        properties.put(
                "teacher",
                described(
                        "X*, for losses that have a teacher: a profile for all its outputs, or one each", profiles()));
        properties.put(
                "initial", described("X_0: a profile for all outputs, or one each; zero by default", profiles()));
        properties.put(BiasReader.KEY, bias());
        properties.put("ridge", described("delta", number(Range.NON_NEGATIVE, 0.0)));
        properties.put(TrainingReader.BATCH, batch());
        properties.put(
                ExperimentReader.ALGORITHM, described("the update rule; sgd by default", part(PartKind.ALGORITHM)));
        properties.put(TrainingReader.AVERAGE, average());
        properties.put(
                TrainingReader.WEIGHTS,
                weights("the probabilities of the classes, in place of their weights; they may change with time"));
        properties.put(
                TrainingReader.RISK_WEIGHTS,
                weights(
                        "the weights of the classes in the reported risk and error; by default those they are drawn with"));
        properties.put(
                ExchangeableClasses.KEY,
                described(
                        "whether the theory takes exchangeable classes together",
                        map("enum", ExchangeableClasses.WORDS, "default", ExchangeableClasses.WORDS.get(0))));
        properties.put("learningRate", part(PartKind.LEARNING_RATE));
        properties.put("curves", curves());
        properties.put("time", time());
        properties.put("integrator", part(PartKind.INTEGRATOR));
        properties.put(
                "accuracy",
                described(
                        "the relative error that the theory's curves may have, instead of tolerances",
                        number(AccuracyReader.ACCURACY)));
        properties.put("simulation", simulation());
        properties.put(
                "features",
                described(
                        "the law of the simulated features' independent coordinates; gaussian by default",
                        part(PartKind.FEATURE_LAW)));
        properties.put(
                "rotation",
                choice(
                        "what mixes the independent coordinates of simulated features into modes",
                        Rotation.Kind.class,
                        "none"));
        properties.put("statistics", statistics());
        properties.put(FigureSettingsReader.KEY, FigureSettingsReader.schema());
        properties.put(
                ExperimentReader.EXECUTOR,
                described("what works off the replicates; local by default", part(PartKind.EXECUTOR)));

        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "sgdyn experiment");
        root.putAll(object(properties, List.of("name", "loss", "time")));
        root.put(
                "allOf",
                List.of(
                        oneOf(List.of("dimension", "classes"), List.of(MixtureReader.KEY)),
                        oneOf(List.of("learningRate"), List.of("curves"))));
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (PartKind kind : PartKind.values()) {
            definitions.put(kind.word(), anyPart(kind));
        }
        root.put("definitions", definitions);
        return root;
    }

    /** Either all of some keys or all of others, and none of the rest. */
    private static Map<String, Object> oneOf(List<String> keys, List<String> others) {
        return map("oneOf", List.of(all(keys, others), all(others, keys)));
    }

    private static Map<String, Object> all(List<String> keys, List<String> absent) {
        Map<String, Object> none = new LinkedHashMap<>();
        absent.forEach(key -> none.put(key, map("not", Map.of())));
        return map("required", keys, "properties", none);
    }

    private static Map<String, Object> mixture() {
        return described(
                "classes of full covariances, in place of dimension and classes",
                map("oneOf", List.of(fitted(), matrices())));
    }

    private static Map<String, Object> matrices() {
        Map<String, Object> one = object(
                map(
                        "weight",
                        described("all or none; they sum to 1", number(Range.POSITIVE)),
                        "label",
                        described("the target of a scalar loss", map(TYPE, NUMBER)),
                        "mean",
                        described("a file of NumPy with d numbers; 0 by default", map(TYPE, STRING)),
                        "covariance",
                        described("a file of NumPy with d x d numbers", map(TYPE, STRING))),
                List.of("covariance"));
        return described(
                "a mean and a covariance in files of NumPy for each class",
                object(
                        map(
                                TYPE,
                                map("const", "matrices"),
                                "classes",
                                map(TYPE, ARRAY, "minItems", 1, ITEMS, one),
                                "form",
                                form(),
                                "block",
                                block()),
                        List.of(TYPE, "classes")));
    }

    private static Map<String, Object> form() {
        return choice("which matrix the iterate's covariance feels", DenseCovariances.Form.class, "second-moment");
    }

    private static Map<String, Object> block() {
        return described(
                "how many leading directions share a full covariance of the iterate", map(TYPE, INTEGER, "minimum", 0));
    }

    private static Map<String, Object> fitted() {
        return described(
                "what sgdyn fit has written, or an archive with weights, means, covariances and labels",
                object(
                        map(
                                TYPE,
                                map("const", "fitted"),
                                "file",
                                described("an NPZ archive, as sgdyn fit writes one", map(TYPE, STRING)),
                                "labels",
                                described("a number for each class, for scalar losses", list(number(Range.ANY))),
                                "form",
                                form(),
                                "block",
                                block(),
                                "half",
                                described(
                                        "the fit of either half of the samples",
                                        map(TYPE, INTEGER, "minimum", 1, "maximum", 2))),
                        List.of(TYPE, "file")));
    }

    private static Map<String, Object> classes() {
        Map<String, Object> one = object(
                map(
                        "weight",
                        described("all or none; they sum to 1", number(Range.POSITIVE)),
                        "label",
                        described("the target of a scalar loss", map(TYPE, NUMBER)),
                        "mean",
                        part(PartKind.PROFILE),
                        "covariance",
                        part(PartKind.SPECTRUM),
                        ClassesReader.LABEL_FLIP,
                        labelFlip()),
                List.of("mean", "covariance"));
        Map<String, Object> many = object(
                map(
                        "count",
                        map(TYPE, INTEGER, "minimum", 1),
                        "mean",
                        part(PartKind.PROFILE),
                        "covariance",
                        part(PartKind.SPECTRUM),
                        ClassesReader.LABEL_FLIP,
                        labelFlip()),
                List.of("count", "mean", "covariance"));
        return described(
                "an entry per class, or {count, mean, covariance} for many alike",
                map("anyOf", List.of(map(TYPE, ARRAY, "minItems", 1, ITEMS, one), many)));
    }

    private static Map<String, Object> labelFlip() {
        Map<String, Object> probability = number(Range.closed(0, 1));
        return described(
                "the probability of showing another label, or those of the labels of all classes",
                map("anyOf", List.of(probability, list(probability))));
    }

    private static Map<String, Object> batch() {
        return described(
                "samples that share a step, or a fraction of the dimension",
                map(
                        "anyOf",
                        List.of(
                                map(TYPE, INTEGER, "minimum", 1, "default", 1),
                                object(
                                        map(TrainingReader.FRACTION, number(TrainingReader.FRACTIONS)),
                                        List.of(TrainingReader.FRACTION)))));
    }

    private static Map<String, Object> profiles() {
        return map("anyOf", List.of(part(PartKind.PROFILE), list(part(PartKind.PROFILE))));
    }

    private static Map<String, Object> bias() {
        return described(
                "what is added to each logit and trained with the iterate",
                object(
                        map(
                                "initial",
                                described("where it starts: a number, or one for each output", perOutput(Range.ANY, 0)),
                                "rate",
                                described(
                                        "its learning rate relative to that of the iterate: a number, or one for each output",
                                        perOutput(Range.NON_NEGATIVE, 1))),
                        List.of()));
    }

    private static Map<String, Object> perOutput(Range range, double otherwise) {
        return map("anyOf", List.of(number(range, otherwise), list(number(range))));
    }

    private static Map<String, Object> average() {
        return described(
                "an average of the iterate, reported beside it",
                map(
                        "oneOf",
                        List.of(
                                described(
                                        "the mean from a time on",
                                        object(
                                                map(TYPE, map("const", "tail"), "start", number(Range.NON_NEGATIVE)),
                                                List.of(TYPE, "start"))),
                                described(
                                        "exponentially weighted, of a rate in units of 1 / t",
                                        object(
                                                map(TYPE, map("const", "exponential"), "rate", number(Range.POSITIVE)),
                                                List.of(TYPE, "rate"))))));
    }

    private static Map<String, Object> weights(String words) {
        Map<String, Object> row = list(number(Range.closed(0, 1)));
        return described(
                words,
                map(
                        "anyOf",
                        List.of(
                                row,
                                object(
                                        map(
                                                TYPE,
                                                map("enum", List.of("piecewise", "linear")),
                                                "times",
                                                list(number(Range.NON_NEGATIVE)),
                                                "values",
                                                list(row)),
                                        List.of(TYPE, "times", "values")))));
    }

    private static Map<String, Object> curves() {
        return described(
                "several learning rates, or algorithms, in one figure, instead of learningRate",
                map(
                        TYPE,
                        ARRAY,
                        "minItems",
                        1,
                        ITEMS,
                        object(
                                map(
                                        "learningRate",
                                        part(PartKind.LEARNING_RATE),
                                        ExperimentReader.ALGORITHM,
                                        part(PartKind.ALGORITHM),
                                        BiasReader.KEY,
                                        bias(),
                                        "name",
                                        map(TYPE, STRING)),
                                List.of("learningRate"))));
    }

    private static Map<String, Object> time() {
        return described(
                "the output times",
                object(
                        map(
                                "end",
                                number(Range.POSITIVE),
                                "points",
                                map(TYPE, INTEGER, "minimum", 2, "default", 101),
                                "spacing",
                                map("enum", List.of("linear", "log"), "default", "linear"),
                                "start",
                                described("the first time after 0, with spacing: log", number(Range.POSITIVE))),
                        List.of("end")));
    }

    private static Map<String, Object> simulation() {
        return described(
                "none, or no such key, for theory alone",
                map("oneOf", List.of(map("const", SimulationReader.NONE), simulated())));
    }

    private static Map<String, Object> simulated() {
        return object(
                map(
                        "replicates",
                        map(TYPE, INTEGER, "minimum", 1, "default", SimulationReader.DEFAULT_REPLICATES),
                        "kind",
                        choice(
                                "one-pass SGD, or the diffusion that homogenizes it",
                                SimulationReader.Kind.class,
                                "sgd"),
                        "step",
                        described(
                                "the length of a step in units of t, with kind: homogenized",
                                number(Range.POSITIVE, SimulationReader.DEFAULT_STEP)),
                        RealDataReader.DATA,
                        described("a file of real samples, which SGD passes over", map(TYPE, STRING)),
                        "labels",
                        described("the file of their labels", map(TYPE, STRING)),
                        "label",
                        described(
                                "what holds the labels within the file",
                                map("anyOf", List.of(map(TYPE, STRING), map(TYPE, INTEGER)))),
                        "array",
                        described("the array of an NPZ file that holds the samples", map(TYPE, STRING)),
                        "samples",
                        choice("which samples SGD passes over", TreatedSamples.Share.class, "fitted"),
                        "test",
                        described(
                                "a file of samples to measure on; by default those that the fit left out",
                                map(TYPE, STRING)),
                        "testLabels",
                        described("the file of their labels", map(TYPE, STRING))),
                List.of());
    }

    private Map<String, Object> statistics() {
        Map<String, Object> name = map("enum", catalog.inOrder(PartKind.STATISTIC.type()));
        return described(
                "by default all that apply",
                map(TYPE, ARRAY, ITEMS, map("anyOf", List.of(name, part(PartKind.STATISTIC)))));
    }

    private static Map<String, Object> part(PartKind kind) {
        // Draft 7 ignores whatever stands beside a reference, so it stands in a list of one.
        return map("allOf", List.of(map("$ref", "#/definitions/" + kind.word())));
    }

    private Map<String, Object> anyPart(PartKind kind) {
        List<Object> parts = new ArrayList<>();
        List<String> bare = new ArrayList<>();
        for (PartDocumentation part : PartDocumentation.all(kind, catalog)) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put(TYPE, map("const", part.name()));
            part.parameters().forEach(p -> properties.put(p.key(), parameter(part, p, "")));
            List<String> required = new ArrayList<>(List.of(TYPE));
            required.addAll(requiredOf(part.parameters()));
            if (required.size() == 1) {
                bare.add(part.name());
            }
            String formula = part.description().formula();
            String words = part.description().meaning() + (formula.isEmpty() ? "" : ": " + formula);
            parts.add(described(words, object(properties, required)));
        }
        if (!bare.isEmpty()) {
            parts.add(described("a part by its name, with every default", map("enum", bare)));
        }
        // A schema without alternatives would be invalid; without parts of a kind nothing is valid.
        return parts.isEmpty() ? map("not", Map.of()) : map("oneOf", parts);
    }

    private static List<String> requiredOf(List<PartParameter> parameters) {
        return parameters.stream()
                .filter(PartParameter::required)
                .map(PartParameter::key)
                .toList();
    }

    private static Map<String, Object> fields(PartDocumentation part, PartParameter parameter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        parameter.fields().forEach(field -> fields.put(field.key(), parameter(part, field, parameter.key() + ".")));
        return object(fields, requiredOf(parameter.fields()));
    }

    private static Map<String, Object> parameter(PartDocumentation part, PartParameter parameter, String prefix) {
        String key = prefix + parameter.key();
        Map<String, Object> schema = switch (parameter.type()) {
            case NUMBER -> withDefault(number(parameter.range().orElse(Range.ANY)), parameter.otherwise());
            case INTEGER -> {
                Map<String, Object> integer =
                        withDefault(number(parameter.range().orElse(Range.ANY)), parameter.otherwise());
                integer.put(TYPE, INTEGER);
                yield integer;
            }
            case SCHEDULE ->
                map(
                        "anyOf",
                        List.of(
                                number(parameter.range().orElse(Range.ANY)),
                                part(parameter.part().orElseThrow())));
            case NUMBERS ->
                map(TYPE, ARRAY, "minItems", 1, ITEMS, number(parameter.range().orElse(Range.ANY)));
            case FLAG -> withDefault(map(TYPE, "boolean"), parameter.otherwise());
            case TEXT -> withDefault(map(TYPE, STRING), parameter.otherwise());
            case CHOICE -> withDefault(map("enum", parameter.words()), parameter.otherwise());
            case MODE ->
                withDefault(
                        map("anyOf", List.of(map(TYPE, INTEGER, "minimum", 1), map("const", "last"))),
                        parameter.otherwise());
            case FILE -> map(TYPE, STRING);
            case COLUMN -> map("anyOf", List.of(map(TYPE, INTEGER, "minimum", 1), map(TYPE, STRING)));
            case PART -> part(parameter.part().orElseThrow());
            case PARTS -> map(TYPE, ARRAY, ITEMS, part(parameter.part().orElseThrow()));
            case OBJECT -> fields(part, parameter);
            case OBJECTS -> map(TYPE, ARRAY, ITEMS, fields(part, parameter));
        };
        return described(part.meaning(key), schema);
    }
}
