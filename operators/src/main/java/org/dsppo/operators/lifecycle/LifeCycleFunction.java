package org.dsppo.operators.lifecycle;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FlinkRuntimeException;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.metrics.LifeCycleMetrics;
import org.dsppo.operators.placement.TraceTime;
import org.dsppo.operators.serving.ControlBoards;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.operators.serving.PolicyFactory;
import org.dsppo.operators.state.LifeCycleStates;
import org.dsppo.operators.training.RecentWorkloads;
import org.dsppo.operators.training.TrainingLogic;
import org.dsppo.operators.training.TrainingOptions;
import org.dsppo.operators.training.TrainingState;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.policy.weights.PolicyArtefact;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * Leads the versions of one policy from shadow to active and back, and trains new ones.
 *
 * <ul>
 *   <li>Key: name of the policy, a single one.
 *   <li>Inputs: reports of what versions did, submissions of all cells; catalogue, stage records
 *       and artefacts on the broadcast side.
 *   <li>Owned state: where life cycle and training stand, and as many recent arrivals as fit; both
 *       stay, as the key does. Catalogue entries, stage records and artefacts (broadcast), cleared
 *       by their deletion.
 *   <li>Timers: processing time, one every {@link #TICK_MILLIS} from the first input on.
 *   <li>Outputs: records for the topic of policies, from which they come back.
 *   <li>Ordering assumption: none; revisions tell what is newer.
 * </ul>
 */
public final class LifeCycleFunction
        extends KeyedBroadcastProcessFunction<String, LifeCycleInput, ControlMessage, PolicyRecord>
        implements CheckpointedFunction {

    static final long TICK_MILLIS = 500;

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
    private transient MapState<Long, ArrivalState> arrivals;
    private transient LifeCycleMetrics metrics;
    private transient Collector<PolicyRecord> out;
    private transient RecentTrace trace;
    private transient LifeCycleLogic logic;
    private transient TrainingLogic training;
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
        arrivals = getRuntimeContext().getMapState(LifeCycleStates.arrivals());
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
        } else if (input.input().submitted() != null) {
            metrics.arrived();
            trace.arrived(time.of(input.input().submitted()));
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
            trace = new RecentTrace(rememberedArrivals, new KeyedArrivals());
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
                training =
                        new TrainingLogic(
                                trainingOptions,
                                new TraceWorkloads(
                                        trace, () -> boards.catalogue().current(latestMillis)),
                                new BoardBase(options.policy(), boards),
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
        PolicyArtefact trained = null;
        while (trained == null && System.nanoTime() - began < budget && !training.isIdle()) {
            trained = training.slice();
        }
        trainingState.update(training.state());
        metrics.generation(training.state().generation());
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

    /** Recent arrivals in keyed state. */
    private final class KeyedArrivals implements ArrivalStore {

        @Override
        public void put(long slot, ArrivalState arrival) {
            try {
                arrivals.put(slot, arrival);
            } catch (Exception e) {
                throw new FlinkRuntimeException("cannot keep arrival " + arrival.sequence(), e);
            }
        }

        @Override
        public Collection<ArrivalState> all() {
            try {
                Map<Long, ArrivalState> kept = new TreeMap<>();
                arrivals.entries().forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
                return kept.values();
            } catch (Exception e) {
                throw new FlinkRuntimeException("cannot read recent arrivals", e);
            }
        }
    }

    /** Stretches of the recent trace. */
    private record TraceWorkloads(RecentTrace trace, Supplier<Catalogue> catalogue)
            implements RecentWorkloads {

        @Override
        public long begin() {
            return trace.begin();
        }

        @Override
        public long end() {
            return trace.end();
        }

        @Override
        public Workload between(long from, long to) {
            Catalogue now = catalogue.get();
            return now == null ? null : trace.workload(now, from, to);
        }
    }

    /** Versions as the control stream tells of them. */
    private record BoardVersions(PolicyBoard board, Map<String, String> refusals)
            implements VersionCatalogue {

        @Override
        public PolicyStages newest(String policy) {
            return board.newest(policy);
        }

        @Override
        public long highestRevision() {
            return board.highestRevision();
        }

        @Override
        public boolean isUsable(String policy, int version) {
            return board.isUsable(policy, version);
        }

        @Override
        public String refusal(String policy, int version) {
            return refusals.get(PolicyBoard.keyOf(policy, version));
        }

        @Override
        public Integer builtIn(String policy) {
            return board.byDefault().name().equals(policy) ? board.byDefault().version() : null;
        }
    }
}
