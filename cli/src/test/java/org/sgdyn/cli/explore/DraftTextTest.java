package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.cli.Sgdyn;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.settings.ConfigNode;

class DraftTextTest {

    private static final DraftText DRAFT =
            new DraftText(PluginLoader.load(Optional.empty()).catalog());

    private static final String EXPERIMENT = """
            name: small
            dimension: 50
            classes:
              - {label: 1, mean: {type: power-law, exponent: 0.2}, covariance: {type: power-law, exponent: 1.1}}
              - {label: 0, mean: {type: power-law, exponent: 0.2, amplitude: -1}, covariance: isotropic}
            loss: logistic
            learningRate: {type: constant, value: 1}
            time: {end: 1.0e+4, points: 21, spacing: log, start: 0.1}
            """;

    private static ConfigNode.Mapping draft(String text) {
        return DRAFT.of(TheoryText.tree(text));
    }

    private static String part(String text, String key) {
        return Objects.requireNonNull(draft(text).entries().get(key)).flow();
    }

    /** A tenth of a pixel is 3e-4 of a chart's height. */
    @Test
    void itsCurvesAreTheSameToTheEye() {
        Sgdyn sgdyn = Sgdyn.of();
        double[] exact =
                sgdyn.run(sgdyn.read(EXPERIMENT)).curves().get(0).theory().curve("risk");
        String text = EXPERIMENT + "integrator: " + part(EXPERIMENT, "integrator") + "\n";
        double[] drawn = sgdyn.run(sgdyn.read(text)).curves().get(0).theory().curve("risk");
        for (int k = 0; k < exact.length; k++) {
            assertThat(Math.abs(drawn[k] / exact[k] - 1)).isLessThan(3e-4);
        }
    }

    @Test
    void whatIsLooserAlreadyStays() {
        String loose = EXPERIMENT + "integrator: {type: dormand-prince-54, relativeTolerance: 0.01}\n";
        assertThat(part(loose, "integrator"))
                .isEqualTo("{type: dormand-prince-54, relativeTolerance: 0.01, absoluteTolerance: 1.0E-7}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"integrator: {type: euler, step: 0.1}\n", "accuracy: 1.0e-6\n", "integrator: 7\n"})
    void otherIntegratorsAndAccuraciesStay(String setting) {
        String text = EXPERIMENT + setting;
        assertThat(draft(text).entries().get("integrator"))
                .isEqualTo(TheoryText.tree(text).entries().get("integrator"));
    }

    @Test
    void pointsOfALossAreFewer() {
        String many = EXPERIMENT.replace("loss: logistic", "loss: {type: softmax, points: 8192}");
        assertThat(part(many, "loss")).isEqualTo("{type: softmax, points: 2048}");
        String few = EXPERIMENT.replace("loss: logistic", "loss: {type: softmax, points: 256}");
        assertThat(part(few, "loss")).isEqualTo("{type: softmax, points: 256}");
    }
}
