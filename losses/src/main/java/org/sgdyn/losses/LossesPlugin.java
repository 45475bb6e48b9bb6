package org.sgdyn.losses;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.Range;

/** Brings the losses of the experiment format. */
public final class LossesPlugin extends PluginModule {

    @Override
    protected void configure() {
        loss("logistic", parameters -> Logistic.of());
        loss(
                "least-squares",
                parameters -> LeastSquares.of(
                        parameters.number("noise", Range.NON_NEGATIVE, 0.0), parameters.flag("teacher", false)));
    }
}
