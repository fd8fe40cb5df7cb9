package org.dsppo.policy.training.ppo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dsppo.policy.training.descent.OptimiserState;

/**
 * All that a learner knows between iterations: one that goes on from here is the one that was never
 * stopped.
 *
 * @param seed of all randomness
 * @param iteration iterations done
 * @param decisions explored so far
 * @param episodes played so far
 * @param admissionTemperature of exploring decisions
 * @param priorityTemperature of exploring decisions
 * @param valueScale unit of the value head
 * @param weights of the network
 * @param start weights that training began with
 * @param optimiser moments
 */
public record PpoState(
        long seed,
        int iteration,
        long decisions,
        long episodes,
        double admissionTemperature,
        double priorityTemperature,
        double valueScale,
        float[] weights,
        float[] start,
        OptimiserState optimiser) {

    private static final int MARK = 0x50504F31;

    Temperatures temperatures() {
        return new Temperatures(admissionTemperature, priorityTemperature);
    }

    /** The state as bytes, little-endian. */
    public byte[] toBytes() {
        int count = weights.length;
        ByteBuffer bytes =
                ByteBuffer.allocate(4 * 4 + 3 * 8 + 3 * 8 + 4 * count * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MARK).putInt(count).putInt(iteration).putInt(optimiser.steps());
        bytes.putLong(seed).putLong(decisions).putLong(episodes);
        bytes.putDouble(admissionTemperature).putDouble(priorityTemperature).putDouble(valueScale);
        put(bytes, weights);
        put(bytes, start);
        put(bytes, optimiser.moments());
        return bytes.array();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static PpoState read(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length < 64 || bytes.getInt() != MARK) {
            throw new IllegalArgumentException(
                    "%d bytes are no state of PPO".formatted(content.length));
        }
        int count = bytes.getInt();
        if (content.length != 64 + 4L * count * Float.BYTES) {
            throw new IllegalArgumentException(
                    "a state of %d weights has %d bytes, expected %d"
                            .formatted(count, content.length, 64 + 4L * count * Float.BYTES));
        }
        int iteration = bytes.getInt();
        int steps = bytes.getInt();
        return new PpoState(
                bytes.getLong(),
                iteration,
                bytes.getLong(),
                bytes.getLong(),
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getDouble(),
                take(bytes, count),
                take(bytes, count),
                new OptimiserState(take(bytes, 2 * count), steps));
    }

    private static void put(ByteBuffer bytes, float[] numbers) {
        for (float number : numbers) {
            bytes.putFloat(number);
        }
    }

    private static float[] take(ByteBuffer bytes, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = bytes.getFloat();
        }
        return numbers;
    }
}
