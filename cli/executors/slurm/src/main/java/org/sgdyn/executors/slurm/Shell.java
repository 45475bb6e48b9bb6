package org.sgdyn.executors.slurm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.ExecutorException;

/**
 * Runs lines of shell.
 *
 * @param environment variables that differ from those of this process
 * @param patience how long a line may take
 */
record Shell(Map<String, String> environment, Duration patience) {

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    /** What the shell itself answers where there is no such command. */
    private static final int NOT_FOUND = 127;

    private static final int OVERDUE = 124;

    /** The shell of this process's user. */
    static final Shell USUAL = new Shell(Map.of(), Duration.ofMinutes(2));

    /**
     * What came of a line.
     *
     * @param code the exit code
     * @param output what it wrote, without white space around it
     * @param error what it complained of, likewise
     */
    record Answer(int code, String output, String error) {

        boolean isGood() {
            return code == 0;
        }

        boolean isUnknownCommand() {
            return code == NOT_FOUND;
        }

        /** What the user should read of a line that failed. */
        String complaint() {
            String said = error.isEmpty() ? output : error;
            return said.isEmpty()
                    ? "exit code " + code
                    : said.lines().reduce((a, b) -> a + "; " + b).orElseThrow();
        }
    }

    /**
     * Runs a line and waits for it; what it says goes through files, so that what it leaves in the background keeps nobody waiting.
     *
     * @param line what a user would type
     * @param scratch a directory for what is said
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     * @throws ExecutorException if no shell can be started, or nothing be written
     */
    Answer run(String line, Path scratch) {
        try {
            Path output = Files.createTempFile(scratch, "said", ".txt");
            Path error = Files.createTempFile(scratch, "said", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", line)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile())
                        .redirectError(error.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    return new Answer(OVERDUE, "", "no answer in " + patience.toSeconds() + " s");
                }
                return new Answer(process.exitValue(), text(output), text(error));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(error);
            }
        } catch (InterruptedException interrupt) {
            throw Cancellation.interrupted(interrupt);
        } catch (IOException trouble) {
            throw new ExecutorException(
                    "cannot run a line of shell with its output in " + scratch + ": " + trouble, trouble);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    }

    /** A word that the shell takes as it is. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
