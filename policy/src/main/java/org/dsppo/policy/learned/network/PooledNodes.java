package org.dsppo.policy.learned.network;

import java.util.Arrays;
import org.dsppo.policy.learned.features.CellFeatures;
import org.dsppo.policy.learned.features.NodeFeature;
import org.dsppo.policy.learned.features.NodeListener;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;

/**
 * Embeddings φ of all nodes and their means, per pool of equal nodes and over the cell. A change of
 * a node replaces its part of the sums; every so many refreshes, and when the cell is compiled
 * anew, sums are made from scratch.
 */
final class PooledNodes implements NodeListener {

    private static final int FEATURES = NodeFeature.WIDTH;

    private final float[] weights;
    private final int matrix;
    private final int bias;
    private final int width;
    private final Normaliser norm;
    private final float[] raw = new float[FEATURES];
    private final float[] z = new float[FEATURES];
    private final float[] embedding;
    private float[] embeddings = new float[0];
    private double[] sums = new double[0];
    private int[] members = new int[0];
    private float[] means = new float[0];
    private final float[] mean;
    private int[] changed = new int[64];
    private int changes;
    private long compilation = -1;
    private int refreshes;
    private int nodes;
    private int pools;

    private final int refreshesPerRebuild;

    PooledNodes(NetworkShape shape, float[] weights, Normaliser norm, int refreshesPerRebuild) {
        this.refreshesPerRebuild = refreshesPerRebuild;
        this.weights = weights;
        this.matrix = shape.offset(Block.NODE);
        this.bias = shape.offset(Block.NODE_BIAS);
        this.width = shape.nodeWidth();
        this.norm = norm;
        this.embedding = new float[width];
        this.mean = new float[width];
    }

    @Override
    public void changed(int node) {
        if (changes == changed.length) {
            changed = Arrays.copyOf(changed, 2 * changes);
        }
        changed[changes++] = node;
    }

    /** Brings the means up to date. */
    void refresh(CellFeatures features) {
        if (features.compilation() != compilation || refreshes >= refreshesPerRebuild) {
            rebuild(features);
        } else {
            for (int i = 0; i < changes; i++) {
                replace(features, changed[i]);
            }
        }
        if (changes > 0 || refreshes == 0) {
            average();
        }
        changes = 0;
        refreshes++;
    }

    private void rebuild(CellFeatures features) {
        compilation = features.compilation();
        refreshes = 0;
        nodes = features.nodes();
        pools = features.pools();
        if (embeddings.length != nodes * width) {
            embeddings = new float[nodes * width];
        }
        sums = new double[pools * width];
        means = new float[pools * width];
        members = new int[pools];
        for (int node = 0; node < nodes; node++) {
            int pool = features.poolOf(node);
            members[pool]++;
            embed(features, node);
            for (int i = 0; i < width; i++) {
                embeddings[node * width + i] = embedding[i];
                sums[pool * width + i] += embedding[i];
            }
        }
    }

    private void replace(CellFeatures features, int node) {
        int pool = features.poolOf(node);
        embed(features, node);
        for (int i = 0; i < width; i++) {
            sums[pool * width + i] += (double) embedding[i] - embeddings[node * width + i];
            embeddings[node * width + i] = embedding[i];
        }
    }

    private void embed(CellFeatures features, int node) {
        features.nodeFeatures(node, raw, 0);
        norm.apply(raw, 0, z, 0);
        System.arraycopy(weights, bias, embedding, 0, width);
        Dense.add(weights, matrix, width, z, 0, FEATURES, embedding);
        Dense.relu(embedding, width);
    }

    private void average() {
        for (int i = 0; i < width; i++) {
            double total = 0;
            for (int pool = 0; pool < pools; pool++) {
                double sum = sums[pool * width + i];
                total += sum;
                means[pool * width + i] = (float) (sum / Math.max(1, members[pool]));
            }
            mean[i] = (float) (total / Math.max(1, nodes));
        }
    }

    int nodes() {
        return nodes;
    }

    int pools() {
        return pools;
    }

    /** Mean embedding over all nodes. */
    float[] mean() {
        return mean;
    }

    /** Mean embedding of each pool, one after the other. */
    float[] means() {
        return means;
    }
}
