package org.sgdyn.plugin;

import org.sgdyn.dynamics.Statistics;

/** The statistics that come with core, in the order of their columns. */
public final class CorePlugin extends PluginModule {

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
    }
}
