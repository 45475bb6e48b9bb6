package org.sgdyn.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Location;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.settings.Problem;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;

/** The loss that {@code sgdyn predict} is told, and the labels that two classes have for it. */
final class PredictLoss {

    private static final Location PLACE = new Location("--loss", 0, 0);

    private static final String TYPE = "type";

    /**
     * What the bare name of a loss stands for. 256 quasi-random points of softmax's moments are good to 2e-4 of the risk with tens of
     * components, at a sixteenth of the usual cost; classes are there to be told apart, by least squares, too.
     */
    private static final Map<String, Map<String, Object>> USUAL =
            Map.of("softmax", Map.of("points", 256L), "least-squares", Map.of("decision", "sign"));

    /** A label that nobody gives to a class: a loss that takes it takes every number, as a value to be met. */
    private static final double ANY = 2.5;

    private final ConfigNode.Mapping part;
    private final Catalog catalog;

    private PredictLoss(ConfigNode.Mapping part, Catalog catalog) {
        this.part = part;
        this.catalog = catalog;
    }

    /**
     * Reads the option.
     *
     * @param text a loss's name, or an object {type: NAME, ...} in YAML
     * @param catalog the known losses
     * @throws BadInputException if there is no such loss
     */
    static PredictLoss of(String text, Catalog catalog) {
        ConfigNode given = YamlReader.readValue(text, PLACE.source());
        ConfigNode.Mapping part;
        if (given instanceof ConfigNode.Mapping mapping) {
            part = mapping;
        } else if (given instanceof ConfigNode.Scalar scalar && scalar.value() instanceof String name) {
            Map<String, ConfigNode> entries = new LinkedHashMap<>(Map.of(TYPE, scalar));
            USUAL.getOrDefault(name, Map.of())
                    .forEach((key, value) -> entries.put(key, new ConfigNode.Scalar(value, PLACE)));
            part = new ConfigNode.Mapping(entries, Map.of(), PLACE);
        } else {
            throw new BadInputException("--loss " + text + ": give the name of a loss, or {type: NAME, ...}");
        }
        if (part.entries().get(TYPE) instanceof ConfigNode.Scalar scalar
                && scalar.value() instanceof String name
                && catalog.find(Loss.class, name).isEmpty()) {
            throw new BadInputException(
                    "--loss " + name + ": unknown loss; " + Names.advice(name, catalog.names(Loss.class)));
        }
        return new PredictLoss(part, catalog);
    }

    /** The loss of a mixture's classes, as an experiment takes it. */
    record Chosen(Object part, String name, Loss loss, List<Double> labels) {

        /** Whether it classifies. */
        boolean hasError() {
            return loss.decisionRule() != DecisionRule.NONE;
        }
    }

    /**
     * The loss for the classes of a fit, with labels where the loss reads them.
     *
     * @throws InvalidExperimentException if its parameters are wrong
     * @throws BadInputException if it does not go with the classes
     */
    Chosen with(FittedMixture mixture) {
        int classes = mixture.labels().size();
        List<Problem> problems = new ArrayList<>();
        NodeParameters top = NodeParameters.of(
                        new ConfigNode.Mapping(Map.of("loss", part), Map.of(), PLACE), Path.of(""), catalog, problems)
                .sized(classes, OptionalInt.of(mixture.dimension()), true);
        Loss loss = top.optionalPart("loss", top.child("loss"), Loss.class)
                .filter(read -> problems.isEmpty())
                .orElseThrow(() -> new InvalidExperimentException(problems));
        String name = top.used().get(0).name();
        if (loss.teacherOutputs() > 0) {
            throw new BadInputException(
                    "--loss " + name + ": compares with a teacher, which real samples have not; choose another loss");
        }
        if (loss.decisionRule() == DecisionRule.LARGEST_LOGIT) {
            return new Chosen(part.plain(), name, loss, List.of());
        }
        if (classes > 2) {
            throw new BadInputException("--loss " + name + ": tells two classes apart, and the data has " + classes
                    + "; choose two of them by --classes " + mixture.labels().get(0) + ","
                    + mixture.labels().get(1)
                    + ", or a loss with an output per class, such as softmax or one-hot-least-squares");
        }
        return new Chosen(part.plain(), name, loss, labels(loss));
    }

    /** Where labels are values to be met, centred features without an intercept want them symmetric. */
    private static List<Double> labels(Loss loss) {
        List<Double> symmetric = List.of(-1.0, 1.0);
        boolean takesAny = loss.labelProblem(ClassTarget.of(0, ANY)).isEmpty();
        return takesAny || !takes(loss, List.of(0.0, 1.0)) ? symmetric : List.of(0.0, 1.0);
    }

    private static boolean takes(Loss loss, List<Double> labels) {
        return IntStream.range(0, labels.size())
                .allMatch(
                        y -> loss.labelProblem(ClassTarget.of(y, labels.get(y))).isEmpty());
    }
}
