/**
 * Pictures. What they show is plain data: a {@link org.sgdyn.cli.plot.Chart} of curves, a {@link org.sgdyn.cli.plot.HeatMap} over two
 * parameters. Panels can be drawn anywhere on a page and are composed into a {@link org.sgdyn.cli.plot.Figure}, which writes itself
 * as SVG, PDF and PNG in the colours of a {@link org.sgdyn.cli.plot.Theme}.
 */
@NullMarked
package org.sgdyn.cli.plot;

import org.jspecify.annotations.NullMarked;
