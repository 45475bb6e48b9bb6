package org.example;

import org.sgdyn.spi.Loss;
import org.sgdyn.testkit.LossContract;

class SmoothedHingeTest extends LossContract {
    @Override
    protected Loss loss() {
        return new SmoothedHingePlugin.SmoothedHinge();
    }
}
