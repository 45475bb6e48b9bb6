package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.SampleResults;
import org.sgdyn.plugin.PluginInfo;

final class SummaryTest {

    private static JsonNode summary(boolean simulated, String... names) throws Exception {
        String json = Summary.toJson(
                SampleResults.of(simulated, new double[] {0, 2}, names),
                List.of(new PluginInfo("org.example.Plugin", "1.2", "example.jar")),
                "0.1");
        return new ObjectMapper().readTree(json);
    }

    @Test
    void itTellsWhatWasRunAndHowItWent() throws Exception {
        JsonNode root = summary(true, "");
        assertThat(root.at("/seed").asLong()).isEqualTo(7);
        assertThat(root.at("/experiment/name").asText()).isEqualTo("sample");
        assertThat(root.at("/plugins/0/class").asText()).isEqualTo("org.example.Plugin");
        assertThat(root.at("/plugins/0/version").asText()).isEqualTo("1.2");
        assertThat(root.at("/plugins/0/jar").asText()).isEqualTo("example.jar");
        JsonNode theory = root.at("/curves/0/theory");
        assertThat(theory.at("/steps").asLong()).isEqualTo(11);
        assertThat(theory.at("/rejectedSteps").asLong()).isEqualTo(2);
        assertThat(theory.at("/evaluations").asLong()).isEqualTo(33);
        assertThat(theory.at("/outcome/kind").asText()).isEqualTo("completed");
        assertThat(theory.at("/wallSeconds").asDouble()).isEqualTo(0.25);
        assertThat(theory.at("/final/risk").asDouble()).isEqualTo(Math.exp(-2));
        assertThat(root.at("/curves/0/largestGap/column").asText()).isEqualTo("risk");
        JsonNode agreement = root.at("/curves/0/agreement");
        assertThat(agreement.at("/verdict").asText()).startsWith("the risk departs from the theory");
        assertThat(agreement.at("/judged").asBoolean()).isTrue();
        assertThat(agreement.at("/level").asDouble()).isEqualTo(0.01);
        assertThat(agreement.at("/until").asDouble()).isEqualTo(2);
        assertThat(agreement.at("/risk/p").asDouble()).isEqualTo(0.004);
        assertThat(agreement.at("/risk/departs").asBoolean()).isTrue();
        assertThat(agreement.at("/otherStatistics").asInt()).isEqualTo(1);
        assertThat(agreement.at("/departing")).isEmpty();
        assertThat(root.at("/curves/0/simulation/completed").asInt()).isEqualTo(2);
    }

    @Test
    void numbersThatJsonLacksAreNull() throws Exception {
        JsonNode curve = summary(true, "").at("/curves/0");
        assertThat(curve.at("/largestGap/standardErrors").isNull()).isTrue();
        assertThat(curve.at("/simulation/final/risk/std").isNull()).isTrue();
    }

    @Test
    void curvesAreNamedAndSimulationIsOptional() throws Exception {
        JsonNode root = summary(false, "slow", "fast");
        assertThat(root.at("/curves/1/name").asText()).isEqualTo("fast");
        assertThat(root.at("/curves/0").has("simulation")).isFalse();
        assertThat(summary(false, "").at("/curves/0").has("name")).isFalse();
    }
}
