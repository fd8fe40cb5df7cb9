package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Second set of books, kept from inputs and decisions alone, that says whether a decision was
 * allowed. Knows nothing of the engine's own numbers.
 */
final class ReferenceLedger {

    private static final class Hold {
        final String nodeId;
        final Amounts demand;
        long lostAtMillis = Long.MAX_VALUE;

        Hold(String nodeId, Amounts demand) {
            this.nodeId = nodeId;
            this.demand = demand;
        }
    }

    private final EngineOptions options;
    private final Map<String, TaskSubmitted> submitted = new HashMap<>();
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Map<String, Integer> lastAttempt = new HashMap<>();
    private final Map<String, Integer> blame = new HashMap<>();
    private final Map<String, String> ends = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Map<String, NodeChanged> reports = new HashMap<>();
    private final Map<String, Amounts> foreign = new HashMap<>();
    private Catalogue catalogue;

    ReferenceLedger(EngineOptions options) {
        this.options = options;
    }

    // What goes in; to be told before the engine is.

    void catalogue(Catalogue now) {
        catalogue = now;
    }

    void submitting(TaskSubmitted task) {
        submitted.putIfAbsent(task.taskId(), task);
    }

    void cancelling(String taskId) {
        cancelled.add(taskId);
    }

    void event(TaskEvent event) {
        if (event.kind() != TaskEventKind.STARTED) {
            Hold hold = holds.remove(event.decisionId());
            if (hold != null
                    && hold.lostAtMillis == Long.MAX_VALUE
                    && event.kind() == TaskEventKind.FAILED) {
                blame.merge(event.taskId(), 1, Integer::sum);
            }
        }
    }

    void reported(NodeChanged report, Amounts foreignThen) {
        if (report.condition() == NodeCondition.FORGOTTEN) {
            return;
        }
        reports.put(report.nodeId(), report);
        foreign.put(report.nodeId(), foreignThen);
        if (report.condition() != NodeCondition.DOWN) {
            Set<RunningAttempt> listed = Set.copyOf(report.running());
            holds.entrySet()
                    .removeIf(
                            each ->
                                    isGone(each.getKey(), each.getValue(), report.nodeId(), listed)
                                            && report.seenAtMillis() - options.startedGraceMillis()
                                                    > each.getValue().lostAtMillis);
        }
    }

    private static boolean isGone(
            String decisionId, Hold hold, String nodeId, Set<RunningAttempt> listed) {
        int hash = decisionId.lastIndexOf('#');
        RunningAttempt attempt =
                new RunningAttempt(
                        decisionId.substring(0, hash),
                        Integer.parseInt(decisionId.substring(hash + 1)));
        return hold.lostAtMillis != Long.MAX_VALUE
                && hold.nodeId.equals(nodeId)
                && !listed.contains(attempt);
    }

    /** To be told after the engine. */
    void forgotten(String nodeId) {
        reports.remove(nodeId);
        foreign.remove(nodeId);
        holds.values().removeIf(hold -> hold.nodeId.equals(nodeId));
    }

    // What comes out.

    /** Checks an assignment and returns what it holds. */
    Amounts assigned(PlacementDecision decision) {
        String taskId = decision.taskId();
        TaskSubmitted task = submitted.get(taskId);
        assertThat(task).as("submission of %s", decision).isNotNull();
        assertThat(ends).as("ended before %s", decision).doesNotContainKey(taskId);
        assertThat(decision.attempt())
                .as("attempt of %s", decision)
                .isEqualTo(lastAttempt.getOrDefault(taskId, 0) + 1);
        lastAttempt.put(taskId, decision.attempt());
        assertThat(currentHold(taskId)).as("placed before %s", decision).isNull();
        NodeChanged report = reports.get(decision.node());
        assertThat(report).as("report of the node of %s", decision).isNotNull();
        assertThat(report.condition()).isEqualTo(NodeCondition.UP);
        ExecutionStrategy strategy = strategy(task, decision.strategy());
        assertThat(report.labels()).containsAllEntriesOf(strategy.nodeSelector());
        Amounts demand = Amounts.of(strategy.demand());
        if (decision.share() != null) {
            assertThat(decision.share())
                    .isBetween(strategy.elastic().minShare(), strategy.elastic().maxShare());
            demand =
                    demand.with(
                            strategy.elastic().resource(),
                            Math.round(decision.share() * 1_000_000));
        }
        Amounts total = held(decision.node()).plus(demand).plus(foreign.get(decision.node()));
        assertThat(demand.keepsWithin(total, capacity(decision.node())))
                .as("%s: %s in %s", decision, total, capacity(decision.node()))
                .isTrue();
        holds.put(decision.decisionId(), new Hold(decision.node(), demand));
        return demand;
    }

