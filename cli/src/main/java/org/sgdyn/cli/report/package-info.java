/** Pages for a browser that need nothing beside them: interactive charts with a picture in their place, tables and texts. */
package org.sgdyn.cli.report;
