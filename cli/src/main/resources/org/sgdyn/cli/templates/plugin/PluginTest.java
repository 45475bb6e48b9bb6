package @package@;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.testkit.PluginContract;

class @Class@PluginTest extends PluginContract {
    @Override
    protected Class<? extends PluginModule> plugin() {
        return @Class@Plugin.class;
    }
}
