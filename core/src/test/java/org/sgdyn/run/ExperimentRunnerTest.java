package org.sgdyn.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.Gap;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.spi.Outcome;

class ExperimentRunnerTest {

    private static final double[] TIMES = {0, 0.5};

    private static final List<String> COLUMNS = List.of("learning_rate", "risk");

    /**
     * Between two steps a decaying learning rate is interpolated, the same in all replicates: that is no gap, and the largest one is
     * that of the risk, of (1.2 - 1) / (0.4 / sqrt(4)) standard errors.
     */
    @Test
    void whatAllReplicatesAgreeOnIsNoGap() {
        Trajectory theory = new Trajectory(COLUMNS, TIMES, new double[][] {{1, 2}, {0.5, 1}}, Outcome.completed(0.5));
        double[][] mean = {{1, 2}, {0.501, 1.2}};
        Ensemble simulation = new Ensemble(
                COLUMNS, TIMES, new int[] {4, 4}, mean, new double[][] {{0, 0}, {0, 0.4}}, mean, mean, List.of());
        Gap gap = ExperimentRunner.gap(theory, simulation, false).orElseThrow();
        assertThat(gap.column()).isEqualTo("risk");
        assertThat(gap.time()).isEqualTo(0.5);
        assertThat(gap.standardErrors()).isCloseTo(1, within(1e-14));
        assertThat(gap.standardDeviations()).isCloseTo(0.5, within(1e-14));
    }
}
