package org.dsppo.policy.training.calibration;

import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;

/** A policy to calibrate, which may lean towards some of its experts. */
interface LeaningPolicy {

    /** Numbers of which a lean consists: one for each expert and its linear path; 0 for none. */
    int shares();

    /**
     * Makes policies.
     *
     * @param lean added to the shares of experts; empty for the policy as it is
     */
    Supplier<PlacementPolicy> leaning(List<Double> lean);

    /** That of an artefact. */
    static LeaningPolicy of(PolicyArtefact artefact) {
        return new LeaningPolicy() {
            @Override
            public int shares() {
                int experts = artefact.shape().experts();
                return experts == 0 ? 0 : experts + 1;
            }

            @Override
            public Supplier<PlacementPolicy> leaning(List<Double> lean) {
                float[] more = new float[lean.size()];
                for (int i = 0; i < more.length; i++) {
                    more[i] = lean.get(i).floatValue();
                }
                return () -> {
                    DsPpoPolicy policy = new DsPpoPolicy(artefact);
                    policy.lean(more);
                    return policy;
                };
            }
        };
    }
}
