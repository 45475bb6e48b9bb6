package org.sgdyn.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.Origin;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.catalog.PartParameter;
import org.sgdyn.catalog.Registration;
import org.sgdyn.spi.PartUnavailableException;
import org.slf4j.LoggerFactory;

/** Creates parts of a kind from objects {@code {type: NAME, ...}}. */
final class PartReader<T> {

    /** The key of a part's name. */
    static final String TYPE = "type";

    private final ReaderContext context;
    private final Class<T> kind;

    PartReader(ReaderContext context, Class<T> kind) {
        this.context = context;
        this.kind = kind;
    }

    /** Creates a part and notes its settings; empty after a problem. A word alone is the name of a part. */
    Optional<T> create(ConfigNode given, String at, Map<String, Object> settings) {
        ConfigNode part = given.named();
        if (!(part instanceof ConfigNode.Mapping mapping)) {
            context.problem(part.location(), at, "must be " + describe(kind) + ", not " + part.describe());
            return Optional.empty();
        }
        NodeParameters parameters = new NodeParameters(context, mapping, at);
        Optional<ConfigNode> type = parameters.required(TYPE, "the name of " + withArticle(kind));
        Optional<String> name = type.flatMap(child -> parameters.text(TYPE, child));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Registration<T>> registration = context.catalog().find(kind, name.get());
        if (registration.isEmpty()) {
            parameters.problem(
                    type.orElseThrow(),
                    parameters.path(TYPE),
                    "unknown " + title(kind) + " " + CsvTable.shown(name.get()) + "; "
                            + Names.advice(name.get(), context.catalog().names(kind)));
            return Optional.empty();
        }
        parameters.resolve(TYPE, name.get());
        context.used().add(registration.get());
        Optional<T> product = create(registration.get(), parameters);
        settings.putAll(parameters.resolved());
        return product;
    }

    /** Runs a factory; contradictions become problems, and unknown keys are reported unless reading was cut short. */
    private Optional<T> create(Registration<T> registration, NodeParameters parameters) {
        int before = parameters.problems();
        parameters.readFor(registration);
        try {
            T product = registration.factory().create(parameters);
            parameters.reportAllUnknownKeys();
            return parameters.problems() > before ? Optional.empty() : Optional.of(product);
        } catch (PartUnavailableException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // A contradiction that only placeholders cause is not the user's.
            if (parameters.problems() == before) {
                parameters.problem(parameters.node(), parameters.path(), String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        } catch (RuntimeException | LinkageError fault) {
            LoggerFactory.getLogger(PartReader.class).debug("the factory of {} failed", parameters.path(), fault);
            if (parameters.problems() == before) {
                parameters.problem(
                        parameters.node(),
                        parameters.path(),
                        "its plug-in " + Origin.jar(registration.plugin()) + " fails: " + fault
                                + "; report that to its author");
            }
            return Optional.empty();
        }
    }

    /**
     * The fields of the objects that a part's factory reads below a key, for a message about those given: {@code  {index, value}}
     * with a blank before; nothing if each of them is an object, or the fields are not known.
     */
    static String fields(Catalog catalog, Registration<?> part, String key, Optional<ConfigNode> given) {
        boolean areObjects = given.orElse(null) instanceof ConfigNode.Mapping
                || (given.orElse(null) instanceof ConfigNode.Sequence list
                        && list.items().stream().allMatch(ConfigNode.Mapping.class::isInstance));
        return areObjects
                ? ""
                : PartDocumentation.of(part, catalog).parameters().stream()
                        .filter(parameter -> parameter.key().equals(key))
                        .flatMap(parameter -> parameter.fields().stream().map(PartParameter::key))
                        .reduce((all, field) -> all + ", " + field)
                        .map(all -> " {" + all + "}")
                        .orElse("");
    }

    /** An object without a type as one of a type. */
    static ConfigNode orOfType(String type, ConfigNode given) {
        if (!(given instanceof ConfigNode.Mapping mapping) || mapping.entries().containsKey(TYPE)) {
            return given;
        }
        Map<String, ConfigNode> entries = new LinkedHashMap<>(mapping.entries());
        entries.put(TYPE, new ConfigNode.Scalar(type, mapping.location()));
        return new ConfigNode.Mapping(entries, mapping.keyLocations(), mapping.location());
    }

    static String title(Class<?> kind) {
        return PartKind.of(kind).title();
    }

    private static String withArticle(Class<?> kind) {
        String title = title(kind);
        return ("aeio".indexOf(title.charAt(0)) >= 0 ? "an " : "a ") + title;
    }

    static String describe(Class<?> kind) {
        return "an object {type: NAME, ...} naming " + withArticle(kind) + ", or the name alone";
    }
}
