package org.dsppo.policy.learned.network;

/**
 * All that the network reads for one decision, features as they are. Only classes of which
 * something waits are listed.
 *
 * @param cell features of the cell
 * @param nodes features of all nodes, row after row
 * @param poolOfNode position of each node's pool
 * @param pools number of pools
 * @param classes features of the waiting classes, row after row
 * @param candidates features of the candidates, row after row
 * @param classOfCandidate position of each candidate's class among the listed
 * @param experts shares of the linear path as it is and of each expert; null without experts
 */
public record NetworkInput(
        float[] cell,
        float[] nodes,
        int[] poolOfNode,
        int pools,
        float[] classes,
        float[] candidates,
        int[] classOfCandidate,
        float[] experts) {

    /** Number of candidates. */
    public int size() {
        return classOfCandidate.length;
    }
}
