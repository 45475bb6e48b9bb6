package org.sgdyn.plugin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of what plug-ins are written against, {@link org.sgdyn.spi} and {@link PluginModule}; that of a plug-in stands in the
 * manifest of its jar. Plug-ins of the same first number and no later second one run.
 *
 * @param major grows when plug-ins must be rebuilt
 * @param minor grows when there is more to build against; {@code @since} names it
 * @since 0.2
 */
public record SpiVersion(int major, int minor) {

    /** What this program offers. */
    public static final SpiVersion CURRENT = new SpiVersion(0, 2);

    /** Where a plug-in's manifest names the version that it was built against. */
    public static final String ATTRIBUTE = "Sgdyn-Spi-Version";

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

    /**
     * Reads a version.
     *
     * @param text such as {@code 0.2}
     * @return the version; empty if the text is none
     */
    public static Optional<SpiVersion> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(new SpiVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /**
     * Whether a plug-in that was built against another version runs where this one is offered.
     *
     * @param built the other version
     * @return true if so
     */
    public boolean runs(SpiVersion built) {
        return built.major == major && built.minor <= minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
