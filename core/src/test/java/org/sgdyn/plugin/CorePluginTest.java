package org.sgdyn.plugin;

import org.sgdyn.testkit.PluginContract;

final class CorePluginTest extends PluginContract {

    @Override
    protected Class<? extends PluginModule> plugin() {
        return CorePlugin.class;
    }
}
