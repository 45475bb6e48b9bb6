package @package@;

import org.sgdyn.spi.Activation;
import org.sgdyn.testkit.ActivationContract;

class @Class@Test extends ActivationContract {
    @Override
    protected Activation activation() {
        return new @Class@(2);
    }
}
