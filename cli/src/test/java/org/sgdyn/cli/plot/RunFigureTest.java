package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Problem;

/** What an experiment says of its figure is what the figure shows. */
final class RunFigureTest {

    private static final String PLAIN = """
            name: looks
            dimension: 20
            seed: 1
            classes:
              - {label: 1, mean: {type: mode, index: 1}, covariance: {type: isotropic}}
              - {label: 1, mean: {type: mode, index: 2}, covariance: {type: isotropic}}
              - {label: 0, mean: {type: mode, index: 1, amplitude: -1}, covariance: {type: isotropic}}
            loss: {type: logistic}
            curves:
              - {name: slow, learningRate: {type: constant, value: 0.5}}
              - {name: fast, learningRate: {type: constant, value: 2}}
            time: {end: 4, points: 5}
            simulation: {replicates: 2}
            """;

    private static final String LOOKS = """
            figure:
              title: Rates $\\gamma_k$
              width: 140mm
              height: 3in
              fontSize: 9
              letters: true
              runs: bars
              colours: [purple, black]
              labels: ['$\\gamma = 1/2$']
              time: {label: $t$}
              panels:
                - {statistic: risk, label: '$\\mathcal{R}$', scale: log, from: 0.1, to: 1}
                - {statistics: [cosine_1, cosine_2], title: both}
            """;

    private static Experiment read(String yaml) {
        return ExperimentReader.read(
                YamlReader.read(yaml, "looks.yaml"),
                Path.of("."),
                PluginLoader.load(Optional.empty()).catalog());
    }

    private static ExperimentResult run(String yaml) {
        return ExperimentRunner.run(read(yaml), RunListener.SILENT);
    }

    @Test
    void settingsChooseWhatIsShownAndHow() {
        ExperimentResult result = run(PLAIN + LOOKS);
        Figure figure = RunFigure.of(result);
        String svg = figure.toSvg(Theme.LIGHT);
        assertThat(svg).contains(">Rates \u03B3<", ">R<", ">both<", ">a<", ">b<", ">\u03B3 = 1/2<", ">fast<");
        assertThat(svg).doesNotContain("misclassification", ">looks<", ">slow<");
        Chart risk = ((Block.OfChart) figure.parts().blocks().get(0).content()).chart();
        assertThat(Panel.of(risk, Theme.LIGHT).ends()[1]).containsExactly(0.1, 1);
        assertThat(risk.y().isLogarithmic()).isTrue();
        assertThat(risk.curves())
                .extracting(curve -> curve.tint().colour(Theme.DARK))
                .containsExactly(Theme.DARK.colour(3), Theme.DARK.colour(6));
        assertThat(risk.curves()).allMatch(curve -> curve.runs().orElseThrow().range() == Chart.Range.BARS);
        Page page = RunFigure.page(result.experiment().figure());
        assertThat(page.height()).hasValue(216);
        assertThat(page.fontSize()).isEqualTo(9);
    }

    /** The same colour for the same learning rate in all panels, and a panel for every class, opposite ones too. */
    @Test
    void everyClassHasAPanelAndEveryCurveItsColour() {
        List<Chart> charts = ResultCharts.of(run(PLAIN));
        assertThat(charts)
                .extracting(chart -> chart.y().name())
                .filteredOn(name -> name.startsWith("cos"))
                .hasSize(3);
        for (Chart chart : charts) {
            IntStream.range(0, 2)
                    .forEach(c -> assertThat(chart.curves().get(c).tint()).isEqualTo(new Tint.Category(c)));
        }
    }

    /** Beside other experiments a curve keeps its colour, whatever curves these have. */
    @Test
    void acrossExperimentsANameHasOneColour() {
        List<String> all = List.of("slowest", "slow", "fast");
        for (Chart chart : ResultCharts.of(run(PLAIN), all)) {
            assertThat(chart.curves())
                    .extracting(Chart.Curve::tint)
                    .containsExactly(new Tint.Category(1), new Tint.Category(2));
        }
    }

    @Test
    void divergenceIsSaidInWords() {
        ExperimentResult wild = run(PLAIN.replace("name: looks", "name: wild")
                .replace("{type: logistic}", "{type: least-squares}")
                .replace("value: 2}", "value: 1e6}")
                .replace("replicates: 2", "replicates: 1"));
        assertThat(RunFigure.of(wild).toSvg(Theme.LIGHT)).containsPattern(">fast: theory diverged at t = [^<]+<");
        assertThat(Overview.of(List.of(wild, run(PLAIN)), 2, Map.of()).toSvg(Theme.LIGHT))
                .containsPattern(">wild, fast: theory diverged at t = [^<]+<");
    }

    @Test
    void looksChangeNoResults() {
        assertThat(Fingerprint.of(read(PLAIN + LOOKS), "")).isEqualTo(Fingerprint.of(read(PLAIN), ""));
    }

    private static List<String> problems(String from, String to) {
        InvalidExperimentException invalid =
                catchThrowableOfType(InvalidExperimentException.class, () -> read(PLAIN + LOOKS.replace(from, to)));
        return invalid.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        assertThat(problems("purple", "purpel"))
                .singleElement()
                .asString()
                .contains("looks.yaml:21:13", "figure.colours", "did you mean \"purple\"");
        assertThat(problems("140mm", "140")).singleElement().asString().contains("looks.yaml:16:10", "figure.width");
        assertThat(problems("gamma =", "gama ="))
                .singleElement()
                .asString()
                .contains("looks.yaml:22:12", "figure.labels", "\\gama");
        assertThat(problems("to: 1}", "to: 0.01}"))
                .singleElement()
                .asString()
                .contains("figure.panels[0].to", "greater than from");
        assertThat(problems("from: 0.1,", "from: 0,"))
                .singleElement()
                .asString()
                .contains("figure.panels[0].from");
        assertThat(problems("cosine_2", "cosin_2"))
                .singleElement()
                .asString()
                .contains("looks.yaml:26:31", "figure.panels[1].statistics", "did you mean \"cosine_2\"");
        assertThat(problems("statistic: risk", "statistik: risk")).hasSize(2);
        assertThat(problems("[purple, black]", "[purple, black, blue]"))
                .singleElement()
                .asString()
                .contains("3 entries", "2 curves");
        assertThat(problems("letters", "leters")).singleElement().asString().contains("did you mean \"letters\"");
    }
}
