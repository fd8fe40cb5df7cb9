package org.dsppo.policy.engine;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.summary.NodeLeftAlone;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Schedules one cell: owns the ledger of reservations and the waiting queue, and asks a policy
 * where tasks go. Pure and single-threaded, driven by events and a clock that the caller passes in;
 * the streaming job and the simulator drive the same engine.
 *
 * <p>Callers apply everything that belongs to an instant, completions before arrivals, then call
 * {@link #decide} once. What must survive a crash is written through to the {@link EngineStore}.
 */
public final class PlacementEngine {

    private final CellState state;
    private final Queueing queueing;
    private final TaskEndings endings;
    private final Attempts attempts;
    private final TaskAdmission admission;
    private final TaskEvents events;
    private final CellRebuild rebuild;
    private final NodeUpdates nodes;
    private final WaitNotices notices;
    private final Explainer explainer;
    private final StandstillGuard guard;

    /**
     * @param cell name that decisions carry
     * @param options rules
     * @param policy decides
     * @param store written through
     * @param listener receives decisions
     */
    public PlacementEngine(
            String cell,
            EngineOptions options,
            PlacementPolicy policy,
            EngineStore store,
            EngineListener listener) {
        this.state =
                new CellState(
                        Objects.requireNonNull(cell, "cell"),
                        Objects.requireNonNull(options, "options"),
                        Objects.requireNonNull(store, "store"),
                        Objects.requireNonNull(listener, "listener"));
        this.state.policy = Objects.requireNonNull(policy, "policy");
        Decisions decisions = new Decisions(state);
        this.notices = new WaitNotices(state, decisions);
        this.queueing = new Queueing(state);
        this.endings = new TaskEndings(state, decisions, notices, queueing);
        this.attempts = new Attempts(state, decisions, notices, queueing, endings);
        this.events = new TaskEvents(state, attempts, decisions);
        this.admission = new TaskAdmission(state, attempts, queueing, endings, events);
        this.rebuild = new CellRebuild(state, attempts, queueing);
        this.nodes = new NodeUpdates(state, attempts, decisions, rebuild);
        this.explainer = new Explainer(state);
        this.guard = new StandstillGuard(state);
    }

    /** Uses another catalogue from now on; what runs keeps exactly what it holds. */
    public void useCatalogue(Catalogue catalogue, long nowMillis) {
        state.catalogue = Objects.requireNonNull(catalogue, "catalogue");
        state.nominal = null;
        rebuild.run(nowMillis);
        admitKeptAside(nowMillis);
    }

    private void admitKeptAside(long nowMillis) {
        for (LiveTask task : List.copyOf(state.tasks.values())) {
            if (task.waiting() && !task.queued) {
                admission.admit(task, nowMillis);
            }
        }
    }

    /** As {@link #admitKeptAside}, but leaves those alone that were judged before the restore. */
    private void judgeUnjudged(long nowMillis) {
        for (LiveTask task : List.copyOf(state.tasks.values())) {
            if (isKeptBack(task) && task.asideUntilMillis == 0 && task.retryMillis == 0) {
                admission.admit(task, nowMillis);
            }
        }
    }

    /**
     * Lets another policy decide from the next round on. What was left waiting, and whose reserved
     * start had come, is its to place: as after a restore, nothing of that is held against it.
     */
    public void usePolicy(PlacementPolicy policy) {
        state.policy = Objects.requireNonNull(policy, "policy");
        state.reservations.clear();
        state.queue.groups().forEach(group -> group.refused.ends());
        state.changed = true;
    }

    /** The epoch that decisions carry from now on. */
    public void useEpoch(long epoch) {
        state.epoch = epoch;
    }

    /** Whom to tell of assignments before they are made. */
    public void watch(AssignmentWatch watch) {
        state.watch = Objects.requireNonNull(watch, "watch");
    }

    /** Has the policy asked in the next round even if nothing happens. */
    public void wantDecision() {
        state.changed = true;
    }

    /**
     * How many candidates an assignment names from now on, with their scores; 0, as at first, for
     * none.
     */
    public void nameCandidates(int limit) {
        state.candidateLimit = limit;
    }

    /**
     * Why a task waits; null if it is not in the queue.
     *
     * @param limit how many candidates are wanted at most
     */
    public TaskExplanation explain(String taskId, int limit, long nowMillis) {
        LiveTask task = state.tasks.get(taskId);
        if (state.model == null || task == null || !task.waiting() || !task.queued) {
            return null;
        }
        state.queue.advance(nowMillis);
        EngineRound round = new EngineRound(state, attempts, explainer, nowMillis);
        String reason = WaitReason.of(state, task, nowMillis).text();
        return explainer.explain(task, round, reason, limit);
    }

    /**
     * Takes back what was written to the store. Call on a new engine, after {@link #useCatalogue}
     * if there was a catalogue.
     */
    public void restore(
            Iterable<NodeChanged> reports,
            Iterable<OrphanState> orphans,
            Iterable<TaskState> tasks,
            Iterable<EndedTask> ended,
            Iterable<EarlyEvent> early,
            Iterable<ReputationRecord> reputations,
            long nowMillis) {
        EngineRestore restore = new EngineRestore(state, attempts, queueing);
        reports.forEach(report -> state.reports.put(report.name(), report));
        if (state.catalogue != null) {
            rebuild.run(nowMillis);
        }
        restore.endedTasks(ended);
        state.early.restore(early);
        restore.orphans(orphans);
        state.reputations.restore(reputations);
        if (state.model != null) {
            state.reputations.applyAll(nowMillis);
        }
        restore.tasks(tasks, nowMillis);
        if (state.model != null) {
            state.reputations.endTrials(nowMillis);
            long grace = state.options.startedGraceMillis();
            state.reports
                    .values()
                    .forEach(report -> NodeUpdates.measureForeign(state.model, report, grace));
            judgeUnjudged(nowMillis);
        }
    }

    /** A task was submitted. */
    public void submit(TaskSubmitted task, long nowMillis) {
        admission.submit(task, nowMillis);
    }

    /** A task was withdrawn. */
    public void cancel(TaskCancelled cancellation, long nowMillis) {
        admission.cancel(cancellation, nowMillis);
    }

    /** An executor reported on an attempt. */
    public void report(TaskEvent event, long nowMillis) {
        rebuild.reported(event, nowMillis);
        events.apply(event, nowMillis);
    }

    /** A node changed. */
    public void nodeChanged(NodeChanged node, long nowMillis) {
        nodes.apply(node, nowMillis);
    }

    /** Handles leases, deadlines and retention that are due. */
    public void advance(long nowMillis) {
        rebuild.advance(nowMillis);
        state.timers.fire(nowMillis, (kind, task) -> due(kind, task, nowMillis));
        Iterator<EndedTask> oldest = state.ended.values().iterator();
        while (oldest.hasNext()) {
            EndedTask ended = oldest.next();
            if (ended.endedAtMillis() + state.options.dedupRetentionMillis() > nowMillis) {
                break;
            }
            oldest.remove();
            state.store.removeEnded(ended.taskId());
        }
        state.early.expire(nowMillis);
        state.reputations.advance(nowMillis);
    }

    private void due(EngineTimers.Kind kind, LiveTask task, long nowMillis) {
        long grace = state.options.startedGraceMillis();
        switch (kind) {
            case DEADLINE -> {
                if (task.waiting()) {
                    endings.rejectLate(task, nowMillis);
                }
            }
            case RETRY -> {
                if (isKeptBack(task) && task.retryMillis > 0 && task.retryMillis <= nowMillis) {
                    queueing.tryAgain(task);
                }
            }
            case ASIDE -> {
                if (isKeptBack(task)
                        && task.asideUntilMillis > 0
                        && task.asideUntilMillis <= nowMillis) {
                    endings.endWaitAside(task, nowMillis);
                }
            }
            case LEASE -> {
                if (task.phase == TaskPhase.ASSIGNED && task.leaseEndMillis <= nowMillis) {
                    attempts.stop(task, "not started in time", nowMillis);
                    attempts.giveUp(task, "not started in time", Mishap.TASK_AND_NODE, nowMillis);
                }
            }
            case MISSING -> {
                if (task.phase == TaskPhase.STARTED
                        && task.missingSinceMillis > 0
                        && task.missingSinceMillis + grace <= nowMillis) {
                    attempts.giveUp(
                            task, "no longer running on its node", Mishap.TASK_AND_NODE, nowMillis);
                }
            }
        }
    }

    private static boolean isKeptBack(LiveTask task) {
        return task.waiting() && !task.queued;
    }

    /** Lets the policy decide, once per instant; does nothing if nothing has changed. */
    public void decide(long nowMillis) {
        if (state.model == null) {
            return;
        }
        if (state.reconsider) {
            state.reconsider = false;
            queueing.reconsiderAvoided();
        }
        state.queue.advance(nowMillis);
        boolean wanted = state.changed || state.policy.wakeUpAtMillis() <= nowMillis;
        boolean overdue = guard.wakeUpAtMillis() <= nowMillis;
        if ((wanted || overdue) && state.queue.size() > 0) {
            decide(wanted, nowMillis);
            notices.firstNotices(state.arrivals, nowMillis);
        }
        state.changed = false;
        state.arrivals.clear();
        notices.review(nowMillis);
    }

    private void decide(boolean ask, long nowMillis) {
        EngineRound round = new EngineRound(state, attempts, explainer, nowMillis);
        state.reservations.make(nowMillis);
        try {
            if (ask) {
                state.policy.decide(round);
            }
            state.reservations.startDue(round);
            guard.review(round);
        } finally {
            round.end();
        }
    }

    /** When {@link #advance} and {@link #decide} are wanted even if nothing happens. */
    public long nextTimerMillis() {
        long next = Math.min(state.timers.nextMillis(), notices.nextReviewMillis());
        next = Math.min(next, state.early.nextMillis());
        next = Math.min(next, rebuild.nextMillis());
        next = Math.min(next, state.reputations.nextMillis());
        if (state.queue.size() > 0) {
            next = Math.min(next, state.policy.wakeUpAtMillis());
            next = Math.min(next, guard.wakeUpAtMillis());
        }
        if (!state.ended.isEmpty()) {
            EndedTask oldest = state.ended.values().iterator().next();
            next = Math.min(next, oldest.endedAtMillis() + state.options.dedupRetentionMillis());
        }
        return next;
    }

    /** Number of waiting tasks, those kept aside included. */
    public int waiting() {
        return state.tasks.size() - state.holding;
    }

    /** Number of attempts that hold resources, those given up not included. */
    public int holding() {
        return state.holding;
    }

    /** When the task that has waited longest was submitted, or -1 if none waits. */
    public long oldestSubmissionMillis() {
        return state.queue.groups().stream()
                .mapToLong(group -> group.head().submittedAtMillis())
                .min()
                .orElse(-1);
    }

    /** True if nothing is remembered: no live, ended or given-up task and no node report. */
    public boolean isBlank() {
        return state.tasks.isEmpty()
                && state.ended.isEmpty()
                && state.orphans.isEmpty()
                && state.early.isEmpty()
                && state.reports.isEmpty()
                && state.reputations.isEmpty();
    }

    /** The nodes, in catalogue order; empty before the first catalogue. */
    public List<? extends NodeView> nodes() {
        return state.model == null ? List.of() : state.model.nodes();
    }

    /** How many nodes are in which condition; empty before the first catalogue. */
    public Map<NodeCondition, Integer> conditions() {
        Map<NodeCondition, Integer> counts = new EnumMap<>(NodeCondition.class);
        ledgers().forEach(node -> counts.merge(node.condition(), 1, Integer::sum));
        return counts;
    }

    /** Names, {@code cluster/node}, of the first nodes in a condition, in catalogue order. */
    public List<String> nodesIn(NodeCondition condition, int limit) {
        return ledgers().stream()
                .filter(node -> node.condition() == condition)
                .limit(limit)
                .map(NodeLedger::name)
                .toList();
    }

    /** The first nodes by name that get nothing new, as tasks failed there. */
    public List<NodeLeftAlone> nodesLeftAlone(long nowMillis, int limit) {
        return state.reputations.leftAlone(nowMillis, limit);
    }

    /** How many nodes take tasks. */
    public int schedulableNodes() {
        return (int) ledgers().stream().filter(NodeLedger::schedulable).count();
    }

    /** False before the first catalogue, when nothing can be placed. */
    public boolean hasCatalogue() {
        return state.model != null;
    }

    private List<NodeLedger> ledgers() {
        return state.model == null ? List.of() : state.model.nodes();
    }
}
