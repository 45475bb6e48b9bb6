package org.sgdyn.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.spi.Executor;

/**
 * A complete, checked sweep.
 *
 * @param name its name
 * @param description free text, possibly empty
 * @param grid its points
 * @param refinement how points are added where a measure changes, if they are; the grid is then the finest one
 * @param measures what is read off every point
 * @param executor what works the points off
 * @param figure how the results are drawn
 * @param directory what the paths of data files are relative to
 * @param resolved every setting with its default filled in; the experiment is that of the first point
 * @param need what computing it takes
 * @param digest of all that decides the results: the experiments of all points, with their data, and the measures
 */
public record Sweep(
        String name,
        String description,
        Grid grid,
        Optional<Refinement> refinement,
        List<Measure> measures,
        Executor executor,
        SweepFigure figure,
        Path directory,
        Map<String, Object> resolved,
        SweepNeed need,
        String digest) {

    /**
     * The directions of the grid.
     *
     * @return the axes; the last one runs fastest
     */
    public List<Axis> axes() {
        return grid.axes();
    }

    /**
     * The number of grid points, which are all computed unless the sweep is refined.
     *
     * @return the product of the axes' sizes
     */
    public int size() {
        return grid.size();
    }

    /**
     * Where a point lies.
     *
     * @param index its number, 0-based
     * @return its position along each axis
     */
    public int[] positions(int index) {
        return grid.positions(index);
    }

    /**
     * A point in words.
     *
     * @param index its number, 0-based
     * @return such as "alpha = 0.5, beta = 1.0"
     */
    public String words(int index) {
        return grid.words(index);
    }

    /**
     * The experiment at a point.
     *
     * @param index its number, 0-based
     * @return the settings, with the point's values in them
     */
    public ConfigNode.Mapping settings(int index) {
        return grid.settings(index);
    }

    /**
     * A measure by its name.
     *
     * @param measure the name
     * @return its position among the measures
     */
    public Optional<Integer> indexOf(String measure) {
        return IntStream.range(0, measures.size())
                .filter(k -> measures.get(k).name().equals(measure))
                .boxed()
                .findFirst();
    }
}
