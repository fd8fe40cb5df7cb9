package org.dsppo.operators.batching;

import org.dsppo.operators.state.BatchingState;
import org.dsppo.schemas.allocation.Allocation;

/** State, timers and output of the node that is being handled. */
interface BatchingNode {
    /** Null for a node without state. */
    BatchingState get();

    void put(BatchingState state);

    /** What was learned of its arrivals, null before the first step. */
    double[][] memory();

    void remember(double[][] memory);

    void clear();

    void registerTimer(long atMillis);

    void emit(Allocation allocation);
}
