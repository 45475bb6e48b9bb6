package org.sgdyn.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgdyn.model.ModeTable;

/** What tells experiments apart whose simulations differ. */
public final class Fingerprint {

    /** What only the theory reads, and names. */
    private static final List<String> OF_THEORY =
            List.of("name", "description", "integrator", "accuracy", ExchangeableClasses.KEY);

    private Fingerprint() {}

    /**
     * A digest of every setting, defaults included but what computes and what draws it left out, and of the numbers that files of data give.
     *
     * @param experiment an experiment
     * @param program what else the numbers depend on, such as the versions of program and plug-ins
     * @return 32 bytes
     */
    public static byte[] of(Experiment experiment, String program) {
        return of(experiment, new LinkedHashMap<>(experiment.resolved()), program);
    }

    /**
     * A digest of what a simulated replicate depends on: {@link #of(Experiment, String)} without the settings that only the theory
     * reads, the experiment's name and the number of replicates, each of which is the same in any company.
     *
     * @param experiment an experiment with a simulation
     * @param program what else the numbers depend on, such as the versions of program and plug-ins
     * @return 32 bytes
     */
    public static byte[] ofReplicates(Experiment experiment, String program) {
        Map<String, Object> settings = new LinkedHashMap<>(experiment.resolved());
        OF_THEORY.forEach(settings::remove);
        if (settings.get(SimulationReader.KEY) instanceof Map<?, ?> simulation) {
            Map<Object, Object> each = new LinkedHashMap<>(simulation);
            each.remove(SimulationReader.REPLICATES);
            settings.put(SimulationReader.KEY, each);
        }
        return of(experiment, settings, program);
    }

    private static byte[] of(Experiment experiment, Map<String, Object> settings, String program) {
        MessageDigest digest = digest();
        settings.remove(ExperimentReader.EXECUTOR);
        settings.remove(FigureSettingsReader.KEY);
        digest.update((program + "\n" + settings).getBytes(StandardCharsets.UTF_8));
        ModeTable modes = experiment.mixture().distinctive(experiment.statistics());
        for (int i = 0; i < modes.classes(); i++) {
            update(digest, modes.groupEigenvalues(i));
            update(digest, modes.slotMeans(i));
        }
        modes.dense().ifPresent(dense -> update(digest, dense.matrices()));
        for (int k = 0; k < modes.teacherOutputs(); k++) {
            update(digest, modes.slotTeachers(k));
        }
        for (int j = 0; j < modes.outputs(); j++) {
            update(digest, modes.slotInitials(j));
        }
        return digest.digest();
    }

    /**
     * A digest of a text.
     *
     * @param text the text
     * @return 32 bytes
     */
    public static byte[] of(String text) {
        return digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
        bytes.asDoubleBuffer().put(values);
        digest.update(bytes);
    }
}
