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
        loss("huber", parameters -> Huber.of(parameters.number("delta", Range.POSITIVE, 1.0)));
        loss("hinge", parameters -> Hinge.of());
        loss("squared-hinge", parameters -> SquaredHinge.of());
        loss("probit", parameters -> Probit.of());
        loss("phase-retrieval", parameters -> PhaseRetrieval.of());
        loss("softmax", Softmax::of);
        loss("one-hot-least-squares", parameters -> OneHotLeastSquares.of(parameters.classes()));
    }
}
