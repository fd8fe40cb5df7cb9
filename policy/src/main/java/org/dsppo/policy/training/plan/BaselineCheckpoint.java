package org.dsppo.policy.training.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.baseline.BaselineState;

/**
 * A baseline's training as it stood at a validation, in one file.
 *
 * @param state of the learner
 * @param least log ratio of the best policy so far
 * @param best policy so far
 */
record BaselineCheckpoint(BaselineState state, double least, PolicyArtefact best) {

    private static final String FILE = "checkpoint";

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] policy = best.toBytes();
        byte[] learner = state.toBytes();
        ByteBuffer bytes =
                ByteBuffer.allocate(Double.BYTES + Integer.BYTES + policy.length + learner.length);
        bytes.putDouble(least).putInt(policy.length).put(policy).put(learner);
        RunFolder.write(folder.resolve(FILE), bytes.array());
    }

    /**
     * The latest one; null if there is none.
     *
     * @throws IllegalArgumentException if the file is none
     */
    static BaselineCheckpoint read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        try {
            double least = bytes.getDouble();
            byte[] policy = new byte[Math.min(bytes.getInt(), bytes.remaining())];
            bytes.get(policy);
            byte[] learner = new byte[bytes.remaining()];
            bytes.get(learner);
            return new BaselineCheckpoint(
                    BaselineState.read(learner), least, PolicyArtefact.read(policy));
        } catch (IncompatiblePolicyException
                | java.nio.BufferUnderflowException
                | NegativeArraySizeException e) {
            throw new IllegalArgumentException(file + " is no checkpoint of a baseline", e);
        }
    }
}
