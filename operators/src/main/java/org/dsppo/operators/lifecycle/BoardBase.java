package org.dsppo.operators.lifecycle;

import org.apache.flink.util.FlinkRuntimeException;
import org.dsppo.operators.serving.ControlBoards;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.operators.serving.PolicySeat;
import org.dsppo.operators.training.TrainingBase;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/**
 * The active version as the control stream tells of it.
 *
 * @param policy name of the policy
 * @param boards what was told
 */
record BoardBase(String policy, ControlBoards boards) implements TrainingBase {

    @Override
    public int activeVersion() {
        PolicySeat active = boards.policies().plan().active();
        return active == null || !active.reference().name().equals(policy)
                ? 0
                : active.reference().version();
    }

    @Override
    public PolicyArtefact activeArtefact() {
        try {
            byte[] published = boards.artefact(PolicyBoard.keyOf(policy, activeVersion()));
            if (published != null) {
                return PolicyArtefact.read(published);
            }
            return policy.equals(Policies.DS_PPO) ? ShippedPolicy.artefact() : null;
        } catch (IncompatiblePolicyException | IllegalArgumentException e) {
            // There is nothing to begin from; that it cannot decide either shows elsewhere.
            return null;
        } catch (Exception e) {
            throw new FlinkRuntimeException("cannot read the artefact of " + policy, e);
        }
    }

    @Override
    public int highestVersion() {
        return boards.policies().highestVersion(policy);
    }
}
