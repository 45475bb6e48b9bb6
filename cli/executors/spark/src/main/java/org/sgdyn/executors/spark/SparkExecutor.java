package org.sgdyn.executors.spark;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.CommandExecutor;
import org.sgdyn.spi.ExecutorException;

/**
 * The workers of a Spark cluster. Where Spark's classes are, it hands them batches of tasks; elsewhere it has the command run by
 * {@code spark-submit}.
 *
 * @param settings the parameters
 */
record SparkExecutor(SparkSettings settings) implements CommandExecutor {

    @Override
    public boolean launches() {
        try {
            Class.forName("org.apache.spark.SparkContext", false, SparkExecutor.class.getClassLoader());
            return false;
        } catch (ClassNotFoundException e) {
            return true;
        }
    }

    @Override
    public OptionalInt launch(Command command) {
        return OptionalInt.of(Submission.run(settings, command));
    }

    @Override
    public <T extends Serializable, R extends Serializable> void execute(
            List<T> tasks, Work<T, R> work, Consumer<? super R> results) {
        execute(tasks, work, results, Cancellation.NEVER);
    }

    @Override
    public <T extends Serializable, R extends Serializable> void execute(
            List<T> tasks, Work<T, R> work, Consumer<? super R> results, Cancellation cancellation) {
        if (launches()) {
            throw new ExecutorException("executor spark: the classes of Spark are not in this process; start it with"
                    + " spark-submit, or put Spark's jars on its class path");
        }
        SparkRun.execute(settings, tasks, work, results, cancellation);
    }
}
