package @package@;

import org.sgdyn.spi.Profile;
import org.sgdyn.testkit.ProfileContract;

class @Class@Test extends ProfileContract {
    @Override
    protected Profile profile(int dimension) {
        return new @Class@(1.0);
    }
}
