package org.dsppo.operators.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.metrics.LifeCycleMetrics;
import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.operators.placement.TraceTime;
import org.dsppo.operators.serving.ControlBoards;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.operators.serving.PolicyFactory;
import org.dsppo.operators.state.LifeCycleState;
import org.dsppo.operators.state.LifeCycleStates;
import org.dsppo.operators.state.LiveReturnState;
import org.dsppo.operators.state.StateVersion;
import org.dsppo.operators.state.TrainingState;
import org.dsppo.operators.training.LiveReturns;
import org.dsppo.operators.training.TrainingLogic;
import org.dsppo.operators.training.TrainingOptions;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads the versions of one policy from shadow to active and back, and trains new ones.
 *
 * <ul>
 *   <li>Key: name of the policy, a single one.
 *   <li>Inputs: reports of what versions did, their rollouts, submissions, task events and node
 *       changes of all cells; catalogue, stage records and artefacts on the broadcast side.
 *   <li>Owned state: where life cycle and training stand, what the latest rollouts came to, and as
 *       many recent arrivals with their run times as fit; these stay, as the key does. Nodes with
 *       their latest outages, cleared when they are forgotten. Catalogue entries, stage records and
 *       artefacts (broadcast), cleared by their deletion. The state version (union list), never
 *       cleared.
 *   <li>Timers: processing time, one every {@link #TICK_MILLIS} from the first input on.
 *   <li>Outputs: records for the topic of policies, from which they come back.
 *   <li>Ordering assumption: none; revisions tell what is newer.
 * </ul>
 */
public final class LifeCycleFunction
        extends KeyedBroadcastProcessFunction<String, LifeCycleInput, ControlMessage, PolicyRecord>
        implements CheckpointedFunction {

    static final long TICK_MILLIS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(LifeCycleFunction.class);

    private final LifeCycleOptions options;
    private final int rememberedArrivals;
    private final TraceTime time;
    private final PolicyFactory policyFactory;
    private final String defaultPolicy;
    private final TrainingOptions trainingOptions;

    private transient ControlBoards boards;
    private transient Map<String, String> refusals;
    private transient ValueState<LifeCycleState> state;
    private transient ValueState<TrainingState> trainingState;
    private transient ValueState<LiveReturnState> liveState;
    private transient HistoryStore history;
    private transient LifeCycleMetrics metrics;
    private transient Collector<PolicyRecord> out;
    private transient RecentTrace trace;
    private transient LifeCycleLogic logic;
    private transient TrainingLogic training;
    private transient LiveReturns live;
    private transient long latestMillis;

    /**
     * @param rememberedArrivals how many recent arrivals are kept for replays
     * @param speed trace milliseconds per wall millisecond
     * @param defaultPolicy decides while there is no stage record
     * @param training how to train on what arrives, null for not at all
     */
    public LifeCycleFunction(
            LifeCycleOptions options,
            int rememberedArrivals,
            double speed,
            PolicyFactory policies,
            String defaultPolicy,
            TrainingOptions training) {
        this.options = Objects.requireNonNull(options, "options");
        this.rememberedArrivals = rememberedArrivals;
        this.time = new TraceTime(speed);
        this.policyFactory = Objects.requireNonNull(policies, "policies");
        this.defaultPolicy = Objects.requireNonNull(defaultPolicy, "defaultPolicy");
        this.trainingOptions = training;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        StateVersion.claim(context);
        boards = new ControlBoards(context.getOperatorStateStore(), policyFactory, defaultPolicy);
        refusals = new HashMap<>();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        boards.snapshot();
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(LifeCycleStates.lifeCycle());
        trainingState = getRuntimeContext().getState(LifeCycleStates.training());
        liveState = getRuntimeContext().getState(LifeCycleStates.liveReturns());
        history = new KeyedHistoryStore(getRuntimeContext());
        metrics = new LifeCycleMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(
            LifeCycleInput input, ReadOnlyContext context, Collector<PolicyRecord> collector)
            throws Exception {
        enter(context.timerService(), collector);
        if (input.report() != null) {
            logic.report(input.report());
            state.update(logic.state());
        } else if (input.rollout() != null) {
            rolledOut(input.rollout());
        } else {
            happened(input.input());
        }
    }

    private void happened(PlacementInput input) {
        if (input.submitted() != null) {
            metrics.arrived();
            trace.arrived(time.of(input.submitted()));
        } else if (input.event() != null) {
            if (trace.reported(time.of(input.event()))) {
                metrics.observedRuntime();
            }
        } else if (input.node() != null) {
            trace.changed(time.of(input.node()), time.of(latestMillis));
        }
    }

    private void rolledOut(RolloutSegment segment) throws Exception {
        if (training == null) {
            return;
        }
        int active = new BoardBase(options.policy(), boards).activeVersion();
        LiveReturns.Dropped why = live.add(time.of(segment), active);
        if (why == null) {
            liveState.update(live.state());
        } else {
            metrics.dropped(why);
        }
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<PolicyRecord> collector)
            throws Exception {
        enter(context.timerService(), collector);
        logic.tick(latestMillis);
        train();
        state.update(logic.state());
        context.timerService().registerProcessingTimeTimer(nextTick(latestMillis));
    }

    private void enter(TimerService timers, Collector<PolicyRecord> collector) throws Exception {
        out = collector;
        latestMillis = Math.max(latestMillis, timers.currentProcessingTime());
        if (logic == null) {
            LifeCycleState saved = state.value();
            trace = new RecentTrace(rememberedArrivals, history);
            logic =
                    new LifeCycleLogic(
                            options,
                            new BoardVersions(boards.policies(), refusals),
                            new RecentReplay(
                                    options.policy(),
                                    options.replayTasks(),
                                    trace,
                                    boards.policies(),
                                    () -> boards.catalogue().current(latestMillis)),
                            saved == null ? LifeCycleState.INITIAL : saved,
                            this::publish);
            if (trainingOptions != null) {
                TrainingState stopped = trainingState.value();
                LiveReturnState returns = liveState.value();
                live =
                        new LiveReturns(
                                options.policy(),
                                trainingOptions.mostAge(),
                                returns == null ? LiveReturnState.INITIAL : returns);
                training =
                        new TrainingLogic(
                                trainingOptions,
                                new TraceWorkloads(
                                        trace, () -> boards.catalogue().current(latestMillis)),
                                new BoardBase(options.policy(), boards),
                                live,
                                stopped == null ? TrainingState.INITIAL : stopped);
            }
            timers.registerProcessingTimeTimer(nextTick(latestMillis));
        }
    }

    /** Trains for a moment, unless a version is on trial: one at a time is what can be judged. */
    private void train() throws Exception {
        if (training == null || !logic.isFree() || training.isIdle()) {
            return;
        }
        long began = System.nanoTime();
        long budget = TimeUnit.MILLISECONDS.toNanos(trainingOptions.sliceMillis());
        PolicyArtefact trained;
        do {
            trained = training.slice();
        } while (trained == null && System.nanoTime() - began < budget && !training.isIdle());
        trainingState.update(training.state());
        metrics.generation(training.state().generation());
        metrics.compared(training.comparison());
        if (trained != null) {
            int version = (int) trained.version();
            metrics.trained();
            out.collect(
                    new PolicyRecord(
                            PolicyBoard.keyOf(trained.name(), version), trained.toBytes(), null));
            logic.trained(version);
        }
    }

    private static long nextTick(long nowMillis) {
        return (Math.floorDiv(nowMillis, TICK_MILLIS) + 1) * TICK_MILLIS;
    }

    private void publish(PolicyStages record) {
        metrics.published(record);
        LOG.info(
                "Stages of {} from revision {}: active {}, canary {}, shadow {}: {}",
                record.name(),
                record.revision(),
                record.active(),
                record.canary(),
                record.shadow(),
                record.reason());
        out.collect(new PolicyRecord(record.name(), null, record));
    }

    @Override
    public void processBroadcastElement(
            ControlMessage message, Context context, Collector<PolicyRecord> collector)
            throws Exception {
        if (message.artefact() != null) {
            refusals.remove(message.artefact().key());
        }
        boards.apply(
                message,
                (key, kind, detail) -> {
                    if (message.artefact() != null) {
                        refusals.put(key, detail);
                    }
                });
    }
}
