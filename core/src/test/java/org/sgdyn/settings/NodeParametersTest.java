package org.sgdyn.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.catalog.Registration;
import org.sgdyn.experiment.ExperimentSchema;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.UpdateRule;

/** Functions of time and parts that may be left out. */
class NodeParametersTest {

    private static final Location HERE = new Location("test", 1, 1);

    private static final Catalog CATALOG = Catalog.of(List.of(
            entry(LearningRate.class, "constant", p -> LearningRate.of(p.number("value", Range.NON_NEGATIVE))),
            entry(LearningRate.class, "greedy", p -> new Greedy()),
            entry(
                    UpdateRule.class,
                    "inner",
                    p -> new Told(LearningRate.of(p.number("level", Range.POSITIVE)), UpdateRule.SGD)),
            entry(
                    UpdateRule.class,
                    "listed",
                    p -> new Told(
                            LearningRate.of(p.objects("steps").stream()
                                    .mapToDouble(
                                            step -> step.number("at", Range.POSITIVE) + step.number("by", Range.ANY, 0))
                                    .sum()),
                            UpdateRule.SGD)),
            entry(
                    UpdateRule.class,
                    "outer",
                    p -> new Told(
                            p.schedule("decay", Range.POSITIVE),
                            p.optionalPart("gradient", UpdateRule.class).orElse(UpdateRule.SGD)))));

    private record Told(LearningRate decay, UpdateRule gradient) implements UpdateRule {}

    private record Greedy() implements LearningRate {
        @Override
        public double value(double time, double accumulated, LossGeometry geometry) {
            return geometry.riskDescent();
        }

        @Override
        public boolean readsGeometry() {
            return true;
        }
    }

    private static <T> Registration<T> entry(Class<T> kind, String name, PartFactory<? extends T> factory) {
        return new Registration<>(kind, name, factory, Description.none(), NodeParametersTest.class, "test");
    }

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Object> resolved = new LinkedHashMap<>();

    private Optional<UpdateRule> outer(Map<String, Object> keys) {
        NodeParameters parameters = NodeParameters.of(mapping(Map.of()), Path.of("."), CATALOG, problems);
        Map<String, Object> all = new LinkedHashMap<>(keys);
        all.put("type", "outer");
        return parameters.create(mapping(all), "algorithm", UpdateRule.class, resolved);
    }

    private void listed(ConfigNode steps) {
        NodeParameters parameters = NodeParameters.of(mapping(Map.of()), Path.of("."), CATALOG, problems);
        Map<String, ConfigNode> entries = Map.of("type", new ConfigNode.Scalar("listed", HERE), "steps", steps);
        assertThat(parameters.create(
                        new ConfigNode.Mapping(entries, Map.of(), HERE), "algorithm", UpdateRule.class, resolved))
                .isEmpty();
    }

    private static ConfigNode.Mapping mapping(Map<?, ?> values) {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(
                (String) key, value instanceof Map<?, ?> map ? mapping(map) : new ConfigNode.Scalar(value, HERE)));
        return new ConfigNode.Mapping(entries, Map.of(), HERE);
    }

    private List<String> said() {
        return problems.stream().map(p -> p.path() + ": " + p.message()).toList();
    }

    @Test
    void aFunctionOfTimeIsANumberOrALearningRate() {
        Told number = (Told) outer(Map.of("decay", 2L)).orElseThrow();
        assertThat(number.decay().at(7)).isEqualTo(2);
        assertThat(number.gradient()).isSameAs(UpdateRule.SGD);
        assertThat(resolved).containsExactlyInAnyOrderEntriesOf(Map.of("type", "outer", "decay", 2.0));
        Told rule = (Told)
                outer(Map.of("decay", Map.of("type", "constant", "value", 3.0))).orElseThrow();
        assertThat(rule.decay().at(7)).isEqualTo(3);
        assertThat(resolved).containsEntry("decay", Map.of("type", "constant", "value", 3.0));
        assertThat(problems).isEmpty();
    }

    @Test
    void aFunctionOfTimeReadsNothingElse() {
        assertThat(outer(Map.of("decay", Map.of("type", "greedy")))).isEmpty();
        assertThat(said())
                .containsExactly(
                        "algorithm.decay: must be a number or a function of time alone; this rule reads the state"
                                + " of the run");
    }

    @Test
    void whatIsNoFunctionOfTimeIsSaid() {
        assertThat(outer(Map.of("decay", 0.0))).isEmpty();
        assertThat(outer(Map.of("decay", "fast"))).isEmpty();
        assertThat(outer(Map.of("decay", Map.of("type", "constnat")))).isEmpty();
        assertThat(outer(Map.of())).isEmpty();
        assertThat(said())
                .containsExactly(
                        "algorithm.decay: must be > 0, not 0.0",
                        "algorithm.decay: must be a number, not the text \"fast\"",
                        "algorithm.decay.type: unknown learning rate \"constnat\"; did you mean \"constant\"? (known:"
                                + " constant, greedy)",
                        "algorithm.decay: missing; give a number, which must be > 0, or a function of time {type: NAME,"
                                + " ...}");
    }

    @Test
    void aPartMayBeLeftOutButNotBeWrong() {
        Told told = (Told) outer(Map.of("decay", 1.0, "gradient", Map.of("type", "inner", "level", 4.0)))
                .orElseThrow();
        assertThat(((Told) told.gradient()).decay().at(0)).isEqualTo(4);
        assertThat(resolved).containsEntry("gradient", Map.of("type", "inner", "level", 4.0));
        assertThat(problems).isEmpty();
        assertThat(outer(Map.of("decay", 1.0, "gradient", Map.of("type", "inner", "level", -1.0))))
                .isEmpty();
        assertThat(said()).containsExactly("algorithm.gradient.level: must be > 0, not -1.0");
    }

    @Test
    void whatIsNoListOfObjectsIsToldTheirFields() {
        listed(new ConfigNode.Sequence(List.of(new ConfigNode.Scalar(10L, HERE)), HERE));
        listed(new ConfigNode.Scalar(10L, HERE));
        listed(new ConfigNode.Sequence(List.of(mapping(Map.of("at", -1.0))), HERE));
        assertThat(said())
                .containsExactly(
                        "algorithm.steps[0]: must be an object {at, by}, not the number 10",
                        "algorithm.steps: must be a list of objects {at, by}, not the number 10",
                        "algorithm.steps[0].at: must be > 0, not -1.0");
    }

    @Test
    void bothAreDocumented() {
        PartDocumentation told =
                PartDocumentation.of(CATALOG.find(UpdateRule.class, "outer").orElseThrow(), CATALOG);
        assertThat(told.parameters().stream().map(PartParameter::rule))
                .containsExactly("number > 0, or a learning rate", "algorithm");
        assertThat(told.parameters().stream().map(PartParameter::required)).containsExactly(true, false);
        assertThat(told.example()).isEqualTo("{type: outer, decay: 1.0}");
        assertThat(ExperimentSchema.of(CATALOG).toString())
                .contains(
                        "decay={anyOf=[{type=number, exclusiveMinimum=0.0}, {allOf=[{$ref=#/definitions/learning-rate}]}]}",
                        "gradient={allOf=[{$ref=#/definitions/algorithm}]}",
                        "required=[type, decay]");
    }
}
