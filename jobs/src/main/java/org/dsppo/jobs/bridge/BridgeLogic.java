package org.dsppo.jobs.bridge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dsppo.jobs.emulator.DecisionFilter;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;

/**
 * Between a platform and the scheduler: workloads become tasks, assignments become bindings, what
 * is bound holds its node's resources, and its end is the attempt's end.
 *
 * <p>The platform has the last word. A binding is written once; where somebody else was first, or
 * the workload is gone, the decision is lost and the task withdrawn, so that the scheduler forgets
 * it and counts what it takes as foreign use. Bindings carry the decision's id, so that whoever
 * leads next knows what was bound by whom without a record of its own.
 *
 * <p>Plain logic for one thread, without a clock. First the platform's present state is given, then
 * what the topics recorded ({@link #recorded}, {@link #decided}), then {@link #begin}; only from
 * there on it acts.
 */
final class BridgeLogic {

    private static final long SEEN_RETENTION_MILLIS = 3_600_000;

    private final BridgeSettings settings;
    private final TaskIds ids;
    private final SchedulerSide scheduler;
    private final Platform platform;
    private final TargetCatalogue catalogues;
    private final DecisionFilter filter = new DecisionFilter(SEEN_RETENTION_MILLIS);
    private final Map<String, Tracked> workloads = new LinkedHashMap<>();
    private final Map<String, Target> targets = new TreeMap<>();
    private final NodeUsage usage = new NodeUsage();
    private final NodeReports reports;
    private final Resubmission resubmission = new Resubmission();
    private Catalogue published;
    private boolean acting;

    BridgeLogic(BridgeSettings settings, SchedulerInput scheduler, Platform platform) {
        this.settings = settings;
        this.ids = new TaskIds(settings.name());
        this.scheduler = new SchedulerSide(settings, ids, scheduler, platform);
        this.platform = platform;
        this.catalogues = new TargetCatalogue(settings);
        this.reports = new NodeReports(usage);
    }

    /** A node is there, or is another than it was. */
    void seen(Target target) {
        targets.put(target.name(), target);
    }

    /** A node is gone. */
    void targetGone(String name) {
        targets.remove(name);
    }

    /** Something holds this much of a node, ours or not; of no node for null. */
    void holds(String uid, String node, Map<String, Double> amounts) {
        if (node == null || amounts.isEmpty()) {
            usage.release(uid);
        } else {
            usage.hold(uid, node, amounts);
        }
    }

    /** A workload is there, or is another than it was. */
    void seen(Workload workload, long nowMillis) {
        Tracked tracked = workloads.computeIfAbsent(workload.uid(), uid -> new Tracked(workload));
        tracked.workload = workload;
        if (acting) {
            consider(tracked, nowMillis);
        }
    }

    /** A workload is gone. */
    void gone(String uid, long nowMillis) {
        usage.release(uid);
        Tracked tracked = workloads.remove(uid);
        if (tracked == null || !acting) {
            return;
        }
        if (tracked.recall != null) {
            scheduler.end(tracked, tracked.recall, TaskEventKind.FAILED, nowMillis, "stopped");
        } else if (tracked.submitted && !tracked.over) {
            scheduler.withdraw(tracked, nowMillis);
        }
    }

    /** A submission or withdrawal that the topic holds already. */
    void recorded(TaskMessage message) {
        TaskIds.Parts parts = ids.parse(message.taskId());
        Tracked tracked = parts == null ? null : workloads.get(parts.uid());
        if (tracked == null || parts.submission() < tracked.submission) {
            return;
        }
        if (parts.submission() > tracked.submission) {
            tracked.submission = parts.submission();
            tracked.over = false;
        }
        tracked.submitted = true;
        tracked.over |= message.cancelled() != null;
    }

