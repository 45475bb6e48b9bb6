package org.sgdyn.statistics;

import static org.junit.jupiter.api.Named.named;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.Statistic;
import org.sgdyn.testkit.StatisticContract;

@ParameterizedClass
@MethodSource("statistics")
final class StatisticContractsTest extends StatisticContract {

    @Parameter
    private Supplier<Statistic> statistic;

    @Override
    protected Statistic statistic() {
        return statistic.get();
    }

    static List<Named<Supplier<Statistic>>> statistics() {
        return List.of(
                named("logits", Statistics::logits),
                named("margin", Statistics::margin),
                named("distance to the teacher", Statistics::distanceToTeacher),
                named("alignment", () -> SpectralStatistics.alignment(OptionalDouble.empty())),
                named("energy", () -> SpectralStatistics.energy(2)));
    }
}
