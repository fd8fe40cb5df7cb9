package org.dsppo.policy.training.imitation;

import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/** Makes one policy of several linear ones. */
public final class ExpertMixture {

    /** The gate begins with no expert counting for much. */
    private static final float FOR_NONE = 3;

    private ExpertMixture() {}

    /**
     * A policy whose experts are the differences of others to it, with a gate that leaves it much
     * as it is.
     *
     * @param start a linear policy
     * @param specialists linear policies that were trained from it
     * @param optionWidth as of {@link NetworkShape}
     * @param gateHidden likewise
     * @param options statistics of options
     * @throws IllegalArgumentException if one is not linear or reads features otherwise
     */
    public static PolicyArtefact of(
            PolicyArtefact start,
            List<PolicyArtefact> specialists,
            int optionWidth,
            int gateHidden,
            Normaliser options,
            long seed) {
        NetworkShape shape =
                NetworkShape.LINEAR.withExperts(specialists.size(), optionWidth, gateHidden);
        float[] weights = new float[shape.weightCount()];
        float[] own = linear(start, start);
        System.arraycopy(own, 0, weights, 0, own.length);
        int at = shape.offset(Block.EXPERT);
        for (PolicyArtefact specialist : specialists) {
            float[] others = linear(specialist, start);
            for (int i = 0; i < own.length; i++) {
                weights[at++] = others[i] - own[i];
            }
        }
        shape.beginGate(weights, seed);
        weights[shape.offset(Block.CHOICE_BIAS)] = FOR_NONE;
        return start.reshaped(shape, start.normalisers().withOption(options), weights);
    }

    private static float[] linear(PolicyArtefact policy, PolicyArtefact start) {
        if (!policy.shape().equals(NetworkShape.LINEAR)) {
            throw new IllegalArgumentException(
                    "%s is a %s, expected a linear path alone"
                            .formatted(policy.name(), policy.shape()));
        }
        if (!alike(policy.normalisers().candidate(), start.normalisers().candidate())
                || !alike(policy.normalisers().cell(), start.normalisers().cell())) {
            throw new IllegalArgumentException(
                    "%s reads features otherwise than %s, expected the same statistics"
                            .formatted(policy.name(), start.name()));
        }
        return policy.weights();
    }

    private static boolean alike(Normaliser a, Normaliser b) {
        return Arrays.equals(a.mean(), b.mean()) && Arrays.equals(a.deviation(), b.deviation());
    }
}
