package org.sgdyn.sweep;

import java.util.List;
import java.util.Optional;

/**
 * How the results of a sweep are drawn.
 *
 * @param measures the measures that get a panel
 * @param boundary a predicted curve in the plane of two axes
 * @param contour a line where a measure crosses a level
 */
public record SweepFigure(List<String> measures, Optional<Boundary> boundary, Optional<Contour> contour) {

    /**
     * A curve in the plane of two axes.
     *
     * @param axis the name of the axis whose coordinate follows from the other's
     * @param formula how, with the other axis' name as the variable
     */
    public record Boundary(String axis, Formula formula) {

        /**
         * The curve.
         *
         * @param other the other axis' name
         * @param coordinate a coordinate of the other axis
         * @return the coordinate of this axis
         */
        public double at(String other, double coordinate) {
            return formula.value(name -> name.equals(other) ? coordinate : Double.NaN);
        }
    }

    /**
     * Where a measure crosses a level.
     *
     * @param measure the measure's name
     * @param level the level
     */
    public record Contour(String measure, double level) {}
}
