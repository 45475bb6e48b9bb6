package org.sgdyn.builtin;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.testkit.PluginContract;

final class CorePluginTest extends PluginContract {

    @Override
    protected Class<? extends PluginModule> plugin() {
        return CorePlugin.class;
    }
}
