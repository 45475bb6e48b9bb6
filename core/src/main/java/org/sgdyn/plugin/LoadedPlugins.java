package org.sgdyn.plugin;

import java.util.List;
import org.sgdyn.catalog.Catalog;

/**
 * Everything that was found.
 *
 * @param catalog the parts
 * @param plugins the plug-ins that brought them, in the order of loading
 */
public record LoadedPlugins(Catalog catalog, List<PluginInfo> plugins) {}
