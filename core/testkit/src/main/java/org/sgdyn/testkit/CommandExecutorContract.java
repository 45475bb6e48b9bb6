package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.spi.CommandExecutor;

/**
 * What every {@link CommandExecutor} must satisfy where it runs commands on this machine, or plays a scheduler that does; extend it
 * and hand out the executor under test. The command is a script for {@code /bin/sh}.
 */
public abstract class CommandExecutorContract {

    private static final int TOTAL = 20;

    /** Writes the files of every task of the share; numbers of shares may begin with 0 or with 1. */
    private static final String[] WRITE = {
        "task=$((share % shares))",
        "while [ $task -lt " + TOTAL + " ]; do",
        "    echo \"$remark\" >\"$results/$task\"",
        "    task=$((task + shares))",
        "done"
    };

    @TempDir
    private Path work;

    /** For subclasses. */
    protected CommandExecutorContract() {}

    /**
     * The executor under test, with a few shares.
     *
     * @param scratch a directory for whatever it needs besides
     * @return an executor that launches commands; an equal one at every call with the same directory
     * @throws IOException if the directory cannot be written to
     */
    protected abstract CommandExecutor executor(Path scratch) throws IOException;

    private static String[] after(String line) {
        String[] lines = new String[WRITE.length + 1];
        lines[0] = line;
        System.arraycopy(WRITE, 0, lines, 1, WRITE.length);
        return lines;
    }

    private void requireDone(OptionalInt code, ScriptedCommand command) throws IOException {
        assertThat(code.orElse(0)).isZero();
        assertThat(command.files())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, TOTAL).mapToObj(String::valueOf).toList());
        for (String file : command.files()) {
            assertThat(command.directory().resolve(file)).hasContent("it's $HOME");
        }
        // Nor does it leave hidden files behind.
        assertThat(command.directory().toFile().list()).hasSize(TOTAL);
    }

    /** Every share is run where the command was given, with its words as they are, and nothing else is left. */
    @Test
    final void theWholeCommandIsDone() throws IOException {
        ScriptedCommand command = ScriptedCommand.in(work, TOTAL).doing(WRITE);
        CommandExecutor executor = executor(Files.createDirectories(work.resolve("scratch")));
        assertThat(executor.launches()).isTrue();
        requireDone(executor.launch(command), command);
    }

    /** Asked to end it does; called again it joins what runs on, or does what is missing. */
    @Test
    final void whatWasLeftIsJoined() throws IOException {
        Path scratch = Files.createDirectories(work.resolve("scratch"));
        ScriptedCommand command =
                ScriptedCommand.in(work, TOTAL).doing(after("touch started; until [ -e go ]; do sleep 0.05; done"));
        command.cancelWhen(() -> Files.exists(work.resolve("started")));
        assertThatThrownBy(() -> executor(scratch).launch(command)).isInstanceOf(CancellationException.class);
        Files.createFile(work.resolve("go"));
        ScriptedCommand again = ScriptedCommand.in(work, TOTAL);
        requireDone(executor(scratch).launch(again), again);
    }
}
