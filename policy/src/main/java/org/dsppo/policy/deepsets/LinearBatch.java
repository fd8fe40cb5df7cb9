package org.dsppo.policy.deepsets;

import java.util.Arrays;
import org.dsppo.policy.features.CandidateSet;
import org.dsppo.policy.features.FeatureSchema;
import org.dsppo.policy.features.KnownOptions;
import org.dsppo.policy.features.Normaliser;
import org.dsppo.policy.weights.NetworkShape;

/** The linear path for many decisions at once, with its gradient. */
final class LinearBatch {

    private static final int LOADS = FeatureSchema.LOADS;
    private static final int[] SHIFTED =
            FeatureSchema.LOAD_DEPENDENT.stream().mapToInt(FeatureSchema::candidate).toArray();
    private static final Normaliser UNCHANGED = Normaliser.identity(CandidateSet.WIDTH);
    private static final int HEAD = NetworkShape.LINEAR_SCORE;

    private final int knownOptions;

    /**
     * @param knownOptions how many options have weights of their own
     */
    LinearBatch(int knownOptions) {
        this.knownOptions = knownOptions;
    }

    void forward(float[] weights, Minibatch batch, float[] admission, float[] priority) {
        LinearPath path = new LinearPath(weights, knownOptions, UNCHANGED);
        float[] cell = new float[Minibatch.CELL];
        for (int d = 0; d < batch.decisions; d++) {
            System.arraycopy(batch.cell, d * Minibatch.CELL, cell, 0, cell.length);
            path.begin(cell);
            for (int i = batch.firstCandidate[d]; i < batch.firstCandidate[d + 1]; i++) {
                admission[i] = path.admission(batch.candidate, i, batch.knownOption[i]);
                priority[i] = path.priority(batch.candidate, i, batch.knownOption[i]);
            }
        }
    }

    void backward(Minibatch batch, float[] dAdmission, float[] dPriority, float[] gradient) {
        float[] byAdmission = new float[CandidateSet.WIDTH];
        float[] byPriority = new float[CandidateSet.WIDTH];
        for (int d = 0; d < batch.decisions; d++) {
            Arrays.fill(byAdmission, 0);
            Arrays.fill(byPriority, 0);
            for (int i = batch.firstCandidate[d]; i < batch.firstCandidate[d + 1]; i++) {
                boolean known = batch.knownOption[i] != KnownOptions.UNKNOWN;
                for (int j = 0; j < CandidateSet.WIDTH; j++) {
                    float x = batch.candidate[i * CandidateSet.WIDTH + j];
                    gradient[j] += dAdmission[i] * x;
                    gradient[HEAD + j] += dPriority[i] * x;
                    byAdmission[j] += known ? dAdmission[i] * x : 0;
                    byPriority[j] += known ? dPriority[i] * x : 0;
                }
                if (known) {
                    int score = 2 * batch.knownOption[i];
                    addKnown(batch, d, i, dAdmission[i], gradient, score);
                    addKnown(batch, d, i, dPriority[i], gradient, score + 1);
                }
            }
            addShifts(batch, d, byAdmission, gradient, 0);
            addShifts(batch, d, byPriority, gradient, HEAD);
        }
    }

    private static void addKnown(
            Minibatch batch, int d, int candidate, float by, float[] gradient, int score) {
        int at = NetworkShape.LINEAR_WEIGHTS + score * NetworkShape.KNOWN_OPTION_SCORE;
        for (int position : OptionPath.POSITIONS) {
            gradient[at++] += by * batch.candidate[candidate * CandidateSet.WIDTH + position];
        }
        for (int load = 0; load < LOADS; load++) {
            gradient[at++] += by * batch.cell[d * Minibatch.CELL + load];
        }
    }

    private static void addShifts(
            Minibatch batch, int d, float[] by, float[] gradient, int offset) {
        int at = offset + CandidateSet.WIDTH;
        for (int position : SHIFTED) {
            for (int load = 0; load < LOADS; load++) {
                gradient[at++] += by[position] * batch.cell[d * Minibatch.CELL + load];
            }
        }
    }
}
