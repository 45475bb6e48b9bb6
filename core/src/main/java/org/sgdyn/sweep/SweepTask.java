package org.sgdyn.sweep;

import java.io.Serializable;

/**
 * A grid point to be computed.
 *
 * @param index its number in the grid, 0-based
 */
public record SweepTask(int index) implements Serializable {
    private static final long serialVersionUID = 1L;
}
