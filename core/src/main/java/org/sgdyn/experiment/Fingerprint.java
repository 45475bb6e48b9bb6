package org.sgdyn.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sgdyn.model.ModeTable;

/** What tells experiments apart whose simulations differ. */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * A digest of every setting, defaults included but what computes and what draws it left out, and of the numbers that files of data give.
     *
     * @param experiment an experiment
     * @param program what else the numbers depend on, such as the versions of program and plug-ins
     * @return 32 bytes
     */
    public static byte[] of(Experiment experiment, String program) {
        MessageDigest digest = digest();
        Map<String, Object> settings = new LinkedHashMap<>(experiment.resolved());
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
