/**
 * Trees of settings, whatever the syntax they were read from, and how values, parts and tables are read out of them: every
 * problem with its place, its key path and the rule it breaks.
 */
@NullMarked
package org.sgdyn.settings;

import org.jspecify.annotations.NullMarked;
