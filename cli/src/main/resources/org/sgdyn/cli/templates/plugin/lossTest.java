package @package@;

import org.sgdyn.spi.Loss;
import org.sgdyn.testkit.LossContract;

class @Class@Test extends LossContract {
    @Override
    protected Loss loss() {
        return new @Class@(1.0);
    }
}
