package org.sgdyn.cli.explore;

import java.nio.file.Path;
import org.sgdyn.settings.ConfigNode;

/**
 * An experiment of the command line.
 *
 * @param experiment its settings
 * @param directory what relative paths of its files refer to
 */
public record Given(ConfigNode.Mapping experiment, Path directory) {}
