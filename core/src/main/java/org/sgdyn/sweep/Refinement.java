package org.sgdyn.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Spends the points of a sweep where a measure changes. The points of the coarse grid that the axes give are computed first. A cell
 * between neighbours of it in whose known points, on its corners and half-way between, the measure differs by more than the
 * tolerance, or is known at some and not at others, is halved along each refined axis, and so are the cells that arise, as often as
 * there are levels. What is computed depends on the values alone, not on who computes it and in which order.
 *
 * @param measure the name of the measure
 * @param tolerance the difference that a cell may hide, &gt; 0
 * @param levels how often a coarse cell may be halved, &gt;= 1
 * @param refined which axes are halved: those that go from one number to another
 */
public record Refinement(String measure, double tolerance, int levels, List<Boolean> refined) {

    /** Copies the list. */
    public Refinement {
        refined = List.copyOf(refined);
    }

    /**
     * How many fine positions lie between two neighbours of the coarse grid.
     *
     * @param axis the axis' number
     * @return a power of 2; 1 along an axis that is not refined
     */
    public int stride(int axis) {
        return refined.get(axis) ? 1 << levels : 1;
    }

    /**
     * The size of the largest cell that a point is a corner of.
     *
     * @param positions where it lies on the fine grid
     * @return in fine positions: a power of 2
     */
    public int span(int[] positions) {
        int common = 1 << levels;
        for (int a = 0; a < positions.length; a++) {
            if (refined.get(a)) {
                common |= positions[a];
            }
        }
        return Integer.lowestOneBit(common);
    }

    /** The points of the coarse grid, in the order of the fine one. */
    int[] start(Grid grid) {
        return IntStream.range(0, coarseSize(grid)).map(k -> coarse(grid, k)).toArray();
    }

    /**
     * The number of points of the coarse grid.
     *
     * @param grid the fine grid
     * @return how many are computed in any case
     */
    public int coarseSize(Grid grid) {
        int size = 1;
        for (int a = 0; a < refined.size(); a++) {
            size *= coarsePositions(grid, a);
        }
        return size;
    }

    private int coarsePositions(Grid grid, int axis) {
        return (grid.axes().get(axis).size() - 1) / stride(axis) + 1;
    }

    private int coarse(Grid grid, int number) {
        int[] strides = grid.strides();
        int index = 0;
        int rest = number;
        for (int a = strides.length - 1; a >= 0; a--) {
            int count = coarsePositions(grid, a);
            index += rest % count * stride(a) * strides[a];
            rest /= count;
        }
        return index;
    }

    /** The points that are to be computed next, in ascending order; none if nothing needs more. */
    int[] next(Grid grid, int measureNumber, IntFunction<@Nullable SweepRow> known) {
        return new Round(grid, measureNumber, known).missing();
    }

    /** One look at all that is known. */
    private final class Round {

        private final int measureNumber;
        private final IntFunction<@Nullable SweepRow> known;
        /** Steps in the index along the refined axes. */
        private final int[] strides;

        private final Grid grid;
        private final List<Integer> missing = new ArrayList<>();

        Round(Grid grid, int measureNumber, IntFunction<@Nullable SweepRow> known) {
            this.grid = grid;
            this.measureNumber = measureNumber;
            this.known = known;
            int[] all = grid.strides();
            strides = IntStream.range(0, all.length)
                    .filter(refined::get)
                    .map(a -> all[a])
                    .toArray();
        }

        int[] missing() {
            for (int k = 0; k < coarseSize(grid); k++) {
                int origin = coarse(grid, k);
                int[] positions = grid.positions(origin);
                boolean isCell = IntStream.range(0, positions.length)
                        .allMatch(a -> !refined.get(a)
                                || positions[a] + stride(a) < grid.axes().get(a).size());
                if (isCell) {
                    visit(origin, 1 << levels);
                }
            }
            return missing.stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .distinct()
                    .toArray();
        }

        /** Looks at a cell whose corners are known. */
        private void visit(int origin, int size) {
            if (size == 1 || !differs(origin, size / 2)) {
                return;
            }
            int half = size / 2;
            int before = missing.size();
            for (int k = 0; k < lattice(); k++) {
                int point = point(origin, k, half);
                if (known.apply(point) == null) {
                    missing.add(point);
                }
            }
            if (missing.size() == before) {
                for (int child = 0; child < 1 << strides.length; child++) {
                    int corner = origin;
                    for (int a = 0; a < strides.length; a++) {
                        corner += (child >> a & 1) * half * strides[a];
                    }
                    visit(corner, half);
                }
            }
        }

        /** The number of points on the corners of a cell and half-way between them. */
        private int lattice() {
            int count = 1;
            for (int a = 0; a < strides.length; a++) {
                count *= 3;
            }
            return count;
        }

        private int point(int origin, int number, int half) {
            int point = origin;
            int rest = number;
            for (int stride : strides) {
                point += rest % 3 * half * stride;
                rest /= 3;
            }
            return point;
        }

        /** Whether what is known of a cell differs too much. */
        private boolean differs(int origin, int half) {
            SweepRow first = null;
            List<double[]> ranges = new ArrayList<>();
            for (int k = 0; k < lattice(); k++) {
                SweepRow row = known.apply(point(origin, k, half));
                if (row == null) {
                    continue;
                }
                if (first == null) {
                    first = row;
                } else if (first.isComplete() != row.isComplete()
                        || first.names().size() != row.names().size()) {
                    return true;
                }
                for (int curve = 0; curve < row.names().size(); curve++) {
                    double value = row.value(curve, measureNumber);
                    if (ranges.size() <= curve) {
                        ranges.add(new double[] {value, value});
                    }
                    double[] range = ranges.get(curve);
                    if (Double.isNaN(value) != Double.isNaN(range[0])) {
                        return true;
                    }
                    range[0] = Math.min(range[0], value);
                    range[1] = Math.max(range[1], value);
                    if (range[1] - range[0] > tolerance) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
