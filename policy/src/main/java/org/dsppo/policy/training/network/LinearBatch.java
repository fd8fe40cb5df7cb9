package org.dsppo.policy.training.network;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.KnownOptions;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.network.OptionPath;
import org.dsppo.policy.learned.network.SitePath;
import org.dsppo.policy.learned.weights.NetworkShape;

/** The linear path for many decisions at once, with its gradient. */
final class LinearBatch {

    private static final int LOADS = CellFeature.LOADS;
    private static final Normaliser UNCHANGED = Normaliser.identity(CandidateSet.WIDTH);
    private static final int HEAD = NetworkShape.LINEAR_SCORE;

    private final KnownOptions known;
    private final int[] ofSite;
    private final int[] ofOption;

    /**
     * @param known options and sites with weights of their own
     */
    LinearBatch(KnownOptions known) {
        this.known = known;
        NetworkShape shape = NetworkShape.LINEAR.withKnown(known);
        this.ofSite = offsets(option -> shape.offsetOfSite(known.site(option), 0));
        this.ofOption = offsets(option -> shape.offsetOfOption(option, 0));
    }

    private int[] offsets(IntUnaryOperator ofOption) {
        return IntStream.range(0, known.size()).map(ofOption).toArray();
    }

    void forward(float[] weights, Minibatch batch, float[] admission, float[] priority) {
        LinearPath path = new LinearPath(weights, known, UNCHANGED);
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
        for (int d = 0; d < batch.decisions; d++) {
            for (int i = batch.firstCandidate[d]; i < batch.firstCandidate[d + 1]; i++) {
                add(batch, i, dAdmission[i], gradient, 0);
                add(batch, i, dPriority[i], gradient, HEAD);
                int option = batch.knownOption[i];
                if (option != KnownOptions.UNKNOWN) {
                    int site = ofSite[option];
                    int own = ofOption[option];
                    addSite(batch, d, i, dAdmission[i], gradient, site);
                    addSite(
                            batch,
                            d,
                            i,
                            dPriority[i],
                            gradient,
                            site + NetworkShape.KNOWN_SITE_SCORE);
                    addOption(batch, d, i, dAdmission[i], gradient, own);
                    addOption(
                            batch,
                            d,
                            i,
                            dPriority[i],
                            gradient,
                            own + NetworkShape.KNOWN_OPTION_SCORE);
                }
            }
        }
    }

    private static void add(
            Minibatch batch, int candidate, float by, float[] gradient, int offset) {
        int from = candidate * CandidateSet.WIDTH;
        for (int j = 0; j < CandidateSet.WIDTH; j++) {
            gradient[offset + j] += by * batch.candidate[from + j];
        }
    }

    private static void addSite(
            Minibatch batch, int d, int candidate, float by, float[] gradient, int offset) {
        add(batch, candidate, by, gradient, offset);
        int at = offset + CandidateSet.WIDTH;
        for (int position : SitePath.SHIFTED) {
            float x = by * batch.candidate[candidate * CandidateSet.WIDTH + position];
            for (int load = 0; load < LOADS; load++) {
                gradient[at++] += x * batch.cell[d * Minibatch.CELL + load];
            }
        }
    }

    private static void addOption(
            Minibatch batch, int d, int candidate, float by, float[] gradient, int offset) {
        int at = offset;
        for (int position : OptionPath.POSITIONS) {
            gradient[at++] += by * batch.candidate[candidate * CandidateSet.WIDTH + position];
        }
        for (int load = 0; load < LOADS; load++) {
            gradient[at++] += by * batch.cell[d * Minibatch.CELL + load];
        }
    }
}
