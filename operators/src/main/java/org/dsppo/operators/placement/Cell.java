package org.dsppo.operators.placement;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.dsppo.operators.deadletter.DeadLetters;
import org.dsppo.operators.metrics.PlacementMetrics;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.serving.PolicyFactory;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.serving.ServingListener;
import org.dsppo.operators.serving.ServingPlan;
import org.dsppo.operators.serving.ServingPolicy;
import org.dsppo.policy.engine.EngineListener;
import org.dsppo.policy.engine.ForcedPlacement;
import org.dsppo.policy.engine.IgnoredInput;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.engine.PlacementEngine;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;
import org.dsppo.schemas.summary.NodeLeftAlone;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** The working set of one cell: its engine, and what listens to it. */
final class Cell implements EngineListener, ServingListener {

    private static final long NEVER = Long.MAX_VALUE;

    private final String name;
    private final PlacementOutputs outputs;
    private final PlacementMetrics metrics;
    private final LongSupplier nanoClock;
    private final PlacementEngine engine;
    private final SummaryRecorder summaries;
    private final ServingPolicy serving;
    private final TraceTime time;
    private final double speed;
    private final ObstacleLog obstacles;
    private final NodeTrustLog trust;
    private Obstacle obstacle;
    private long nowMillis;
    private long batchStartNanos;
    private boolean batchOpen;

    /** Versions of what the engine uses now. */
    private long catalogueVersion;

    private long policyVersion;

    /** When the timers that are known to be registered fire. */
    private long decisionTimerMillis = NEVER;

    private long wakeTimerMillis = NEVER;

    /** Takes up where the store says that the cell stood. */
    Cell(
            String name,
            PlacementOptions options,
            PolicyFactory policies,
            ServingPlan plan,
            long epoch,
            long millis,
            CellStore store,
            PlacementOutputs outputs,
            PlacementMetrics metrics,
            LongSupplier nanoClock,
            Consumer<String> log) {
        this.name = name;
        this.speed = options.speed();
        this.obstacles = new ObstacleLog(name, log);
        this.trust = new NodeTrustLog(name, log);
        this.outputs = outputs;
        this.metrics = metrics;
        this.nanoClock = nanoClock;
        this.time = new TraceTime(speed);
        this.nowMillis = millis;
        this.serving =
                new ServingPolicy(name, options.serving(), policies, plan, nanoClock, this, millis);
        this.engine =
                new PlacementEngine(name, options.engine().onClockOf(speed), serving, store, this);
        this.engine.watch(serving);
        this.engine.nameCandidates(options.serving().candidates());
        this.engine.useEpoch(epoch);
        this.summaries =
                new SummaryRecorder(
                        name, options.summaryWindowMillis(), serving.reference(), store, outputs);
    }

    void restore(Catalogue catalogue, long ofCatalogue, long ofPolicy, CellStore store) {
        catalogueVersion = ofCatalogue;
        policyVersion = ofPolicy;
        if (catalogue != null) {
            engine.useCatalogue(catalogue, time.of(nowMillis));
        }
        engine.restore(
                store.nodes(),
                store.orphans(),
                store.tasks(),
                store.ended(),
                store.early(),
                store.reputations(),
                time.of(nowMillis));
    }

    /** Handles what is due. */
    void advance() {
        engine.advance(time.of(nowMillis));
    }

    /** When the engine wants to be asked though nothing happens. */
    long nextTimerMillis() {
        return time.wallNotBefore(engine.nextTimerMillis());
    }

    /** Number of waiting tasks. */
    int waiting() {
        return engine.waiting();
    }

    /** True if there are live tasks. */
    boolean isBusy() {
        return engine.waiting() + engine.holding() > 0;
    }

    /** True if nothing is remembered. */
    boolean isBlank() {
        return engine.isBlank() && summaries.nextMillis() == NEVER;
    }

    /** Wait of the task that has waited longest, 0 if none waits. */
    long oldestWaitMillis() {
        long oldest = engine.oldestSubmissionMillis();
        return oldest < 0 ? 0 : Math.max(0, time.onWall(time.of(nowMillis) - oldest));
    }

    /** False if there is nothing that a summary could report on. */
    boolean knowsAnything() {
        return !engine.isBlank();
    }

    /**
     * Looks for what keeps tasks from being placed.
     *
     * @param catalogueProblem why there is no catalogue
     */
    void lookForObstacles(Supplier<String> catalogueProblem) {
        obstacle = Obstacle.of(engine, catalogueProblem);
        if (knowsAnything()) {
            obstacles.found(obstacle, engine.waiting(), nowMillis);
        }
    }

    /** How it looks now. */
    CellOutlook outlook() {
        return new CellOutlook(
                waiting(),
                oldestWaitMillis(),
                speed,
                engine.nodes().size(),
                engine.schedulableNodes(),
                engine.nodesIn(NodeCondition.DOWN, CellSummary.MAX_DOWN_NODES),
                engine.nodesLeftAlone(time.of(nowMillis), CellSummary.MAX_LEFT_ALONE).stream()
                        .map(time::onWall)
                        .toList(),
                obstacle == null ? null : obstacle.text());
    }

    SummaryRecorder summaries() {
        return summaries;
    }

    void useCatalogue(Catalogue catalogue, long version) {
        if (version != catalogueVersion) {
            catalogueVersion = version;
            engine.useCatalogue(catalogue, time.of(nowMillis));
        }
    }

    boolean uses(long ofPolicy) {
        return policyVersion == ofPolicy;
    }

    void usePlan(ServingPlan plan, long version) {
        policyVersion = version;
        serving.use(plan, nowMillis);
        policyChanged();
    }

