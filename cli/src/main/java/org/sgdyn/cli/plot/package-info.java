/**
 * Pictures. What they show is plain data: a {@link org.sgdyn.cli.plot.Chart} of curves, a {@link org.sgdyn.cli.plot.HeatMap} over two
 * parameters. Panels can be drawn anywhere on a page and are composed into a {@link org.sgdyn.cli.plot.Figure}, which writes itself
 * as SVG, PDF and PNG, as a picture of LaTeX or a chart of Vega-Lite, in the colours of a {@link org.sgdyn.cli.plot.Theme}, for a
 * {@link org.sgdyn.cli.plot.Page} of some size.
 */
@NullMarked
package org.sgdyn.cli.plot;

import org.jspecify.annotations.NullMarked;
