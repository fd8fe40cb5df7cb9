package org.dsppo.policy.training.dl4j;

import java.util.List;
import org.dsppo.policy.learned.network.PerceptronShape;

/**
 * Where the graph of a tower keeps each of our weights. In one flat array like ours, layer after
 * layer, matrix before biases; but its matrices go column by column, and heads are layers of their
 * own.
 */
final class WeightLayout {

    private final int[] inGraph;

    WeightLayout(PerceptronShape shape, List<Integer> heads) {
        inGraph = new int[shape.weightCount()];
        int from = 0;
        int last = shape.layers() - 1;
        for (int layer = 0; layer < last; layer++) {
            from = place(shape, layer, 0, shape.outputs(layer), from);
        }
        int column = 0;
        for (int width : heads) {
            from = place(shape, last, column, width, from);
            column += width;
        }
        if (column != shape.outputs() || from != inGraph.length) {
            throw new IllegalArgumentException(
                    "Heads of widths %s are not %d outputs".formatted(heads, shape.outputs()));
        }
    }

    /** Places some columns of one of our layers as a layer of the graph; gives where it ends. */
    private int place(PerceptronShape shape, int layer, int column, int width, int from) {
        int inputs = shape.inputs(layer);
        int outputs = shape.outputs(layer);
        for (int c = 0; c < width; c++) {
            for (int r = 0; r < inputs; r++) {
                inGraph[shape.matrixOffset(layer) + r * outputs + column + c] =
                        from + c * inputs + r;
            }
            inGraph[shape.biasOffset(layer) + column + c] = from + width * inputs + c;
        }
        return from + width * (inputs + 1);
    }

    /** Numbers in our order, several sets one after the other, as the graph has them. */
    float[] toGraph(float[] ours) {
        float[] theirs = new float[ours.length];
        for (int set = 0; set < ours.length; set += inGraph.length) {
            for (int at = 0; at < inGraph.length; at++) {
                theirs[set + inGraph[at]] = ours[set + at];
            }
        }
        return theirs;
    }

    /** The way back. */
    float[] fromGraph(float[] theirs) {
        float[] ours = new float[theirs.length];
        for (int set = 0; set < ours.length; set += inGraph.length) {
            for (int at = 0; at < inGraph.length; at++) {
                ours[set + at] = theirs[set + inGraph[at]];
            }
        }
        return ours;
    }
}
