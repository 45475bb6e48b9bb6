package org.sgdyn.losses;

import org.sgdyn.spi.Loss;

final class HingeTest extends MarginLossContract {

    @Override
    protected Loss loss() {
        return new Hinge();
    }
}
