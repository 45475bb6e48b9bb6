/**
 * Plug-ins: a {@link org.sgdyn.plugin.PluginModule} names its parts, one service line makes it known, and
 * the plug-in loader gathers all of them into a {@link org.sgdyn.catalog.Catalog}.
 *
 * <p>The only package that knows Guice.
 */
@NullMarked
package org.sgdyn.plugin;

import org.jspecify.annotations.NullMarked;
