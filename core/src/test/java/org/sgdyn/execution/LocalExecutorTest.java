package org.sgdyn.execution;

import org.sgdyn.spi.Executor;
import org.sgdyn.testkit.ExecutorContract;

final class LocalExecutorTest extends ExecutorContract {
    @Override
    protected Executor executor() {
        return LocalExecutor.of(3);
    }
}
