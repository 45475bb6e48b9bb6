package org.sgdyn.executors.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.sgdyn.spi.CommandExecutor;
import org.sgdyn.testkit.CommandExecutorContract;

final class BatchContractTest extends CommandExecutorContract {

    @Override
    protected CommandExecutor executor(Path scratch) throws IOException {
        Shell shell = Programs.in(scratch).queue().shell();
        TemplateScheduler scheduler = new TemplateScheduler(
                "qsub -J 1-{tasks} {script}", "PBS_ARRAY_INDEX", "qstat {job}[]", "", Pattern.compile("\\d+"), shell);
        return new ArrayExecutor(new JobPlan(scheduler, 3, "", 0, Programs.QUICK));
    }
}
