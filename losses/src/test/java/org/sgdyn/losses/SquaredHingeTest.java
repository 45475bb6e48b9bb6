package org.sgdyn.losses;

import org.sgdyn.spi.Loss;

final class SquaredHingeTest extends MarginLossContract {

    @Override
    protected Loss loss() {
        return new SquaredHinge();
    }
}
