package org.dsppo.policy.learned.features;

/**
 * What the paper's network reads for one decision (equations 2 to 4, 18): the nodes and the waiting
 * tasks as sets, which task is to be placed, and where it could go. Elements that look alike are
 * one row with a count.
 *
 * @param nodes rows of {@link #NODE} numbers, one for each look of a node that may be given tasks
 * @param nodeCounts nodes of each look
 * @param tasks rows of {@link #TASK} numbers, one for each waiting class
 * @param taskCounts waiting tasks of each class
 * @param current row of the class whose head is to be placed
 * @param choiceNodes row of the node of each choice; at least one
 * @param choices rows of {@link #CHOICE} numbers, one for each choice
 * @param mayWait true if leaving the task waiting is a choice, the last
 */
public record PaperInput(
        float[] nodes,
        float[] nodeCounts,
        float[] tasks,
        float[] taskCounts,
        int current,
        int[] choiceNodes,
        float[] choices,
        boolean mayWait) {

    /** Rises when a number means something else. */
    public static final int VERSION = 1;

    /** Free and whole of each resource, and how many tasks a node holds. */
    public static final int NODE = 2 * PaperResource.COUNT + 1;

    /** Demand of the fastest strategy, its run time, that of the slowest, age, strategies. */
    public static final int TASK = PaperResource.COUNT + 4;

    /** Demand, run time against the class's and the mix's, transfer. */
    public static final int CHOICE = PaperResource.COUNT + 3;

    /** How many actions there are. */
    public int actions() {
        return choiceNodes.length + (mayWait ? 1 : 0);
    }
}
