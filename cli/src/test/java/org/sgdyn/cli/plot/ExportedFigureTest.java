package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.SampleResults;

/** Figures with their data, for other programs to draw. */
final class ExportedFigureTest {

    private static final double[] TIMES = {0, 5, 10, 20, 40};

    private static String text(FigureFormat format, Figure figure) {
        return new String(format.draw(figure, Theme.LIGHT), StandardCharsets.UTF_8);
    }

    private static Figure map() {
        HeatMap map = new HeatMap(
                "plane",
                new HeatMap.Axis("\u03B1", false, new double[] {0, 1, 2}),
                new HeatMap.Axis("\u03B3", true, new double[] {0.1, 1}),
                new double[][] {{1, 2}, {10, Double.NaN}, {100, 1000}},
                "limit risk",
                true,
                List.of(new HeatMap.Boundary("\u03B1 = 1", new double[] {1, 1}, new double[] {0.1, 1})),
                List.of());
        return Figure.parts(map).get(0);
    }

    @Test
    void tikzIsAsciiWithPairsOfBracesAndEnvironments() {
        Figure charts = RunFigure.of(SampleResults.of(true, TIMES, "50 % slow_1", "$\\gamma = 2$"));
        for (Figure figure : List.of(charts, map())) {
            String tex = text(FigureFormat.TIKZ, figure);
            assertThat(tex).isASCII();
            String unescaped = tex.replaceAll("\\\\[{}%]", "");
            int depth = 0;
            for (int k = 0; k < unescaped.length(); k++) {
                char c = unescaped.charAt(k);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                assertThat(depth).isNotNegative();
            }
            assertThat(depth).isZero();
            for (String environment : List.of("tikzpicture", "groupplot")) {
                assertThat(tex.split("\\\\begin\\{" + environment + "}", -1)).hasSize(2);
                assertThat(tex.split("\\\\end\\{" + environment + "}", -1)).hasSize(2);
            }
            // Every path ends.
            assertThat(tex.split("\\\\addplot\\[", -1).length).isEqualTo(tex.split("};\n|-- cycle;\n", -1).length - 1);
        }
        assertThat(text(FigureFormat.TIKZ, charts))
                .contains(
                        "\\addlegendentry{50 \\% slow\\_1}",
                        "\\addlegendentry{$\\gamma = 2$}", "xlabel={t = samples / d}")
                .contains("ymode=log")
                .doesNotContain("Infinity");
        assertThat(text(FigureFormat.TIKZ, map())).contains("[nan]", "$\\log_{10}$ limit risk", "xlabel={$\\alpha$}");
    }

    @Test
    void vegaHasThePanelsWithTheirData() throws IOException {
        JsonNode root = new ObjectMapper()
                .readTree(text(FigureFormat.VEGA, RunFigure.of(SampleResults.of(true, TIMES, "slow", "fast"))));
        assertThat(root.get("$schema").asText()).contains("vega-lite/v5");
        JsonNode risk = root.get("concat").get(0);
        assertThat(risk.at("/encoding/y/title").asText()).isEqualTo("risk R(t)");
        assertThat(risk.at("/encoding/y/scale/type").asText()).isEqualTo("log");
        assertThat(risk.at("/encoding/color/scale/domain"))
                .extracting(JsonNode::asText)
                .containsExactly("slow", "fast");
        JsonNode line = IntStream.range(0, risk.get("layer").size())
                .mapToObj(risk.get("layer")::get)
                .filter(layer -> layer.at("/mark/type").asText().equals("line"))
                .findFirst()
                .orElseThrow();
        // Time 0 has no place on a logarithmic axis.
        assertThat(line.at("/data/values")).hasSize(TIMES.length - 1);
        assertThat(line.at("/data/values/0/y").asDouble()).isEqualTo(Math.exp(-5));
        JsonNode cells =
                new ObjectMapper().readTree(text(FigureFormat.VEGA, map())).at("/concat/0/layer/0/data/values");
        assertThat(cells).hasSize(6);
        assertThat(cells.get(3).get("value").isNull()).isTrue();
    }

    @Test
    void longCurvesAreThinned() {
        double[] many = IntStream.range(0, 100_000).asDoubleStream().toArray();
        for (FigureFormat format : List.of(FigureFormat.TIKZ, FigureFormat.VEGA)) {
            // Of some hundred columns each keeps three points at most, of two curves in two panels.
            assertThat(text(format, RunFigure.of(SampleResults.of(false, many, "slow", "fast"))))
                    .hasSizeLessThan(300_000);
        }
    }

    @Test
    void exportsRepeatToTheByte() {
        for (FigureFormat format : FigureFormat.values()) {
            assertThat(format.draw(map(), Theme.DARK)).isEqualTo(format.draw(map(), Theme.DARK));
        }
    }
}
