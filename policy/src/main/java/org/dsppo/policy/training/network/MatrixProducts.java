package org.dsppo.policy.training.network;

/**
 * Products of matrices in flat arrays, row after row: what training on minibatches spends its time
 * on. All of them add to what is there.
 */
public interface MatrixProducts {

    /**
     * out += a · b.
     *
     * @param a {@code rows} rows of {@code inner}
     * @param b {@code inner} rows of {@code columns}, from {@code offset} on
     * @param out {@code rows} rows of {@code columns}
     */
    void add(float[] a, int rows, int inner, float[] b, int offset, int columns, float[] out);

    /**
     * out += aᵀ · b.
     *
     * @param a {@code rows} rows of {@code inner}
     * @param b {@code rows} rows of {@code columns}
     * @param out {@code inner} rows of {@code columns}, from {@code offset} on
     */
    void addTransposedLeft(
            float[] a, int rows, int inner, float[] b, int columns, float[] out, int offset);

    /**
     * out += a · bᵀ.
     *
     * @param a {@code rows} rows of {@code columns}
     * @param b {@code inner} rows of {@code columns}, from {@code offset} on
     * @param out {@code rows} rows of {@code inner}
     */
    void addTransposedRight(
            float[] a, int rows, int columns, float[] b, int offset, int inner, float[] out);
}
