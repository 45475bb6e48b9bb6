package org.sgdyn.spectra;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.testkit.PluginContract;

final class SpectraPluginTest extends PluginContract {

    @Override
    protected Class<? extends PluginModule> plugin() {
        return SpectraPlugin.class;
    }
}
