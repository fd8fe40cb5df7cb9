package org.dsppo.jobs.report.experiment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;

/** A short name for what is in a catalogue and its tasks, the same wherever their files lie. */
public final class InputDigest {

    private static final int DIGITS = 16;

    private InputDigest() {}

    /**
     * The first 16 hexadecimal digits of the SHA-256 of a workload and a remark.
     *
     * @param remark whatever else changes the meaning of figures
     */
    public static String of(Workload workload, String remark) {
        MessageDigest digest = sha256();
        digest.update(MessageCodecs.CATALOGUE.encode(workload.catalogue()));
        for (TaskMessage message : workload.tasks()) {
            digest.update((byte) '\n');
            digest.update(MessageCodecs.TASK_MESSAGE.encode(message));
        }
        digest.update((byte) '\n');
        digest.update(remark.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
