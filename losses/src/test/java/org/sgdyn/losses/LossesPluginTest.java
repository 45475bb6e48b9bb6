package org.sgdyn.losses;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.testkit.PluginContract;

final class LossesPluginTest extends PluginContract {

    @Override
    protected Class<? extends PluginModule> plugin() {
        return LossesPlugin.class;
    }
}
