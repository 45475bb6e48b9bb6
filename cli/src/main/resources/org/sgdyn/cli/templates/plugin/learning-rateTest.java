package @package@;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.testkit.LearningRateContract;

class @Class@Test extends LearningRateContract {
    @Override
    protected LearningRate learningRate() {
        return new @Class@(1.0);
    }
}
