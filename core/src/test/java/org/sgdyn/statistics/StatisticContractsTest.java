package org.sgdyn.statistics;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.sgdyn.spi.Statistic;
import org.sgdyn.testkit.StatisticContract;

class StatisticContractsTest {

    @Nested
    class Logits extends StatisticContract {
        @Override
        protected Statistic statistic() {
            return Statistics.logits();
        }
    }

    @Nested
    class Margin extends StatisticContract {
        @Override
        protected Statistic statistic() {
            return Statistics.margin();
        }
    }

    @Nested
    class TeacherDistance extends StatisticContract {
        @Override
        protected Statistic statistic() {
            return Statistics.distanceToTeacher();
        }
    }

    @Nested
    class Alignment extends StatisticContract {
        @Override
        protected Statistic statistic() {
            return SpectralStatistics.alignment(OptionalDouble.empty());
        }
    }

    @Nested
    class Energy extends StatisticContract {
        @Override
        protected Statistic statistic() {
            return SpectralStatistics.energy(2);
        }
    }
}
