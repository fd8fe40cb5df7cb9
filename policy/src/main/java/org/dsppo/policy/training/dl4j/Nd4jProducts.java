package org.dsppo.policy.training.dl4j;

import org.dsppo.policy.training.network.MatrixProducts;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Products with ND4J, which is faster than plain loops from a few hundred rows on. */
public final class Nd4jProducts implements MatrixProducts {

    static {
        NativeThreads.useOne();
    }

    @Override
    public void add(
            float[] a, int rows, int inner, float[] b, int offset, int columns, float[] out) {
        try (INDArray left = matrix(a, 0, rows, inner);
                INDArray right = matrix(b, offset, inner, columns);
                INDArray product = left.mmul(right)) {
            add(product, out, 0);
        }
    }

    @Override
    public void addTransposedLeft(
            float[] a, int rows, int inner, float[] b, int columns, float[] out, int offset) {
        try (INDArray left = matrix(a, 0, rows, inner);
                INDArray right = matrix(b, 0, rows, columns);
                INDArray product = left.transpose().mmul(right)) {
            add(product, out, offset);
        }
    }

    @Override
    public void addTransposedRight(
            float[] a, int rows, int columns, float[] b, int offset, int inner, float[] out) {
        try (INDArray left = matrix(a, 0, rows, columns);
                INDArray right = matrix(b, offset, inner, columns);
                INDArray product = left.mmul(right.transpose())) {
            add(product, out, 0);
        }
    }

    private static INDArray matrix(float[] numbers, int from, int rows, int columns) {
        return Nd4j.create(
                java.util.Arrays.copyOfRange(numbers, from, from + rows * columns),
                new long[] {rows, columns},
                'c');
    }

    private static void add(INDArray product, float[] out, int offset) {
        float[] numbers = product.dup('c').data().asFloat();
        for (int i = 0; i < numbers.length; i++) {
            out[offset + i] += numbers[i];
        }
    }
}
