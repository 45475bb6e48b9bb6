package org.sgdyn.cli.plot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.SampleResults;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.experiment.Experiment.Homogenized;
import org.sgdyn.experiment.Experiment.Simulation;
import org.sgdyn.run.ExperimentResult;

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
    void allFormatsRepeatToTheByte() {
        Figure first = RunFigure.of(SampleResults.of(true, LOG, "slow", "fast"));
        Figure second = RunFigure.of(SampleResults.of(true, LOG, "slow", "fast"));
        assertThat(second.toSvg(Theme.LIGHT)).isEqualTo(first.toSvg(Theme.LIGHT));
        assertThat(second.toPng(Theme.LIGHT)).isEqualTo(first.toPng(Theme.LIGHT));
        assertThat(second.toPdf(Theme.LIGHT))
                .isEqualTo(first.toPdf(Theme.LIGHT))
                .startsWith("%PDF".getBytes(US_ASCII));
        assertThat(second.toPng(Theme.LIGHT))
                .as("drawing twice changes nothing")
                .isEqualTo(second.toPng(Theme.LIGHT));
    }

    @Test
    void eachCurveIsDrawnInItsColour() throws IOException {
        Set<Integer> seen = colours(
                RunFigure.of(SampleResults.of(true, LINEAR, "slow", "fast")).toPng(Theme.LIGHT));
        assertThat(seen)
                .contains(
                        Theme.LIGHT.colour(0).getRGB() & 0xFFFFFF,
                        Theme.LIGHT.colour(1).getRGB() & 0xFFFFFF)
                .doesNotContain(Theme.LIGHT.colour(2).getRGB() & 0xFFFFFF);
    }

    @Test
    void theSvgIsXmlAndSaysWhatItShows() throws Exception {
        String svg = RunFigure.of(SampleResults.of(true, LOG, "slow", "fast")).toSvg(Theme.LIGHT);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(svg)
                .contains(">sample<", ">risk R(t)<", ">misclassification error<", ">t = samples / d<")
                .contains(">slow<", ">fast<", ">theory<", ">SGD, mean of 2 replicates<");
    }

    @Test
    void theLegendSaysWhatWasSimulated() {
        Homogenized diffusion = new Homogenized(0.1);
        assertThat(RunFigure.of(SampleResults.of(Optional.of(new Simulation(2, diffusion)), LOG, ""))
                        .toSvg(Theme.LIGHT))
                .contains(">homogenized SGD, mean of 2 replicates<");
        assertThat(RunFigure.of(SampleResults.of(Optional.of(new Simulation(1, diffusion)), LOG, ""))
                        .toSvg(Theme.LIGHT))
                .contains(">one run of homogenized SGD<");
    }

    @Test
    void withoutSimulationTheLegendNamesTheTheoryAlone() {
        assertThat(RunFigure.of(SampleResults.of(false, LOG, "")).toSvg(Theme.LIGHT))
                .contains(">theory<")
                .doesNotContain("SGD")
                .doesNotContain("replicates");
    }

    @Test
    void zeroOnALogarithmicAxisIsLeftOut() {
        // Time 0 stands in the data, and the axis is logarithmic: a point at minus infinity would give NaN.
        assertThat(RunFigure.of(SampleResults.of(true, LOG, "")).toSvg(Theme.LIGHT))
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void theOverviewTitlesEveryPanelAndNamesACurveOnce() {
        List<ExperimentResult> results = List.of(
                SampleResults.of(true, LOG, "rate 2.0"),
                SampleResults.of(true, LINEAR, "rate 0.5", "rate 2.0"),
                SampleResults.of(true, LOG, "rate 2.0"));
        String svg = Overview.of(results, 2, Map.of()).toSvg(Theme.LIGHT);
        assertThat(svg.split(">sample<", -1)).hasSize(4);
        assertThat(svg.split(">rate 2.0<", -1)).hasSize(2);
        assertThat(svg.indexOf(">rate 0.5<")).as("sorted by their numbers").isLessThan(svg.indexOf(">rate 2.0<"));
        assertThat(Overview.of(results, 2, Map.of("sample", "isotropic")).toSvg(Theme.LIGHT))
                .contains(">isotropic<")
                .doesNotContain(">sample<");
    }

    @Test
    void comparedResultsShowAllTheirColoursWhereTheyAreEqual() throws IOException {
        ExperimentResult result = SampleResults.of(true, LOG, "slow", "fast");
        List<ComparedResult> equal = Stream.of("a", "b", "c")
                .map(name -> new ComparedResult(
                        name, ResultTable.theory(result), Optional.of(ResultTable.simulation(result))))
                .toList();
        assertThat(ComparisonFigure.of(equal, List.of()).toSvg(Theme.LIGHT))
                .contains(">a<", ">b<", ">c<", ">slow<", ">fast<", ">risk R(t)<", ">misclassification error<")
                .contains(">simulation, mean of the replicates<");
        assertThat(ComparisonFigure.of(equal, List.of("error")).toSvg(Theme.LIGHT))
                .doesNotContain("risk");
        for (int k = 0; k < 3; k++) {
            assertThat(colours(ComparisonFigure.of(equal, List.of("risk")).toPng(Theme.LIGHT)))
                    .contains(Theme.LIGHT.colour(k).getRGB() & 0xFFFFFF);
        }
    }

    private static HeatMap plane(boolean withHole) {
        double[] x = {0, 1, 2, 3};
        double[] y = {0.1, 1, 10};
        double[][] values = new double[x.length][y.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                values[i][j] = x[i] + Math.log10(y[j]);
            }
        }
        values[3][0] = withHole ? Double.NaN : values[3][0];
        return new HeatMap(
                "plane",
                new HeatMap.Axis("\u03B1", false, x),
                new HeatMap.Axis("\u03B3", true, y),
                values,
                "limit risk",
                false,
                List.of(new HeatMap.Boundary("\u03B1 = 1 + 2\u03B2", new double[] {0, 3}, new double[] {0.1, 10})),
                List.of(1.5));
    }

    @Test
    void aMapNamesAxesMeasureContourAndBoundaryAndCutsAlongBothAxes() throws IOException {
        String svg = Figure.of(plane(false)).toSvg(Theme.LIGHT);
        assertThat(svg)
                .contains(">plane<", ">\u03B1<", ">\u03B3<", ">limit risk<")
                .contains(">limit risk = 1.5<", ">\u03B1 = 1 + 2\u03B2<")
                .contains(">\u03B3 = 0.1<", ">\u03B1 = 3<")
                .doesNotContain("no value");
        assertThat(colours(Figure.of(plane(false)).toPng(Theme.DARK)))
                .as("the least and the greatest value")
                .contains(Theme.level(0).getRGB() & 0xFFFFFF, Theme.level(1).getRGB() & 0xFFFFFF);
    }

    /** Whoever reads a map off by {@code cells} and {@code shares} finds the colour of the value, right up to the borders of a cell. */
    @Test
    void cellsLieWhereTheFigureSays() throws IOException {
        HeatMap lined = plane(false);
        HeatMap map = new HeatMap(
                "plane", lined.x(), lined.y(), lined.values(), lined.measure(), false, List.of(), List.of());
        Figure figure = Figure.parts(map).get(0);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.toPng(Theme.LIGHT)));
        Rectangle2D cells = figure.cells().orElseThrow();
        double[] x = map.x().shares();
        double[] y = map.y().shares();
        for (int i = 0; i + 1 < x.length; i++) {
            for (int j = 0; j + 1 < y.length; j++) {
                // Values run from -1 to 4.
                int colour = Theme.level((map.values()[i][j] + 1) / 5).getRGB();
                for (double inside : new double[] {0.03, 0.5, 0.97}) {
                    double across = cells.getX() + cells.getWidth() * (x[i] + inside * (x[i + 1] - x[i]));
                    double down = cells.getY() + cells.getHeight() * (1 - y[j] - inside * (y[j + 1] - y[j]));
                    assertThat(image.getRGB((int) (across * image.getWidth()), (int) (down * image.getHeight())))
                            .as("cell %d, %d at %s", i, j, inside)
                            .isEqualTo(colour);
                }
            }
        }
        assertThat(RunFigure.of(SampleResults.of(true, LOG, "")).cells()).isEmpty();
    }

    /** Of many cells the picture is one of pixels, which lie where the cells do; the last cells are smaller than others. */
    @Test
    void manyCellsAreOnePicture() throws IOException {
        HeatMap.Axis side = new HeatMap.Axis(
                        "x", false, IntStream.range(0, 1001).asDoubleStream().toArray())
                .gathered(Bins.of(1001));
        int cells = side.values().length;
        double[][] values = new double[cells][cells];
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                values[i][j] = (i * 7 + j * 13) % 101;
            }
        }
        values[3][5] = Double.NaN;
        HeatMap map = new HeatMap("many", side, side, values, "risk", false, List.of(), List.of());
        Figure figure = Figure.parts(map).get(0);
        assertThat(figure.toSvg(Theme.LIGHT))
                .contains("<image", ">each cell: mean of up to 4 \u00D7 4 points<", ">no value<")
                .hasSizeLessThan(2_000_000);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.toPng(Theme.LIGHT)));
        Rectangle2D place = figure.cells().orElseThrow();
        double[] shares = side.shares();
        assertThat(shares[cells] - shares[cells - 1]).isCloseTo(1 / 1001.0, within(1e-9)); // rounding
        int right = 0;
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                double across = place.getX() + place.getWidth() * (shares[i] + shares[i + 1]) / 2;
                double down = place.getY() + place.getHeight() * (1 - (shares[j] + shares[j + 1]) / 2);
                int colour = Double.isNaN(values[i][j])
                        ? Theme.LIGHT.missing().getRGB()
                        : Theme.level(values[i][j] / 100).getRGB();
                right += image.getRGB((int) (across * image.getWidth()), (int) (down * image.getHeight())) == colour
                        ? 1
                        : 0;
            }
        }
        // The last cell of a row or column is a pixel wide or less, and the frame and its ticks lie over the outermost
        // ones.
        assertThat(right).isGreaterThan((cells - 8) * (cells - 8));
    }

    @Test
    void aPointThatNoLineReachesIsADot() throws IOException {
        int blue = Theme.LIGHT.colour(0).getRGB() & 0xFFFFFF;
        double[][] ordinates = {
            {1, Double.NaN, Double.NaN}, {Double.NaN, 1, Double.NaN}, {Double.NaN, Double.NaN, Double.NaN}
        };
        boolean[] isSeen = new boolean[3];
        for (int k = 0; k < 3; k++) {
            Chart.Curve curve = Chart.Curve.of("", new Tint.Category(0), new double[] {0, 1, 2}, ordinates[k]);
            Chart chart = new Chart("", new Chart.Axis("x", false), new Chart.Axis("y", false), List.of(curve));
            isSeen[k] =
                    colours(Figure.of("", List.of(chart), 1).toPng(Theme.LIGHT)).contains(blue);
        }
        assertThat(isSeen).containsExactly(true, true, false);
    }

    @Test
    void aCellWithoutValueIsShownAsSuch() {
        assertThat(Figure.of(plane(true)).toSvg(Theme.LIGHT))
                .contains(">no value<")
                .doesNotContain("NaN");
    }

    /** The measure is x + log10 y, linear in the coordinates of the map, so that its contours are exact straight lines. */
    @Test
    void contoursLieWhereTheMeasureHasTheLevel() {
        List<HeatMap.Boundary> segments = Contour.of(plane(false), 1.5);
        assertThat(segments).hasSize(8).allSatisfy(segment -> {
            for (int k = 0; k < 2; k++) {
                assertThat(segment.x()[k] + Math.log10(segment.y()[k])).isCloseTo(1.5, within(1e-12)); // rounding
            }
        });
        assertThat(Contour.of(plane(true), 1.5)).as("none beside the hole").hasSizeLessThan(segments.size());
        assertThat(Contour.of(plane(false), 7)).isEmpty();
    }

    @Test
    void aMapOfTheWrongShapeIsRefused() {
        HeatMap.Axis two = new HeatMap.Axis("x", false, new double[] {0, 1});
        assertThatThrownBy(() -> new HeatMap("", two, two, new double[2][3], "", false, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 times 2");
        assertThatThrownBy(() -> new HeatMap.Axis("x", true, new double[] {0, 1}))
                .hasMessageContaining("positive");
    }

    /** Relative luminance of linear light grows along the scale, so that the order is seen without colour. */
    @Test
    void theScaleOfColoursGrowsLighterAllAlong() {
        double before = -1;
        for (int k = 0; k <= 64; k++) {
            Color colour = Theme.level(k / 64.0);
            double luminance = 0.2126 * linear(colour.getRed())
                    + 0.7152 * linear(colour.getGreen())
                    + 0.0722 * linear(colour.getBlue());
            assertThat(luminance).isGreaterThan(before);
            before = luminance;
        }
    }

    private static double linear(int component) {
        return Math.pow(component / 255.0, 2.2);
    }

    @Test
    void logarithmicTimesAreRecognized() {
        assertThat(Chart.isLogSpaced(LOG)).isTrue();
        assertThat(Chart.isLogSpaced(LINEAR)).isFalse();
        assertThat(Chart.isLogSpaced(new double[] {0, 1, 2}))
                .as("too few to tell")
                .isFalse();
    }

    @Test
    void manyDecadesAreLabelledSparsely() {
        assertThat(new int[] {Ticks.stride(6, 6), Ticks.stride(7, 6), Ticks.stride(48, 6), Ticks.stride(300, 6)})
                .containsExactly(1, 2, 10, 50);
    }

    @Test
    void labelsOfAnAxis() {
        assertThat(Ticks.text(0.05, 0.01, true)).isEqualTo("0.05");
        assertThat(Ticks.text(2, 1, true)).isEqualTo("2");
        assertThat(Ticks.text(1000, 1000, true)).isEqualTo("1000");
        assertThat(Ticks.text(1e-12, 1e-12, false)).isEqualTo("10\u207B\u00B9\u00B2");
        assertThat(Ticks.text(2e6, 2e6, false)).isEqualTo("2\u00B710\u2076");
        assertThat(Ticks.texts(List.of(0.1, 1.0, 10.0), true)).containsExactly("0.1", "1", "10");
        assertThat(Ticks.text(-1.5e168, 5e167, false)).isEqualTo("-1.5\u00B710\u00B9\u2076\u2078");
    }

    /** From a few percent to all decades of the doubles, below which the ratio of the ends overflows. */
    @Test
    void everyLogarithmicRangeHasAFewLabelsThatDiffer() {
        double[][] ranges = {
            {600, 900},
            {11, 900},
            {1, 1.1},
            {9.6e199, 1.1e200},
            {0.3, 0.33},
            {4e-310, 5e-310},
            {1e-300, 1e200},
            {Double.MIN_NORMAL / 2, Double.MAX_VALUE}
        };
        for (double[] range : ranges) {
            List<Double> ticks = Ticks.logarithmic(range[0], range[1], 6);
            assertThat(ticks)
                    .as("%s to %s", range[0], range[1])
                    .hasSizeBetween(2, 8)
                    .allMatch(tick -> Ticks.isInside(tick, range[0], range[1]));
            assertThat(Ticks.texts(ticks, false)).doesNotHaveDuplicates().allMatch(text -> text.length() <= 12);
        }
    }

    private static Figure of(double[] x, double[]... curves) {
        List<Chart.Curve> all = Stream.of(curves)
                .map(y -> Chart.Curve.of("", new Tint.Category(0), x, y))
                .toList();
        return Figure.of("", List.of(Chart.of("", "x", "y", all)), 1);
    }

    @Test
    void curvesFromOneEndOfTheDoublesToTheOtherAreDrawnWithLabels() {
        double[] x = IntStream.range(0, 61).mapToDouble(k -> k).toArray();
        double[] falling = DoubleStream.of(x).map(k -> Math.pow(10, -5.1 * k)).toArray();
        double[] rising = DoubleStream.of(x).map(k -> Math.pow(10, 5.1 * k)).toArray();
        double[] signed = DoubleStream.of(rising).map(y -> y > 1e200 ? -y : y).toArray();
        double[] constant = DoubleStream.of(x).map(k -> 0.5).toArray();
        double[] nowhere = DoubleStream.of(x).map(k -> Double.NaN).toArray();
        double[] extreme = DoubleStream.of(x)
                .map(k -> k > 30 ? Double.MAX_VALUE : -Double.MAX_VALUE)
                .toArray();
        // Generous: without end it was, and drawing takes tenths of a second.
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(of(x, falling, rising).toSvg(Theme.LIGHT))
                    .contains(">10\u00B2\u2070\u2070<", ">10\u207B\u00B2\u2070\u2070<");
            assertThat(of(x, signed).toSvg(Theme.LIGHT)).containsPattern(">-8\u00B710\u00B3\u2070\u2075<");
            assertThat(of(x, constant).toSvg(Theme.LIGHT)).contains(">0.50<", ">0.46<");
            assertThat(of(x, nowhere).toSvg(Theme.LIGHT)).contains(">0.2<");
            assertThat(of(x, extreme).toSvg(Theme.LIGHT)).containsPattern(">-?2\u00B710\u00B3\u2070\u2077<");
        });
    }

    /** All others would be one flat line. */
    @Test
    void aCurveThatEndsFarAboveTheOthersLeavesThePanel() {
        double[] times = {0, 1, 2, 3};
        Chart.Curve calm = Chart.Curve.of("calm", new Tint.Category(0), times, new double[] {1, 0.9, 0.8, 0.7});
        Chart.Curve wild = Chart.Curve.of("wild", new Tint.Category(1), new double[] {0, 1}, new double[] {1, 1e90});
        Chart.Curve steep = Chart.Curve.of("steep", new Tint.Category(1), times, new double[] {1, 1e30, 1e60, 1e90});
        assertThat(Panel.of(Chart.of("", "t", "risk", List.of(calm, wild)), Theme.LIGHT)
                        .ends()[1][1])
                .isLessThan(10);
        assertThat(Panel.of(Chart.of("", "t", "risk", List.of(calm, steep)), Theme.LIGHT)
                        .ends()[1][1])
                .as("one that reaches the end is shown")
                .isGreaterThan(1e89);
    }

    @Test
    void aZeroThatACurveFallsToKeepsTheAxisLogarithmicAndIsMarked() {
        double[] x = {0, 1, 2, 3, 4, 5};
        double[] decay = {0.5, 1e-4, 1e-16, 0, 1e-17, 0};
        Figure decaying = of(x, decay);
        assertThat(decaying.toSvg(Theme.LIGHT)).contains(">10\u207B\u00B9\u2070<", ">0 up to rounding<");
        assertThat(of(x, new double[] {0.5, 1e-4, 1e-16, -1e-18, 1e-310, 0}).toSvg(Theme.LIGHT))
                .as("below 0 by rounding, or subnormal")
                .contains(">0 up to rounding<");
        double[][] linear = {
            {0, 0.01, 0.04, 0.1, 0.5, 1}, // begins at 0, and does not span three decades
            {1, 0.8, 0.6, 0.4, 0.1, 0}, // reaches 0, but by no decay
            {1, 1e-9, -0.5, 1e-9, 0.1, 0} // crosses it
        };
        for (double[] values : new double[][] {{0, 1e-9, 1e-4, 0.1, 0.5, 1}, {1, 0.1, 0.02, 0, 0, 0}}) {
            assertThat(Chart.spansDecades(List.of(values)))
                    .as("an exact zero is marked at the foot")
                    .isTrue();
            assertThat(of(x, values).toSvg(Theme.LIGHT)).contains(">0 up to rounding<");
        }
        Chart.Curve runs = new Chart.Curve(
                "",
                new Tint.Category(0),
                x,
                new double[] {1, 2, 3, 2, 1, 1},
                Optional.of(new Chart.Runs(x, new double[] {1, 1e3, 1e20, 1e50, 1e90, 1e168}, x, x)));
        assertThat(Chart.of("", "x", "y", List.of(runs)).y().isLogarithmic())
                .as("runs that diverge")
                .isTrue();
        for (double[] values : linear) {
            assertThat(Chart.spansDecades(List.of(values))).isFalse();
        }
    }
}
