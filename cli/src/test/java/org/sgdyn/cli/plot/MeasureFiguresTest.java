package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.cli.SampleResults;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.run.Validation;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Formula;
import org.sgdyn.sweep.Measure;
import org.sgdyn.sweep.MeasureKind;

/** Figures of sweeps, validations and comparisons say what they measure. */
final class MeasureFiguresTest {

    private static String words(String name, MeasureKind kind, String statistic, Measure.Source source) {
        return MeasureWords.of(new Measure(name, kind, Formula.of(statistic), source, 0.4));
    }

    @Test
    void measuresHaveWords() {
        assertThat(words("time_to_level_risk", MeasureKind.TIME_TO_LEVEL, "risk", Measure.Source.THEORY))
                .isEqualTo("time t until risk R(t) = 0.4");
        assertThat(words("final_risk_simulation", MeasureKind.FINAL, "risk", Measure.Source.SIMULATION))
                .isEqualTo("final risk R(t), simulated");
        assertThat(words("my_measure", MeasureKind.FINAL, "risk", Measure.Source.THEORY))
                .as("a name that a user chose")
                .isEqualTo("my measure");
        assertThat(Stream.of("learningRate.value", "alpha", "gamma_over_critical")
                        .map(name -> MeasureWords.of(new Axis(name, List.of(name), List.of(), List.of()))))
                .containsExactly("learning rate \u03B3", "\u03B1", "gamma over critical");
    }

    private static HeatMap map(double least, double greatest) {
        HeatMap.Axis axis = new HeatMap.Axis("x", false, new double[] {0, 1});
        double[][] values = {{least, 0}, {0, greatest}};
        return new HeatMap("", axis, axis, values, "m", false, List.of(), List.of());
    }

    /** Zero is in the middle, opposite values are as dark, and their hues differ. */
    @Test
    void signedMeasuresHaveColoursOnBothSidesOfZero() {
        HeatMap signed = map(-1, 2);
        assertThat(signed.isSigned()).isTrue();
        assertThat(signed.range()).containsExactly(-2, 2);
        Palette palette = Palette.of(signed);
        Color below = palette.colour(-2);
        Color above = palette.colour(2);
        assertThat(below.getBlue()).isGreaterThan(below.getRed());
        assertThat(above.getRed()).isGreaterThan(above.getBlue());
        assertThat(palette.colour(0).getRed()).isGreaterThan(220);
        // Equal OKLab lightness is about equal luma.
        assertThat(luma(below)).isCloseTo(luma(above), within(25.0));
        assertThat(map(-0.1, 2).isSigned()).as("hardly negative").isFalse();
        assertThat(map(1, 2).isSigned()).isFalse();
    }

    private static double luma(Color colour) {
        return 0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue();
    }

    @Test
    void aFamilyHasAScaleOfColoursInPlaceOfALegend() {
        Chart.Family family = new Chart.Family("ridge \u03B4", true, 0.01, 1);
        List<Chart.Curve> curves = IntStream.range(0, 5)
                .mapToObj(c -> Chart.Curve.of(
                        "ridge " + c, family.tint(0.01 * Math.pow(10, c / 2.0)), new double[] {0, 1}, new double[] {c, 1
                        }))
                .toList();
        assertThat(((Tint.Level) curves.get(2).tint()).level()).isCloseTo(0.5, within(1e-12)); // rounding
        Chart chart =
                new Chart("", new Chart.Axis("x", false), new Chart.Axis("y", false), curves, Optional.of(family));
        assertThat(Figure.of("", List.of(chart), 1).toSvg(Theme.LIGHT))
                .contains(">ridge \u03B4<", ">0.1<")
                .doesNotContain(">ridge 3<");
    }

    @Test
    void aComparisonShowsDifferencesWhereThereAreAny() {
        double[] times = {0, 5, 10, 20};
        ResultTable one = ResultTable.theory(SampleResults.of(false, times, "slow"));
        ResultTable both = ResultTable.theory(SampleResults.of(false, times, "fast", "slow"));
        List<ComparedResult> results = List.of(
                new ComparedResult("one", one, Optional.empty()), new ComparedResult("both", both, Optional.empty()));
        List<Chart> charts = ComparedResult.charts(results, List.of("risk", "error"));
        assertThat(charts).hasSize(4);
        Chart difference = charts.get(2);
        assertThat(difference.y().name()).isEqualTo("difference in risk R(t)");
        // Of rates 1 and 2.
        assertThat(difference.curves().get(0).y()[1]).isEqualTo(Math.exp(-5) - Math.exp(-10));
        results = List.of(results.get(0), results.get(0));
        assertThat(ComparedResult.charts(results, List.of("risk"))).hasSize(1);
    }

    @Test
    void aValidationShowsTheFitWithItsExponent() {
        List<Validation.Row> rows = Stream.of(100, 400, 1600)
                .map(d -> new Validation.Row(d, "risk", 10, 2 / Math.sqrt(d), 0.01 / Math.sqrt(d), 0, 0, 1))
                .toList();
        Agreement unjudged = new Agreement(10, Double.NaN, true, Optional.empty(), List.of(), Double.NaN);
        Validation.CurveValidation curve = new Validation.CurveValidation(
                "", "risk", rows, Optional.of(new Validation.Exponent(-0.5, 0.01)), unjudged, List.of());
        Figure figure = ValidationFigure.of(new Validation("valid", List.of(curve)));
        assertThat(figure.toSvg(Theme.LIGHT)).contains(">fit: exponent -0.5 \u00B1 0.02<", ">dimension d<");
        Chart chart = ((Block.OfChart) figure.parts().blocks().get(0).content()).chart();
        double[] fit = chart.curves().get(1).y();
        for (int k = 0; k < rows.size(); k++) {
            assertThat(fit[k]).isCloseTo(rows.get(k).distance(), within(1e-12)); // rounding
        }
    }
}
