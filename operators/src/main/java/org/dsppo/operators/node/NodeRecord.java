package org.dsppo.operators.node;

import org.dsppo.policy.engine.NodeChanged;

/** State, timer and output of one node; always the one that is being handled. */
interface NodeRecord {

    /** What is known of it, or null. */
    KnownNode get();

    /** Keeps what is known of it. */
    void put(KnownNode state);

    /** Forgets it. */
    void clear();

    /** Asks to be called at that time. */
    void registerTimer(long atMillis);

    /** Takes that back. */
    void deleteTimer(long atMillis);

    /** Passes a change on. */
    void emit(NodeChanged change);
}
