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
        return new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, () -> now);
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
                .endsWith("\r\u001B[K");
    }
}
