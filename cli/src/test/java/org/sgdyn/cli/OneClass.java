package org.sgdyn.cli;

/** An experiment that takes no time: one class, ten dimensions and three output times. */
public final class OneClass {

    private OneClass() {}

    /** Its text with a loss of that name. */
    public static String text(String name, String loss, int replicates) {
        return """
                name: %s
                dimension: 10
                seed: 1
                classes: [{label: 1, mean: {type: constant}, covariance: {type: isotropic}}]
                loss: {type: %s}
                learningRate: {type: constant, value: 0.5}
                time: {end: 1, points: 3}
                simulation: {replicates: %d}
                """.formatted(name, loss, replicates);
    }
}
