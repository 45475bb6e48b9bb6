package org.sgdyn.cli.explore;

import java.util.Map;

/**
 * An experiment to begin with.
 *
 * @param name what the menu calls it
 * @param text its YAML text
 * @param map the sweep that is shown as its map: {@code grid}, {@code set}, {@code measure} and {@code figure} as plain values; empty for none
 */
public record Preset(String name, String text, Map<String, Object> map) {

    /**
     * An experiment without a map.
     *
     * @param name what the menu calls it
     * @param text its YAML text
     */
    public Preset(String name, String text) {
        this(name, text, Map.of());
    }
}
