package org.sgdyn.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.catalog.Registration;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Location;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.NoGeometry;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;
import org.sgdyn.spi.Statistic;
import org.sgdyn.spi.UpdateRule;
import org.sgdyn.statistics.Statistics;
import org.sgdyn.testkit.TestParameters;

/** The reader on a small catalog of its own. */
class ExperimentReaderTest {

    private static final Location HERE = new Location("test", 1, 1);

    private static final Catalog CATALOG = Catalog.of(List.of(
            entry(Loss.class, "square", p -> new Quadratic(1, p.flag("teacher", false) ? 1 : 0, 0)),
            entry(CovarianceSpectrum.class, "flat", p -> {
                double value = p.number("value", Range.NON_NEGATIVE, 1);
                return (mode, d) -> value;
            }),
            entry(CovarianceSpectrum.class, "wrong", p -> (mode, d) -> mode - 2.0),
            entry(Profile.class, "zero", p -> (d, random) -> new double[d]),
            entry(Profile.class, "one", p -> {
                int index = p.modeIndex("index", true);
                return (d, random) -> {
                    double[] v = new double[d];
                    v[index == 0 ? d - 1 : index - 1] = 1;
                    return v;
                };
            }),
            entry(Profile.class, "dice", p -> new Dice()),
            entry(LearningRate.class, "constant", p -> {
                double value = p.number("value", Range.NON_NEGATIVE);
                return (t, s, geometry) -> value;
            }),
            entry(LearningRate.class, "told", ExperimentReaderTest::told),
            entry(UpdateRule.class, "sgd", p -> UpdateRule.SGD),
            entry(UpdateRule.class, "noisy", p -> new NoisyScale()),
            entry(Integrator.class, "modewise", p -> new Still()),
            entry(Statistic.class, "risk", p -> Statistics.risk()),
            entry(Statistic.class, "error", p -> Statistics.error())));

    @Test
    void aPlainExperimentResolvesEveryDefault() {
        Experiment experiment = read(base());
        assertThat(experiment.times()).containsExactly(0.0, 2.5, 5.0, 7.5, 10.0);
        assertThat(experiment.curves()).hasSize(1);
        assertThat(experiment.classes()).extracting(c -> c.weight()).containsExactly(0.5, 0.5);
        // The error does not apply to a loss that does not classify, so it is left out.
        assertThat(experiment.statistics()).hasSize(1);
        assertThat(experiment.resolved())
                .containsEntry("ridge", 0.0)
                .containsEntry("statistics", List.of("risk"))
                .containsEntry("initial", Map.of("type", "zero"))
                .containsEntry("algorithm", Map.of("type", "sgd"))
                .containsEntry("integrator", Map.of("type", "modewise"));
    }

    @Test
    void aNameAloneIsAPartWithItsDefaults() {
        Map<String, Object> tree = base();
        tree.put("loss", "square");
        tree.put("integrator", "modewise");
        tree.put("learningRate", "constant");
        assertThat(problems(tree)).containsExactly("learningRate.value: missing; give a number; it must be >= 0");
        tree.put("learningRate", map("type", "constant", "value", 0.5));
        assertThat(read(tree).resolved())
                .containsEntry("loss", map("type", "square", "teacher", false))
                .containsEntry("integrator", map("type", "modewise"));
        tree.put("loss", "sqare");
        assertThat(problems(tree))
                .containsExactly("loss.type: unknown loss \"sqare\"; did you mean \"square\"? (known: square)");
        tree.put("loss", 2L);
        assertThat(problems(tree))
                .containsExactly(
                        "loss: must be an object {type: NAME, ...} naming a loss, or the name alone, not the number 2");
    }

    @Test
    void noSimulationIsTheoryAloneWhateverElseIsSaidOfIt() {
        Map<String, Object> tree = base();
        tree.put("simulation", "none");
        tree.put("rotation", "none");
        Experiment experiment = read(tree);
        assertThat(experiment.simulation()).isEmpty();
        assertThat(experiment.resolved()).containsEntry("simulation", "none");
        tree.put("simulation", "nothing");
        tree.remove("rotation");
        assertThat(problems(tree))
                .containsExactly("simulation: must be an object {replicates: 10}, or none, not the text \"nothing\"");
    }

