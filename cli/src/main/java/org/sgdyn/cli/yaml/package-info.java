/** YAML text to a tree of settings that knows the place of every value, and changes to that tree from the command line. */
@NullMarked
package org.sgdyn.cli.yaml;

import org.jspecify.annotations.NullMarked;
