package org.sgdyn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentSize;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.experiment.Remarks;
import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.SpectrumLimit;
import org.sgdyn.sweep.SweepStore;

/** The modes of an experiment are built once, however many ask for them: a spectrum counts how often it is asked. */
final class PreparedOnceTest {

    private static final AtomicInteger LIMITS = new AtomicInteger();
    private static final AtomicInteger EIGENVALUES = new AtomicInteger();

    private static final String TEXT = """
            name: counted
            dimension: 50
            seed: 1
            classes: [{label: 1, mean: {type: gaussian}, covariance: {type: counted}}]
            loss: {type: logistic}
            curves:
              - {learningRate: {type: constant, value: 0.5}}
              - {learningRate: {type: constant, value: 1}}
            time: {end: 1, points: 3}
            """;

    @TempDir
    private Path work;

    private final Sgdyn sgdyn = Sgdyn.of(new CountedPlugin());

    /** lambda(u) = u. */
    private static final class Counted implements CovarianceSpectrum {

        @Override
        public double eigenvalue(int mode, int dimension) {
            EIGENVALUES.incrementAndGet();
            return (double) mode / dimension;
        }

        @Override
        public Optional<SpectrumLimit> limit() {
            LIMITS.incrementAndGet();
            return Optional.of(SpectrumLimit.of(u -> u));
        }

        @Override
        public boolean isSampledFromLimit() {
            return true;
        }
    }

    private static final class CountedPlugin extends PluginModule {
        @Override
        protected void configure() {
            spectrum("counted", parameters -> new Counted());
        }
    }

    @BeforeEach
    void start() {
        LIMITS.set(0);
        EIGENVALUES.set(0);
    }

    private void everything(Experiment experiment) {
        ExperimentSize.of(experiment, 2);
        Fingerprint.of(experiment, "");
        Remarks.of(experiment);
        sgdyn.run(experiment);
        Fingerprint.of(experiment, "");
    }

    @Test
    void singleModesServeTheoryAndSimulationOfAllCurves() {
        everything(sgdyn.read(TEXT, "simulation={replicates: 2}"));
        assertThat(EIGENVALUES).hasValue(50);
        assertThat(LIMITS).hasValue(0);
    }

    @Test
    void theSpectralCheckTakesOneTableMore() {
        everything(sgdyn.read(TEXT, "dimension=infinite"));
        assertThat(LIMITS).hasValue(2);
        assertThat(EIGENVALUES).hasValue(0);
    }

    @Test
    void pointsOfASweepAreBuiltOnceEachToBeComputedAndOncePerStructureToBeChecked() throws IOException {
        Files.writeString(work.resolve("one.yaml"), TEXT);
        Path file = Files.writeString(work.resolve("sweep.yaml"), """
                name: counted
                experiment: one.yaml
                grid: [{key: ridge, values: [0, 0.1, 0.2, 0.3, 0.4]}]
                measure: [{type: final, statistic: risk}]
                """);
        sgdyn.run(sgdyn.readSweep(file), SweepStore.NONE, done -> {});
        // Checked: 0, which is whole, the first fraction, and the corner.
        assertThat(EIGENVALUES).hasValue((3 + 5) * 50);
    }
}
