package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.experiment.ExperimentSchema;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Location;

/**
 * An experiment's numbers and parts as the page's form shows them: a slider for every number with a range that the theory depends on, and
 * a menu for every part. Immutable and thread-safe.
 */
final class Form {

    /** More would hide what matters, as of a thousand classes. */
    private static final int MOST = 60;

    /** The keys of what the theory depends on. */
    private static final Set<String> KEYS = Set.of(
            "dimension",
            "classes",
            "loss",
            "teacher",
            "initial",
            "ridge",
            "batch",
            "algorithm",
            "average",
            "bias",
            "learningRate",
            "curves",
            "time");

    /** Numbers that no slider can change alone: weights sum to 1, labels and counts of times have few meaningful values. */
    private static final Set<String> UNCHANGED = Set.of("weight", "label", "points");

    private final SchemaPlace root;
    private final PartMenu menu;
    private final ClassList classes;

    Form(Catalog catalog) {
        root = SchemaPlace.root(ExperimentSchema.of(catalog));
        menu = new PartMenu(catalog);
        classes = new ClassList(catalog);
    }

    /**
     * The form of an experiment.
     *
     * @param experiment its settings
     * @return {@code dials}, {@code parts} and, where they are a list, {@code classes}, ready to be written as JSON
     */
    Map<String, Object> of(ConfigNode.Mapping experiment) {
        Visit visit = new Visit();
        experiment.entries().forEach((key, value) -> {
            if (KEYS.contains(key)) {
                root.key(key, Optional.empty()).ifPresent(place -> visit.at(value, place, key, key));
            }
        });
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("dials", visit.dials);
        form.put("parts", visit.parts);
        Optional.ofNullable(experiment.entries().get("classes"))
                .flatMap(classes::data)
                .ifPresent(data -> form.put("classes", data));
        return form;
    }

    /** One walk over an experiment. */
    private final class Visit {

        private final List<Object> dials = new ArrayList<>();
        private final List<Object> parts = new ArrayList<>();

        /** What an alias repeats is shown once. */
        private final Set<Location> seen = new HashSet<>();

        void at(ConfigNode node, SchemaPlace place, String key, String path) {
            if (place.kind().isPresent() && !(node instanceof ConfigNode.Sequence) && parts.size() < MOST) {
                boolean isNumber = node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Number;
                if (!isNumber && seen.add(node.location())) {
                    parts.add(menu.data(place.kind().get(), path, node));
                }
            }
            if (node instanceof ConfigNode.Scalar scalar
                    && scalar.value() instanceof Number number
                    && Double.isFinite(number.doubleValue())
                    && !UNCHANGED.contains(key)
                    && dials.size() < MOST) {
                place.number()
                        .filter(rule -> seen.add(node.location()))
                        .ifPresent(rule ->
                                dials.add(Dial.of(path, node.location(), number.doubleValue(), rule, place.words())
                                        .data()));
            } else if (node instanceof ConfigNode.Sequence list) {
                for (int k = 0; k < list.items().size(); k++) {
                    ConfigNode item = list.items().get(k);
                    String where = path + "[" + k + "]";
                    place.item().ifPresent(each -> at(item, each, key, where));
                }
            } else if (node instanceof ConfigNode.Mapping object) {
                Optional<String> type = object.entries().get("type") instanceof ConfigNode.Scalar name
                        ? Optional.of(String.valueOf(name.value()))
                        : Optional.empty();
                object.entries()
                        .forEach((inner, value) ->
                                place.key(inner, type).ifPresent(each -> at(value, each, inner, path + "." + inner)));
            }
        }
    }
}
