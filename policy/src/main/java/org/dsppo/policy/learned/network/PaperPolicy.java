package org.dsppo.policy.learned.network;

import org.dsppo.policy.learned.features.PaperInput;
import org.dsppo.policy.learned.features.PaperReader;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.schemas.decision.PolicyReference;

/** DS-PPO as the paper prints it: for each task in turn the action with the highest score. */
public final class PaperPolicy implements PlacementPolicy {

    private final PolicyReference reference;
    private final PaperReader reader = new PaperReader();
    private final PaperNetwork network;

    /**
     * @param artefact of the paper's network
     * @throws IllegalArgumentException if it is of another form
     */
    public PaperPolicy(PolicyArtefact artefact) {
        if (artefact.shape().form() != NetworkForm.PAPER_SETS) {
            throw new IllegalArgumentException(
                    "policy %s is a %s, expected a %s"
                            .formatted(
                                    artefact.name(),
                                    artefact.shape().form().id(),
                                    NetworkForm.PAPER_SETS.id()));
        }
        this.reference = new PolicyReference(artefact.name(), (int) artefact.version(), "active");
        this.network = new PaperNetwork(artefact.shape().hidden(), artefact.weights());
    }

    @Override
    public String name() {
        return reference.name();
    }

    @Override
    public PolicyReference reference() {
        return reference;
    }

    /**
     * Places tasks.
     *
     * @throws PolicyFailedException if a score is not a finite number
     */
    @Override
    public void decide(PlacementRound round) {
        reader.begin(round);
        for (PaperInput input = reader.next(); input != null; input = reader.next()) {
            network.read(input);
            reader.choose(highest(network.scores()));
        }
    }

    private int highest(float[] scores) {
        int best = 0;
        for (int action = 0; action < scores.length; action++) {
            if (!Float.isFinite(scores[action])) {
                throw new PolicyFailedException(
                        FallbackReason.NON_FINITE_SCORE,
                        "policy %s gives a score of %s".formatted(name(), scores[action]));
            }
            best = scores[action] > scores[best] ? action : best;
        }
        return best;
    }
}
