package org.dsppo.policy.engine;

/** What may be done with a node. */
public enum NodeCondition {
    /** Known from the catalogue, never heard of: nothing is placed. */
    UNKNOWN,
    /** In service. */
    UP,
    /** Heartbeats are missing: nothing new is placed, what runs is left alone. */
    SUSPECT,
    /** Taken out on purpose: nothing new is placed, what runs is left alone. */
    DRAINING,
    /** Back, but it came and went: nothing new is placed until it has stayed for a while. */
    HELD,
    /** Lost: its tasks are queued again. */
    DOWN,
    /** Silent for so long that it is dropped. */
    FORGOTTEN
}
