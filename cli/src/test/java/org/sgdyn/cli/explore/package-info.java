@NullMarked
package org.sgdyn.cli.explore;

import org.jspecify.annotations.NullMarked;
