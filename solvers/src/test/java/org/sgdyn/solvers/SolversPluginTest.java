package org.sgdyn.solvers;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.testkit.PluginContract;

final class SolversPluginTest extends PluginContract {

    @Override
    protected Class<? extends PluginModule> plugin() {
        return SolversPlugin.class;
    }
}
