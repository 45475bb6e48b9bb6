package org.sgdyn.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All parts known to this run, by kind and name. Immutable. */
public final class Catalog {

    private final Map<Class<?>, Map<String, Registration<?>>> parts;
    private final Optional<Path> plugins;

    private Catalog(Map<Class<?>, Map<String, Registration<?>>> parts, Optional<Path> plugins) {
        this.parts = parts;
        this.plugins = plugins;
    }

    /**
     * A catalog of the given parts.
     *
     * @param registrations the parts, with names unique within their kind
     * @return the catalog
     * @throws IllegalArgumentException if two parts of a kind share a name
     */
    public static Catalog of(Collection<? extends Registration<?>> registrations) {
        return of(registrations, Optional.empty());
    }

    /**
     * A catalog of the given parts, some of which come from plug-ins outside the class path.
     *
     * @param registrations the parts, with names unique within their kind
     * @param plugins the directory of their jars, or the jar
     * @return the catalog
     * @throws IllegalArgumentException if two parts of a kind share a name
     */
    public static Catalog of(Collection<? extends Registration<?>> registrations, Optional<Path> plugins) {
        Map<Class<?>, Map<String, Registration<?>>> parts = new HashMap<>();
        for (Registration<?> part : registrations) {
            Registration<?> other = parts.computeIfAbsent(part.kind(), kind -> new LinkedHashMap<>())
                    .putIfAbsent(part.name(), part);
            if (other != null) {
                throw new IllegalArgumentException(
                        "two parts are called " + part.name() + ": " + other.line() + " and " + part.line());
            }
        }
        return new Catalog(parts, plugins);
    }

    /**
     * A catalog with one part more.
     *
     * @param part the part
     * @return the larger catalog
     * @throws IllegalArgumentException if a part of that kind and name is known already
     */
    public Catalog with(Registration<?> part) {
        List<Registration<?>> all = new ArrayList<>();
        parts.values().forEach(kind -> all.addAll(kind.values()));
        all.add(part);
        return of(all, plugins);
    }

    /**
     * Where the parts that are not on the class path come from, for other processes that need them.
     *
     * @return a directory of jars, or a jar; empty if there is none
     */
    public Optional<Path> plugins() {
        return plugins;
    }

    /**
     * Looks a part up.
     *
     * @param kind the kind of part
     * @param name its name
     * @param <T> the kind of part
     * @return the registration, or empty if the name is unknown
     */
    @SuppressWarnings("unchecked") // a registration is stored under its own kind
    public <T> Optional<Registration<T>> find(Class<T> kind, String name) {
        return Optional.ofNullable(
                (Registration<T>) parts.getOrDefault(kind, Map.of()).get(name));
    }

    /**
     * The names of a kind, sorted.
     *
     * @param kind the kind of part
     * @return the names
     */
    public List<String> names(Class<?> kind) {
        return parts.getOrDefault(kind, Map.of()).keySet().stream().sorted().toList();
    }

    /**
     * The names of a kind in the order of registration.
     *
     * @param kind the kind of part
     * @return the names
     */
    public List<String> inOrder(Class<?> kind) {
        return List.copyOf(parts.getOrDefault(kind, Map.of()).keySet());
    }
}
