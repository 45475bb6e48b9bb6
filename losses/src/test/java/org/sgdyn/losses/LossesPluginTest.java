package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.sgdyn.plugin.PluginModule;

final class LossesPluginTest {

    @Test
    void theServiceLineNamesThePlugin() {
        assertThat(ServiceLoader.load(PluginModule.class)).hasAtLeastOneElementOfType(LossesPlugin.class);
    }
}
