package org.dsppo.operators.state;

import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** States of the node health operator. The names are part of every savepoint. */
public final class NodeHealthStates {
    private NodeHealthStates() {}

    /** What is known of a node. */
    public static ValueStateDescriptor<NodeHealthState> health() {
        return new ValueStateDescriptor<>("node-health", TypeInformation.of(NodeHealthState.class));
    }
}
