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
 * @param knownOptions row of each candidate's option among the known, below zero if it has none
 */
public record NetworkInput(
        float[] cell,
        float[] nodes,
        int[] poolOfNode,
        int pools,
        float[] classes,
        float[] candidates,
        int[] classOfCandidate,
        int[] knownOptions) {

    /**
     * The same as a network reads it that knows other options.
     *
     * @param rows for each row here the row there
     */
    public NetworkInput translated(int[] rows) {
        int[] others = knownOptions.clone();
        for (int i = 0; i < others.length; i++) {
            others[i] = others[i] < 0 ? others[i] : rows[others[i]];
        }
        return new NetworkInput(
                cell, nodes, poolOfNode, pools, classes, candidates, classOfCandidate, others);
    }

    /** Number of candidates. */
    public int size() {
        return classOfCandidate.length;
    }
}