    private ExecutionStrategy strategy(TaskSubmitted task, String id) {
        List<ExecutionStrategy> allowed =
                task.strategies() != null
                        ? task.strategies()
                        : catalogue.classes().get(task.taskClass());
        assertThat(allowed).as("strategies of %s", task).isNotNull();
        return allowed.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private Hold currentHold(String taskId) {
        Hold hold = holds.get(taskId + '#' + lastAttempt.getOrDefault(taskId, 0));
        return hold == null || hold.lostAtMillis != Long.MAX_VALUE ? null : hold;
    }

    private Amounts capacity(String nodeId) {
        NodeChanged report = reports.get(nodeId);
        if (report != null && !report.capacity().isEmpty()) {
            return Amounts.of(report.capacity());
        }
        return catalogue.nodes().stream()
                .filter(node -> node.nodeId().equals(nodeId))
                .findFirst()
                .map(node -> Amounts.of(node.capacity()))
                .orElseGet(Amounts::new);
    }

    void rejected(PlacementDecision decision, long nowMillis) {
        String taskId = decision.taskId();
        TaskSubmitted task = submitted.get(taskId);
        String reason = decision.reason();
        if (reason.startsWith("cancelled")) {
            assertThat(cancelled).contains(taskId);
        } else if (reason.equals("past its deadline")) {
            assertThat(task.deadlineAtMillis()).isNotNull().isLessThanOrEqualTo(nowMillis);
        } else if (reason.startsWith("unknown class")) {
            assertThat(catalogue.classes()).doesNotContainKey(task.taskClass());
        } else if (reason.startsWith("attempts exhausted")) {
            assertThat(blame.get(taskId)).isEqualTo(options.maxFailures());
        } else {
            assertThat(reason).isEqualTo("no strategy fits on any node");
            assertThat(fitsNominally(task)).as("%s fits", task).isFalse();
        }
        ends(taskId, "rejected: " + reason);
    }

    private boolean fitsNominally(TaskSubmitted task) {
        List<ExecutionStrategy> allowed =
                task.strategies() != null
                        ? task.strategies()
                        : catalogue.classes().get(task.taskClass());
        for (ExecutionStrategy strategy : allowed) {
            for (NodeSpec node : catalogue.nodes()) {
                if (node.labels().entrySet().containsAll(strategy.nodeSelector().entrySet())
                        && Amounts.of(strategy.demand()).fitIn(Amounts.of(node.capacity()))) {
                    return true;
                }
            }
        }
        return false;
    }

    void lost(String taskId, int attempt, String why, long nowMillis) {
        Hold hold = holds.get(PlacementDecision.idOf(taskId, attempt));
        assertThat(hold).as("%s#%d, lost: %s", taskId, attempt, why).isNotNull();
        hold.lostAtMillis = nowMillis;
        if (!why.endsWith("is down")) {
            blame.merge(taskId, 1, Integer::sum);
        }
    }

    void finished(String taskId) {
        ends(taskId, "finished");
    }

    private void ends(String taskId, String how) {
        String before = ends.put(taskId, how);
        assertThat(before).as("%s ended as %s and before", taskId, how).isNull();
    }

    // What should be.

    Amounts held(String nodeId) {
        Amounts held = new Amounts();
        for (Hold hold : holds.values()) {
            if (hold.nodeId.equals(nodeId)) {
                held = held.plus(hold.demand);
            }
        }
        return held;
    }

    boolean holds(String decisionId) {
        return holds.containsKey(decisionId);
    }

    boolean hasReport(String nodeId) {
        return reports.containsKey(nodeId);
    }

    Set<String> submitted() {
        return submitted.keySet();
    }

    Map<String, String> ends() {
        return ends;
    }
}