    @Test
    void logTimesStartAtZeroAndEndExactly() {
        Map<String, Object> tree = base();
        tree.put("time", map("end", 1000.0, "start", 0.1, "points", 6L, "spacing", "log"));
        List<Double> times = read(tree).times();
        assertThat(times).hasSize(6).startsWith(0.0, 0.1).endsWith(1000.0);
        for (int k = 2; k < 6; k++) {
            // Rounding of one power and one product.
            assertThat(times.get(k) / times.get(k - 1)).isCloseTo(10, within(1e-13));
        }
    }

    @Test
    void curvesHaveNames() {
        Map<String, Object> tree = base();
        tree.remove("learningRate");
        tree.put(
                "curves",
                List.of(
                        map("learningRate", map("type", "constant", "value", 0.5)),
                        map("name", "fast", "learningRate", map("type", "constant", "value", 2L))));
        assertThat(read(tree).curves()).extracting(c -> c.name()).containsExactly("learning rate 0.5", "fast");
    }

    private static final List<String> MODES = List.of("fair", "fifo");

    /** A part that is told words and a required integer, as an executor is. */
    private static LearningRate told(Parameters parameters) {
        String master = parameters.text("master");
        String queue = parameters.text("queue", "local[*]");
        String mode = parameters.choice("mode", MODES, "fair");
        int workers = parameters.integer("workers", Range.atLeast(2));
        return (t, s, geometry) -> master.length() + queue.length() + MODES.indexOf(mode) + workers;
    }

    private static double valueOf(LearningRate rate) {
        return rate.value(0, 0, NoGeometry.INSTANCE);
    }

    @Test
    void textsWordsAndRequiredIntegersAreRead() {
        Map<String, Object> tree = base();
        tree.put("learningRate", map("type", "told", "master", "spark://a:1", "mode", "fifo", "workers", 3L));
        Experiment experiment = read(tree);
        // 11 and 8 letters, the second word, 3 workers
        assertThat(valueOf(experiment.curves().get(0).learningRate())).isEqualTo(11 + 8 + 1 + 3);
        assertThat(experiment.resolved().get("learningRate"))
                .asString()
                .contains("master=spark://a:1", "queue=local[*]", "mode=fifo", "workers=3");
        tree.put("learningRate", map("type", "told", "master", 7L, "mode", "fifi", "workers", 2.5));
        assertThat(problems(tree))
                .containsExactly(
                        "learningRate.master: must be a text, not the number 7",
                        "learningRate.mode: unknown mode \"fifi\"; did you mean \"fifo\"? (known: fair, fifo)",
                        "learningRate.workers: must be an integer, not the number 2.5");
        tree.put("learningRate", map("type", "told"));
        assertThat(problems(tree))
                .containsExactly(
                        "learningRate.master: missing; give a text",
                        "learningRate.workers: missing; give an integer; it must be >= 2");
    }

    /** The test kit treats them as the reader does. */
    @Test
    void theTestKitReadsThemToo() {
        LearningRate rate = TestParameters.of("master", "spark://a:1", "mode", "fifo", "workers", 3)
                .create(ExperimentReaderTest::told);
        assertThat(valueOf(rate)).isEqualTo(11 + 8 + 1 + 3);
        assertThat(TestParameters.of("master", 7, "mode", "fifi", "workers", 2.5)
                        .problems(ExperimentReaderTest::told))
                .hasSize(3);
        assertThat(TestParameters.of().problems(ExperimentReaderTest::told))
                .containsExactly("master: is required", "workers: is required");
    }

