package org.dsppo.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.OneTask;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskEventKind;
import org.junit.jupiter.api.Test;

final class RunJoinTest {

    private final List<String> ends = new ArrayList<>();
    private final RunJoin join =
            new RunJoin(
                    new EmulatorObserver() {
                        @Override
                        public void ended(ExecutedDecision each) {
                            ends.add(
                                    "%s %s %s-%s"
                                            .formatted(
                                                    each.decision().decisionId(),
                                                    each.outcome(),
                                                    each.startedAtMillis(),
                                                    each.finishedAtMillis()));
                        }
                    });

    private void decide(DecisionKind kind, int attempt, String node, long atMillis) {
        join.decided(OneTask.decision(kind, attempt, node, atMillis));
    }

    private void tell(TaskEventKind kind, int attempt, long atMillis) {
        join.happened(OneTask.event(kind, attempt, atMillis));
    }

    private void report(String node, long atMillis, RunningAttempt... running) {
        join.reported(
                new NodeTelemetry(
                        node,
                        "edge",
                        Map.of(),
                        Map.of(),
                        null,
                        List.of(running),
                        true,
                        false,
                        atMillis,
                        atMillis));
    }

    @Test
    void joinsAnAttemptWithItsEvents() {
        decide(DecisionKind.ASSIGN, 1, "n1", 10);
        tell(TaskEventKind.STARTED, 1, 12);
        tell(TaskEventKind.FINISHED, 1, 40);
        tell(TaskEventKind.FINISHED, 1, 40);

        assertThat(ends).containsExactly("t#1 FINISHED 12.0-40.0");
    }

    @Test
    void takesEventsThatAreReadBeforeTheirDecision() {
        tell(TaskEventKind.STARTED, 1, 12);
        tell(TaskEventKind.FAILED, 1, 20);
        decide(DecisionKind.ASSIGN, 1, "n1", 10);

        assertThat(ends).containsExactly("t#1 FAILED 12.0-20.0");
    }

    @Test
    void takesTheFirstRecordOfADecision() {
        decide(DecisionKind.ASSIGN, 1, "n1", 10);
        decide(DecisionKind.ASSIGN, 1, "n2", 11);
        tell(TaskEventKind.STARTED, 1, 12);
        report("n2", 13);
        tell(TaskEventKind.FINISHED, 1, 40);

        assertThat(ends).containsExactly("t#1 FINISHED 12.0-40.0");
    }

    @Test
    void anAttemptWithoutEndIsLostWhenTheNextIsDecided() {
        decide(DecisionKind.ASSIGN, 1, "n1", 10);
        tell(TaskEventKind.STARTED, 1, 12);
        assertThat(ends).isEmpty();

        decide(DecisionKind.ASSIGN, 2, "n2", 50);

        assertThat(ends).containsExactly("t#1 LOST 12.0-50.0");
    }

    @Test
    void aLostAttemptEndsWhenItsNodeNoLongerListsIt() {
        decide(DecisionKind.ASSIGN, 1, "n1", 10);
        tell(TaskEventKind.STARTED, 1, 12);
        report("n1", 15, new RunningAttempt("t", 1));
        report("n2", 16);
        report("n1", 30);
        report("n1", 35);
        decide(DecisionKind.ASSIGN, 2, "n2", 50);

        assertThat(ends).containsExactly("t#1 LOST 12.0-30.0");
    }

    @Test
    void aRejectionEndsTheTaskAndWhatWasLost() {
        decide(DecisionKind.ASSIGN, 1, "n1", 10);
        decide(DecisionKind.REJECT, 1, null, 60);
        decide(DecisionKind.REJECT, 1, null, 61);

        assertThat(ends).containsExactly("t#1 LOST null-60.0", "t#1 null null-null");
    }
}
