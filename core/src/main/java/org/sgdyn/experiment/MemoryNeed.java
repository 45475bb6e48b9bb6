package org.sgdyn.experiment;

import java.util.Locale;
import org.sgdyn.dynamics.LinearStep;
import org.sgdyn.experiment.Experiment.Sgd;
import org.sgdyn.simulation.Rotation;

/** How much memory an experiment takes. */
public final class MemoryNeed {

    private static final double GIBIBYTE = 1 << 30;

    /** More than machines have, some of them apart. */
    private static final double MOST_GIBIBYTES = 1024;

    private MemoryNeed() {}

    /** Words that follow the advice to ask for less: how to give more, with half as much to spare, where a machine may have it. */
    static String advice(double bytes) {
        double heap = Math.ceil(bytes / GIBIBYTE * 1.5);
        return heap > MOST_GIBIBYTES
                ? "; no machine has so much"
                : String.format(Locale.ROOT, ", or give more with SGDYN_JAVA_OPTS=-Xmx%.0fg", heap);
    }

    /**
     * An estimate of the largest arrays that live at a time: the mixture, an iterate with its scratch memory per thread, and the
     * curves of theory and all replicates; objects and the theory's smaller arrays are left out.
     *
     * @param experiment the experiment
     * @param threads how many replicates are simulated at a time
     * @return bytes
     */
    public static long bytes(Experiment experiment, int threads) {
        int columns = experiment.columns().size();
        // Theory keeps a table while it is integrated, and one to be written.
        double theory =
                2.0 * columns * experiment.times().size() * experiment.curves().size();
        if (experiment.simulation().isEmpty()) {
            return (long) (Double.BYTES * theory);
        }
        double d = experiment.dimension().orElseThrow();
        double classes = experiment.classes().size();
        double outputs = experiment.loss().outputs();
        double mixture = d * (2 * classes + outputs + experiment.loss().teacherOutputs());
        double rows = outputs
                * experiment.curves().stream()
                        .mapToInt(curve -> LinearStep.of(experiment.training().with(curve.algorithm()))
                                .vectors())
                        .max()
                        .orElse(1);
        double state = d * (rows + rows * (rows + 1) / 2);
        int block = experiment.curves().stream()
                .mapToInt(experiment::blockSize)
                .max()
                .orElse(0);
        double replicate = 3 * state + d * (classes + 2 + block);
        double rotation =
                experiment.simulation().get().method() instanceof Sgd sgd && sgd.rotation() == Rotation.Kind.HAAR
                        ? d * d / 2
                        : 0;
        double curves = (double) columns
                * experiment.times().size()
                * (experiment.simulation().get().replicates() + 4.0);
        double numbers = theory
                + mixture
                + rotation
                + threads * replicate
                + curves * experiment.curves().size();
        return (long) (Double.BYTES * numbers);
    }
}
