package org.dsppo.policy.learned.network;

/**
 * Kernels on flat arrays. The inner loops run along rows of a matrix, which the compiler turns into
 * vector instructions.
 */
public final class Dense {

    private Dense() {}

    /** out += xᵀ W, W with a row of {@code columns} weights from {@code offset} on for each x. */
    static void add(
            float[] weights, int offset, int columns, float[] x, int from, int rows, float[] out) {
        int row = offset;
        for (int i = from; i < from + rows; i++) {
            float value = x[i];
            if (value != 0) {
                for (int column = 0; column < columns; column++) {
                    out[column] += value * weights[row + column];
                }
            }
            row += columns;
        }
    }

    public static void relu(float[] x, int width) {
        for (int i = 0; i < width; i++) {
            x[i] = Math.max(0, x[i]);
        }
    }

    public static float dot(float[] a, int from, float[] b, int offset, int width) {
        float sum = 0;
        for (int i = 0; i < width; i++) {
            sum += a[from + i] * b[offset + i];
        }
        return sum;
    }

    /** How a number of elements enters the network. */
    public static float logCount(int count) {
        return (float) (0.25 * StrictMath.log1p(count));
    }
}
