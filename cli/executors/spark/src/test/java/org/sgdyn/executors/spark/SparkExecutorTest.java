package org.sgdyn.executors.spark;

import org.sgdyn.spi.Executor;
import org.sgdyn.testkit.ExecutorContract;

/** Spark's threads in this process; other processes have a test of their own. */
final class SparkExecutorTest extends ExecutorContract {

    @Override
    protected Executor executor() {
        return Local.executor();
    }
}
