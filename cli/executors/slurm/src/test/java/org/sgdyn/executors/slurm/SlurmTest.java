package org.sgdyn.executors.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.spi.ExecutorException;
import org.sgdyn.testkit.ScriptedCommand;

/** Slurm as its commands show it, played by scripts. */
final class SlurmTest {

    private static final int TASKS = 4;

    @TempDir
    private Path work;

    private Programs programs;

    @BeforeEach
    void slurm() throws IOException {
        programs = Programs.in(work).slurm();
    }

    private ArrayExecutor executor(int resubmissions) {
        SlurmScheduler scheduler =
                new SlurmScheduler("short", "1:00:00", "2G", "physics", "--qos=long --comment='a b'", programs.shell());
        return new ArrayExecutor(
                new JobPlan(scheduler, TASKS, "greeting='good day'\nexport greeting", resubmissions, Programs.QUICK));
    }

    private ScriptedCommand command(int total, String... lines) throws IOException {
        return ScriptedCommand.in(work, total).doing(lines);
    }

    @Test
    void everyShareRunsAsItsJobAndNothingIsLeft() throws IOException {
        ScriptedCommand command =
                command(TASKS, "echo \"$share of $shares, $remark, $greeting, $SGDYN_JAVA_OPTS\" >\"$results/$share\"");
        assertThat(executor(2).launch(command)).isEmpty();
        assertThat(command.files()).containsExactly("1", "2", "3", "4");
        // The processors are those of SLURM_CPUS_ON_NODE, the memory three quarters of SLURM_MEM_PER_NODE.
        assertThat(command.directory().resolve("3"))
                .content()
                .isEqualToNormalizingNewlines("3 of 4, it's $HOME, good day, -XX:ActiveProcessorCount=3 -Xmx300m \n");
        assertThat(programs.lines())
                .contains("sbatch --parsable --array=1-4 --job-name=sgdyn-sweep-it-s-mine --output=")
                .contains(" --partition=short --time=1:00:00 --mem=2G --account=physics --qos=long --comment=a b ");
        assertThat(command.directory().resolve(".sgdyn-slurm")).doesNotExist();
        assertThat(command.said()).hasSize(1).first().asString().contains("job array 101", "4 shares");
    }

    @Test
    void aCommandWithNothingToDoSubmitsNothing() throws IOException {
        assertThat(executor(2).launch(command(0, "exit 1"))).isEmpty();
        assertThat(programs.state().resolve("lines")).doesNotExist();
    }

    @Test
    void failedSharesAreSubmittedAgainAndNoOthers() throws IOException {
        ScriptedCommand command = command(
                TASKS,
                "[ $share = 1 ] || [ $share = 4 ] || [ -e again.$share ] || {",
                "  touch again.$share; echo no luck; exit 1; }",
                "touch \"$results/$share\"");
        executor(1).launch(command);
        assertThat(command.files()).containsExactly("1", "2", "3", "4");
        assertThat(programs.lines()).contains("--array=2-3 ");
        assertThat(command.said())
                .anySatisfy(line -> assertThat(line)
                        .contains("share 2 of 4", "job array 101", "exit code 1", "101_2.log ends: no luck"));
    }

    /** A killed job leaves no exit code; Slurm says that it is over, and why. */
    @Test
    void killedSharesAreNoticed() throws IOException {
        Files.writeString(programs.state().resolve("end"), "TIMEOUT");
        ScriptedCommand command = command(
                TASKS,
                "[ $share != 3 ] || [ -e again ] || { touch again; echo half way; kill -9 $PPID; exit; }",
                "touch \"$results/$share\"");
        executor(1).launch(command);
        assertThat(command.files()).containsExactly("1", "2", "3", "4");
        assertThat(command.said()).anySatisfy(line -> assertThat(line).contains("share 3 of 4", "TIMEOUT", "half way"));
    }

    @Test
    void sharesThatKeepFailingAreNamed() throws IOException {
        ScriptedCommand command =
                command(TASKS, "[ $share != 2 ] || { echo 'disk full'; exit 1; }", "touch \"$results/$share\"");
        assertThatThrownBy(() -> executor(2).launch(command))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContainingAll("1 of 4 shares", "share 2 of 4", "disk full", ".log", "the same command");
        assertThat(programs.lines().lines().filter(line -> line.contains("--array=2 ")))
                .hasSize(2);
        assertThat(command.files()).containsExactly("1", "3", "4");
        // Once the reason is gone, the same command submits what failed, and that alone.
        command.doing("touch \"$results/$share\"");
        executor(2).launch(command);
        assertThat(programs.lines().lines().filter(line -> line.contains("--array=2 ")))
                .hasSize(3);
        assertThat(command.files()).containsExactly("1", "2", "3", "4");
        assertThat(command.directory().resolve(".sgdyn-slurm")).doesNotExist();
    }

    @Test
    void troubleToldInTheResultsIsNoFailure() throws IOException {
        ScriptedCommand command = command(TASKS, "touch \"$results/$share\"; exit 3");
        executor(0).launch(command);
        assertThat(command.files()).hasSize(TASKS);
    }

