package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.SampleResults;
import org.sgdyn.experiment.Experiment.Homogenized;
import org.sgdyn.experiment.Experiment.Simulation;
import org.sgdyn.experiment.ExperimentResult;

final class FigureTest {

    private static final double[] LOG = IntStream.range(0, 12)
            .mapToDouble(k -> k == 0 ? 0 : 0.1 * Math.pow(1.5, k))
            .toArray();
    private static final double[] LINEAR =
            IntStream.range(0, 12).mapToDouble(k -> k).toArray();

    private static Set<Integer> colours(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colours;
    }

    @Test
    void bothFormatsRepeatToTheByte() {
        Figure first = Figure.of(SampleResults.of(true, LOG, "slow", "fast"));
        Figure second = Figure.of(SampleResults.of(true, LOG, "slow", "fast"));
        assertThat(second.toSvg()).isEqualTo(first.toSvg());
        assertThat(second.toPng()).isEqualTo(first.toPng());
        assertThat(second.toPng()).as("drawing twice changes nothing").isEqualTo(second.toPng());
    }

    @Test
    void eachCurveIsDrawnInItsColour() throws IOException {
        Set<Integer> seen = colours(
                Figure.of(SampleResults.of(true, LINEAR, "slow", "fast")).toPng());
        assertThat(seen)
                .contains(Theme.colour(0).getRGB() & 0xFFFFFF, Theme.colour(1).getRGB() & 0xFFFFFF)
                .doesNotContain(Theme.colour(2).getRGB() & 0xFFFFFF);
    }

    @Test
    void theSvgIsXmlAndSaysWhatItShows() throws Exception {
        String svg = Figure.of(SampleResults.of(true, LOG, "slow", "fast")).toSvg();
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(svg)
                .contains(">sample<", ">risk<", ">misclassification error<", ">t = samples / d<")
                .contains(">slow<", ">fast<", ">theory<", ">SGD, mean of 2 replicates<");
    }

    @Test
    void theLegendSaysWhatWasSimulated() {
        Homogenized diffusion = new Homogenized(0.1);
        assertThat(Figure.of(SampleResults.of(Optional.of(new Simulation(2, diffusion)), LOG, ""))
                        .toSvg())
                .contains(">homogenized SGD, mean of 2 replicates<");
        assertThat(Figure.of(SampleResults.of(Optional.of(new Simulation(1, diffusion)), LOG, ""))
                        .toSvg())
                .contains(">one run of homogenized SGD<");
    }

    @Test
    void withoutSimulationTheLegendNamesTheTheoryAlone() {
        assertThat(Figure.of(SampleResults.of(false, LOG, "")).toSvg())
                .contains(">theory<")
                .doesNotContain("SGD")
                .doesNotContain("replicates");
    }

    @Test
    void zeroOnALogarithmicAxisIsLeftOut() {
        // Time 0 stands in the data, and the axis is logarithmic: a point at minus infinity would give NaN.
        assertThat(Figure.of(SampleResults.of(true, LOG, "")).toSvg())
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void theOverviewTitlesEveryPanelAndNamesACurveOnce() {
        List<ExperimentResult> results = List.of(
                SampleResults.of(true, LOG, "rate 2.0"),
                SampleResults.of(true, LINEAR, "rate 0.5", "rate 2.0"),
                SampleResults.of(true, LOG, "rate 2.0"));
        String svg = Overview.of(results, 2).toSvg();
        assertThat(svg.split(">sample<", -1)).hasSize(4);
        assertThat(svg.split(">rate 2.0<", -1)).hasSize(2);
        assertThat(svg.indexOf(">rate 0.5<")).as("sorted by their numbers").isLessThan(svg.indexOf(">rate 2.0<"));
    }

    @Test
    void logarithmicTimesAreRecognized() {
        assertThat(Panel.isLogSpaced(LOG)).isTrue();
        assertThat(Panel.isLogSpaced(LINEAR)).isFalse();
        assertThat(Panel.isLogSpaced(new double[] {0, 1, 2}))
                .as("too few to tell")
                .isFalse();
    }

    @Test
    void manyDecadesAreLabelledSparsely() {
        assertThat(new int[] {DecadeAxis.stride(6), DecadeAxis.stride(7), DecadeAxis.stride(48), DecadeAxis.stride(300)
                })
                .containsExactly(1, 2, 10, 50);
    }

    @Test
    void labelsOfTheLogarithmicAxis() {
        assertThat(DecadeAxis.text(5, -2, true)).isEqualTo("0.05");
        assertThat(DecadeAxis.text(2, 0, true)).isEqualTo("2");
        assertThat(DecadeAxis.text(1, 3, true)).isEqualTo("1000");
        assertThat(DecadeAxis.text(1, -12, false)).isEqualTo("10\u207B\u00B9\u00B2");
        assertThat(DecadeAxis.text(2, 6, false)).isEqualTo("2\u00B710\u2076");
    }
}
