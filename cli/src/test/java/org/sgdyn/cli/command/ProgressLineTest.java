package org.sgdyn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    private ProgressLine line(boolean terminal) {
        return line(terminal, 80, 40);
    }

    private ProgressLine line(boolean terminal, int columns, int all) {
        PrintStream target = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new ProgressLine("replicate", all, target, terminal, () -> columns, () -> now);
    }

    private void runThroughOneMinute(ProgressLine line) {
        line.phase("simulation");
        line.replicatesFound(10);
        for (int done = 11; done <= 40; done++) {
            now += 2_000_000_000L;
            line.replicateFinished(done, 40);
        }
    }

    @Test
    void elsewhereThereAreFewPlainLines() {
        runThroughOneMinute(line(false));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("simulation: replicate 25 of 40, 0.500 per second, 30 s left\n");
    }

    @Test
    void onATerminalOneLineIsWrittenOver() {
        runThroughOneMinute(line(true));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("simulation ...")
                .contains("replicate 11 of 40, 0.500 per second, 58 s left")
                .doesNotContain("\n")
                .endsWith("\r\u001B[K\r");
    }

    @Test
    void noLineIsLongerThanTheTerminal() {
        for (int columns : new int[] {1, 5, 20, 40, 50}) {
            bytes.reset();
            runThroughOneMinute(line(true, columns, 40));
            assertThat(bytes.toString(StandardCharsets.UTF_8).split("\r\u001B\\[K", -1))
                    .as("%d columns", columns)
                    .allMatch(shown -> shown.length() <= columns)
                    .as("says something")
                    .anyMatch(shown -> !shown.isEmpty());
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("replicate 11 of 40, 58 s left");
    }

    @Test
    void severalCurvesCountTogether() {
        ProgressLine line = line(true, 200, 80);
        runThroughOneMinute(line);
        runThroughOneMinute(line);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("replicate 11 of 40, 11 of 80 in all, 0.500 per second, 2 min 18 s left")
                .contains("replicate 11 of 40, 51 of 80 in all, 0.500 per second, 58 s left");
    }

    @Test
    void theWidthOfATerminal() {
        assertThat(Terminal.columns("24 132\n")).isEqualTo(132);
        assertThat(Terminal.columns("24 1")).isEqualTo(1);
        assertThat(Terminal.columns("0 0")).as("not known").isEqualTo(80);
        assertThat(Terminal.columns("")).isEqualTo(80);
    }
}
