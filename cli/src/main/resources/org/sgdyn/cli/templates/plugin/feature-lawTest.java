package @package@;

import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.testkit.FeatureLawContract;

class @Class@Test extends FeatureLawContract {
    @Override
    protected FeatureLaw law() {
        return new @Class@(0.25);
    }
}
