package org.dsppo.policy.training.scorer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dsppo.policy.training.descent.OptimiserState;

/**
 * What a learner knows between iterations. The replay memory of DQN is not part of it: after a stop
 * it fills anew.
 *
 * @param seed of all randomness
 * @param iteration iterations done
 * @param decisions played so far
 * @param episodes played so far
 * @param rewardScale unit of rewards
 * @param weights of the perceptron
 * @param optimiser moments
 */
public record ScorerState(
        long seed,
        int iteration,
        long decisions,
        long episodes,
        double rewardScale,
        float[] weights,
        OptimiserState optimiser) {

    private static final int MARK = 0x53434F31;
    private static final int HEAD = 4 * Integer.BYTES + 4 * Long.BYTES;

    /** The state as bytes, little-endian. */
    public byte[] toBytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEAD + 3 * weights.length * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MARK).putInt(weights.length).putInt(iteration).putInt(optimiser.steps());
        bytes.putLong(seed).putLong(decisions).putLong(episodes).putDouble(rewardScale);
        for (float weight : weights) {
            bytes.putFloat(weight);
        }
        for (float moment : optimiser.moments()) {
            bytes.putFloat(moment);
        }
        return bytes.array();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static ScorerState read(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int count = content.length < HEAD || bytes.getInt() != MARK ? -1 : bytes.getInt();
        if (count < 0 || content.length != HEAD + 3L * count * Float.BYTES) {
            throw new IllegalArgumentException(
                    "%d bytes are no state of a scorer".formatted(content.length));
        }
        int iteration = bytes.getInt();
        int steps = bytes.getInt();
        return new ScorerState(
                bytes.getLong(),
                iteration,
                bytes.getLong(),
                bytes.getLong(),
                bytes.getDouble(),
                take(bytes, count),
                new OptimiserState(take(bytes, 2 * count), steps));
    }

    private static float[] take(ByteBuffer bytes, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = bytes.getFloat();
        }
        return numbers;
    }
}
