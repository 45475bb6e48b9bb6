/** Pages for a browser that need nothing beside them: interactive charts with a picture in their place, tables and texts. */
@NullMarked
package org.sgdyn.cli.report;

import org.jspecify.annotations.NullMarked;
