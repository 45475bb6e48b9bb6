package org.sgdyn.executors.spark;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.testkit.PluginContract;

final class SparkPluginTest extends PluginContract {

    @Override
    protected Class<? extends PluginModule> plugin() {
        return SparkPlugin.class;
    }
}
