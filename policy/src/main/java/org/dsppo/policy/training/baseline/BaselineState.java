package org.dsppo.policy.training.baseline;

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
 * @param weights of the network
 * @param optimiser moments
 * @param memory numbers of the learner's own; may be none
 */
public record BaselineState(
        long seed,
        int iteration,
        long decisions,
        long episodes,
        double rewardScale,
        float[] weights,
        OptimiserState optimiser,
        double[] memory) {

    private static final int MARK = 0x53434F32;
    private static final int HEAD = 5 * Integer.BYTES + 4 * Long.BYTES;

    /** Before the first iteration. */
    public static BaselineState initial(long seed, float[] weights) {
        OptimiserState optimiser = OptimiserState.initial(weights.length);
        return new BaselineState(seed, 0, 0, 0, 0, weights.clone(), optimiser, new double[0]);
    }

    /** The state as bytes, little-endian. */
    public byte[] toBytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate((int) length(weights.length, memory.length))
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MARK).putInt(weights.length).putInt(memory.length);
        bytes.putInt(iteration).putInt(optimiser.steps());
        bytes.putLong(seed).putLong(decisions).putLong(episodes).putDouble(rewardScale);
        for (float weight : weights) {
            bytes.putFloat(weight);
        }
        for (float moment : optimiser.moments()) {
            bytes.putFloat(moment);
        }
        for (double number : memory) {
            bytes.putDouble(number);
        }
        return bytes.array();
    }

    private static long length(int weights, int memory) {
        return HEAD + 3L * weights * Float.BYTES + (long) memory * Double.BYTES;
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static BaselineState read(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        boolean marked = content.length >= HEAD && bytes.getInt() == MARK;
        int weights = marked ? bytes.getInt() : -1;
        int memory = marked ? bytes.getInt() : -1;
        if (Math.min(weights, memory) < 0 || content.length != length(weights, memory)) {
            throw new IllegalArgumentException(
                    "%d bytes are no state of a baseline".formatted(content.length));
        }
        int iteration = bytes.getInt();
        int steps = bytes.getInt();
        return new BaselineState(
                bytes.getLong(),
                iteration,
                bytes.getLong(),
                bytes.getLong(),
                bytes.getDouble(),
                take(bytes, weights),
                new OptimiserState(take(bytes, 2 * weights), steps),
                doubles(bytes, memory));
    }

    private static float[] take(ByteBuffer bytes, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = bytes.getFloat();
        }
        return numbers;
    }

    private static double[] doubles(ByteBuffer bytes, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = bytes.getDouble();
        }
        return numbers;
    }
}
