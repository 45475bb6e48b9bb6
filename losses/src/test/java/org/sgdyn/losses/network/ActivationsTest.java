package org.sgdyn.losses.network;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgdyn.spi.Activation;
import org.sgdyn.testkit.ActivationContract;

/** The activations that come with the program. */
@ParameterizedClass
@EnumSource(Activations.class)
final class ActivationsTest extends ActivationContract {

    @Parameter
    private Activations activation;

    @Override
    protected Activation activation() {
        return activation;
    }
}
