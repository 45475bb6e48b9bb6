package org.sgdyn.cli.explore;

/**
 * An experiment to begin with.
 *
 * @param name what the menu calls it
 * @param text its YAML text
 */
public record Preset(String name, String text) {}
