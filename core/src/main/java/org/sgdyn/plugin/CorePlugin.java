package org.sgdyn.plugin;

import java.util.OptionalDouble;
import org.sgdyn.dynamics.SpectralStatistics;
import org.sgdyn.dynamics.Statistics;
import org.sgdyn.spi.Range;

/** The statistics that come with core, in the order of their columns. */
public final class CorePlugin extends PluginModule {

    private static final Range BANDS = Range.closed(1, 1000);

    /** For the service loader. */
    public CorePlugin() {}

    @Override
    protected void configure() {
        statistic("risk", parameters -> Statistics.risk());
        statistic("error", parameters -> Statistics.error());
        statistic("norm", parameters -> Statistics.norm());
        statistic("class-risk", parameters -> Statistics.classRisk());
        statistic("logits", parameters -> Statistics.logits());
        statistic("alignment", parameters -> Statistics.alignment());
        statistic("class-error", parameters -> Statistics.classError());
        statistic("margin", parameters -> Statistics.margin());
        statistic("gradient-norm", parameters -> Statistics.gradientNorm());
        statistic("teacher-distance", parameters -> Statistics.distanceToTeacher());
        statistic(
                "spectral-alignment",
                parameters -> SpectralStatistics.alignment(parameters
                        .optionalNumber("threshold", Range.NON_NEGATIVE)
                        .map(OptionalDouble::of)
                        .orElseGet(OptionalDouble::empty)));
        statistic("energy", parameters -> SpectralStatistics.energy(parameters.integer("bands", BANDS, 10)));
        statistic("confusion", parameters -> Statistics.confusion());
    }
}
