package org.dsppo.operators.lifecycle;

import java.util.Collection;
import org.dsppo.operators.state.ArrivalState;
import org.dsppo.operators.state.RecentNodeState;

/** Keeps what happened lately. */
interface HistoryStore {

    /** Keeps an arrival in place of what was in the slot. */
    void putArrival(long slot, ArrivalState arrival);

    /** Everything that was kept in slots. */
    Collection<ArrivalState> arrivals();

    /** Keeps a node in place of what was kept of it. */
    void putNode(RecentNodeState node);

    /** Forgets a node. */
    void removeNode(String nodeId);

    /** Every node that is kept. */
    Collection<RecentNodeState> nodes();
}
