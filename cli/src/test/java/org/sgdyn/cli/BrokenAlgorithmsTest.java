package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What algorithms, averages, weights, flips and fractional batches refuse: one message with place, key path, rule and remedy. */
final class BrokenAlgorithmsTest {

    /** Fifteen lines; what is broken comes behind them, or in place of some of them. */
    private static final String BASE = """
            name: broken
            dimension: 20
            seed: 1
            classes:
              - weight: 0.5
                label: 1
                mean: {type: constant, amplitude: 1.0}
                covariance: {type: isotropic, value: 1.0}
              - weight: 0.5
                label: 0
                mean: {type: constant, amplitude: -1.0}
                covariance: {type: isotropic, value: 1.0}
            loss: {type: logistic}
            time: {end: 2.0, points: 5}
            learningRate: {type: constant, value: 1.0}
            """;

    @TempDir
    private Path work;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "average: {start: 3} | 16:10 | average.type | missing; give tail or exponential",
                "average: {type: tails, start: 3} | 16:17 | average.type | unknown type \"tails\"; did you mean \"tail\"? (known: tail, exponential)",
                "average: {type: tail} | 16:10 | average.start | missing; give a number; it must be >= 0",
                "average: {type: tail, start: -1} | 16:30 | average.start | must be >= 0, not -1",
                "average: {type: tail, start: 1, rate: 2} | 16:33 | average.rate | unknown key; known: type, start",
                "average: {type: exponential, rate: 0} | 16:36 | average.rate | must be > 0, not 0",
                "average: {type: exponential} | 16:10 | average.rate | missing; give a number; it must be > 0",
                "average: tail | 16:10 | average | must be an object {type: tail, start: 10} or {type: exponential, rate: 1}, not the text \"tail\"",
                "batch: {fraction: 0.33} | 16:19 | batch.fraction | from 1 to 2147483647, not 6.6; the nearest is 0.35",
                "batch: {fraction: 0.01} | 16:19 | batch.fraction | of the dimension, from 1 to 2147483647, not 0.2; the nearest is 0.05",
                "batch: {fraction: 0} | 16:19 | batch.fraction | must be > 0, not 0",
                "batch: {fraction: 1e12} | 16:19 | batch.fraction | dimension, from 1 to 2147483647, not 2.0E13; the nearest is 1.0737418235E8",
                "batch: {} | 16:8 | batch.fraction | missing; give a number; it must be > 0",
                "batch: {fraction: 0.5, size: 3} | 16:24 | batch.size | unknown key; known: fraction",
                "batch: 0.5 | 16:8 | batch | must be a number of samples, or an object {fraction: 0.5} of the dimension, not the number 0.5",
                "batch: half | 16:8 | batch | must be an integer, not the text \"half\"",
                "weights: [0.5, 0.25, 0.25] | 16:10 | weights | must have a number per class, 2, not 3",
                "weights: [0.5, 0.4] | 16:10 | weights | must sum to 1 within 1.0E-9, not 0.9",
                "weights: [1.5, 0.5] | 16:11 | weights[0] | must be >= 0 and <= 1, not 1.5",
                "weights: 0.5 | 16:10 | weights | object {type: piecewise or linear, times: [...], values: [...]}, not the number 0.5",
                "riskWeights: [0.5] | 16:14 | riskWeights | must have a number per class, 2, not 1",
                "riskWeights: {type: linear, times: [0, 1], values: [[1, 0], [0.2, 0.9]]} | 16:61 | riskWeights.values[1] | must sum to 1 within 1.0E-9, not 1.1",
                "weights: {times: [1], values: [[0.5, 0.5], [0.1, 0.9]]} | 16:10 | weights.type | missing; give piecewise or linear",
                "weights: {type: step, times: [1], values: [[1, 0], [0, 1]]} | 16:17 | weights.type | unknown type \"step\"; known: piecewise, linear",
                "weights: {type: piecewise, values: [[1, 0]]} | 16:10 | weights.times | missing; give a list of numbers",
                "weights: {type: piecewise, times: [1]} | 16:10 | weights.values | missing; give a list of rows of a number per class",
                "weights: {type: piecewise, times: [], values: [[1, 0]]} | 16:35 | weights.times | must be a list of numbers, not an empty list",
                "weights: {type: piecewise, times: [2, 1], values: [[1, 0], [0, 1], [1, 0]]} | 16:35 | weights.times | must ascend; 1.0 does not follow 2.0",
                "weights: {type: linear, times: [1, 1], values: [[1, 0], [0, 1]]} | 16:32 | weights.times | must ascend; 1.0 does not follow 1.0",
                "weights: {type: piecewise, times: [1], values: [[1, 0]]} | 16:48 | weights.values | must have 2 rows for 1 time, one before the first and one from each on, not 1",
                "weights: {type: linear, times: [1], values: [[1, 0], [0, 1]]} | 16:45 | weights.values | must have 1 row for 1 time, one each, not 2",
                "weights: {type: linear, times: [-1], values: [[1, 0]]} | 16:33 | weights.times[0] | must be >= 0, not -1",
                "weights: {type: piecewise, times: [1], values: [[1, 0], [0, 0.9]]} | 16:57 | weights.values[1] | must sum to 1 within 1.0E-9, not 0.9",
                "weights: {type: piecewise, times: [1], values: [[1, 0], [1]]} | 16:57 | weights.values[1] | must have a number per class, 2, not 1",
                "weights: {type: piecewise, times: [1], values: [[1, 0], 1]} | 16:57 | weights.values[1] | must be a list of numbers, not the number 1",
                "weights: {type: linear, times: [1], values: [[1, 0]], unit: t} | 16:55 | weights.unit | unknown key; known: type, times, values",
                "algorithm: {type: adma} | 16:19 | algorithm.type | unknown algorithm \"adma\"; did you mean \"adam\"?",
                "algorithm: {type: clipped} | 16:12 | algorithm.threshold | missing; give a number; it must be > 0",
                "algorithm: {type: clipped, threshold: 0} | 16:39 | algorithm.threshold | must be > 0, not 0",
                "algorithm: {type: heavy-ball, decay: 2, beta: 0.9} | 16:41 | algorithm.beta | unknown key; known: type, decay, gradient",
                "algorithm: {type: sign, basis: random} | 16:32 | algorithm.basis | unknown basis \"random\"; known: modes, delocalized",
                "algorithm: {type: adam, secondMomentDecay: 1, epsilon: 0, biasCorrection: false} | 16:12 | algorithm | moment starts at 0, and the noise of the first steps would be infinite",
                "algorithm: {type: heavy-ball, decay: 2, gradient: {type: sign}} | 16:12 | algorithm | gradient in the logits, such as clipped; this one maps the features, too",
                "algorithm: {type: heavy-ball, decay: 2, gradient: {type: clipped}} | 16:51 | algorithm.gradient.threshold | missing; give a number; it must be > 0",
                "algorithm: {type: adagrad, epsilon: 1, gradient: {type: clipped, threshold: 1, noise: 1}} | 16:12 | algorithm | second moment: noise of the gradient beneath such a scale is not offered",
                "algorithm: {type: momentum, direct: 1, weight: {type: polyak}, input: 1, decay: 1} | 16:48 | algorithm.weight | must be a number or a function of time alone; this rule reads the state of the run",
                "algorithm: {type: schedule-free, interpolation: 1, offset: 1} | 16:49 | algorithm.interpolation | must be >= 0 and < 1, not 1",
                "algorithm: {type: sign}@batch: 2 | 17:8 | batch | must be 1 for an algorithm that maps features coordinate by coordinate, such as sign",
                "algorithm: {type: sign}@batch: {fraction: 0.5} | 17:8 | batch | must be 1 for an algorithm that maps features coordinate by coordinate, such as sign",
                "algorithm: {type: adagrad, epsilon: 1}@batch: {fraction: 0.5} | 17:8 | batch | which the theory of scaled steps does not cover; give a number of samples",
                "batch: {fraction: 0.5}@simulation: {kind: homogenized, replicates: 2} | 16:8 | batch | homogenized SGD, a diffusion, does not follow; choose simulation.kind: sgd",
                "algorithm: {type: heavy-ball, decay: 100}@simulation: {replicates: 2} | 16:12 | algorithm | of 1 / t, in steps of length 0.05; lower its decay, or raise the dimension",
                "average: {type: exponential, rate: 100}@simulation: {replicates: 2} | 16:10 | average | of 1 / t, in steps of length 0.05; lower its rate, or raise the dimension",
                "algorithm: {type: adam, secondMomentDecay: 1, epsilon: 1}@initial: {type: mode, index: last} | 17:10 | initial | (sign, adam, adagrad) treats unlike its theory; spread it over many modes",
                "learningRate: {type: line-search}@algorithm: {type: heavy-ball, decay: 2} | 15:15 | learningRate | is greedy for plain SGD only; choose a schedule, or algorithm: {type: sgd}",
                "learningRate: {type: line-search}@algorithm: {type: clipped, threshold: 1} | 15:15 | learningRate | is greedy for plain SGD only; choose a schedule, or algorithm: {type: sgd}",
                "learningRate: {type: line-search}@batch: {fraction: 0.5} | 15:15 | learningRate | for plain SGD only; choose a schedule, or a number of samples as batch",
                "learningRate: {type: adagrad-norm, value: 1, offset: 1}@algorithm: {type: sign} | 15:15 | learningRate | under steps that are scaled or mapped entry by entry; choose a schedule",
                "learningRate: {type: adagrad-norm, value: 1, offset: 1}@algorithm: {type: adagrad, epsilon: 1} | 15:15 | learningRate | under steps that are scaled or mapped entry by entry; choose a schedule",
                "curves: [{learningRate: {type: constant, value: 1}}, {learningRate: {type: polyak-like}}] | 15:76 | curves[1].learningRate.type | unknown learning rate \"polyak-like\"",
                "curves: [{learningRate: {type: constant, value: 1}}, {learningRate: {type: line-search}, algorithm: {type: sign}}] | 15:69 | curves[1].learningRate | is greedy for plain SGD only; choose a schedule, or algorithm: {type: sgd}",
                "covariance: {type: zero-one}@algorithm: {type: sign} | 11:11 | classes[1].mean | mean in every sample, and moves by gamma t there, not by gamma t / sqrt(d)",
                "mean: {type: mode, index: 3}@algorithm: {type: sign} | 11:11 | classes[1].mean | (sign, adam, adagrad) treats unlike its theory; spread it over many modes",
                "covariances: {type: zero-one}@algorithm: {type: adam, secondMomentDecay: 1, epsilon: 0} | 16:12 | algorithm | infinite; give an epsilon above 0",
                "labelFlip: 1.5 | 11:16 | classes[1].labelFlip | must be >= 0 and <= 1, not 1.5",
                "labelFlip: [0.5, 0.4] | 11:16 | classes[1].labelFlip | lists the probabilities of the labels of all classes, which must sum to 1 within 1.0E-9, not 0.9",
                "labelFlip: [0.5, 0.25, 0.25] | 11:16 | classes[1].labelFlip | must list a probability per class, 2, not 3",
                "labelFlip: [1] | 11:16 | classes[1].labelFlip | must list a probability per class, 2, not 1",
                "labelFlip: often | 11:16 | classes[1].labelFlip | must be a number, not the text \"often\"",
            })
    void oneMessageNamesPlaceKeyRuleAndRemedy(String broken, String place, String path, String rule)
            throws IOException {
        Path file = Files.writeString(work.resolve("broken.yaml"), with(broken.split("@")));
        Said said = sgdyn("run", file.toString(), "--out", work.resolve("out").toString());
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        assertThat(said.messages()).hasSize(1);
        assertThat(said.text())
                .startsWith(file + ":" + place + ": " + path + ": ")
                .contains(rule)
                .doesNotContain("Exception", "at org.");
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).containsExactly(file);
        }
    }

    /** Three labels leave open which one a flip shows; one label alone, what to flip it to. */
    @ParameterizedTest
    @CsvSource({"0, 1, 2", "3, 3, 3"})
    void flipsNeedTwoLabels(int first, int second, int third) throws IOException {
        Path file = Files.writeString(work.resolve("labels.yaml"), """
                name: labels
                dimension: 20
                classes:
                  - {label: %d, mean: {type: zero}, covariance: {type: isotropic}, labelFlip: 0.1}
                  - {label: %d, mean: {type: zero}, covariance: {type: isotropic}}
                  - {label: %d, mean: {type: zero}, covariance: {type: isotropic}}
                loss: {type: least-squares}
                time: {end: 1, points: 2}
                learningRate: {type: constant, value: 1}
                """.formatted(first, second, third));
        Said said = sgdyn("run", file.toString(), "--out", work.resolve("out").toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(String.join("", said.messages()))
                .isEqualTo(file
                        + ":4:78: classes[0].labelFlip: needs classes of two labels, between which samples flip; give a"
                        + " list, with a probability for each class's label");
    }

    /** Polyak's step asks for a teacher first, and then for plain SGD. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "algorithm: {type: heavy-ball, decay: 2}             | algorithm: {type: sgd}",
                "algorithm: {type: normalized}                       | algorithm: {type: sgd}",
                "algorithm: {type: adagrad, epsilon: 1}              | algorithm: {type: sgd}",
                "batch: {fraction: 0.5}                              | a number of samples as batch"
            })
    void polyakIsForPlainSteps(String setting, String remedy) throws IOException {
        Path file = Files.writeString(
                work.resolve("polyak.yaml"),
                with(setting, "teacher: {type: constant}")
                        .replace("loss: {type: logistic}", "loss: {type: least-squares, teacher: true}")
                        .replace("{type: constant, value: 1.0}", "{type: polyak}"));
        Said said = sgdyn("run", file.toString(), "--out", work.resolve("out").toString());
        assertThat(said.code()).as(said.text()).isEqualTo(2);
        assertThat(said.messages()).hasSize(1);
        assertThat(said.text())
                .startsWith(file + ":15:15: learningRate: a rule that reads the loss geometry")
                .contains("choose a schedule, or " + remedy);
    }

    /** The base, with settings of the second class in place of its own, and others behind. */
    private static String with(String... settings) {
        String text = BASE;
        for (String setting : settings) {
            String key = setting.substring(0, setting.indexOf(':'));
            if (key.equals("covariances")) {
                text = text.replace(
                        "covariance: {type: isotropic, value: 1.0}", setting.replace("covariances", "covariance"));
            } else if (key.equals("labelFlip")) {
                text = text.replace("    label: 0\n", "    label: 0\n    " + setting + "\n");
            } else if (key.equals("mean") || key.equals("covariance")) {
                int last = text.lastIndexOf("    " + key + ":");
                text = text.substring(0, last) + "    " + setting + text.substring(text.indexOf('\n', last));
            } else if (key.equals("learningRate") || key.equals("curves")) {
                text = text.replace("learningRate: {type: constant, value: 1.0}", setting);
            } else {
                text += setting + "\n";
            }
        }
        return text;
    }
}
