package org.dsppo.operators.lifecycle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.operators.state.ArrivalState;
import org.dsppo.operators.state.RecentNodeState;

/** What happened lately, on the heap. */
final class MapHistory implements HistoryStore {

    private final Map<Long, ArrivalState> arrivals = new TreeMap<>();
    private final Map<String, RecentNodeState> nodes = new TreeMap<>();

    @Override
    public void putArrival(long slot, ArrivalState arrival) {
        arrivals.put(slot, arrival);
    }

    @Override
    public Collection<ArrivalState> arrivals() {
        return List.copyOf(arrivals.values());
    }

    @Override
    public void putNode(RecentNodeState node) {
        nodes.put(node.name(), node);
    }

    @Override
    public void removeNode(String nodeId) {
        nodes.remove(nodeId);
    }

    @Override
    public Collection<RecentNodeState> nodes() {
        return List.copyOf(nodes.values());
    }
}
