package org.sgdyn.cli.explore;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.settings.ConfigNode;

/**
 * An experiment whose curves have the digits that a chart shows, for the while that a slider is dragged: integrators that have tolerances are
 * told looser ones, and losses that are integrated by points take fewer. Immutable and thread-safe.
 */
final class DraftText {

    private static final String INTEGRATOR = "integrator";

    private static final String LOSS = "loss";

    private static final String TYPE = "type";

    /** A tenth of a pixel is 3e-4 of a chart's height. */
    private static final Map<String, Double> TOLERANCES = Map.of("relativeTolerance", 1e-5, "absoluteTolerance", 1e-7);

    private static final String POINTS = "points";

    private static final int SHARE_OF_POINTS = 4;

    private static final long FEWEST_POINTS = 512;

    private final Catalog catalog;

    DraftText(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The draft of an experiment; the experiment itself where it asks for an accuracy. */
    ConfigNode.Mapping of(ConfigNode.Mapping root) {
        if (root.entries().containsKey("accuracy")) {
            return root;
        }
        Map<String, ConfigNode> entries = new LinkedHashMap<>(root.entries());
        ConfigNode.Mapping integrator = part(root, INTEGRATOR, "modewise");
        Map<String, ConfigNode> loose = new LinkedHashMap<>();
        parameters(PartKind.INTEGRATOR, integrator).forEach((key, parameter) -> {
            Double tolerance = TOLERANCES.get(key);
            if (tolerance != null && number(integrator, key, parameter) < tolerance) {
                loose.put(key, new ConfigNode.Scalar(tolerance, integrator.location()));
            }
        });
        put(entries, INTEGRATOR, integrator, loose);
        ConfigNode.Mapping loss = part(root, LOSS, "");
        PartParameter points = parameters(PartKind.LOSS, loss).get(POINTS);
        if (points != null) {
            double given = number(loss, POINTS, points);
            long fewer = Math.max(FEWEST_POINTS, (long) given / SHARE_OF_POINTS);
            if (fewer < given) {
                put(entries, LOSS, loss, Map.of(POINTS, new ConfigNode.Scalar(fewer, loss.location())));
            }
        }
        return new ConfigNode.Mapping(entries, root.keyLocations(), root.location());
    }

    private static void put(
            Map<String, ConfigNode> entries, String key, ConfigNode.Mapping part, Map<String, ConfigNode> changes) {
        if (!changes.isEmpty()) {
            Map<String, ConfigNode> settings = new LinkedHashMap<>(part.entries());
            settings.putAll(changes);
            entries.put(key, new ConfigNode.Mapping(settings, part.keyLocations(), part.location()));
        }
    }

    /** A part of the experiment with its settings; of a type alone if there is none, of none if it is no part. */
    private static ConfigNode.Mapping part(ConfigNode.Mapping root, String key, String otherwise) {
        ConfigNode given = root.entries().get(key);
        if (given != null && given.named() instanceof ConfigNode.Mapping part) {
            return part;
        }
        Map<String, ConfigNode> type =
                given == null ? Map.of(TYPE, new ConfigNode.Scalar(otherwise, root.location())) : Map.of();
        return new ConfigNode.Mapping(type, Map.of(), root.location());
    }

    private Map<String, PartParameter> parameters(PartKind kind, ConfigNode.Mapping part) {
        Map<String, PartParameter> parameters = new LinkedHashMap<>();
        if (part.entries().get(TYPE) instanceof ConfigNode.Scalar type) {
            PartDocumentation.all(kind, catalog).stream()
                    .filter(known -> known.name().equals(type.value()))
                    .flatMap(known -> known.parameters().stream())
                    .forEach(parameter -> parameters.put(parameter.key(), parameter));
        }
        return parameters;
    }

    /** The number that a part has, or that it has unless told; NaN if it is none, which no draft replaces. */
    private static double number(ConfigNode.Mapping part, String key, PartParameter parameter) {
        @Nullable ConfigNode given = part.entries().get(key);
        Object value = parameter.otherwise().orElse("");
        if (given != null) {
            value = given.plain();
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
