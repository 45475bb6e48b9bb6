package org.sgdyn.cli.plot;

import java.util.List;
import org.sgdyn.cli.plot.Legend.Entry;

/**
 * What a figure is made of, before anything has a place.
 *
 * @param title what stands above it; empty for nothing
 * @param blocks its panels, row after row
 * @param columns how many stand in a row where there is room
 * @param shared what all panels tell apart by colour, below them
 * @param styles what all panels tell apart by shape, below that
 * @param sharesAxes whether the panels of a row share the name of their vertical axis, and those of a column that of the other
 * @param isLettered whether the panels are called a, b, c, ...
 * @param page what it is laid out for
 */
record Composition(
        String title,
        List<Block> blocks,
        int columns,
        List<Entry> shared,
        List<Entry> styles,
        boolean sharesAxes,
        boolean isLettered,
        Page page) {

    Composition {
        blocks = List.copyOf(blocks);
        shared = List.copyOf(shared);
        styles = List.copyOf(styles);
    }

    Composition on(Page other) {
        return new Composition(title, blocks, columns, shared, styles, sharesAxes, isLettered, other);
    }

    Composition sharingAxes() {
        return new Composition(title, blocks, columns, shared, styles, true, isLettered, page);
    }

    Composition lettered() {
        return new Composition(title, blocks, columns, shared, styles, sharesAxes, true, page);
    }
}
