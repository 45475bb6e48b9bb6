package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.spi.Elements;
import com.google.inject.spi.Message;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.sgdyn.plugin.PluginModule;

/** The service line and the names. */
class SolversPluginTest {

    @Test
    void theServiceLineNamesThePluginAndItsBindingsAreSound() {
        assertThat(ServiceLoader.load(PluginModule.class)).hasAtLeastOneElementOfType(SolversPlugin.class);
        assertThat(Elements.getElements(new SolversPlugin()))
                .isNotEmpty()
                .noneMatch(element -> element instanceof Message);
    }
}
