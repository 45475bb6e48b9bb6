package org.sgdyn.executors.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.spi.ExecutorException;
import org.sgdyn.testkit.ScriptedCommand;

/** A spark-submit that is a script. */
final class SubmissionTest {

    @TempDir
    private Path work;

    private SparkSettings settings() {
        return new SparkSettings(
                "spark://host:7077",
                work.toString(),
                2,
                "3g",
                Map.of("spark.executor.memory", "4g", "spark.a", "b c"),
                1);
    }

    private void submit(String... lines) throws IOException {
        Files.createDirectories(work.resolve("jars"));
        Path script = Files.createDirectories(work.resolve("bin")).resolve("spark-submit");
        Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void theCommandIsSubmittedAndItsExitCodeReturned() throws IOException {
        submit("printf '%s\\n' \"$@\" > \"$SPARK_HOME/arguments\"", "exit 3");
        assertThat(Submission.run(settings(), ScriptedCommand.in(work, 1))).isEqualTo(3);
        List<String> arguments = Files.readAllLines(work.resolve("arguments"));
        assertThat(arguments)
                .containsSequence("--master", "spark://host:7077")
                .containsSequence("--conf", "spark.executor.cores=2")
                .containsSequence("--conf", "spark.a=b c")
                .as("a setting wins over a parameter")
                .containsSequence("--conf", "spark.executor.memory=4g")
                .doesNotContain("spark.executor.memory=3g")
                .as("the command without the program, as it was given")
                .endsWith("share.sh", work.resolve("some results").toString(), "it's $HOME", "--executor", "spark");
        String jars = arguments.get(arguments.indexOf("--jars") + 1);
        assertThat(jars).contains("file:/").doesNotContain("logback");
    }

    private List<String> words(String master, Map<String, String> conf) throws IOException {
        SparkSettings settings = new SparkSettings(master, work.toString(), 0, "", conf, 1);
        return Submission.words(settings, work, ScriptedCommand.in(work, 1));
    }

    /** The driver's own work is little; but where it is the worker, or may be, it is compiled as ever. */
    @Test
    void aDriverCompilesLateIfItsWorkersAreElsewhereAndNobodySaysOtherwise() throws IOException {
        String late = "-XX:Tier4InvocationThreshold=";
        assertThat(words("spark://host:7077", Map.of())).anyMatch(word -> word.startsWith(late));
        for (String here : List.of("", "local[2]")) {
            assertThat(words(here, Map.of())).noneMatch(word -> word.startsWith(late));
        }
        assertThat(words("yarn", Map.of("spark.driver.extraJavaOptions", "-Xss4m")))
                .noneMatch(word -> word.startsWith(late));
    }

    @Test
    void sparkEndsWithTheCommand() throws Exception {
        Path pid = work.resolve("pid");
        submit("echo $$ > '" + pid + ".part'", "mv '" + pid + ".part' '" + pid + "'", "exec sleep 600");
        ScriptedCommand command = ScriptedCommand.in(work, 1);
        command.cancelWhen(() -> Files.exists(pid));
        assertThatThrownBy(() -> Submission.run(settings(), command)).isInstanceOf(CancellationException.class);
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void withoutSparkItSaysWhatToDo() {
        SparkSettings unnamed = new SparkSettings("", "", 0, "", Map.of(), 1);
        assertThatThrownBy(() -> Submission.home(unnamed, Optional.empty()))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContaining("set the environment variable SPARK_HOME");
        assertThatThrownBy(() -> Submission.home(unnamed, Optional.of(work.toString())))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContaining("SPARK_HOME is " + work + ", but there is no directory jars in it");
        assertThatThrownBy(() -> Submission.home(settings(), Optional.empty()))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContaining("home is " + work);
    }
}
