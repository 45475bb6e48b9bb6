package org.sgdyn.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How files write the constants of enumerations: in lower case, with hyphens. */
public final class EnumWords {

    private EnumWords() {}

    /**
     * The word of a constant.
     *
     * @param constant the constant
     * @return its name in lower case, with hyphens
     */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The words of all constants.
     *
     * @param kind the enumeration
     * @return the words, in the order of the constants
     */
    public static List<String> of(Class<? extends Enum<?>> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(EnumWords::of).toList();
    }
}
