package org.sgdyn.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.spi.Elements;
import com.google.inject.spi.Message;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.sgdyn.plugin.PluginModule;

/** The service line and the names. */
class SpectraPluginTest {

    @Test
    void theServiceLineNamesThePluginAndItsBindingsAreSound() {
        assertThat(ServiceLoader.load(PluginModule.class)).hasAtLeastOneElementOfType(SpectraPlugin.class);
        assertThat(Elements.getElements(new SpectraPlugin()))
                .isNotEmpty()
                .noneMatch(element -> element instanceof Message);
    }
}
