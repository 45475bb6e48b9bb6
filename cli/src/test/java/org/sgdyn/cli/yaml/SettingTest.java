package org.sgdyn.cli.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;

final class SettingTest {

    private static final String TEXT =
            "name: a\nclasses: [{weight: 0.5}, {weight: 0.5}]\nlearningRate: {type: constant, value: 1}\n";

    private static ConfigNode.Mapping root() {
        return YamlReader.read(TEXT, "a.yaml");
    }

    private static ConfigNode at(ConfigNode node, String... keys) {
        ConfigNode found = node;
        for (String key : keys) {
            found = Objects.requireNonNull(
                    found instanceof ConfigNode.Sequence list
                            ? list.items().get(Integer.parseInt(key))
                            : ((ConfigNode.Mapping) found).entries().get(key));
        }
        return found;
    }

    @Test
    void aValueIsReplacedAndNamesTheOption() {
        ConfigNode changed = at(Setting.of("learningRate.value=2").apply(root()), "learningRate", "value");
        assertThat(((ConfigNode.Scalar) changed).value()).isEqualTo(2L);
        assertThat(changed.location()).hasToString("--set learningRate.value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classes[1].weight=0.25", "classes.1.weight=0.25"})
    void anItemIsReplaced(String text) {
        ConfigNode.Mapping changed = Setting.of(text).apply(root());
        assertThat(((ConfigNode.Scalar) at(changed, "classes", "1", "weight")).value())
                .isEqualTo(0.25);
        assertThat(((ConfigNode.Scalar) at(changed, "classes", "0", "weight")).value())
                .isEqualTo(0.5);
    }

    @Test
    void aWholeObjectIsReplaced() {
        ConfigNode.Mapping changed =
                Setting.of("learningRate={type: power-decay, times: [1, 2]}").apply(root());
        assertThat(((ConfigNode.Mapping) at(changed, "learningRate")).entries()).containsOnlyKeys("type", "times");
    }

    @Test
    void missingObjectsAreMade() {
        ConfigNode.Mapping changed = Setting.of("simulation.replicates=3").apply(root());
        assertThat(((ConfigNode.Scalar) at(changed, "simulation", "replicates")).value())
                .isEqualTo(3L);
    }

    @Test
    void theOriginalStaysAsItWas() {
        ConfigNode.Mapping root = root();
        Setting.of("classes[0].weight=9").apply(root);
        assertThat(root).isEqualTo(root());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing                | key.path=value",
                "=3                     | key.path=value",
                "a..b=3                 | a key path looks like",
                "a.=3                   | a key path looks like",
                "[0]=3                  | a key path looks like",
                "a[x]=3                 | a key path looks like",
                "classes[2].weight=1    | its items are classes[0] to classes[1], not 2",
                "classes.weight=1       | classes is a list",
                "name.first=1           | name is the text \"a\" and has no key first",
                "times[0]=1             | there is no list times",
                "a={type: constant      | not valid YAML",
            })
    void aPathThatLeadsNowhereIsRefused(String text, String why) {
        assertThatThrownBy(() -> Setting.of(text).apply(root()))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageStartingWith("--set ")
                .hasMessageContaining(why);
    }
}
