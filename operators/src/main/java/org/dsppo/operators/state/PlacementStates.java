package org.dsppo.operators.state;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.dsppo.policy.engine.EarlyEvent;
import org.dsppo.policy.engine.EndedTask;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeReputationState;
import org.dsppo.policy.engine.OrphanState;
import org.dsppo.policy.engine.TaskState;

/** States of the placement operator. The names are part of every savepoint. */
public final class PlacementStates {
    private PlacementStates() {}

    /** Live tasks by id. */
    public static MapStateDescriptor<String, TaskState> tasks() {
        return map("live-tasks", TaskState.class);
    }

    /** Ended tasks by id, for as long as repeats are recognised. */
    public static MapStateDescriptor<String, EndedTask> ended() {
        return map("ended-tasks", EndedTask.class);
    }

    /** Last change of every node, by node id. */
    public static MapStateDescriptor<String, NodeChanged> nodes() {
        return map("nodes", NodeChanged.class);
    }

    /** Attempts that were given up and may still hold resources, by {@link OrphanState#key}. */
    public static MapStateDescriptor<String, OrphanState> orphans() {
        return map("orphaned-attempts", OrphanState.class);
    }

    /** Events of tasks that are not known yet, by task id. */
    public static MapStateDescriptor<String, EarlyEvent> early() {
        return map("early-events", EarlyEvent.class);
    }

    /** What is held against nodes, by {@code cluster/node}. */
    public static MapStateDescriptor<String, NodeReputationState> reputations() {
        return map("node-reputations", NodeReputationState.class);
    }

    /** The open summary window. */
    public static ValueStateDescriptor<SummaryState> summary() {
        return new ValueStateDescriptor<>("summary-window", TypeInformation.of(SummaryState.class));
    }

    /** Union list of the subtasks' epochs. */
    public static ListStateDescriptor<EpochState> epoch() {
        return new ListStateDescriptor<>("epoch", TypeInformation.of(EpochState.class));
    }

    private static <T> MapStateDescriptor<String, T> map(String name, Class<T> type) {
        return new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type));
    }
}
