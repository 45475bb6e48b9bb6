package org.sgdyn.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.SampleResults;
import org.sgdyn.cli.plot.RunFigure;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.plugin.PluginInfo;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.spi.Reference;

final class RunReportTest {

    private static final double[] TIMES =
            IntStream.range(0, 12).mapToDouble(k -> k).toArray();

    private static final String HOSTILE = "</script><script>alert(1)</script>'\"&<img src=x onerror=alert(2)>";

    private static List<String> names(ExperimentResult result) {
        return result.curves().stream().map(curve -> curve.name()).toList();
    }

    private static String page(ExperimentResult result) {
        return RunReport.toHtml(
                result,
                Optional.of(RunFigure.of(result)),
                names(result),
                List.of(new PluginInfo("Mine", "1", "mine.jar")),
                List.of(Reference.THEORY),
                "0.1.0",
                Theme.LIGHT);
    }

    /** The page without scripts and style, which are not ours to parse as XML, as XML. */
    private static String body(String page) {
        int from = page.indexOf("<main>");
        return page.substring(from, page.indexOf("</main>") + "</main>".length())
                // HTML's elements without end.
                .replaceAll("<(source|img)([^>]*)>", "<$1$2/>");
    }

    private static JsonNode charts(String page) throws Exception {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"charts\">(.*?)</script>")
                .matcher(page);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void thePageIsWellFormedAndRepeatsToTheByte() throws Exception {
        String page = page(SampleResults.of(true, TIMES, "slow", "fast"));
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body(page).getBytes(StandardCharsets.UTF_8)));
        assertThat(page(SampleResults.of(true, TIMES, "slow", "fast"))).isEqualTo(page);
    }

    @Test
    void thePageHoldsFiguresTablesSettingsPluginsAndSources() {
        assertThat(body(page(SampleResults.of(true, TIMES, "slow", "fast"))))
                .contains("<h1>sample</h1>", "data:image/svg+xml;base64,")
                .contains("Final values", "How it was computed", "2 simulated replicates")
                .contains("name: sample", "mine.jar", "arXiv")
                .contains(
                        "The risk departs from the theory on 2 of 2 curves: slow, fast; no other statistic departs",
                        "Slow, the risk departs from the theory: ",
                        ". The one other statistic agrees with the theory.")
                .contains("agreement of each statistic over all times", "<td>departs</td>", "<td>agrees</td>");
    }

    @Test
    void thePageBeginsOnTheGroundThatWasAskedForAndHoldsPicturesForBoth() {
        ExperimentResult result = SampleResults.of(true, TIMES, "");
        assertThat(page(result)).contains("<html lang=\"en\">", "class=\"on-light\"", "class=\"on-dark\"");
        assertThat(RunReport.toHtml(
                        result,
                        Optional.of(RunFigure.of(result)),
                        names(result),
                        List.of(),
                        List.of(),
                        "0.1.0",
                        Theme.DARK))
                .contains("<html lang=\"en\" data-theme=\"dark\">", "class=\"on-light\"", "class=\"on-dark\"");
    }

    @Test
    void withoutFiguresThePageHoldsItsChartsAndSaysWhyThereIsNoPicture() throws Exception {
        ExperimentResult result = SampleResults.of(true, TIMES, "");
        String page =
                RunReport.toHtml(result, Optional.empty(), names(result), List.of(), List.of(), "0.1.0", Theme.LIGHT);
        assertThat(page).contains("no pictures were asked for: --figures none").doesNotContain("<img", "data:image");
        assertThat(charts(page)).isEqualTo(charts(page(result)));
    }

    @Test
    void whatTheUserWroteIsTextAndNothingElse() throws Exception {
        String page = page(SampleResults.of(true, TIMES, HOSTILE, "fast"));
        assertThat(page).doesNotContain("<script>alert", "<img src=x");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body(page).getBytes(StandardCharsets.UTF_8)));
        assertThat(charts(page).at("/main/0/curves/0/name").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void nothingIsFetched() {
        String page = page(SampleResults.of(true, TIMES, "slow", "fast"));
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContainPattern("(src|srcset|href|action)=\"(?!data:)")
                .doesNotContainPattern("url\\((?!#)|@import|\\bimport\\(|fetch\\(|XMLHttpRequest|WebSocket");
    }

    @Test
    void theChartsHoldTheoryAndRuns() throws Exception {
        JsonNode risk =
                charts(page(SampleResults.of(true, TIMES, "slow", "fast"))).at("/main/0");
        assertThat(risk.at("/y/name").asText()).isEqualTo("risk R(t)");
        assertThat(risk.at("/x/values")).hasSize(TIMES.length);
        assertThat(risk.at("/curves")).hasSize(2);
        // e^-1 to seven digits, and the runs 1 % above.
        assertThat(risk.at("/curves/0/theory/1").asDouble()).isEqualTo(0.3678794);
        assertThat(risk.at("/curves/0/mean/1").asDouble()).isEqualTo(0.3715582);
        assertThat(risk.at("/curves/1/light").asText()).matches("#[0-9a-f]{6}");
    }

    @Test
    void aLongCurveIsShownAtSomeOfItsTimes() throws Exception {
        double[] times = IntStream.range(0, 5000).mapToDouble(k -> k / 1000.0).toArray();
        String page = page(SampleResults.of(true, times, ""));
        JsonNode shown = charts(page).at("/main/0/x/values");
        assertThat(shown).hasSize(400);
        assertThat(shown.get(0).asDouble()).isZero();
        assertThat(shown.get(399).asDouble()).isEqualTo(4.999);
        assertThat(page).contains("at most 400 of 5000 points");
    }

    /** A chart may hold hundreds of thousands of numbers; all digits of the tiny ones would take minutes. */
    @Test
    void tinyNumbersAreRoundedAsFastAsOthers() {
        assertThat(ChartData.rounded(1.23456789e-310)).isEqualTo(1.234568e-310);
        assertThat(ChartData.rounded(-2.5)).isEqualTo(-2.5);
        // A few microseconds each, where all digits take a hundred times as long.
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int k = 0; k < 200_000; k++) {
                ChartData.rounded(1e-310 * (1 + k));
            }
        });
    }
}
