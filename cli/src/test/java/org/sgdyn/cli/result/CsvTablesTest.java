package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.sgdyn.cli.SampleResults;

final class CsvTablesTest {

    private static final double[] TIMES = {0, 1};

    @Test
    void aPlainExperimentHasARowPerTime() throws IOException {
        StringBuilder text = new StringBuilder();
        CsvTables.writeTheory(SampleResults.of(false, TIMES, ""), text);
        assertThat(text)
                .hasToString("t,learning_rate,risk,error\n0.0,1.0,1.0,0.5\n1.0,1.0," + Math.exp(-1) + ","
                        + Math.exp(-1) / 2 + "\n");
    }

    @Test
    void severalCurvesAreNamedInTheFirstColumn() throws IOException {
        StringBuilder text = new StringBuilder();
        CsvTables.writeTheory(SampleResults.of(false, TIMES, "slow", "fast, \"very\""), text);
        String[] lines = text.toString().split("\n", -1);
        assertThat(lines[0]).isEqualTo("curve,t,learning_rate,risk,error");
        assertThat(lines[1]).isEqualTo("slow,0.0,1.0,1.0,0.5");
        assertThat(lines[3]).isEqualTo("\"fast, \"\"very\"\"\",0.0,2.0,1.0,0.5");
    }

    @Test
    void everyNumberReadsBackAsTheSameDouble() throws IOException {
        StringBuilder text = new StringBuilder();
        CsvTables.writeTheory(SampleResults.of(false, new double[] {0, 1.0 / 3}, ""), text);
        String[] cells = text.toString().split("\n", -1)[2].split(",", -1);
        assertThat(Double.parseDouble(cells[0])).isEqualTo(1.0 / 3);
        assertThat(Double.parseDouble(cells[2])).isEqualTo(Math.exp(-1.0 / 3));
    }

    @Test
    void theSimulationHasFourColumnsPerStatistic() throws IOException {
        StringBuilder text = new StringBuilder();
        CsvTables.writeSimulation(SampleResults.of(true, TIMES, ""), text);
        String[] lines = text.toString().split("\n", -1);
        assertThat(lines[0])
                .startsWith("t,learning_rate_mean,learning_rate_std,learning_rate_q05,learning_rate_q95,risk_mean,")
                .endsWith(",error_mean,error_std,error_q05,error_q95");
        assertThat(lines[1]).isEqualTo("0.0,1.01,NaN,0.98,1.05,1.01,NaN,0.98,1.05,0.505,NaN,0.49,0.525");
    }
}
