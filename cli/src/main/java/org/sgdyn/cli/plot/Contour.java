package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import org.sgdyn.cli.plot.HeatMap.Boundary;

/**
 * Contour lines by marching triangles: each square between four neighbouring values is cut by its diagonal, the measure (or its
 * logarithm) is linear on each triangle, and the level's line is a segment there. No case is ambiguous, as it is with squares.
 * Triangles with a corner without value are left out.
 */
final class Contour {

    private final HeatMap map;
    private final HeatMap.Axis scale;
    private final double level;
    private final List<Boundary> segments = new ArrayList<>();

    private Contour(HeatMap map, double level) {
        this.map = map;
        this.scale = new HeatMap.Axis("", map.isLogarithmic(), new double[0]);
        this.level = scale.position(level);
    }

    /**
     * The line of one level.
     *
     * @param map the map
     * @param level the measure's value
     * @return its segments, without labels
     */
    static List<Boundary> of(HeatMap map, double level) {
        Contour contour = new Contour(map, level);
        for (int i = 0; i + 1 < map.x().values().length; i++) {
            for (int j = 0; j + 1 < map.y().values().length; j++) {
                contour.triangle(new int[] {i, i + 1, i + 1}, new int[] {j, j, j + 1});
                contour.triangle(new int[] {i, i, i + 1}, new int[] {j, j + 1, j + 1});
            }
        }
        return contour.segments;
    }

    private void triangle(int[] i, int[] j) {
        double[] x = new double[2];
        double[] y = new double[2];
        int cut = 0;
        for (int a = 0; a < 3; a++) {
            int b = (a + 1) % 3;
            double first = scale.position(map.shown(i[a], j[a]));
            double second = scale.position(map.shown(i[b], j[b]));
            if (Double.isNaN(first)) {
                return;
            }
            if (first >= level != second >= level) {
                double share = (level - first) / (second - first);
                x[cut % 2] = between(map.x(), i[a], i[b], share);
                y[cut % 2] = between(map.y(), j[a], j[b], share);
                cut++;
            }
        }
        if (cut == 2) {
            segments.add(new Boundary("", x, y));
        }
    }

    private static double between(HeatMap.Axis axis, int from, int to, double share) {
        double begin = axis.position(axis.values()[from]);
        return axis.value(begin + share * (axis.position(axis.values()[to]) - begin));
    }
}
