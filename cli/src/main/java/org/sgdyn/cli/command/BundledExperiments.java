package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.settings.ConfigNode;

/** The experiments that come with the program: the paper's five mixtures, each learnt with two losses, some of algorithms, one of many classes, and some of biases and networks. */
final class BundledExperiments {

    /** The name that stands for all of the paper. */
    static final String PAPER = "paper";

    /** The name that stands for the first figure of the paper. */
    static final String FIRST_FIGURE = "paper:fig1";

    private static final String DIRECTORY = "/org/sgdyn/cli/experiments/";

    private static final List<String> MIXTURES =
            List.of("isotropic", "zero-one", "zero-one-complement", "power-law-a", "power-law-b");

    private static final List<String> BEYOND_PAPER = List.of(
            "optimizers",
            "momentum-power-law",
            "averaging",
            "forgetting",
            "many-classes",
            "imbalanced",
            "saad-solla",
            "xor-mixture");

    private BundledExperiments() {}

    /** The names of all. */
    static List<String> names() {
        return Stream.concat(ofPaper().stream(), BEYOND_PAPER.stream()).toList();
    }

    /** The names of the paper's, in the order of its figure: a row per loss, a column per mixture. */
    static List<String> ofPaper() {
        return Stream.of("logistic", "least-squares")
                .flatMap(loss -> MIXTURES.stream().map(mixture -> loss + "-" + mixture))
                .toList();
    }

    /**
     * Those of the paper's first figure, panel by panel: logistic regression with identity covariances, with means on the modes
     * without variance, and with power laws, of exponent beta for the means.
     * Their titles stand behind their names.
     */
    static Map<String, String> ofFirstFigure() {
        Map<String, String> panels = new LinkedHashMap<>();
        panels.put("logistic-isotropic", "isotropic");
        panels.put("logistic-zero-one", "zero-one");
        panels.put("logistic-power-law-a", "power law, $\\beta = 0$");
        panels.put("logistic-power-law-b", "power law, $\\beta = 1$");
        return panels;
    }

    static int columns() {
        return MIXTURES.size();
    }

    /** Reads one of them. */
    static ConfigNode.Mapping read(String name) {
        return resource(DIRECTORY, name);
    }

    /** The text of one of them, comments included. */
    static String text(String name) {
        return text(DIRECTORY, name);
    }

    /** Reads a file that comes with the program. */
    static ConfigNode.Mapping resource(String directory, String name) {
        return YamlReader.read(text(directory, name), name + ".yaml");
    }

    /** The text of a file that comes with the program. */
    static String text(String directory, String name) {
        try (InputStream stream = BundledExperiments.class.getResourceAsStream(directory + name + ".yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
