package org.sgdyn.plugin;

/**
 * A loaded plug-in.
 *
 * @param className its class
 * @param version the version in its jar's manifest; "unknown" if there is none
 * @param jar the name of the jar, or of the directory of classes, that it came from
 */
public record PluginInfo(String className, String version, String jar) {}
