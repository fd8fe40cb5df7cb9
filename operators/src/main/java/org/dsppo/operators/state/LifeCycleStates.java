package org.dsppo.operators.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** States of the operator that leads versions. The names are part of every savepoint. */
public final class LifeCycleStates {
    private LifeCycleStates() {}

    /** Where the life cycle stands. */
    public static ValueStateDescriptor<LifeCycleState> lifeCycle() {
        return new ValueStateDescriptor<>("life-cycle", TypeInformation.of(LifeCycleState.class));
    }

    /** Where training stands. */
    public static ValueStateDescriptor<TrainingState> training() {
        return new ValueStateDescriptor<>("training", TypeInformation.of(TrainingState.class));
    }

    /** What live rollouts came to. */
    public static ValueStateDescriptor<LiveReturnState> liveReturns() {
        return new ValueStateDescriptor<>(
                "live-returns", TypeInformation.of(LiveReturnState.class));
    }

    /** Nodes and their outages, by node id. */
    public static MapStateDescriptor<String, RecentNodeState> nodes() {
        return new MapStateDescriptor<>(
                "recent-nodes", Types.STRING, TypeInformation.of(RecentNodeState.class));
    }

    /** Recent arrivals by slot. */
    public static MapStateDescriptor<Long, ArrivalState> arrivals() {
        return new MapStateDescriptor<>(
                "recent-arrivals", Types.LONG, TypeInformation.of(ArrivalState.class));
    }
}
