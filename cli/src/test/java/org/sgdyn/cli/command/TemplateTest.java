package org.sgdyn.cli.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of kinds of parts that there are, PluginNewTest fills all templates. */
class TemplateTest {

    @Test
    void aMissingTemplateIsToldInWords() {
        assertThatThrownBy(() -> Template.fill("plugin/new-kind.java", Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no template plugin/new-kind.java");
        assertThatThrownBy(() -> Template.words("plugin/new-kind.properties"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no template plugin/new-kind.properties");
    }
}
