package @package@;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.Description;

/** Makes the @title@ known. */
public final class @Class@Plugin extends PluginModule {
    @Override
    protected void configure() {
        @verb@(
                "@name@",
                @Class@::of,
                Description.of("@meaning@")
                        .formula("@formula@")
                        .parameter("@parameter@", "@parameterMeaning@"));
    }
}