    /** A record of the decisions topic. */
    void decided(int partition, PlacementDecision decision, long nowMillis) {
        if (!filter.accepts(partition, decision, nowMillis)) {
            return;
        }
        TaskIds.Parts parts = ids.parse(decision.taskId());
        if (parts == null) {
            return;
        }
        Tracked tracked = workloads.get(parts.uid());
        boolean known = tracked != null && parts.submission() == tracked.submission;
        switch (decision.kind()) {
            case ASSIGN -> assigned(known ? tracked : null, decision, nowMillis);
            case CANCEL -> recalled(known ? tracked : null, decision, nowMillis);
            case REJECT -> rejected(known ? tracked : null, decision, nowMillis);
            case WAIT -> {
                if (known && acting && tracked.workload.phase() == WorkloadPhase.WAITING) {
                    tracked.tell(platform, Notice.waiting(decision.taskId(), decision.reason()));
                }
            }
            default -> {}
        }
    }

    private void assigned(Tracked tracked, PlacementDecision decision, long nowMillis) {
        if (tracked == null) {
            if (acting) {
                scheduler.report(decision, TaskEventKind.FAILED, nowMillis, "it is gone");
                scheduler.withdraw(decision.taskId(), nowMillis);
            }
            return;
        }
        tracked.assignment = decision;
        tracked.started = false;
        if (acting) {
            carryOut(tracked, nowMillis);
        }
    }

    private void carryOut(Tracked tracked, long nowMillis) {
        PlacementDecision decision = tracked.assignment;
        if (tracked.over) {
            // Withdrawn while the decision was on its way: its CANCEL follows.
            return;
        }
        if (tracked.workload.phase() != WorkloadPhase.WAITING) {
            consider(tracked, nowMillis);
        } else if (!targets.containsKey(decision.node())) {
            scheduler.end(tracked, decision, TaskEventKind.FAILED, nowMillis, "no such node");
        } else if (!tracked.binding) {
            tracked.binding = true;
            platform.bind(tracked.workload, decision);
        }
    }

    private void recalled(Tracked tracked, PlacementDecision decision, long nowMillis) {
        boolean standing =
                tracked != null
                        && tracked.assignment != null
                        && tracked.assignment.decisionId().equals(decision.decisionId());
        boolean bound =
                tracked != null
                        && tracked.workload.bound()
                        && decision.decisionId().equals(tracked.workload.decisionId());
        if (!acting) {
            if (tracked != null) {
                tracked.assignment = standing ? null : tracked.assignment;
                tracked.recall = decision;
            }
        } else if (bound || standing && tracked.binding) {
            tracked.recall = decision;
            tracked.over = true;
            if (!tracked.binding) {
                platform.stop(tracked.workload);
            }
        } else {
            if (standing) {
                tracked.assignment = null;
            }
            scheduler.report(decision, TaskEventKind.FAILED, nowMillis, "it does not run");
        }
    }

    private void rejected(Tracked tracked, PlacementDecision decision, long nowMillis) {
        if (tracked == null) {
            return;
        }
        tracked.assignment = null;
        boolean again = !tracked.over && resubmission.isWorthwhile(tracked.workload, nowMillis);
        tracked.over = true;
        if (tracked.workload.phase() != WorkloadPhase.WAITING) {
            return;
        }
        tracked.submitAgainAtMillis =
                again ? nowMillis + resubmission.delayMillis(tracked.submission) : 0;
        if (acting) {
            tracked.tell(
                    platform,
                    Notice.warning(
                            "Rejected",
                            "%s (task %s)%s"
                                    .formatted(
                                            decision.reason(),
                                            decision.taskId(),
                                            again ? "; it is tried again" : "")));
        }
    }

    /** What became of a binding. */
    void bound(String uid, PlacementDecision decision, BindResult result, long nowMillis) {
        Tracked tracked = workloads.get(uid);
        if (tracked == null) {
            return;
        }
        tracked.binding = false;
        switch (result.kind()) {
            case BOUND -> {
                if (tracked.recall != null) {
                    platform.stop(tracked.workload);
                } else {
                    started(tracked, decision, nowMillis);
                }
            }
            case LOST -> {
                tracked.tell(platform, Notice.warning("Lost", result.detail()));
                scheduler.withdraw(tracked, nowMillis);
            }
            case GONE -> scheduler.withdraw(tracked, nowMillis);
            case REFUSED ->
                    scheduler.end(
                            tracked, decision, TaskEventKind.FAILED, nowMillis, result.detail());
        }
    }

