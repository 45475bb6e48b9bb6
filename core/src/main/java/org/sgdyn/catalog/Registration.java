package org.sgdyn.catalog;

import org.sgdyn.spi.Description;
import org.sgdyn.spi.PartFactory;

/**
 * A named part that a plug-in brings.
 *
 * @param kind the kind of part, such as {@code Loss.class}
 * @param name the name in experiment files
 * @param factory creates the part
 * @param description what its author says of it
 * @param plugin the plug-in's class
 * @param line where the plug-in registers the part: class and line
 * @param <T> the kind of part
 */
public record Registration<T>(
        Class<T> kind,
        String name,
        PartFactory<? extends T> factory,
        Description description,
        Class<?> plugin,
        String line) {}
