package org.sgdyn.executors.slurm;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.testkit.PluginContract;

final class SlurmPluginTest extends PluginContract {

    @Override
    protected Class<? extends PluginModule> plugin() {
        return SlurmPlugin.class;
    }
}
