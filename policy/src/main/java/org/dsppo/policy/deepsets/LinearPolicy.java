package org.dsppo.policy.deepsets;

import org.dsppo.policy.features.CandidateSet;
import org.dsppo.policy.features.CellFeatures;
import org.dsppo.policy.features.FeatureSchema;
import org.dsppo.policy.features.Normaliser;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;

/** Decides by the linear path alone: the form that evolution searches in. */
public final class LinearPolicy implements PlacementPolicy {
    private final CellFeatures features = new CellFeatures();
    private final LinearPath path;
    private final Normaliser candidateNorm;
    private final Normaliser cellNorm;
    private final float[] cell = new float[FeatureSchema.CELL.size()];
    private float[] z = new float[64 * CandidateSet.WIDTH];

    public LinearPolicy(float[] weights, Normaliser candidateNorm, Normaliser cellNorm) {
        this.path = new LinearPath(weights, 0);
        this.candidateNorm = candidateNorm;
        this.cellNorm = cellNorm;
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public void decide(PlacementRound round) {
        features.begin(round);
        cellNorm.apply(features.cell(), 0, cell, 0);
        path.begin(cell);
        while (round.waiting() > 0) {
            CandidateSet c = features.candidates();
            int n = c.size();
            if (n == 0) {
                return;
            }
            if (z.length < n * CandidateSet.WIDTH) {
                z = new float[2 * n * CandidateSet.WIDTH];
            }
            int best = -1;
            float bestP = Float.NEGATIVE_INFINITY;
            int most = -1;
            float mostA = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                candidateNorm.apply(c.rows(), i * CandidateSet.WIDTH, z, i * CandidateSet.WIDTH);
                float a = path.admission(z, i);
                if (a > mostA) {
                    mostA = a;
                    most = i;
                }
                if (a > 0) {
                    float p = path.priority(z, i);
                    if (p > bestP) {
                        bestP = p;
                        best = i;
                    }
                }
            }
            if (best < 0) {
                if (!round.idle()) {
                    return;
                }
                best = most;
            }
            features.place(best);
        }
    }
}
