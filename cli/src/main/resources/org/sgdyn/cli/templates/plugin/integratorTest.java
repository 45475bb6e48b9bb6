package @package@;

import org.sgdyn.spi.Integrator;
import org.sgdyn.testkit.IntegratorContract;

class @Class@Test extends IntegratorContract {
    @Override
    protected Integrator integrator(double resolution) {
        return new @Class@(resolution);
    }

    @Override
    protected Control control() {
        return Control.STEP;
    }
}