    @Test
    void theyAreDocumented() {
        PartDocumentation told =
                PartDocumentation.of(CATALOG.find(LearningRate.class, "told").orElseThrow(), CATALOG);
        assertThat(told.parameters().stream().map(PartParameter::rule))
                .containsExactly("text", "text", "one of fair, fifo", "integer >= 2");
        assertThat(told.example())
                .isEqualTo("{type: told, master: \"text\", queue: \"local[*]\", mode: fair, workers: 3}");
        assertThat(ExperimentSchema.of(CATALOG).toString())
                .contains(
                        "master={type=string}",
                        "queue={type=string, default=local[*]}",
                        "mode={enum=[fair, fifo], default=fair}",
                        "workers={type=integer, minimum=2.0}",
                        "required=[type, master, workers]");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        Map<String, Object> tree = base();
        tree.put("dimension", 0L);
        tree.put("riddge", 1.0);
        tree.put("learningRate", map("type", "constnat", "value", 1.0));
        tree.put("loss", map("type", "square", "teacher", "yes"));
        assertThat(problems(tree))
                .containsExactlyInAnyOrder(
                        "dimension: must be >= 1, not 0",
                        "riddge: unknown key; did you mean \"ridge\"? (known: name, description, mixture, dimension, seed, classes,"
                                + " loss, teacher, initial, ridge, batch, algorithm, average, bias, weights, riskWeights, curves,"
                                + " learningRate, time, reduction, integrator, accuracy, simulation, features, rotation, statistics, figure,"
                                + " executor)",
                        "learningRate.type: unknown learning rate \"constnat\"; did you mean \"constant\"? (known:"
                                + " constant, told)",
                        "loss.teacher: must be true or false, not the text \"yes\"");
    }