    private void started(Tracked tracked, PlacementDecision decision, long nowMillis) {
        if (tracked.started || tracked.over) {
            return;
        }
        tracked.assignment = decision;
        tracked.started = true;
        tracked.submitted = true;
        scheduler.report(decision, TaskEventKind.STARTED, nowMillis, null);
        tracked.tell(platform, Notice.bound(decision.node(), decision.decisionId()));
    }

    /** From here on it acts: on what was recorded first. */
    void begin(long nowMillis) {
        acting = true;
        publish();
        for (Tracked each : workloads.values()) {
            PlacementDecision recall = each.recall;
            if (recall != null && recall.decisionId().equals(each.workload.decisionId())) {
                each.over = true;
                platform.stop(each.workload);
            } else {
                each.recall = null;
                if (recall != null) {
                    scheduler.report(recall, TaskEventKind.FAILED, nowMillis, "it does not run");
                }
                consider(each, nowMillis);
            }
        }
    }

    /** Does what a workload needs as it is now. */
    private void consider(Tracked tracked, long nowMillis) {
        Workload workload = tracked.workload;
        switch (workload.phase()) {
            case GATED -> {}
            case WAITING -> {
                if (tracked.assignment != null) {
                    carryOut(tracked, nowMillis);
                } else if (!tracked.submitted) {
                    scheduler.submit(tracked, targets.values());
                }
            }
            case BOUND -> considerBound(tracked, nowMillis);
            case SUCCEEDED -> scheduler.ended(tracked, TaskEventKind.FINISHED, nowMillis, null);
            case FAILED -> {
                scheduler.ended(tracked, TaskEventKind.FAILED, nowMillis, workload.detail());
                scheduler.withdraw(tracked, nowMillis);
            }
        }
    }

    private void considerBound(Tracked tracked, long nowMillis) {
        PlacementDecision decision = tracked.assignment;
        String by = tracked.workload.decisionId();
        if (tracked.started || tracked.over || tracked.binding) {
            return;
        }
        if (decision != null && decision.decisionId().equals(by)) {
            started(tracked, decision, nowMillis);
        } else if (decision == null && by != null && tracked.isBoundByItsSubmission(ids)) {
            started(
                    tracked,
                    Bound.decision(tracked.workload, target(tracked), settings),
                    nowMillis);
        } else if (tracked.submitted) {
            tracked.tell(
                    platform,
                    Notice.warning("Lost", "somebody else bound it to " + tracked.workload.node()));
            scheduler.withdraw(tracked, nowMillis);
        }
    }

    private Target target(Tracked tracked) {
        return targets.get(tracked.workload.node());
    }

    private void publish() {
        Catalogue catalogue = catalogues.of(targets.values());
        if (!Objects.equals(catalogue, published)) {
            scheduler.publish(catalogue);
            published = catalogue;
        }
    }

    /** Reports on every node, and submits again what is due. Called once per heartbeat. */
    void beat(long nowMillis) {
        publish();
        reports.of(targets.values(), workloads.values(), nowMillis).forEach(scheduler::send);
        for (Tracked each : workloads.values()) {
            boolean waits = each.workload.phase() == WorkloadPhase.WAITING;
            if (waits && each.submitAgainAtMillis != 0 && each.submitAgainAtMillis <= nowMillis) {
                each.submission++;
                each.submitAgainAtMillis = 0;
                each.submitted = false;
                each.over = false;
            }
            if (waits && !each.submitted && !each.over) {
                // Also one that was refused: other nodes may be there now.
                scheduler.submit(each, targets.values());
            }
        }
    }
}
