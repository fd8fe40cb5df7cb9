package org.dsppo.policy.training.network;

/** Products in plain Java: the same bits on every machine, and nothing native. */
public final class PlainProducts implements MatrixProducts {

    @Override
    public void add(
            float[] a, int rows, int inner, float[] b, int offset, int columns, float[] out) {
        for (int row = 0; row < rows; row++) {
            int to = row * columns;
            for (int i = 0; i < inner; i++) {
                addScaled(a[row * inner + i], b, offset + i * columns, out, to, columns);
            }
        }
    }

    @Override
    public void addTransposedLeft(
            float[] a, int rows, int inner, float[] b, int columns, float[] out, int offset) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < inner; i++) {
                addScaled(a[row * inner + i], b, row * columns, out, offset + i * columns, columns);
            }
        }
    }

    @Override
    public void addTransposedRight(
            float[] a, int rows, int columns, float[] b, int offset, int inner, float[] out) {
        float[] transposed = new float[columns * inner];
        for (int i = 0; i < inner; i++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * inner + i] = b[offset + i * columns + column];
            }
        }
        add(a, rows, columns, transposed, 0, inner, out);
    }

    private static void addScaled(
            float factor, float[] x, int from, float[] out, int to, int width) {
        if (factor != 0) {
            for (int i = 0; i < width; i++) {
                out[to + i] += factor * x[from + i];
            }
        }
    }
}
