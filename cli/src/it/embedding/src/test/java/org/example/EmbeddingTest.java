package org.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgdyn.cli.ExperimentBuilder.part;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.Sgdyn;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.run.RunListener;
import org.sgdyn.plugin.PluginModule;

class EmbeddingTest {

    private static final Path FILE = Path.of("experiment.yaml");

    /** A plug-in that lives in this program only. */
    private static final class LogCoshPlugin extends PluginModule {
        @Override
        protected void configure() {
            loss("log-cosh", parameters -> new LogCosh());
        }
    }

    @Test
    void fiveLinesGiveTheoryAndSimulation() {
        Sgdyn sgdyn = Sgdyn.of().withLoss("log-cosh", new LogCosh());
        CurveResult curve = sgdyn.run(sgdyn.read(FILE)).curves().get(0);
        double[] theory = curve.theory().curve("risk");
        double[] mean = curve.simulation().orElseThrow().mean("risk");
        double[] deviation = curve.simulation().orElseThrow().deviation("risk");
        for (int k = 0; k < theory.length; k++) {
            double error = deviation[k] / Math.sqrt(10);
            // Four standard errors, and 2 % for what a dimension of 400 leaves of order 1/d.
            assertThat(Math.abs(mean[k] - theory[k])).isLessThanOrEqualTo(4 * error + 0.02 * theory[k]);
        }
        assertThat(theory[20]).as("it learns").isLessThan(0.9 * theory[0]);
    }

    @Test
    void aModuleOfTheProgramsOwnDoesTheSame() {
        Sgdyn own = Sgdyn.of(new LogCoshPlugin());
        Sgdyn instance = Sgdyn.of().withLoss("log-cosh", new LogCosh());
        ExperimentResult first = own.run(own.read(FILE));
        ExperimentResult second = instance.run(instance.read(FILE));
        assertThat(first.curves().get(0).theory().curve("risk"))
                .isEqualTo(second.curves().get(0).theory().curve("risk"));
        // NaN, as an undefined cosine at the zero start is, counts as equal here.
        assertThat(Arrays.deepEquals(
                        first.curves().get(0).simulation().orElseThrow().mean(),
                        second.curves().get(0).simulation().orElseThrow().mean()))
                .isTrue();
    }

    @Test
    void aListenerSeesProgressAndEndsTheRun() {
        Sgdyn sgdyn = Sgdyn.of(new LogCoshPlugin());
        Experiment experiment = sgdyn.read(FILE, "simulation.replicates=1000000");
        AtomicInteger finished = new AtomicInteger();
        assertThatThrownBy(() -> sgdyn.run(experiment, new RunListener() {
                    @Override
                    public void replicateFinished(int done, int total) {
                        finished.incrementAndGet();
                    }

                    @Override
                    public boolean isCancelled() {
                        return finished.get() >= 3;
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(finished.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void wrongExperimentsAreExceptionsWithPlaces() {
        assertThatThrownBy(() -> Sgdyn.of().read(FILE))
                .isInstanceOfSatisfying(InvalidExperimentException.class, e -> assertThat(e.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.path()).isEqualTo("loss.type")));
    }

    @Test
    void anExperimentIsWrittenInJava() {
        Sgdyn sgdyn = Sgdyn.of().withLoss("log-cosh", new LogCosh());
        Experiment experiment = sgdyn.experiment("in Java")
                .dimension(400)
                .seed(1)
                .addClass(1, part("constant"), part("isotropic"))
                .addClass(-1, part("constant", "amplitude", -1), part("isotropic"))
                .loss(part("log-cosh"))
                .learningRate(part("constant", "value", 0.5))
                .time(4, 5)
                .simulate(2)
                .build();
        CurveResult curve = sgdyn.run(experiment).curves().get(0);
        assertThat(curve.theory().curve("risk")).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(curve.simulation()).isPresent();
        assertThatThrownBy(() -> sgdyn.experiment("nothing").build())
                .isInstanceOfSatisfying(InvalidExperimentException.class, e -> assertThat(e.problems())
                        .extracting(problem -> problem.path())
                        .contains("classes", "loss", "learningRate", "time"));
    }

    @Test
    void theCommandLineReturnsItsExitCode() {
        StringWriter out = new StringWriter();
        int code = Sgdyn.execute(new PrintWriter(out), new PrintWriter(out), "describe", "logistic");
        assertThat(code).isZero();
        assertThat(out.toString()).contains("log(1 + exp(r)) - y r");
        assertThat(Sgdyn.execute(new PrintWriter(out), new PrintWriter(out), "run", "none.yaml", "--out", "x"))
                .isEqualTo(2);
    }

    @Test
    void mainPrintsARiskPerLearningRate() {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Embedding.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(3).allMatch(line -> line.contains("risk 0."));
    }
}
