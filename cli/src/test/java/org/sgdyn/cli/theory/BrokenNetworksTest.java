package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.settings.InvalidExperimentException;

/** What biases, lists of starts and committees refuse: the key, the rule and the remedy. */
class BrokenNetworksTest {

    private static final String BASE = """
            name: broken
            dimension: 20
            seed: 1
            classes:
              - {weight: 0.5, label: 1, mean: {type: constant, amplitude: 1.0}, covariance: {type: isotropic, value: 1.0}}
              - {weight: 0.5, label: 0, mean: {type: constant, amplitude: -1.0}, covariance: {type: isotropic, value: 1.0}}
            loss: {type: committee, activation: erf, hidden: 2}
            initial: {type: power-law, exponent: 0.3}
            time: {end: 2.0, points: 5}
            learningRate: {type: constant, value: 1.0}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "bias={initial: [1, 2, 3]} | bias.initial | of the 2 outputs of the loss, not of 3",
                "bias={rate: [1]} | bias.rate | of the 2 outputs of the loss, not of 1",
                "bias={rate: -1} | bias.rate | must be >= 0, not -1",
                "bias={initial: [1, -2], rate: [1, -2]} | bias.rate[1] | must be >= 0, not -2",
                "bias={start: 1} | bias.start | unknown key",
                "bias=1 | bias | {initial: 0, rate: 1}",
                "initial=[{type: constant}] | initial | one profile for each of the 2 outputs of the loss, or be a single one for all, not a list of 1",
                "initial=[{type: constant}, {type: constant}, {type: zero}] | initial | one profile for each of the 2 outputs of the loss, or be a single one for all, not a list of 3",
                "initial=[{type: constant}, {type: constnat}] | initial[1].type | constant",
                "loss.output={weights: [1, 2, 3]} | output.weights | a number for each of the 2 hidden units, not 3",
                "loss.output={weights: [1], train: true} | output.weights | a number for each of the 2 hidden units, not 1",
                "loss.output={rate: -1} | loss.output.rate | must be >= 0, not -1",
                "loss.output={offset: x} | loss.output.offset | must be a number, not the text",
                "loss.hidden=0 | loss.hidden | >= 1",
                "loss.activation=sine | loss.activation.type | known: erf, linear, quadratic, relu, tanh",
                "loss.criterion=absolute | loss.criterion | known: squared, logistic, softmax",
                "loss={type: committee, activation: erf, hidden: 2, criterion: softmax, output: {weights: [1, 2]}} | loss | a row of 2 numbers for each of the 2 outputs, 4 in all, not 2",
                "loss={type: committee, activation: erf, hidden: 2, criterion: logistic, teacher: {weights: [1]}} | loss | choose criterion: squared",
                "loss={type: committee, activation: erf, hidden: 2, noise: 0.1} | loss | noise is added to a teacher's output",
                "classes.0.label=2 loss.criterion=logistic | classes[0].label | must be 0 or 1",
                "loss.output={train: true} algorithm={type: clipped, threshold: 1} | algorithm | fix these, or choose an algorithm that takes gradients as they are"
            })
    void refusalsNameKeyRuleAndRemedy(String settings, String key, String rule) {
        String[] all = settings.split(" (?=[a-zA-Z.0-9]+=)", -1);
        assertThatThrownBy(() -> Experiments.read(BASE, Path.of("."), all))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(rule);
    }
}
