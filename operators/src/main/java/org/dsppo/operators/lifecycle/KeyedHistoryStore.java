package org.dsppo.operators.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;
import org.dsppo.operators.state.ArrivalState;
import org.dsppo.operators.state.LifeCycleStates;
import org.dsppo.operators.state.RecentNodeState;

/** What happened lately in keyed state: of whatever key is current. */
final class KeyedHistoryStore implements HistoryStore {

    private final MapState<Long, ArrivalState> arrivals;
    private final MapState<String, RecentNodeState> nodes;

    KeyedHistoryStore(RuntimeContext context) {
        arrivals = context.getMapState(LifeCycleStates.arrivals());
        nodes = context.getMapState(LifeCycleStates.nodes());
    }

    @Override
    public void putArrival(long slot, ArrivalState arrival) {
        try {
            arrivals.put(slot, arrival);
        } catch (Exception e) {
            throw new FlinkRuntimeException("cannot keep arrival " + arrival.sequence(), e);
        }
    }

    @Override
    public Collection<ArrivalState> arrivals() {
        try {
            Map<Long, ArrivalState> kept = new TreeMap<>();
            arrivals.entries().forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
            return kept.values();
        } catch (Exception e) {
            throw new FlinkRuntimeException("cannot read recent arrivals", e);
        }
    }

    @Override
    public void putNode(RecentNodeState node) {
        try {
            nodes.put(node.nodeId(), node);
        } catch (Exception e) {
            throw new FlinkRuntimeException("cannot keep node " + node.nodeId(), e);
        }
    }

    @Override
    public void removeNode(String nodeId) {
        try {
            nodes.remove(nodeId);
        } catch (Exception e) {
            throw new FlinkRuntimeException("cannot forget node " + nodeId, e);
        }
    }

    @Override
    public Collection<RecentNodeState> nodes() {
        try {
            List<RecentNodeState> kept = new ArrayList<>();
            nodes.values().forEach(kept::add);
            return kept;
        } catch (Exception e) {
            throw new FlinkRuntimeException("cannot read recent nodes", e);
        }
    }
}
