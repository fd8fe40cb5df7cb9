package org.dsppo.policy.training.network;

import org.dsppo.policy.learned.network.Dense;

/**
 * Attention of classes over the pools of their decision, and its derivatives: α = softmax(q · e /
 * √width), attended = Σ α e.
 */
final class PoolAttention {

    private final int width;
    private final float scale;
    private float[] query;
    private float[] pools;
    private float[][] shares;

    PoolAttention(int width) {
        this.width = width;
        this.scale = (float) (1 / Math.sqrt(Math.max(1, width)));
    }

    float[] forward(Minibatch batch, float[] query, float[] pools) {
        this.query = query;
        this.pools = pools;
        this.shares = new float[batch.classes][];
        float[] attended = new float[batch.classes * width];
        for (int c = 0; c < batch.classes; c++) {
            int d = batch.decisionOfClass[c];
            int first = batch.firstPool[d];
            float[] share = new float[batch.firstPool[d + 1] - first];
            shares[c] = share;
            float most = Float.NEGATIVE_INFINITY;
            for (int t = 0; t < share.length; t++) {
                share[t] = scale * Dense.dot(query, c * width, pools, (first + t) * width, width);
                most = Math.max(most, share[t]);
            }
            float sum = 0;
            for (int t = 0; t < share.length; t++) {
                share[t] = (float) StrictMath.exp(share[t] - most);
                sum += share[t];
            }
            for (int t = 0; t < share.length; t++) {
                share[t] /= sum;
                for (int i = 0; i < width; i++) {
                    attended[c * width + i] += share[t] * pools[(first + t) * width + i];
                }
            }
        }
        return attended;
    }

    /** Adds to the derivative by pools and gives the one by queries. */
    float[] backward(Minibatch batch, float[] dAttended, float[] dPools) {
        float[] dQuery = new float[query.length];
        for (int c = 0; c < batch.classes; c++) {
            int first = batch.firstPool[batch.decisionOfClass[c]];
            float[] share = shares[c];
            float[] dShare = new float[share.length];
            float mean = 0;
            for (int t = 0; t < share.length; t++) {
                int pool = (first + t) * width;
                dShare[t] = Dense.dot(dAttended, c * width, pools, pool, width);
                mean += share[t] * dShare[t];
            }
            for (int t = 0; t < share.length; t++) {
                float dScore = scale * share[t] * (dShare[t] - mean);
                int pool = (first + t) * width;
                for (int i = 0; i < width; i++) {
                    dQuery[c * width + i] += dScore * pools[pool + i];
                    dPools[pool + i] +=
                            dScore * query[c * width + i] + share[t] * dAttended[c * width + i];
                }
            }
        }
        return dQuery;
    }
}
