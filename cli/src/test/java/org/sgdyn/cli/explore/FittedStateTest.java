package org.sgdyn.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.cli.Sgdyn;
import org.sgdyn.cli.theory.GaussianParts;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.run.ExperimentResult.CurveResult;

/** The laws of logits on classes that are mixtures: a Gaussian for each part. */
final class FittedStateTest {

    private static final String EXPERIMENT = """
            name: fitted
            mixture: {type: fitted, file: parts.npz}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.4}
            time: {end: 2, points: 3}
            """;

    @TempDir
    private Path directory;

    @Test
    void theMomentsOfTheMixtureAreThoseOfTheClass() throws Exception {
        GaussianParts parts = GaussianParts.random(3, 5, 1, 3);
        new GaussianParts(parts.weights(), new double[] {0, 1, 1}, parts.means(), parts.covariances())
                .write(directory, "parts.npz");
        Path file = Files.writeString(directory.resolve("experiment.yaml"), EXPERIMENT);
        try (ExploreServer server = ExploreServer.start(
                0,
                List.of(new Preset("fitted", EXPERIMENT)),
                YamlReader.read(EXPERIMENT, "fitted"),
                directory,
                PluginLoader.load(Optional.empty()).catalog())) {
            HttpRequest request = HttpRequest.newBuilder(server.address().resolve("solve?logit=1&energy"))
                    .POST(BodyPublishers.ofString(EXPERIMENT))
                    .build();
            JsonNode state = new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .get("state");
            assertThat(state.get("laws").get(0).get("parts")).hasSize(1);
            JsonNode two = state.get("laws").get(1).get("parts");
            assertThat(two).hasSize(2);
            // Full covariances have no modes.
            assertThat(state.has("energy")).isFalse();
            double share = 0;
            double mean = 0;
            double square = 0;
            for (JsonNode part : two) {
                double own = part.get("share").doubleValue();
                double m = part.get("mean").get(2).doubleValue();
                share += own;
                mean += own * m;
                square += own * (m * m + part.get("variance").get(2).doubleValue());
            }
            Sgdyn sgdyn = Sgdyn.of();
            CurveResult curve = sgdyn.run(sgdyn.read(file)).curves().get(0);
            // Five digits are sent.
            Offset<Double> rounding = Offset.offset(1e-4);
            assertThat(share).isCloseTo(1, Offset.offset(1e-12));
            assertThat(mean).isCloseTo(curve.theory().curve("logit_mean_2")[2], rounding);
            assertThat(square - mean * mean).isCloseTo(curve.theory().curve("logit_variance_2")[2], rounding);
        }
    }
}
