package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sgdyn.cli.ExperimentBuilder.part;

import com.google.inject.AbstractModule;
import com.google.inject.name.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.plugin.PluginModule;
import org.sgdyn.run.AsymptoticAnalysis;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.StabilityAnalysis;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.run.Validation;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Outcome;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepStore;

/** The program inside another one. */
final class SgdynTest {

    private static final String TEXT = """
            name: embedded
            dimension: 50
            seed: 1
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: isotropic}}
              - {label: 0, mean: {type: constant, amplitude: -1.0}, covariance: {type: isotropic}}
            loss: {type: least-squares}
            learningRate: {type: constant, value: 0.5}
            time: {end: 2.0, points: 5}
            simulation: {replicates: 4}
            """;

    /** Least squares by value and gradient alone. */
    private static final class Squares implements Loss {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double value(ClassTarget target, double[] r, double[] teacher, double noise) {
            return (r[0] - target.label()) * (r[0] - target.label()) / 2;
        }

        @Override
        public void gradient(ClassTarget target, double[] r, double[] teacher, double noise, double[] gradient) {
            gradient[0] = r[0] - target.label();
        }
    }

    /** A loss whose gradient is that of least squares, and nothing else. */
    private record Odd(int outputs, double value) implements Loss {

        @Override
        public double value(ClassTarget target, double[] r, double[] teacher, double noise) {
            return value;
        }

        @Override
        public void gradient(ClassTarget target, double[] r, double[] teacher, double noise, double[] gradient) {
            new Squares().gradient(target, r, teacher, noise, gradient);
        }
    }

    private static final class SquaresPlugin extends PluginModule {
        @Override
        protected void configure() {
            loss("squares", parameters -> new Squares());
        }
    }

    private static double[] risk(ExperimentResult result) {
        return result.curves().get(0).theory().curve("risk");
    }

