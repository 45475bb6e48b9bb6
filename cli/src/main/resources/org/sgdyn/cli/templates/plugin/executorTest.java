package @package@;

import org.sgdyn.spi.Executor;
import org.sgdyn.testkit.ExecutorContract;

class @Class@Test extends ExecutorContract {
    @Override
    protected Executor executor() {
        return new @Class@(3);
    }
}
