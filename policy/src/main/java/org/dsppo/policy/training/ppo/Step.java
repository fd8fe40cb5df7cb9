package org.dsppo.policy.training.ppo;

import org.dsppo.policy.learned.network.NetworkInput;

/**
 * One decision of an episode.
 *
 * @param input what the network read; null if no gradient will be taken here
 * @param mask candidates that counted, null for all
 * @param mayWait false if it had to place one
 * @param action position among those that counted, their number for waiting
 * @param logProbability of the action under the policy that acted
 * @param value what the value head said
 * @param atMillis when
 * @param taskId the task that was placed, null for none
 * @param share part of the whole cell that it takes, mean over the node's resource kinds
 * @param utilisation part of the cell in use before the decision
 */
public record Step(
        NetworkInput input,
        int[] mask,
        boolean mayWait,
        int action,
        double logProbability,
        double value,
        long atMillis,
        String taskId,
        double share,
        double utilisation) {

    boolean waits() {
        return taskId == null;
    }
}