    private void policyChanged() {
        engine.wantDecision();
        summaries.usePolicy(serving.reference(), this, nowMillis);
    }

    void at(long millis) {
        nowMillis = millis;
    }

    void apply(PlacementInput input) {
        if (!batchOpen) {
            batchOpen = true;
            batchStartNanos = nanoClock.getAsLong();
        }
        if (input.submitted() != null) {
            engine.submit(time.of(input.submitted()), time.of(nowMillis));
        } else if (input.cancelled() != null) {
            engine.cancel(input.cancelled(), time.of(nowMillis));
        } else if (input.event() != null) {
            engine.report(time.of(input.event()), time.of(nowMillis));
        } else {
            engine.nodeChanged(time.of(input.node()), time.of(nowMillis));
        }
    }

    void decide() {
        if (serving.turn(nowMillis, time.of(nowMillis))) {
            policyChanged();
        }
        long before = nanoClock.getAsLong();
        engine.decide(time.of(nowMillis));
        metrics.decideDuration(nanoClock.getAsLong() - before);
        batchOpen = false;
    }

    /** Makes sure that a decision follows. */
    void wantDecision(long atMillis, CellTimers timers) {
        if (decisionTimerMillis == NEVER) {
            decisionTimerMillis = atMillis;
            timers.register(atMillis);
        }
    }

    /** Makes sure to be called by then; a timer that fires too early is left to do so. */
    void wantWake(long atMillis, CellTimers timers) {
        if (atMillis < wakeTimerMillis) {
            if (wakeTimerMillis != NEVER) {
                timers.delete(wakeTimerMillis);
            }
            wakeTimerMillis = atMillis;
            timers.register(atMillis);
        }
    }

    void timerFired(long atMillis) {
        decisionTimerMillis = decisionTimerMillis <= atMillis ? NEVER : decisionTimerMillis;
        wakeTimerMillis = wakeTimerMillis <= atMillis ? NEVER : wakeTimerMillis;
    }

    void deleteTimers(CellTimers timers) {
        for (long atMillis : List.of(decisionTimerMillis, wakeTimerMillis)) {
            if (atMillis != NEVER) {
                timers.delete(atMillis);
            }
        }
    }

    @Override
    public void decided(PlacementDecision inTraceTime) {
        PlacementDecision decision = time.onWall(inTraceTime, nowMillis);
        if (batchOpen && decision.kind() == DecisionKind.ASSIGN) {
            metrics.decisionLatency(nanoClock.getAsLong() - batchStartNanos);
        }
        metrics.decided(decision.kind(), decision.policy());
        if (decision.kind() == DecisionKind.ASSIGN || decision.kind() == DecisionKind.REJECT) {
            summaries.decided(decision, nowMillis);
        }
        outputs.decision(decision);
    }

    @Override
    public void assigned(PlacementDecision decision, long transferMillis, double runtimeMillis) {
        serving.assigned(decision.waitMillis(), transferMillis + runtimeMillis);
    }

    @Override
    public void fellBack(FallbackReason why) {
        metrics.fellBack(why);
    }

    @Override
    public void compared(Comparison withReference) {
        metrics.compared(withReference);
        summaries.compared(withReference, nowMillis);
    }

    @Override
    public void reported(PolicyReport report) {
        outputs.report(report);
    }

    @Override
    public void rolledOut(RolloutSegment inTraceTime) {
        metrics.rolledOut(inTraceTime.actions().length);
        outputs.rollout(time.onWall(inTraceTime));
    }

    @Override
    public void conflicted(TaskSubmitted task) {
        byte[] json = MessageCodecs.TASK_MESSAGE.encode(TaskMessage.of(time.onWall(task)));
        metrics.deadLetter(DeadLetters.CONFLICTING_CONTENT);
        outputs.deadLetter(
                new DeadLetter(
                        DeadLetters.TASKS_TOPIC,
                        -1,
                        -1,
                        DeadLetters.CONFLICTING_CONTENT,
                        "taskId is \"%s\", which was submitted before with other content"
                                .formatted(task.taskId()),
                        new String(json, StandardCharsets.UTF_8)));
    }

    @Override
    public void ambiguous(TaskEvent event) {
        byte[] json = MessageCodecs.TASK_EVENT.encode(event);
        metrics.deadLetter(DeadLetters.AMBIGUOUS_NODE);
        outputs.deadLetter(
                new DeadLetter(
                        DeadLetters.TASK_EVENTS_TOPIC,
                        -1,
                        -1,
                        DeadLetters.AMBIGUOUS_NODE,
                        "nodeId is \"%s\", of which there is more than one, and cluster is missing"
                                .formatted(event.nodeId()),
                        new String(json, StandardCharsets.UTF_8)));
    }

    @Override
    public void ignored(IgnoredInput why) {
        metrics.ignored(why);
    }

    @Override
    public void forced(ForcedPlacement why) {
        metrics.forced(why);
        summaries.forced(nowMillis);
    }

    @Override
    public void leftAlone(NodeLeftAlone node) {
        metrics.leftAlone();
        trust.leftAlone(time.onWall(node));
    }

    @Override
    public void tried(String node) {
        trust.tried(node);
    }

    @Override
    public void trusted(String node) {
        trust.trusted(node);
    }

    @Override
    public void deadlineMissed(String taskId) {
        metrics.deadlineMissed();
        summaries.deadlineMissed(nowMillis);
    }

    @Override
    public void requeued(String taskId, int attempt) {
        metrics.requeued();
        summaries.requeued(nowMillis);
    }

    @Override
    public void finished(String taskId, int attempt, long submittedAtMillis, long atMillis) {
        summaries.finished(time.onWall(atMillis - submittedAtMillis), nowMillis);
    }

    @Override
    public String toString() {
        return name;
    }
}
