package org.sgdyn.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPathTest {

    private static final Location PLACE = new Location("test", 0, 0);

    private static final ConfigNode TREE = ConfigNode.of(
            Map.of("classes", List.of(Map.of("weight", 0.25), Map.of("weight", 0.75)), "loss", "logistic"), PLACE);

    @ParameterizedTest
    @ValueSource(strings = {"classes[1].weight", "classes.1.weight", "classes.01.weight"})
    void aValueIsFound(String path) {
        assertThat(KeyPath.of(path, PLACE).find(TREE).orElseThrow().plain()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ridge", "classes.2", "classes.weight", "loss.type", "classes.0.weight.x"})
    void whatIsNotWrittenIsNotFound(String path) {
        assertThat(KeyPath.of(path, PLACE).find(TREE)).isEmpty();
    }

    @Test
    void whatIsSetIsFound() {
        ConfigNode.Scalar value = new ConfigNode.Scalar(2.0, PLACE);
        KeyPath path = KeyPath.of("time.end", PLACE);
        assertThat(path.find(path.set((ConfigNode.Mapping) TREE, value))).contains(value);
    }
}