    @Test
    void aLossOfTheCallersOwnGivesWhatTheBuiltInOneGives() {
        Sgdyn sgdyn = Sgdyn.of().withLoss("mine", new Squares());
        ExperimentResult own = sgdyn.run(sgdyn.read(TEXT, "loss={type: mine}"));
        ExperimentResult builtIn = sgdyn.run(sgdyn.read(TEXT));
        ExperimentResult module = Sgdyn.of(new SquaresPlugin(), new AbstractModule() {
                    @Override
                    protected void configure() {
                        bindConstant().annotatedWith(Names.named("factor")).to(1.0);
                    }
                })
                .run(Sgdyn.of(new SquaresPlugin()).read(TEXT, "loss={type: squares}"));
        for (int k = 0; k < 5; k++) {
            // Quadrature of a polynomial against a closed form, both integrated to 1e-8.
            assertThat(risk(own)[k]).isCloseTo(risk(builtIn)[k], within(1e-7));
            assertThat(risk(module)[k]).isEqualTo(risk(own)[k]);
        }
        assertThat(own.curves().get(0).simulation()).isPresent();
        assertThatThrownBy(() -> sgdyn.withLoss("logistic", new Squares()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("logistic");
    }

    /** The motion needs the gradient alone, so that only the risk tells of a value that is NaN. */
    @Test
    void aRiskThatIsNaNIsToldThoughTheMotionIsNot() {
        Sgdyn sgdyn = Sgdyn.of().withLoss("undefined", new Odd(1, Double.NaN));
        Outcome outcome = sgdyn.run(sgdyn.read(TEXT, "loss={type: undefined}"))
                .curves()
                .get(0)
                .theory()
                .outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.NOT_A_NUMBER);
        assertThat(outcome.message()).contains("at t = 0.0", "the expected value of the loss over class 1");
    }

    @Test
    void lossesHaveOutputs() {
        Sgdyn sgdyn = Sgdyn.of().withLoss("none", new Odd(0, 0));
        assertThatThrownBy(() -> sgdyn.read(TEXT, "loss={type: none}"))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageContaining("gives it 0 outputs");
    }

    @Test
    void anExperimentWrittenInJavaIsTheOneOfTheFile() {
        Sgdyn sgdyn = Sgdyn.of();
        ExperimentBuilder builder = sgdyn.experiment("embedded")
                .dimension(50)
                .seed(1)
                .addClass(1, part("constant"), part("isotropic"))
                .addClass(0, part("constant", "amplitude", -1), part("isotropic"))
                .loss(part("least-squares"))
                .learningRate(part("constant", "value", 0.5))
                .time(2, 5)
                .simulate(4);
        assertThat(builder.build().resolved()).isEqualTo(sgdyn.read(TEXT).resolved());
        assertThat(sgdyn.experiment("limit")
                        .addClass(Map.of("label", 0, "mean", part("zero"), "covariance", part("isotropic")))
                        .set("statistics", List.of("risk"))
                        .loss(part("logistic"))
                        .learningRate(part("constant", "value", 0.5))
                        .time(2, 5)
                        .build()
                        .dimension())
                .isEmpty();
        assertThatThrownBy(() -> builder.loss(part("least-sqares"))
                        .set("ridge", -1)
                        .set("lose", true)
                        .build())
                .isInstanceOfSatisfying(
                        InvalidExperimentException.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(problem -> problem.path())
                                .containsExactlyInAnyOrder("loss.type", "ridge", "lose"));
        assertThatThrownBy(() -> builder.set("seed", new Object()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> part("constant", "value")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyKeyOfAFileCanBeWrittenInJava() {
        Sgdyn sgdyn = Sgdyn.of();
        Experiment built = sgdyn.experiment("whole")
                .dimension(40)
                .seed(3)
                .addClass(0, part("zero"), part("isotropic"))
                .loss(part("least-squares", "teacher", true))
                .teacher(part("constant"))
                .initial(part("gaussian", "norm", 0.5))
                .ridge(0.1)
                .batch(2)
                .addCurve("slow", part("constant", "value", 0.1))
                .addCurve("fast", part("constant", "value", 0.5))
                .logTime(0.1, 10, 6)
                .integrator(part("modewise"))
                .accuracy(1e-6)
                .statistics("risk", part("energy", "bands", 2))
                .build();
        assertThat(built.resolved()).isEqualTo(sgdyn.read("""
                name: whole
                dimension: 40
                seed: 3
                classes: [{label: 0, mean: {type: zero}, covariance: {type: isotropic}}]
                loss: {type: least-squares, teacher: true}
                teacher: {type: constant}
                initial: {type: gaussian, norm: 0.5}
                ridge: 0.1
                batch: 2
                curves:
                  - {name: slow, learningRate: {type: constant, value: 0.1}}
                  - {name: fast, learningRate: {type: constant, value: 0.5}}
                time: {start: 0.1, end: 10, points: 6, spacing: log}
                integrator: {type: modewise}
                accuracy: 1e-6
                statistics: [risk, {type: energy, bands: 2}]
                """).resolved());
    }

    @Test
    void whatTheProgramDoesTheLibraryDoes(@TempDir Path work) throws IOException {
        Sgdyn sgdyn = Sgdyn.of();
        Experiment experiment = sgdyn.read(TEXT);
        // One isotropic class of two, equal in all: the critical learning rate of least squares is 2.
        assertThat(sgdyn.stability(experiment, RunListener.SILENT)
                        .criticalLearningRate()
                        .orElseThrow())
                .isCloseTo(2, within(1e-6));
        assertThat(sgdyn.asymptotics(experiment, 1e3, RunListener.SILENT).get(0).prediction())
                .isPresent();
        assertThat(sgdyn.run(experiment, RunListener.SILENT, 1, TheoryCheck.CERTIFICATE)
                        .curves()
                        .get(0)
                        .certificate()
                        .orElseThrow()
                        .worst())
                .isLessThan(1e-6);
        List<Experiment> ladder = Stream.of(20, 40, 80)
                .map(d -> sgdyn.read(TEXT, "dimension=" + d))
                .toList();
        assertThat(sgdyn.validate(ladder, RunListener.SILENT, 1).curves().get(0).fitted())
                .hasSize(3);

        Path file = Files.writeString(work.resolve("sweep.yaml"), """
                name: swept
                experiment: one.yaml
                grid: [{key: learningRate.value, values: [0.25, 0.5]}]
                set: {simulation.replicates: 2}
                measure: [{type: final, statistic: risk}]
                """);
        Files.writeString(work.resolve("one.yaml"), TEXT);
        List<SweepRow> rows = sgdyn.run(sgdyn.readSweep(file), SweepStore.NONE, done -> {});
        assertThat(rows).hasSize(2).allMatch(SweepRow::isComplete);
        double[] risk = risk(sgdyn.run(experiment));
        // The sweep solves without the further statistics, on the same modes.
        assertThat(rows.get(1).curves().get(0).values().get(0)).isCloseTo(risk[risk.length - 1], within(1e-10));
        assertThatThrownBy(() -> sgdyn.readSweep(work.resolve("one.yaml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is an experiment, not a sweep");
        assertThatThrownBy(() -> sgdyn.readSweep(work.resolve("none.yaml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void problemsAreTypedAndAllThere() {
        assertThatThrownBy(() -> Sgdyn.of().read(TEXT, "loss.tipe=1", "time.end=-1"))
                .isInstanceOfSatisfying(
                        InvalidExperimentException.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(problem -> problem.path())
                                .containsExactlyInAnyOrder("loss.tipe", "time.end"));
    }

    @Test
    void theListenerFollowsTheRun() {
        List<String> heard = new ArrayList<>();
        Sgdyn sgdyn = Sgdyn.of();
        sgdyn.run(sgdyn.read(TEXT), new RunListener() {
            @Override
            public void phase(String text) {
                heard.add(text);
            }

            @Override
            public synchronized void replicateFinished(int done, int total) {
                heard.add("replicate of " + total);
            }
        });
        assertThat(heard).startsWith("theory", "simulation").hasSize(6).contains("replicate of 4");
    }

    /** Ended in the theory or in the simulation: a run that would take hours ends. */
    @ParameterizedTest
    @ValueSource(strings = {"theory", "simulation"})
    void theListenerEndsTheRun(String phase) {
        AtomicBoolean end = new AtomicBoolean();
        Sgdyn sgdyn = Sgdyn.of();
        Experiment experiment = sgdyn.read(TEXT, "time={end: 1.0e+9, points: 2}");
        assertThatThrownBy(() -> sgdyn.run(experiment, new RunListener() {
                    @Override
                    public void phase(String text) {
                        end.set(text.startsWith(phase));
                    }

                    @Override
                    public boolean isCancelled() {
                        return end.get();
                    }
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("cancelled at t = ");
    }

    /** What may take long, for a listener that asks for an end. */
    static Stream<Named<BiConsumer<Experiment, RunListener>>> tasks() {
        return Stream.of(
                Named.of("theory", (experiment, listener) -> Sgdyn.of().run(experiment, listener)),
                Named.of(
                        "certificate",
                        (experiment, listener) -> ExperimentRunner.run(
                                experiment,
                                listener,
                                LocalExecutor.of(1),
                                TheoryCheck.CERTIFICATE,
                                curve -> ReplicateStore.NONE)),
                Named.of("asymptotics", (experiment, listener) -> AsymptoticAnalysis.of(experiment, 1e10, listener)),
                Named.of("stability", (experiment, listener) -> StabilityAnalysis.of(experiment, listener)),
                Named.of(
                        "validation",
                        (experiment, listener) -> Validation.of(
                                List.of(experiment), listener, LocalExecutor.of(1), curve -> ReplicateStore.NONE)));
    }

    /** Whether at the first right-hand side or in the middle: every task asks, and nothing is evaluated once it was told. */
    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskAsksWhetherItIsToEnd(BiConsumer<Experiment, RunListener> task) {
        Sgdyn sgdyn = Sgdyn.of();
        Experiment experiment = sgdyn.read(
                TEXT, "loss={type: logistic}", "integrator={type: dormand-prince-54}", "simulation={replicates: 2}");
        for (int most : new int[] {1, 20}) {
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() -> task.accept(experiment, new RunListener() {
                        @Override
                        public boolean isCancelled() {
                            return asked.incrementAndGet() >= most;
                        }
                    }))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("cancelled at t = ");
            assertThat(asked).hasValue(most);
        }
    }
}
