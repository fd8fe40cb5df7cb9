package org.dsppo.operators.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.deadletter.DeadLetters;
import org.dsppo.operators.metrics.PlacementMetrics;
import org.dsppo.operators.serving.ControlBoards;
import org.dsppo.operators.serving.PolicyFactory;
import org.dsppo.operators.serving.PolicyLog;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.state.EpochState;
import org.dsppo.operators.state.PlacementStates;
import org.dsppo.operators.state.StateVersion;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places tasks, one engine per cell.
 *
 * <ul>
 *   <li>Key: cell.
 *   <li>Inputs: tasks, task events and node changes of the cell; catalogue, stage records and
 *       artefacts on the broadcast side.
 *   <li>Owned state: live tasks, until they end; ended ids, until {@code dedupRetentionMillis}
 *       later; events of unknown tasks, for as long; last change of every node, until it is
 *       forgotten; given-up attempts, until their node no longer lists them: written and cleared by
 *       the engine. The open summary window, cleared when it closes. Catalogue entries, stage
 *       records and artefacts (broadcast), cleared by their deletion. The epoch and the state
 *       version (union lists), never cleared.
 *   <li>Timers: processing time; one shortly after input, to decide; one for what is due next, and
 *       at least every {@code tickMillis} while there are live tasks, since the broadcast side can
 *       set none.
 *   <li>Outputs: decisions; {@link #SUMMARIES}; {@link #REPORTS}; {@link #ROLLOUTS}; submissions of
 *       a known id with other content go to {@link DeadLetters#TAG}.
 *   <li>Ordering assumption: none between inputs; the engine tells repeated, late and early ones.
 * </ul>
 */
public final class PlacementFunction
        extends KeyedBroadcastProcessFunction<
                String, PlacementInput, ControlMessage, PlacementDecision>
        implements CheckpointedFunction {

    /** Side output of closed summary windows. */
    public static final OutputTag<CellSummary> SUMMARIES =
            new OutputTag<>("summaries", TypeInformation.of(CellSummary.class));

    /** Side output of what versions of policies did, by window. */
    public static final OutputTag<PolicyReport> REPORTS =
            new OutputTag<>("policy-reports", TypeInformation.of(PolicyReport.class));

    /** Side output of decisions that were written down for training. */
    public static final OutputTag<RolloutSegment> ROLLOUTS =
            new OutputTag<>("rollouts", TypeInformation.of(RolloutSegment.class));

    private static final Logger LOG = LoggerFactory.getLogger(PlacementFunction.class);

    private final PlacementOptions options;
    private final PolicyFactory policyFactory;

    private transient ListState<EpochState> epochs;
    private transient ControlBoards boards;
    private transient long epoch;
    private transient boolean restored;
    private transient PlacementMetrics metrics;
    private transient PolicyLog policyLog;
    private transient PlacementLogic logic;
    private transient Call call;

    /**
     * @param options settings
     * @param policies makes policies by name; knows at least the default
     */
    public PlacementFunction(PlacementOptions options, PolicyFactory policies) {
        this.options = Objects.requireNonNull(options, "options");
        this.policyFactory = Objects.requireNonNull(policies, "policies");
    }

    /** What the control stream has to be broadcast with. */
    public static List<MapStateDescriptor<?, ?>> broadcastStates() {
        return ControlBoards.broadcastStates();
    }

    /** Where results and timers of the call in progress go. */
    private static final class Call implements PlacementOutputs, CellTimers {
        private KeyedBroadcastProcessFunction<
                                String, PlacementInput, ControlMessage, PlacementDecision>
                        .ReadOnlyContext
                context;
        private TimerService timers;
        private Collector<PlacementDecision> out;

        @Override
        public void decision(PlacementDecision decision) {
            out.collect(decision);
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            context.output(DeadLetters.TAG, letter);
        }

        @Override
        public void summary(CellSummary summary) {
            context.output(SUMMARIES, summary);
        }

        @Override
        public void report(PolicyReport report) {
            context.output(REPORTS, report);
        }

        @Override
        public void rollout(RolloutSegment segment) {
            context.output(ROLLOUTS, segment);
        }

        @Override
        public void register(long atMillis) {
            timers.registerProcessingTimeTimer(atMillis);
        }

        @Override
        public void delete(long atMillis) {
            timers.deleteProcessingTimeTimer(atMillis);
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        StateVersion.claim(context);
        OperatorStateStore store = context.getOperatorStateStore();
        boards = new ControlBoards(store, policyFactory, options.defaultPolicy());
        epochs = store.getUnionListState(PlacementStates.epoch());
        List<EpochState> written = new ArrayList<>();
        epochs.get().forEach(written::add);
        epoch = Epochs.next(written, jobId(), taskInfo().getAttemptNumber());
        restored = context.isRestored();
    }

    @Override
    public void open(OpenContext context) {
        call = new Call();
        metrics = new PlacementMetrics(getRuntimeContext().getMetricGroup());
        policyLog =
                new PolicyLog(boards.policies(), options.serving().fallbackPolicy(), this::logOnce);
        policyLog.look();
        logic =
                new PlacementLogic(
                        options,
                        boards.catalogue(),
                        policyFactory,
                        boards.policies(),
                        new KeyedCellStore(getRuntimeContext()),
                        call,
                        call,
                        metrics,
                        epoch,
                        restored,
                        System::nanoTime,
                        LOG::info);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        epochs.update(List.of(new EpochState(jobId(), taskInfo().getAttemptNumber(), epoch)));
        boards.snapshot();
    }

    private String jobId() {
        return getRuntimeContext().getJobInfo().getJobId().toHexString();
    }

    private TaskInfo taskInfo() {
        return getRuntimeContext().getTaskInfo();
    }

    private void enter(ReadOnlyContext context, Collector<PlacementDecision> out) {
        call.context = context;
        call.timers = context.timerService();
        call.out = out;
    }

    @Override
    public void processElement(
            PlacementInput input, ReadOnlyContext context, Collector<PlacementDecision> out) {
        enter(context, out);
        logic.apply(input, context.timerService().currentProcessingTime());
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<PlacementDecision> out) {
        enter(context, out);
        logic.timerFired(
                context.getCurrentKey(), atMillis, context.timerService().currentProcessingTime());
    }

    @Override
    public void processBroadcastElement(
            ControlMessage message, Context context, Collector<PlacementDecision> out)
            throws Exception {
        boards.apply(
                message,
                (key, kind, detail) -> {
                    if (isFirstSubtask()) {
                        LOG.warn("Refused policy {}: {}", key, detail);
                    }
                    metrics.policyRefused(kind);
                });
        policyLog.look();
    }

    /** What all subtasks are told alike, one of them says. */
    private void logOnce(String line) {
        if (isFirstSubtask()) {
            LOG.info(line);
        }
    }

    private boolean isFirstSubtask() {
        return taskInfo().getIndexOfThisSubtask() == 0;
    }
}
