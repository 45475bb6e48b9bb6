package org.sgdyn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of numbers that live on groups of modes. */
final class Rows {

    private Rows() {}

    /** The distinct rows in order of first appearance, and where each row went. */
    static double[][] distinct(double[][] rows, int[] place) {
        Map<Integer, List<Integer>> byHash = new HashMap<>();
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            List<Integer> candidates = byHash.computeIfAbsent(Arrays.hashCode(row), hash -> new ArrayList<>());
            int twin = candidates.stream()
                    .filter(k -> Arrays.equals(kept.get(k), row))
                    .findFirst()
                    .orElse(kept.size());
            if (twin == kept.size()) {
                kept.add(row);
                candidates.add(twin);
            }
            place[i] = twin;
        }
        return kept.toArray(double[][]::new);
    }

    /** Rows by group as rows by slot. */
    static double[][] bySlot(double[][] byGroup, int[] slotStarts) {
        int groups = slotStarts.length - 1;
        int slots = slotStarts[groups];
        if (slots == groups) {
            return byGroup;
        }
        double[][] bySlot = new double[byGroup.length][slots];
        for (int k = 0; k < byGroup.length; k++) {
            for (int g = 0; g < groups; g++) {
                Arrays.fill(bySlot[k], slotStarts[g], slotStarts[g + 1], byGroup[k][g]);
            }
        }
        return bySlot;
    }
}
