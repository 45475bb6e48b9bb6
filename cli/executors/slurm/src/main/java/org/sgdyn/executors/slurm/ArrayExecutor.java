package org.sgdyn.executors.slurm;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.sgdyn.spi.CommandExecutor;
import org.sgdyn.spi.ExecutorException;

/**
 * Has a command worked off by an array of batch jobs.
 *
 * @param plan how
 */
record ArrayExecutor(JobPlan plan) implements CommandExecutor {

    @Override
    public boolean launches() {
        return true;
    }

    @Override
    public OptionalInt launch(Command command) {
        Follower.of(plan, command).run();
        return OptionalInt.empty();
    }

    @Override
    public <T extends Serializable, R extends Serializable> void execute(
            List<T> tasks, Work<T, R> work, Consumer<? super R> results) {
        throw new ExecutorException(
                "the executor " + plan.scheduler().name()
                        + " runs commands of sgdyn, such as sgdyn sweep, not tasks of another program; take {type: local} there");
    }
}
