/** Pictures: panels that can be drawn anywhere on a page, composed into figures, as SVG and PNG. */
package org.sgdyn.cli.plot;
