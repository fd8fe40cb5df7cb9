package org.dsppo.operators.state;

/**
 * How steady a node has been.
 *
 * @param losses how often in a row it went down, each time soon after the one before
 * @param lostAtMillis processing time at which it last went down
 * @param heldUntilMillis until when it gets nothing new though it is back, 0 if it is not held
 * @param straySequence sequence of its last report that looked old, -1 for none
 * @param strayReportedAtMillis that report's time, by the node's own clock
 */
public record NodeStability(
        int losses,
        long lostAtMillis,
        long heldUntilMillis,
        long straySequence,
        long strayReportedAtMillis) {

    /** Never lost. */
    public static final NodeStability STEADY = new NodeStability(0, 0, 0, -1, -1);

    /** The same after a report that looked old. */
    public NodeStability strayed(long sequence, long reportedAtMillis) {
        return new NodeStability(losses, lostAtMillis, heldUntilMillis, sequence, reportedAtMillis);
    }
}
