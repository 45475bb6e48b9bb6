package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which points of a long line a page needs: of each stretch, such as those that fall into one column of pixels, the first, and those
 * between it and the first of the next stretch where the line is highest and lowest, or interrupted. The line through them covers
 * the same pixels, and no spike is lost.
 */
public final class Thinning {

    private Thinning() {}

    /**
     * The points to keep.
     *
     * @param begins where stretches begin: ascending, from the first point to the last one
     * @param lines the ordinates of lines over the same abscissas
     * @return the points, ascending, with all that begin a stretch
     */
    public static int[] kept(int[] begins, List<double[]> lines) {
        IntStream.Builder kept = IntStream.builder();
        for (int s = 0; s + 1 < begins.length; s++) {
            int[] inside = inside(begins[s], begins[s + 1], lines);
            kept.add(begins[s]);
            IntStream.of(inside).sorted().distinct().forEach(kept::add);
        }
        if (begins.length > 0) {
            kept.add(begins[begins.length - 1]);
        }
        return kept.build().toArray();
    }

    /** What stands out between two points. */
    private static int[] inside(int first, int next, List<double[]> lines) {
        IntStream.Builder found = IntStream.builder();
        for (double[] line : lines) {
            int highest = first;
            int lowest = first;
            int gap = first;
            for (int k = first + 1; k <= next; k++) {
                if (!Double.isFinite(line[k])) {
                    gap = gap == first ? k : gap;
                    continue;
                }
                // From a gap on, any number stands out.
                highest = !(line[k] <= line[highest]) ? k : highest;
                lowest = !(line[k] >= line[lowest]) ? k : lowest;
            }
            boolean isGap = Double.isFinite(line[first]) && Double.isFinite(line[next]);
            IntStream.of(highest, lowest, isGap ? gap : first)
                    .filter(k -> k > first && k < next)
                    .forEach(found::add);
        }
        return found.build().toArray();
    }

    /** The values at some points. */
    static double[] of(double[] values, int[] points) {
        return IntStream.of(points).mapToDouble(k -> values[k]).toArray();
    }

    /**
     * Stretches by columns of equal width.
     *
     * @param positions where points lie along the page, in any unit; those that are not finite begin no stretch
     * @param columns how many columns there are from the least to the greatest
     * @return where stretches begin, with the first and the last point
     */
    static int[] columns(double[] positions, int columns) {
        Extent extent = new Extent();
        extent.include(positions);
        double[] ends = extent.padded(false, 0);
        List<Integer> begins = new ArrayList<>();
        int before = -1;
        for (int k = 0; k < positions.length; k++) {
            int column = Double.isFinite(positions[k])
                    ? (int) (columns * ((positions[k] - ends[0]) / (ends[1] - ends[0])))
                    : before;
            if (column != before || k == 0 || k == positions.length - 1) {
                begins.add(k);
            }
            before = column;
        }
        return begins.stream().mapToInt(Integer::intValue).toArray();
    }
}
