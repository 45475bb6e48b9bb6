package org.sgdyn.executors.slurm;

import java.io.IOException;
import java.nio.file.Path;
import org.sgdyn.spi.CommandExecutor;
import org.sgdyn.testkit.CommandExecutorContract;

final class SlurmContractTest extends CommandExecutorContract {

    @Override
    protected CommandExecutor executor(Path scratch) throws IOException {
        Shell shell = Programs.in(scratch).slurm().shell();
        return new ArrayExecutor(new JobPlan(new SlurmScheduler("", "", "", "", "", shell), 3, "", 0, Programs.QUICK));
    }
}
