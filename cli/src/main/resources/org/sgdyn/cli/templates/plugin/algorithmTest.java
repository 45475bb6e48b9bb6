package @package@;

import org.sgdyn.spi.UpdateRule;
import org.sgdyn.testkit.UpdateRuleContract;

class @Class@Test extends UpdateRuleContract {
    @Override
    protected UpdateRule rule() {
        return new @Class@(1.0);
    }
}
