package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.run.AccuracyGoal;
import org.sgdyn.run.Certificate;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;

/** What a certificate claims holds, and an accuracy that cannot be met is told. */
final class CertificateTest {

    private static final String POWER_LAW = """
            name: power-law
            dimension: 20
            classes:
              - {label: 1, mean: {type: constant}, covariance: {type: power-law, exponent: 1.1}}
              - {label: 0, mean: {type: constant, amplitude: -1}, covariance: {type: power-law, exponent: 1.5}}
            loss: {type: logistic}
            initial: {type: zero}
            learningRate: {type: constant, value: 2}
            time: {end: 12, points: 49}
            """;

    /** Energies of modes fall by many decades, and rounding in the rest of the state shows in them. */
    private static final String PHASE_RETRIEVAL = """
            name: phase-retrieval
            dimension: 200
            classes:
              - {label: 0, mean: {type: zero}, covariance: {type: power-law, exponent: 0.4}}
            loss: {type: phase-retrieval}
            teacher: {type: power-law, exponent: -0.2}
            initial: {type: constant, amplitude: 1.0e-6}
            learningRate: {type: constant, value: 0.1}
            time: {end: 60, points: 21}
            """;

    @Test
    void errorsBetweenStepsAreCovered() {
        CurveResult held = Experiments.certified(POWER_LAW, "integrator={type: dormand-prince-853}");
        CurveResult truth = Experiments.plain(POWER_LAW, "integrator={type: runge-kutta-4, step: 0.0005}");
        double error = 0;
        for (int k = 1; k < 49; k++) {
            double exact = truth.theory().curve("energy_10")[k];
            error = Math.max(error, Math.abs(held.theory().curve("energy_10")[k] / exact - 1));
        }
        // Well above rounding, so that the certificate has something to see.
        assertThat(error).isGreaterThan(5e-14);
        Certificate certificate = held.certificate().orElseThrow();
        // Tolerances a hundred times tighter leave little of the error; measured 1e-9.
        assertThat(certificate.worst()).isBetween(error / 2, 1e-8);
    }

    @Test
    void anAccuracyIsMetAndEveryAttemptIsAnnounced() {
        List<String> phases = new ArrayList<>();
        Experiment experiment = Experiments.read(POWER_LAW, Path.of("."), "accuracy=1e-10");
        CurveResult result = ExperimentRunner.run(experiment, new RunListener() {
                    @Override
                    public void phase(String text) {
                        phases.add(text);
                    }
                })
                .curves()
                .get(0);
        AccuracyGoal goal = result.goal().orElseThrow();
        assertThat(goal.isMet()).as(goal.message()).isTrue();
        assertThat(goal.reached())
                .isEqualTo(result.certificate().orElseThrow().worst())
                .isLessThanOrEqualTo(1e-10);
        assertThat(goal.settings().get("relativeTolerance")).isLessThan(1e-8);
        assertThat(phases).contains("theory, attempt 1 at accuracy 1.0E-10").hasSize(1 + goal.attempts());
    }

    @Test
    void anAccuracyBeyondReachIsToldWithWhatWasReached() {
        CurveResult result =
                Experiments.plain(PHASE_RETRIEVAL, "accuracy=1e-12", "integrator={type: dormand-prince-54}");
        AccuracyGoal goal = result.goal().orElseThrow();
        assertThat(goal.isMet()).isFalse();
        assertThat(goal.reached())
                .isEqualTo(result.certificate().orElseThrow().worst())
                .isGreaterThan(1e-12);
        assertThat(goal.message())
                .contains("accuracy 1.0E-12 is not met", goal.column(), "the integrator", "ask for less accuracy");
        // A tolerance that can still be divided by a hundred: else the certificate would compare a solution with
        // itself.
        assertThat(goal.settings().get("relativeTolerance")).isBetween(1e-12, 1e-8);
    }
}
