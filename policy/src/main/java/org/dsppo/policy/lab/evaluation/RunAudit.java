package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;

/**
 * The product's own referee: looks at what a run was given and at what was decided and measured,
 * and at nothing of the engine, and lists every rule that was broken.
 */
public final class RunAudit {

    private final ExecutedRun run;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, List<ExecutedDecision>> attempts = new HashMap<>();
    private final Map<String, Double> rejectedAt = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final CapacityAudit capacity;
    private final DeviceAudit devices;

    private RunAudit(ExecutedRun run) {
        this.run = run;
        this.capacity = new CapacityAudit(run.tasks());
        this.devices = new DeviceAudit(run.tasks());
    }

    /** Every violation of a run; empty when clean. */
    public static List<Violation> of(ExecutedRun run) {
        RunAudit audit = new RunAudit(run);
        Set<String> seen = new HashSet<>();
        for (ExecutedDecision executed : run.decisions()) {
            PlacementDecision decision = executed.decision();
            if (run.tasks().byId(decision.taskId()) == null) {
                audit.report("unknown_task", decision, "was never submitted");
            } else if (decision.kind() == DecisionKind.REJECT) {
                audit.rejectedAt.put(decision.taskId(), executed.decidedAtMillis());
            } else if (!seen.add(decision.decisionId())) {
                audit.report("attempt_placed_twice", decision, decision.decisionId());
            } else {
                audit.assigned(executed);
            }
        }
        audit.overlaps();
        audit.unfinished();
        audit.violations.addAll(audit.capacity.violations());
        audit.violations.addAll(audit.devices.violations());
        return audit.violations;
    }

    private void assigned(ExecutedDecision executed) {
        PlacementDecision decision = executed.decision();
        NodeSpec node = run.tasks().node(decision.node());
        if (node == null) {
            report("unknown_node", decision, decision.node());
            return;
        }
        if (!node.cluster().equals(decision.cluster())) {
            report("cluster_node_mismatch", decision, decision.cluster());
        }
        ExecutionStrategy strategy = run.tasks().strategy(decision);
        if (strategy == null) {
            report("strategy_not_for_node", decision, decision.strategy());
            return;
        }
        if (!shareAllowed(decision.share(), strategy.elastic())) {
            report("share_not_allowed", decision, String.valueOf(decision.share()));
            return;
        }
        double submitted = run.tasks().byId(decision.taskId()).submission().submittedAtMillis();
        if (executed.decidedAtMillis() < submitted - run.tolerance().slackMillis()) {
            report("decided_before_submission", decision, "" + executed.decidedAtMillis());
        }
        if (executed.finishedAtMillis() == null) {
            report("attempt_without_end", decision, String.valueOf(executed.outcome()));
            return;
        }
        attempts.computeIfAbsent(decision.taskId(), id -> new ArrayList<>()).add(executed);
        capacity.add(executed);
        devices.add(executed);
        if (executed.outcome() == AttemptOutcome.FINISHED) {
            ended(executed, strategy);
        }
    }

    private static boolean shareAllowed(Double share, Elastic elastic) {
        return share == null
                || elastic != null
                        && share >= elastic.minShare() - 1e-6
                        && share <= elastic.maxShare() + 1e-6;
    }

    private void ended(ExecutedDecision executed, ExecutionStrategy strategy) {
        PlacementDecision decision = executed.decision();
        RunTasks.Task task = run.tasks().byId(decision.taskId());
        double expected =
                runtimeMillis(strategy, decision.share()) * task.submission().runtimeScale();
        double slack = run.tolerance().slackMillis();
        if (executed.startedAtMillis() < executed.decidedAtMillis() - slack) {
            report("started_too_early", decision, "" + executed.startedAtMillis());
        }
        double measured = executed.finishedAtMillis() - executed.startedAtMillis();
        if (Math.abs(measured - expected)
                > run.tolerance().durationRatio() * expected + slack + 1) {
            report("wrong_duration", decision, "%s instead of %s".formatted(measured, expected));
        }
        if (!finished.add(decision.taskId())) {
            report("finished_twice", decision, decision.decisionId());
        }
    }

    private static double runtimeMillis(ExecutionStrategy strategy, Double share) {
        Elastic elastic = strategy.elastic();
        if (share == null || elastic == null) {
            return strategy.runtimeMillis();
        }
        double listed = strategy.demand().get(elastic.resource());
        double scalable = strategy.runtimeMillis() - elastic.epsilonMillis();
        return elastic.epsilonMillis()
                + scalable
                        * Math.log(1 + elastic.kappa() * listed)
                        / Math.log(1 + elastic.kappa() * share);
    }

    private void overlaps() {
        for (List<ExecutedDecision> ofTask : attempts.values()) {
            ofTask.sort((a, b) -> Double.compare(a.decidedAtMillis(), b.decidedAtMillis()));
            for (int i = 1; i < ofTask.size(); i++) {
                ExecutedDecision before = ofTask.get(i - 1);
                if (ofTask.get(i).decidedAtMillis()
                        < before.finishedAtMillis() - run.tolerance().slackMillis()) {
                    report(
                            "attempts_overlap",
                            ofTask.get(i).decision(),
                            before.decision().decisionId());
                }
            }
        }
    }

    private void unfinished() {
        for (RunTasks.Task task : run.tasks().all()) {
            String taskId = task.submission().taskId();
            if (finished.contains(taskId) || run.tasks().isCancelled(taskId)) {
                continue;
            }
            Double rejected = rejectedAt.get(taskId);
            if (rejected == null) {
                violations.add(
                        new Violation("never_finished", taskId, "neither ended nor refused"));
            } else if (withoutCause(task, rejected)) {
                violations.add(new Violation("rejected_without_cause", taskId, "at " + rejected));
            }
        }
    }

    private boolean withoutCause(RunTasks.Task task, double rejectedAtMillis) {
        Long deadline = task.submission().deadlineAtMillis();
        boolean inTime =
                deadline == null || rejectedAtMillis < deadline - run.tolerance().slackMillis();
        return inTime
                && !attempts.containsKey(task.submission().taskId())
                && run.tasks().feasible(task);
    }

    private void report(String kind, PlacementDecision decision, String detail) {
        violations.add(new Violation(kind, decision.taskId(), detail));
    }
}
