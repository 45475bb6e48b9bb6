package @package@;

import org.sgdyn.spi.Statistic;
import org.sgdyn.testkit.StatisticContract;

class @Class@Test extends StatisticContract {
    @Override
    protected Statistic statistic() {
        return new @Class@(1.0e-12);
    }
}
