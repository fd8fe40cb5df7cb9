package org.dsppo.schemas.node;

/**
 * What an operator wants of a node, on the compacted {@code catalogue} topic; publishing a
 * catalogue leaves it there.
 *
 * @param cordoned nothing new is placed there
 * @param draining nothing new is placed there, and it is to be empty before long
 * @param reason in the operator's words, or null
 * @param atMillis epoch milliseconds at which it was said
 */
public record NodeCordon(boolean cordoned, boolean draining, String reason, long atMillis) {

    /** What keys of its records begin with; {@code cluster/node} follows. */
    public static final String KEY_PREFIX = "node-state/";

    /** Record key on the topic. */
    public static String key(String cluster, String nodeId) {
        return KEY_PREFIX + cluster + '/' + nodeId;
    }

    /** True if nothing new may be placed on the node. */
    public boolean closed() {
        return cordoned || draining;
    }
}
