package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgdyn.cli.Said.sgdyn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands answer in JSON, and how they show where a file is wrong. */
final class AnswersTest {

    @TempDir
    private Path work;

    private static JsonNode json(String... arguments) throws IOException {
        Said said = sgdyn(arguments);
        assertThat(said.code()).as(said.err()).isZero();
        return new ObjectMapper().readTree(said.out());
    }

    @Test
    void listAndDescribeTellPartsToPrograms() throws IOException {
        JsonNode all = json("list", "--json");
        assertThat(all.findValuesAsText("name")).contains("modewise", "logistic-isotropic", "phase-zero-one");
        JsonNode modewise =
                json("list", "integrators", "--json").get("integrators").get(0);
        assertThat(modewise.get("name").asText()).isEqualTo("modewise");
        JsonNode tolerance = modewise.get("parameters").get(0);
        assertThat(tolerance.get("key").asText()).isEqualTo("relativeTolerance");
        assertThat(tolerance.get("default").asDouble()).isEqualTo(1e-8);
        assertThat(tolerance.get("required").asBoolean()).isFalse();
        assertThat(json("describe", "modewise", "--json").get(0)).isEqualTo(modewise);
    }

    @Test
    void checkTellsSizesAndTheWholeExperiment() throws IOException {
        JsonNode checked = json("check", "logistic-isotropic", "--json", "-s", "dimension=400");
        assertThat(checked.get("experiment").get("dimension").asInt()).isEqualTo(400);
        assertThat(checked.get("experiment").get("integrator").get("type").asText())
                .isEqualTo("modewise");
        assertThat(checked.get("simulatedCoordinates").asDouble()).isPositive();
        JsonNode sweep = json("check", "phase-zero-one", "--json");
        assertThat(sweep.get("points").asInt())
                .isEqualTo(sweep.get("axes").get(0).get("values").size()
                        * sweep.get("axes").get(1).get("values").size());
    }

    @Test
    void whatIsWrongIsAnAnswer() throws IOException {
        Said said = sgdyn("check", "logistic-isotropic", "--json", "-s", "dimension=0", "-s", "loss=logistik");
        assertThat(said.code()).isEqualTo(2);
        JsonNode problems = new ObjectMapper().readTree(said.out()).get("problems");
        assertThat(problems.findValuesAsText("path")).containsExactly("dimension", "loss.type");
        assertThat(problems.get(0).get("source").asText()).isEqualTo("--set dimension");
        assertThat(said.err().lines()).hasSize(2);
    }

    @Test
    void stabilityAndAsymptoticsTellNumbers() throws IOException {
        JsonNode stability = json("stability", "least-squares-isotropic", "--json");
        // gamma_c = 2 d / Tr(Sigma) for one covariance: 2 where it is the identity; up to the rounding of an
        // eigenvalue.
        assertThat(stability.get("criticalLearningRate").asDouble()).isBetween(2 - 1e-9, 2 + 1e-9);
        assertThat(stability.get("exact").asBoolean()).isTrue();
        JsonNode late = json("asymptotics", "least-squares-isotropic", "--end", "100", "--json");
        assertThat(late.size()).isEqualTo(3);
        JsonNode row = late.get(0).get("rows").get(0);
        assertThat(row.get("column").asText()).isEqualTo("risk");
        assertThat(row.get("what").asText()).isEqualTo("limit");
        // The curve is read off near its limit: far closer than the size of the risk.
        assertThat(row.get("measured").asDouble() / row.get("predicted").asDouble())
                .isBetween(0.999, 1.001);
    }

    @Test
    void compareTellsDifferencesOfSomeColumns() throws IOException {
        for (String name : List.of("a", "b")) {
            Said run = sgdyn(
                    "run",
                    "logistic-isotropic",
                    "--theory-only",
                    "-o",
                    work.resolve(name).toString(),
                    "-s",
                    "time={end: 1, points: 3}",
                    "-s",
                    "dimension=" + (name.equals("a") ? 100 : 200),
                    "--figures",
                    "none",
                    "--no-report");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(work.resolve(name).resolve("simulation.csv")).doesNotExist();
        }
        String a = work.resolve("a").toString();
        JsonNode compared = json("compare", a, work.resolve("b").toString(), "--column", "risk", "--json");
        JsonNode other = compared.get("comparisons").get(0);
        assertThat(compared.get("with").asText()).isEqualTo(a);
        assertThat(other.get("rows").asInt()).isEqualTo(9);
        assertThat(other.get("differences").size()).isEqualTo(1);
        assertThat(other.get("differences").get(0).get("column").asText()).isEqualTo("risk");
    }

    @Test
    void aPipeTakesTheColumnsThatAreNamed() {
        String[] words = {
            "run", "logistic-isotropic", "-o", "-", "-s", "time={end: 1, points: 2}", "-s", "dimension=50", "--column"
        };
        assertThat(sgdyn(with(words, "risk")).out().lines())
                .hasSize(7)
                .first()
                .isEqualTo("curve,t,risk,risk_mean,risk_std,risk_q05,risk_q95");
        Said unknown = sgdyn(with(words, "rsk"));
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--column rsk", "did you mean \"risk\"?");
        words[3] = work.resolve("out").toString();
        assertThat(sgdyn(with(words, "risk")).err()).contains("--column: goes with --out -");
        assertThat(work.resolve("out")).doesNotExist();
    }

    private static String[] with(String[] words, String more) {
        return Stream.concat(Arrays.stream(words), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aProblemShowsItsLineAndPlace() throws IOException {
        Path file = Files.writeString(work.resolve("bad.yaml"), """
                name: x
                dimension: 0
                classes: []
                loss: {type: logistic, \u00fcber: 1}
                learningRate: {type: constant, value: %s1}
                time: {end: 3}
                """.formatted(" ".repeat(300) + "-"));
        assertThat(sgdyn("check", file.toString()).err())
                .contains("""
                            2 | dimension: 0
                              |            ^
                        """, """
                            4 | loss: {type: logistic, \u00fcber: 1}
                              |                        ^
                        """, """
                            5 | ...%s-1}
                              |    %s^
                        """.formatted(" ".repeat(69), " ".repeat(69)));
        assertThat(sgdyn("check", "logistic-isotropic", "-s", "dimension=0").err())
                .doesNotContain(" | ");
    }
}
