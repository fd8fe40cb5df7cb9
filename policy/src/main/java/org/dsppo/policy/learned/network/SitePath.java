package org.dsppo.policy.learned.network;

import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.weights.NetworkShape;

/**
 * What a known site adds to the weights of the linear path: to admission's w it adds d + M l, l
 * being the cell's load features and M having rows for {@link CandidateFeature#LOAD_DEPENDENT}
 * only, and to priority's v likewise. What is learned so at one site did more harm than good at
 * others, hence nothing of it there. The sums are worked out once per round, when they are first
 * asked for.
 */
public final class SitePath {

    public static final int[] SHIFTED = CandidateFeature.positions(CandidateFeature.LOAD_DEPENDENT);

    private final float[] weights;
    private final int ofAdmission;
    private final int ofPriority;
    private final FoldedNormaliser normaliser;
    private final float[] admission = new float[CandidateSet.WIDTH];
    private final float[] priority = new float[CandidateSet.WIDTH];
    private float[] loads;
    private boolean made;

    /**
     * @param weights of a network
     * @param shape of its linear part
     * @param site its row
     */
    SitePath(float[] weights, NetworkShape shape, int site, FoldedNormaliser normaliser) {
        this.weights = weights;
        this.ofAdmission = shape.offsetOfSite(site, 0);
        this.ofPriority = shape.offsetOfSite(site, 1);
        this.normaliser = normaliser;
    }

    /** Another round; the cell's features are normalised, and stay as they are during the round. */
    void begin(float[] cell) {
        loads = cell;
        made = false;
    }

    float[] admission() {
        make();
        return admission;
    }

    float[] priority() {
        make();
        return priority;
    }

    private void make() {
        if (!made) {
            made = true;
            add(0, ofAdmission, admission);
            add(NetworkShape.LINEAR_SCORE, ofPriority, priority);
        }
    }

    private void add(int anywhere, int ofSite, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = weights[anywhere + i] + weights[ofSite + i];
        }
        int at = ofSite + CandidateSet.WIDTH;
        for (int position : SHIFTED) {
            float sum = 0;
            for (int load = 0; load < CellFeature.LOADS; load++) {
                sum += weights[at++] * loads[load];
            }
            into[position] += sum;
        }
        normaliser.fold(into);
    }
}
