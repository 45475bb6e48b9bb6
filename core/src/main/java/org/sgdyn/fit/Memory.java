package org.sgdyn.fit;

import org.sgdyn.data.DataException;

/** Refuses what would not fit into memory before it is begun. */
final class Memory {

    private static final double MEBIBYTE = 1 << 20;

    private Memory() {}

    static void require(String source, double bytes, String what) throws DataException {
        double most = 0.8 * Runtime.getRuntime().maxMemory();
        if (bytes > most) {
            throw new DataException(
                    source,
                    what + " take about " + Math.round(bytes / MEBIBYTE) + " MiB of memory, and there are "
                            + Math.round(most / MEBIBYTE)
                            + "; keep fewer directions by --pca, take fewer --components, or give"
                            + " more with SGDYN_JAVA_OPTS=-Xmx8g");
        }
    }
}