    @Test
    void jobsOutliveTheCommandAndAreJoined() throws IOException {
        ScriptedCommand command = command(
                TASKS, "touch started.$share", "while [ ! -e go ]; do sleep 0.05; done", "touch \"$results/$share\"");
        command.cancelWhen(() -> Files.exists(work.resolve("started.4")));
        assertThatThrownBy(() -> executor(2).launch(command)).isInstanceOf(CancellationException.class);
        assertThat(command.said())
                .last()
                .isEqualTo("the job array 101 runs on; the same command joins it, scancel 101 ends it");
        ScriptedCommand again = ScriptedCommand.in(work, TASKS);
        again.cancelWhen(() -> {
            if (again.said().contains("joins the job array 101")) {
                create(work.resolve("go"));
            }
            return false;
        });
        executor(2).launch(again);
        assertThat(again.files()).hasSize(TASKS);
        assertThat(programs.lines().lines().filter(line -> line.startsWith("sbatch")))
                .hasSize(1);
    }

    private static void create(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException trouble) {
            throw new AssertionError(trouble);
        }
    }

    /** Of arrays that were cancelled meanwhile only those shares are submitted that have not ended well. */
    @Test
    void whatIsMissingOfACancelledArrayIsSubmitted() throws Exception {
        ScriptedCommand command = command(
                TASKS,
                "[ $share -le 2 ] || [ -e go ] || { touch started.$share; sleep 60; }",
                "touch \"$results/$share\"");
        command.cancelWhen(() -> command.files().size() == 2
                && Files.exists(work.resolve("started.3"))
                && Files.exists(work.resolve("started.4")));
        assertThatThrownBy(() -> executor(2).launch(command)).isInstanceOf(CancellationException.class);
        for (int share : List.of(3, 4)) {
            String pid = Files.readString(programs.state().resolve("pid.101." + share))
                    .strip();
            // Its session is the job's own; a killed process is there until it is buried.
            String kill = "kill -9 -" + pid + "; while kill -0 " + pid + " 2>/dev/null; do sleep 0.02; done";
            assertThat(new ProcessBuilder("sh", "-c", kill).start().waitFor()).isZero();
        }
        create(work.resolve("go"));
        ScriptedCommand again = ScriptedCommand.in(work, TASKS);
        executor(2).launch(again);
        assertThat(again.files()).hasSize(TASKS);
        assertThat(programs.lines()).contains("--array=3-4 ");
    }

    @Test
    void whatAnotherCommandSubmittedIsLeftAlone() throws IOException {
        ScriptedCommand command = command(TASKS, "sleep 1; touch \"$results/$share\"");
        command.cancelWhen(() -> !command.said().isEmpty());
        assertThatThrownBy(() -> executor(2).launch(command)).isInstanceOf(CancellationException.class);
        ScriptedCommand again = command(2 * TASKS, "touch \"$results/another $share\"");
        ArrayExecutor other = executor(2);
        new ArrayExecutor(new JobPlan(other.plan().scheduler(), 2 * TASKS, "", 0, Programs.QUICK)).launch(again);
        assertThat(again.said()).first().asString().contains("the job array 101 of another command", "scancel 101");
        assertThat(programs.lines()).contains("--array=1-8 ");
    }

    /** The first tasks that are done may show that there are more. */
    @Test
    void roundsFollowAsLongAsTheyBringSomething() throws IOException {
        ScriptedCommand command = command(
                100, "n=$(ls \"$results\" | wc -l)", "[ $share != 1 ] || [ $n -ge 3 ] || touch \"$results/$n\"");
        executor(0).launch(command);
        assertThat(command.files()).hasSize(3);
        assertThat(programs.lines().lines().filter(line -> line.startsWith("sbatch")))
                .hasSize(4);
    }

    @Test
    void whatSbatchRefusesIsToldWithTheParameter() throws IOException {
        programs.with("sbatch", "echo 'sbatch: error: invalid partition specified: short' >&2; exit 1");
        ScriptedCommand command = command(1, "");
        assertThatThrownBy(() -> executor(0).launch(command))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContainingAll(
                        "sbatch refused", "invalid partition specified: short", "the executor's partition");
        assertThat(command.directory()).isEmptyDirectory();
    }

    @Test
    void aMachineWithoutSlurmIsToldSo() throws IOException {
        Files.delete(work.resolve("bin/sbatch"));
        SlurmScheduler scheduler = new SlurmScheduler(
                "", "", "", "", "", new Shell(Map.of("PATH", work.resolve("bin").toString()), Shell.USUAL.patience()));
        ArrayExecutor executor = new ArrayExecutor(new JobPlan(scheduler, 1, "", 0, Programs.QUICK));
        assertThatThrownBy(() -> executor.launch(command(1, "")))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContainingAll("there is no sbatch here", "--executor local");
    }

    /** A scheduler that is down for a while is asked again. */
    @Test
    void anUnansweredQuestionIsAskedAgain() throws IOException {
        programs.with("squeue", "echo 'Unable to contact slurm controller' >&2; exit 1");
        ScriptedCommand command = command(TASKS, "sleep 0.2; touch \"$results/$share\"");
        executor(0).launch(command);
        assertThat(command.files()).hasSize(TASKS);
        assertThat(command.said())
                .filteredOn(line -> line.contains("Unable to contact slurm controller"))
                .hasSize(1);
    }

    @Test
    void tasksOfAnotherProgramAreRefusedInWords() {
        assertThatThrownBy(() -> executor(0).execute(List.of(1), (Integer task) -> task, result -> {}))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContainingAll("slurm", "{type: local}");
    }

    @Test
    void arraysAreWrittenAsRanges() {
        assertThat(SlurmScheduler.ranges(List.of(1, 2, 3, 5, 8, 9))).isEqualTo("1-3,5,8-9");
        assertThat(SlurmScheduler.ranges(List.of(7))).isEqualTo("7");
    }
}
