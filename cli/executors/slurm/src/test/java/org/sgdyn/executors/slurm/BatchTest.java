package org.sgdyn.executors.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgdyn.spi.ExecutorException;
import org.sgdyn.testkit.ScriptedCommand;

/** A scheduler that is reached by lines of shell, played by scripts. */
final class BatchTest {

    private static final int TASKS = 3;

    @TempDir
    private Path work;

    private Programs programs;

    @BeforeEach
    void queue() throws IOException {
        programs = Programs.in(work).queue();
    }

    private ArrayExecutor executor(int tasks, String index) {
        TemplateScheduler scheduler = new TemplateScheduler(
                "qsub -J 1-{tasks}\n{script} {name} {logs}",
                index,
                "qstat {job}[]",
                "qdel {job}[]",
                Pattern.compile("\\d+"),
                programs.shell());
        return new ArrayExecutor(new JobPlan(scheduler, tasks, "", 1, Programs.QUICK));
    }

    private ScriptedCommand command(int total, String... lines) throws IOException {
        return ScriptedCommand.in(work, total).doing(lines);
    }

    @Test
    void everyShareRunsAsAJob() throws IOException {
        ScriptedCommand command = command(TASKS, "echo \"$share of $shares $SGDYN_JAVA_OPTS\" >\"$results/$share\"");
        assertThat(executor(TASKS, "PBS_ARRAY_INDEX").launch(command)).isEmpty();
        assertThat(command.files()).containsExactly("1", "2", "3");
        assertThat(command.directory().resolve("2"))
                .content()
                .isEqualToNormalizingNewlines("2 of 3 -XX:ActiveProcessorCount=5 \n");
        assertThat(programs.lines()).contains("qsub -J 1-3 ").contains(" sgdyn-sweep-it- ");
        assertThat(command.directory().resolve(".sgdyn-batch")).doesNotExist();
    }

    /** Jobs count from 1, whatever shares they have; an array has two jobs at least, of which one may have nothing to do. */
    @Test
    void theFailedShareIsLookedUp() throws IOException {
        ScriptedCommand command = command(
                TASKS,
                "[ $share != 3 ] || [ -e again ] || { touch again; echo no luck; kill -9 $PPID; exit; }",
                "touch \"$results/$share\"");
        executor(TASKS, "PBS_ARRAY_INDEX").launch(command);
        assertThat(command.files()).containsExactly("1", "2", "3");
        assertThat(programs.lines()).contains("qsub -J 1-2 ");
        assertThat(command.said())
                .anySatisfy(line ->
                        assertThat(line).contains("share 3 of 3", "without an exit code", "1_3.log ends: no luck"));
    }

    @Test
    void jobsOutliveTheCommandAndAreJoined() throws IOException {
        ScriptedCommand command = command(TASKS, "sleep 1; touch \"$results/$share\"");
        command.cancelWhen(() -> !command.said().isEmpty());
        assertThatThrownBy(() -> executor(TASKS, "PBS_ARRAY_INDEX").launch(command))
                .isInstanceOf(CancellationException.class);
        assertThat(command.said()).last().asString().contains("the job array 101 runs on", "qdel 101[] ends it");
        ScriptedCommand again = ScriptedCommand.in(work, TASKS);
        executor(TASKS, "PBS_ARRAY_INDEX").launch(again);
        assertThat(again.said()).containsExactly("joins the job array 101");
        assertThat(again.files()).hasSize(TASKS);
    }

    @Test
    void aWrongIndexIsTold() throws IOException {
        ScriptedCommand command = command(TASKS, "touch \"$results/$share\"");
        assertThatThrownBy(() -> executor(TASKS, "SGE_TASK_ID").launch(command))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContainingAll("3 of 3 shares", "left no log");
        assertThat(programs.state().resolve("out.101.1")).content().contains("SGE_TASK_ID", "index");
    }

    @Test
    void whatIsRefusedIsToldWithTheLine() throws IOException {
        programs.with("qsub", "echo 'qsub: Unknown queue' >&2; exit 1");
        assertThatThrownBy(() -> executor(TASKS, "PBS_ARRAY_INDEX").launch(command(1, "")))
                .isInstanceOf(ExecutorException.class)
                .hasMessageContainingAll("Unknown queue", "submit", "qsub -J 1-3");
        programs.with("qsub", "echo welcome");
        assertThatThrownBy(() -> executor(TASKS, "PBS_ARRAY_INDEX").launch(command(1, "")))
                .hasMessageContainingAll("job", "welcome");
    }
}
