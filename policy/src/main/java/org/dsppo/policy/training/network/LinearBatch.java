package org.dsppo.policy.training.network;

import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.NetworkShape;

/**
 * The linear path for many decisions at once, with its gradient; that of experts and their gate is
 * not asked for, they stay as they are.
 */
final class LinearBatch {

    private static final Normaliser UNCHANGED = Normaliser.identity(CandidateSet.WIDTH);

    private final NetworkShape shape;

    LinearBatch(NetworkShape shape) {
        this.shape = shape;
    }

    void forward(float[] weights, Minibatch batch, float[] admission, float[] priority) {
        LinearPath path = new LinearPath(shape, weights, UNCHANGED);
        for (int d = 0; d < batch.decisions; d++) {
            path.begin(batch.experts[d]);
            for (int i = batch.firstCandidate[d]; i < batch.firstCandidate[d + 1]; i++) {
                admission[i] = path.admission(batch.candidate, i);
                priority[i] = path.priority(batch.candidate, i);
            }
        }
    }

    void backward(Minibatch batch, float[] dAdmission, float[] dPriority, float[] gradient) {
        for (int i = 0; i < batch.candidates; i++) {
            add(batch, i, dAdmission[i], gradient, 0);
            add(batch, i, dPriority[i], gradient, NetworkShape.LINEAR_SCORE);
        }
    }

    private static void add(
            Minibatch batch, int candidate, float by, float[] gradient, int offset) {
        int from = candidate * CandidateSet.WIDTH;
        for (int j = 0; j < CandidateSet.WIDTH; j++) {
            gradient[offset + j] += by * batch.candidate[from + j];
        }
    }
}