    @Test
    void whatTheFigureShowsIsCheckedBesideItsOtherProblems() {
        Map<String, Object> tree = base();
        tree.put(
                "figure",
                map("fontSize", 99L, "panels", List.of(map("statistic", "nonsense"), map("statistic", "risk"))));
        List<String> found = problems(tree);
        assertThat(found).hasSize(2);
        assertThat(found.get(0)).isEqualTo("figure.fontSize: must be >= 4 and <= 30, not 99");
        assertThat(found.get(1)).startsWith("figure.panels[0].statistic: unknown statistic \"nonsense\"");
        // Which columns there are is not known without a loss; all else is reported.
        tree.put("loss", map("type", "squer"));
        assertThat(problems(tree))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("figure.fontSize"),
                        problem -> assertThat(problem).startsWith("loss.type: unknown loss"));
    }

    /** A rule of somebody's own, which adds noise to what it scales by. */
    private record NoisyScale() implements UpdateRule, SecondMoment {
        @Override
        public Optional<SecondMoment> secondMoment() {
            return Optional.of(this);
        }

        @Override
        public double gradientNoise() {
            return 1;
        }

        @Override
        public double forgetting() {
            return 1;
        }

        @Override
        public double scale(double secondMoment) {
            return 1 / (1 + secondMoment);
        }

        @Override
        public double slope(double secondMoment) {
            return -scale(secondMoment) * scale(secondMoment);
        }
    }

    @Test
    void noiseBeneathAScaleIsRefused() {
        Map<String, Object> tree = base();
        tree.put("algorithm", map("type", "noisy"));
        assertThat(problems(tree))
                .containsExactly("algorithm: noise under a second moment has no theory here; remove the noise, or the"
                        + " second moment");
        tree.remove("learningRate");
        tree.remove("algorithm");
        Map<String, Object> rate = map("type", "constant", "value", 0.5);
        tree.put(
                "curves",
                List.of(map("learningRate", rate), map("learningRate", rate, "algorithm", map("type", "noisy"))));
        assertThat(problems(tree)).singleElement().asString().startsWith("curves[1].algorithm: noise under a second");
    }

    @Test
    void weightsAreAllOrNoneAndSumToOne() {
        Map<String, Object> tree = base();
        tree.put("classes", List.of(classOf("weight", 0.5), classOf("weight", 0.4)));
        assertThat(problems(tree)).containsExactly("classes: the weights must sum to 1 within 1.0E-9, not 0.9");
        tree.put("classes", List.of(classOf("weight", 0.5), classOf("label", 1.0)));
        assertThat(problems(tree)).anyMatch(line -> line.contains("1 of 2 classes have a weight; give all or none"));
    }

    @Test
    void parametersWithoutATypeAreThoseOfTheDefault() {
        Map<String, Object> tree = base();
        tree.put("integrator", map());
        assertThat(read(tree).resolved()).containsEntry("integrator", Map.of("type", "modewise"));
        tree.put("integrator", map("maximumSteps", 3L));
        assertThat(problems(tree)).containsExactly("integrator.maximumSteps: unknown key; known: type");
    }

    @Test
    void anAccuracyReplacesTolerances() {
        Map<String, Object> tree = base();
        tree.put("accuracy", 1e-6);
        assertThat(read(tree).accuracy()).hasValue(1e-6);
        tree.put("integrator", map("type", "modewise", "step", 0.1));
        assertThat(problems(tree)).anyMatch(line -> line.contains("accuracy: cannot be met by a fixed step"));
    }

    @Test
    void randomnessNeedsASeed() {
        Map<String, Object> tree = base();
        tree.put("initial", map("type", "dice"));
        assertThat(problems(tree))
                .containsExactly("seed: missing; a profile is random, so give an integer such as seed: 1");
        tree.put("seed", 4L);
        assertThat(read(tree).seed()).hasValue(4);
    }

    @Test
    void aSpectrumBelowZeroIsNamedWithItsMode() {
        Map<String, Object> tree = base();
        Map<String, Object> wrong = classOf("label", 1.0);
        wrong.put("covariance", map("type", "wrong"));
        tree.put("classes", List.of(classOf("label", 1.0), wrong));
        assertThat(problems(tree))
                .containsExactly("classes[1].covariance: must have finite eigenvalues >= 0; on mode 1 there is -1.0");
    }

    @Test
    void modesAreCheckedAgainstTheDimension() {
        Map<String, Object> tree = base();
        tree.put("initial", map("type", "one", "index", 9L));
        assertThat(problems(tree)).containsExactly("initial.index: must be >= 1 and <= 8, not 9");
        tree.put("initial", map("type", "one", "index", "last"));
        assertThat(read(tree).initial().get(0).coordinates(8, RandomStreams.of(1, RandomStreams.SIMULATION, 0))[7])
                .isEqualTo(1);
    }

    @Test
    void anExperimentIsAnObject() {
        assertThatThrownBy(() -> ExperimentReader.read(node("text"), Path.of("."), CATALOG))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageContaining("an experiment is an object");
    }

    private static Experiment read(Map<String, Object> tree) {
        return ExperimentReader.read(node(tree), Path.of("."), CATALOG);
    }

    private static List<String> problems(Map<String, Object> tree) {
        InvalidExperimentException e = catchThrowableOfType(InvalidExperimentException.class, () -> read(tree));
        assertThat(e).as("an invalid experiment is refused").isNotNull();
        return e.problems().stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }

    private static Map<String, Object> base() {
        return map(
                "name", "test",
                "dimension", 8L,
                "classes", List.of(classOf("label", 1.0), classOf("label", -1.0)),
                "loss", map("type", "square"),
                "learningRate", map("type", "constant", "value", 1.0),
                "time", map("end", 10.0, "points", 5L));
    }

    private static Map<String, Object> classOf(String key, double value) {
        Map<String, Object> each = map("mean", map("type", "zero"), "covariance", map("type", "flat"), "label", 1.0);
        each.put(key, value);
        return each;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int k = 0; k < pairs.length; k += 2) {
            map.put((String) pairs[k], pairs[k + 1]);
        }
        return map;
    }

    private static ConfigNode node(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, ConfigNode> entries = new LinkedHashMap<>();
            map.forEach((key, child) -> entries.put((String) key, node(child)));
            return new ConfigNode.Mapping(entries, Map.of(), HERE);
        }
        if (value instanceof List<?> list) {
            List<ConfigNode> items = new ArrayList<>();
            list.forEach(item -> items.add(node(item)));
            return new ConfigNode.Sequence(items, HERE);
        }
        return new ConfigNode.Scalar(value, HERE);
    }

    private static <T> Registration<T> entry(Class<T> kind, String name, PartFactory<? extends T> factory) {
        return new Registration<>(kind, name, factory, Description.none(), ExperimentReaderTest.class, "test");
    }

    private record Dice() implements Profile {
        @Override
        public double[] coordinates(int dimension, RandomStream random) {
            double[] v = new double[dimension];
            Arrays.setAll(v, k -> random.normal());
            return v;
        }

        @Override
        public boolean isRandom() {
            return true;
        }
    }

    private record Still() implements Integrator {
        @Override
        public int order() {
            return 1;
        }

        @Override
        public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
            return Solution.of(0, 0, 0, Outcome.completed(times[times.length - 1]));
        }
    }
}
