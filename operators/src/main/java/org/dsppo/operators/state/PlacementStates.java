package org.dsppo.operators.state;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.dsppo.policy.engine.OrphanState;

/** States of the placement operator. The names are part of every savepoint. */
public final class PlacementStates {
    private PlacementStates() {}

    /** Live tasks by id. */
    public static MapStateDescriptor<String, LiveTaskState> tasks() {
        return map("live-tasks", LiveTaskState.class);
    }

    /** Ended tasks by id, for as long as repeats are recognised. */
    public static MapStateDescriptor<String, EndedTaskState> ended() {
        return map("ended-tasks", EndedTaskState.class);
    }

    /** Last change of every node, by node id. */
    public static MapStateDescriptor<String, NodeChangeState> nodes() {
        return map("nodes", NodeChangeState.class);
    }

    /** Attempts that were given up and may still hold resources, by {@link OrphanState#key}. */
    public static MapStateDescriptor<String, OrphanedAttemptState> orphans() {
        return map("orphaned-attempts", OrphanedAttemptState.class);
    }

    /** Events of tasks that are not known yet, by task id. */
    public static MapStateDescriptor<String, EarlyEventState> early() {
        return map("early-events", EarlyEventState.class);
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
