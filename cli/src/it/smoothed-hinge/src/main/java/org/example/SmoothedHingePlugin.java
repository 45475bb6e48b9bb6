package org.example;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;

/** Adds the loss {@code smoothed-hinge}: 1/2 - y r below the margin, (1 - y r)^2 / 2 within it, 0 beyond. */
public final class SmoothedHingePlugin extends PluginModule {
    @Override
    protected void configure() {
        loss("smoothed-hinge", parameters -> new SmoothedHinge());
    }

    record SmoothedHinge() implements Loss {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double value(ClassTarget target, double[] r, double[] teacher, double noise) {
            double margin = sign(target) * r[0];
            double shortfall = Math.min(1, Math.max(0, 1 - margin));
            return shortfall * shortfall / 2 + Math.max(0, -margin);
        }

        @Override
        public void gradient(ClassTarget target, double[] r, double[] teacher, double noise, double[] gradient) {
            gradient[0] = -sign(target) * Math.min(1, Math.max(0, 1 - sign(target) * r[0]));
        }

        @Override
        public DecisionRule decisionRule() {
            return DecisionRule.SIGN;
        }

        private static double sign(ClassTarget target) {
            return target.label() > 0 ? 1 : -1;
        }
    }
}
