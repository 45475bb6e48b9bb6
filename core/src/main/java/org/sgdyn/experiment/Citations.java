package org.sgdyn.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.spi.Reference;

/** What to cite for an experiment: the theory, and the sources of every part that it names. */
public final class Citations {

    private final Catalog catalog;
    private final Map<String, Reference> found = new LinkedHashMap<>();

    private Citations(Catalog catalog) {
        this.catalog = catalog;
        found.put(Reference.THEORY.key(), Reference.THEORY);
    }

    /**
     * The sources of an experiment.
     *
     * @param experiment the experiment
     * @param catalog the parts it was read with
     * @return the theory first, then the parts' sources in the order of the settings, each once
     */
    public static List<Reference> of(Experiment experiment, Catalog catalog) {
        Citations citations = new Citations(catalog);
        Map<String, Object> settings = experiment.resolved();
        citations.part(PartKind.LOSS, settings.get("loss"));
        each(settings.get("classes"), one -> {
            citations.part(PartKind.SPECTRUM, one.get("covariance"));
            citations.part(PartKind.PROFILE, one.get("mean"));
        });
        citations.part(PartKind.PROFILE, settings.get("teacher"));
        citations.part(PartKind.PROFILE, settings.get("initial"));
        citations.part(PartKind.LEARNING_RATE, settings.get("learningRate"));
        each(settings.get("curves"), one -> citations.part(PartKind.LEARNING_RATE, one.get("learningRate")));
        citations.part(PartKind.INTEGRATOR, settings.get("integrator"));
        citations.part(PartKind.FEATURE_LAW, settings.get("features"));
        if (settings.get("statistics") instanceof List<?> names) {
            names.forEach(name -> citations.part(PartKind.STATISTIC, Map.of("type", name)));
        }
        return List.copyOf(citations.found.values());
    }

    /** The objects of a list, or a single object. */
    private static void each(Object settings, Consumer<Map<?, ?>> action) {
        List<?> items = settings instanceof List<?> list ? list : settings == null ? List.of() : List.of(settings);
        for (Object item : items) {
            if (item instanceof Map<?, ?> map) {
                action.accept(map);
            }
        }
    }

    private void part(PartKind kind, Object settings) {
        each(
                settings,
                part -> catalog.find(kind.type(), String.valueOf(part.get("type")))
                        .map(registration -> PartDocumentation.of(registration, catalog))
                        .ifPresent(documentation -> {
                            documentation
                                    .description()
                                    .references()
                                    .forEach(source -> found.putIfAbsent(source.key(), source));
                            documentation
                                    .parameters()
                                    .forEach(parameter -> parameter
                                            .part()
                                            .ifPresent(nested -> part(nested, part.get(parameter.key()))));
                        }));
    }
}
