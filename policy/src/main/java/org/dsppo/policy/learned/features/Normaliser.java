package org.dsppo.policy.learned.features;

/**
 * Makes features comparable: z = (x − mean) / deviation, cut to ±50, which no sane feature reaches.
 * Its numbers belong to a policy and travel with it.
 *
 * @param mean of each feature
 * @param deviation of each feature, positive
 */
public record Normaliser(float[] mean, float[] deviation) {

    private static final float CUT = 50;

    /** Leaves features as they are, but cut. */
    public static Normaliser identity(int width) {
        float[] deviation = new float[width];
        java.util.Arrays.fill(deviation, 1);
        return new Normaliser(new float[width], deviation);
    }

    /** Number of features. */
    public int width() {
        return mean.length;
    }

    /** Writes the normalised form of {@code width()} features. */
    public void apply(float[] from, int offset, float[] into, int intoOffset) {
        for (int i = 0; i < mean.length; i++) {
            float z = (from[offset + i] - mean[i]) / deviation[i];
            into[intoOffset + i] = Math.max(-CUT, Math.min(CUT, z));
        }
    }
}
