package org.dsppo.jobs.topicview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;

/** What topics tell about one task, and the state that follows from it. */
public final class TaskHistory {

    /** Where a task is. */
    public enum State {
        SUBMITTED,
        WAITING,
        ASSIGNED,
        RUNNING,
        FINISHED,
        REJECTED
    }

    /**
     * One thing that happened.
     *
     * @param atMillis epoch milliseconds
     * @param what SUBMITTED, CANCELLATION, or the kind of a decision or event
     * @param attempt 0 where there is none
     * @param node null where there is none
     * @param strategy null where there is none
     * @param detail class of a submission, reason of a decision or event; null where there is none
     */
    public record Step(
            long atMillis, String what, int attempt, String node, String strategy, String detail) {}

    private final List<Step> steps = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int attempt;
    private State state = State.SUBMITTED;

    void add(TaskMessage message) {
        boolean submitted = message.submitted() != null;
        String what = submitted ? "SUBMITTED" : "CANCELLATION";
        String taskClass = submitted ? message.submitted().taskClass() : null;
        if (seen.add(what)) {
            steps.add(new Step(message.atMillis(), what, 0, null, null, taskClass));
        }
    }

    void add(PlacementDecision decision) {
        // Readers act on the first record of a decision; WAIT may come again with another reason.
        if (decision.kind() != DecisionKind.WAIT
                && !seen.add(decision.kind() + decision.decisionId())) {
            return;
        }
        steps.add(
                new Step(
                        decision.decidedAtMillis(),
                        decision.kind().name(),
                        decision.attempt(),
                        decision.node(),
                        decision.strategy(),
                        decision.reason()));
        switch (decision.kind()) {
            case ASSIGN -> move(decision.attempt(), State.ASSIGNED);
            case WAIT -> move(decision.attempt(), State.WAITING);
            case REJECT -> state = state == State.FINISHED ? state : State.REJECTED;
            default -> {}
        }
    }

    void add(TaskEvent event) {
        if (!seen.add(event.kind() + event.decisionId())) {
            return;
        }
        steps.add(
                new Step(
                        event.atMillis(),
                        event.kind().name(),
                        event.attempt(),
                        event.nodeId(),
                        event.strategy(),
                        event.reason()));
        if (event.kind() == TaskEventKind.STARTED) {
            move(event.attempt(), State.RUNNING);
        } else if (event.kind() == TaskEventKind.FINISHED) {
            state = State.FINISHED;
        } else {
            move(event.attempt(), State.WAITING);
        }
    }

    /** Topics are read one after the other, so steps of an attempt come in any order. */
    private void move(int ofAttempt, State next) {
        boolean failed = next == State.WAITING && state == State.RUNNING;
        if (!isEnded()
                && (ofAttempt > attempt
                        || ofAttempt == attempt && (failed || next.compareTo(state) > 0))) {
            attempt = ofAttempt;
            state = next;
        }
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    public State state() {
        return state;
    }

    /** True if nothing more will happen. */
    public boolean isEnded() {
        return state == State.FINISHED || state == State.REJECTED;
    }

    /** Steps by time. */
    public List<Step> steps() {
        return steps.stream().sorted(Comparator.comparingLong(Step::atMillis)).toList();
    }

    public Map<String, Object> asJson(String taskId) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("taskId", taskId);
        fields.put("state", state.name());
        fields.put("attempt", attempt);
        fields.put("steps", steps().stream().map(JsonOutput::fields).toList());
        return fields;
    }
}
