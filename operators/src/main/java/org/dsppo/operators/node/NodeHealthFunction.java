package org.dsppo.operators.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FlinkRuntimeException;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.metrics.NodeHealthMetrics;
import org.dsppo.operators.state.ControlStates;
import org.dsppo.operators.state.NodeHealthState;
import org.dsppo.operators.state.NodeHealthStates;
import org.dsppo.operators.state.StateVersion;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns heartbeats into changes that matter to placement.
 *
 * <ul>
 *   <li>Key: node id.
 *   <li>Inputs: telemetry of the node, and allocations, of which only the expected delays are used;
 *       the catalogue on the broadcast side, of which only the cells of clusters are.
 *   <li>Owned state: what is known of the node, cleared when it has been silent for {@code
 *       forgetMillis}; cell by cluster (broadcast), cleared by deletion of the cluster's entry; the
 *       state version (union list), never cleared.
 *   <li>Timers: one per node in processing time, at the earliest time at which silence matters;
 *       gone with the state.
 *   <li>Outputs: a node's state when its condition, labels, capacity, running attempts, used
 *       amounts or expected run times change, and every {@code refreshMillis} with a report;
 *       nothing while its cluster is unknown.
 *   <li>Ordering assumption: allocations of a node keep their order; repeated and overtaken reports
 *       are told by sequence and time.
 * </ul>
 */
public final class NodeHealthFunction
        extends KeyedBroadcastProcessFunction<String, NodeReport, ControlMessage, NodeChanged>
        implements CheckpointedFunction {

    private static final Logger LOG = LoggerFactory.getLogger(NodeHealthFunction.class);

    private final NodeHealthOptions options;
    private transient UnknownClusterLog unknownClusters;
    private transient Call call;
    private transient NodeHealthLogic logic;

    /**
     * @param options settings
     */
    public NodeHealthFunction(NodeHealthOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /** What the control stream has to be broadcast with. */
    public static List<MapStateDescriptor<?, ?>> broadcastStates() {
        return List.of(ControlStates.cells());
    }

    /** State, timers and output of the call in progress. */
    private static final class Call implements NodeRecord {
        private final ValueState<NodeHealthState> health;
        private ReadOnlyBroadcastState<String, String> cells;
        private TimerService timers;
        private Collector<NodeChanged> out;

        Call(ValueState<NodeHealthState> health) {
            this.health = health;
        }

        String cellOf(String cluster) {
            try {
                return cells.get(cluster);
            } catch (Exception e) {
                throw new FlinkRuntimeException("cannot read the cell of " + cluster, e);
            }
        }

        @Override
        public KnownNode get() {
            try {
                NodeHealthState state = health.value();
                return state == null ? null : KnownNode.of(state);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void put(KnownNode known) {
            try {
                health.update(known.state());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void clear() {
            health.clear();
        }

        @Override
        public void registerTimer(long atMillis) {
            timers.registerProcessingTimeTimer(atMillis);
        }

        @Override
        public void deleteTimer(long atMillis) {
            timers.deleteProcessingTimeTimer(atMillis);
        }

        @Override
        public void emit(NodeChanged change) {
            out.collect(change);
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        StateVersion.claim(context);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // All state is written through.
    }

    @Override
    public void open(OpenContext context) {
        call = new Call(getRuntimeContext().getState(NodeHealthStates.health()));
        NodeHealthMetrics metrics = new NodeHealthMetrics(getRuntimeContext().getMetricGroup());
        unknownClusters = new UnknownClusterLog(LOG::info);
        logic = new NodeHealthLogic(options, call::cellOf, call, metrics, unknownClusters);
    }

    private void enter(ReadOnlyContext context, Collector<NodeChanged> out) {
        call.cells = context.getBroadcastState(ControlStates.cells());
        call.timers = context.timerService();
        call.out = out;
    }

    @Override
    public void processElement(
            NodeReport report, ReadOnlyContext context, Collector<NodeChanged> out) {
        enter(context, out);
        long nowMillis = context.timerService().currentProcessingTime();
        if (report.telemetry() != null) {
            logic.reported(report.telemetry(), nowMillis);
        } else {
            logic.allocated(report.allocation(), nowMillis);
        }
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<NodeChanged> out) {
        enter(context, out);
        long nowMillis = Math.max(atMillis, context.timerService().currentProcessingTime());
        logic.timerFired(atMillis, nowMillis);
    }

    @Override
    public void processBroadcastElement(
            ControlMessage message, Context context, Collector<NodeChanged> out) throws Exception {
        BroadcastState<String, String> cells = context.getBroadcastState(ControlStates.cells());
        String removed = message.removedCatalogueKey();
        String prefix = CatalogueEntryKind.CLUSTER.prefix();
        if (message.catalogue() != null && message.catalogue().cluster() != null) {
            ClusterSpec cluster = message.catalogue().cluster();
            cells.put(cluster.id(), cluster.cell());
            unknownClusters.listed(cluster.id());
        } else if (removed != null && removed.startsWith(prefix)) {
            cells.remove(removed.substring(prefix.length()));
        }
    }
}
