package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dsppo.jobs.bridge.BridgeScript.bound;
import static org.dsppo.jobs.bridge.BridgeScript.decision;
import static org.dsppo.jobs.bridge.BridgeScript.target;
import static org.dsppo.jobs.bridge.BridgeScript.waiting;
import static org.dsppo.jobs.bridge.BridgeScript.workload;

import java.util.Map;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgeLogicTest {

    private static final PlacementDecision FIRST = decision(DecisionKind.ASSIGN, "k:a", 1, "n0");
    private static final PlacementDecision SECOND = decision(DecisionKind.ASSIGN, "k:a", 2, "n1");

    private final BridgeScript script = new BridgeScript();

    @BeforeEach
    void twoNodes() {
        script.logic.seen(target("n0"));
        script.logic.seen(target("n1"));
    }

    /** Pod a is submitted, assigned to n0 and bound there. */
    private void bindFirst() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.decide(FIRST);
        script.logic.bound("a", FIRST, BindResult.DONE, script.now);
        script.logic.seen(bound("a", "n0", "k:a#1"), script.now);
        script.happened();
    }

    @Test
    void aWorkloadRunsFromSubmissionToItsEnd() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        assertThat(script.happened()).containsExactly("submit k:a");

        script.decide(FIRST);
        assertThat(script.happened()).containsExactly("bind a to n0");

        script.logic.bound("a", FIRST, BindResult.DONE, script.now);
        assertThat(script.happened()).containsExactly("STARTED k:a#1 on n0", "tell a Scheduled");
        script.logic.seen(bound("a", "n0", "k:a#1"), script.now);
        script.logic.holds("a", "n0", Map.of("cpu", 1.0, "pods", 1.0));
        script.logic.beat(script.now);
        assertThat(script.running("n0")).containsExactly("k:a#1");
        assertThat(script.reports.get(0).used()).isEqualTo(Map.of("cpu", 1.0, "pods", 1.0));

        script.logic.seen(workload("a", WorkloadPhase.SUCCEEDED, "n0", "k:a#1", null), script.now);
        script.logic.holds("a", "n0", Map.of());
        assertThat(script.happened()).containsExactly("FINISHED k:a#1 on n0");
        script.logic.gone("a", script.now);
        script.logic.beat(script.now);
        assertThat(script.happened()).isEmpty();
        assertThat(script.running("n0")).isEmpty();
    }

    /** The job would take a foreign core for ours, and promise it away. */
    @Test
    void whatStartedIsInUseBeforeTheWatchShowsIt() {
        script.logic.begin(script.now);
        script.logic.holds("foreign", "n0", Map.of("cpu", 2.0));
        script.logic.seen(waiting("a"), script.now);
        script.decide(FIRST);
        script.logic.bound("a", FIRST, BindResult.DONE, script.now);
        script.logic.holds("a", null, Map.of());
        script.logic.beat(script.now);
        assertThat(script.running("n0")).containsExactly("k:a#1");
        assertThat(script.reports.get(0).used()).isEqualTo(Map.of("cpu", 3.0, "pods", 1.0));

        script.logic.holds("a", "n0", Map.of("cpu", 1.0, "pods", 1.0));
        script.logic.beat(script.now);
        assertThat(script.reports.get(2).used()).isEqualTo(Map.of("cpu", 3.0, "pods", 1.0));
    }

    @Test
    void theCatalogueIsWhatNodesThereAre() {
        script.logic.begin(script.now);
        assertThat(script.catalogue.nodes())
                .extracting(NodeSpec::name)
                .containsExactly("k/n0", "k/n1");
        assertThat(script.catalogue.resources()).containsExactlyInAnyOrder("cpu", "mem", "pods");

        script.logic.targetGone("n0");
        script.logic.beat(script.now);
        assertThat(script.catalogue.nodes()).extracting(NodeSpec::name).containsExactly("k/n1");
        assertThat(script.reports).extracting(each -> each.nodeId()).containsExactly("n1");
    }

    @Test
    void ofTwoRecordsWithOneIdTheFirstCounts() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.decide(FIRST);
        script.decide(decision(DecisionKind.ASSIGN, "k:a", 1, "n1"));
        assertThat(script.happened()).containsExactly("submit k:a", "bind a to n0");
    }

    @Test
    void recordsOfALowerEpochAreVoidAfterAMark() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.happened();
        script.decide(decision(DecisionKind.EPOCH, "", 0, null, 5));
        script.decide(decision(DecisionKind.ASSIGN, "k:a", 1, "n0", 4));
        assertThat(script.happened()).isEmpty();
        script.decide(decision(DecisionKind.ASSIGN, "k:a", 1, "n1", 5));
        assertThat(script.happened()).containsExactly("bind a to n1");
    }

    @Test
    void aLostBindingWithdrawsTheTask() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.decide(FIRST);
        script.happened();
        script.logic.bound(
                "a", FIRST, new BindResult(BindResult.Kind.LOST, "somebody else"), script.now);
        assertThat(script.happened()).containsExactly("tell a Lost", "withdraw k:a");
        // The job answers with a CANCEL: nothing of that attempt runs.
        script.logic.seen(bound("a", "n1", null), script.now);
        script.decide(decision(DecisionKind.CANCEL, "k:a", 1, "n0"));
        assertThat(script.happened()).containsExactly("FAILED k:a#1 on n0: it does not run");
        script.logic.beat(script.now);
        assertThat(script.running("n1")).isEmpty();
    }

    @Test
    void aRefusedBindingIsAFailedAttempt() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.decide(FIRST);
        script.happened();
        script.logic.bound(
                "a", FIRST, new BindResult(BindResult.Kind.REFUSED, "forbidden"), script.now);
        assertThat(script.happened()).containsExactly("FAILED k:a#1 on n0: forbidden");
        script.decide(SECOND);
        assertThat(script.happened()).containsExactly("bind a to n1");
    }

    @Test
    void somebodyElseWhoBindsItFirstIsNoticed() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.happened();
        script.logic.seen(bound("a", "n1", null), script.now);
        assertThat(script.happened()).containsExactly("tell a Lost", "withdraw k:a");
        script.decide(FIRST);
        assertThat(script.happened()).isEmpty();
    }

    @Test
    void whatIsDeletedWhileItWaitsIsWithdrawn() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.happened();
        script.logic.gone("a", script.now);
        assertThat(script.happened()).containsExactly("withdraw k:a");
    }

    @Test
    void whatIsDeletedWhileItRunsIsWithdrawnAndGivesItsResourcesBack() {
        bindFirst();
        script.logic.gone("a", script.now);
        assertThat(script.happened()).containsExactly("withdraw k:a");
        script.decide(decision(DecisionKind.CANCEL, "k:a", 1, "n0"));
        assertThat(script.happened()).containsExactly("FAILED k:a#1 on n0: it does not run");
        script.logic.beat(script.now);
        assertThat(script.running("n0")).isEmpty();
    }

    @Test
    void anAssignmentOfWhatIsGoneIsAnswered() {
        script.logic.begin(script.now);
        script.decide(FIRST);
        assertThat(script.happened())
                .containsExactly("FAILED k:a#1 on n0: it is gone", "withdraw k:a");
    }

    @Test
    void aFailureIsReportedAndNotTriedAgain() {
        bindFirst();
        script.logic.seen(
                workload("a", WorkloadPhase.FAILED, "n0", "k:a#1", "container main ended with 3"),
                script.now);
        assertThat(script.happened())
                .containsExactly("FAILED k:a#1 on n0: container main ended with 3", "withdraw k:a");
        script.decide(SECOND);
        assertThat(script.happened()).isEmpty();
    }

    @Test
    void whatTheJobCallsBackIsStopped() {
        bindFirst();
        script.decide(decision(DecisionKind.CANCEL, "k:a", 1, "n0"));
        assertThat(script.happened()).containsExactly("stop a");
        script.logic.gone("a", script.now);
        assertThat(script.happened()).containsExactly("FAILED k:a#1 on n0: stopped");
    }

    @Test
    void whatIsCalledBackWhileItIsBeingBoundIsStoppedThen() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.decide(FIRST);
        script.decide(decision(DecisionKind.CANCEL, "k:a", 1, "n0"));
        script.happened();
        script.logic.bound("a", FIRST, BindResult.DONE, script.now);
        assertThat(script.happened()).containsExactly("stop a");
    }

    @Test
    void aSecondAttemptOfWhatRunsIsNotBound() {
        bindFirst();
        // The job thought its node dead.
        script.decide(SECOND);
        assertThat(script.happened()).containsExactly("tell a Lost", "withdraw k:a");
        script.decide(decision(DecisionKind.CANCEL, "k:a", 2, "n1"));
        assertThat(script.happened()).containsExactly("FAILED k:a#2 on n1: it does not run");
    }

    @Test
    void whyItWaitsIsToldOnce() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.happened();
        script.decide(decision(DecisionKind.WAIT, "k:a", 1, null));
        script.decide(decision(DecisionKind.WAIT, "k:a", 1, null));
        assertThat(script.happened()).containsExactly("tell a Waiting");
    }

    @Test
    void whatWasRejectedIsSubmittedAgainUnderAnotherId() {
        script.logic.begin(script.now);
        script.logic.seen(waiting("a"), script.now);
        script.decide(decision(DecisionKind.REJECT, "k:a", 1, null));
        assertThat(script.happened()).containsExactly("submit k:a", "tell a Rejected");
        script.now += 59_000;
        script.logic.beat(script.now);
        assertThat(script.happened()).isEmpty();
        script.now += 2_000;
        script.logic.beat(script.now);
        assertThat(script.happened()).containsExactly("submit k:a.2");
        script.decide(FIRST);
        assertThat(script.happened())
                .as("an assignment of the first submission")
                .containsExactly("FAILED k:a#1 on n0: it is gone", "withdraw k:a");
        script.decide(decision(DecisionKind.ASSIGN, "k:a.2", 1, "n0"));
        assertThat(script.happened()).containsExactly("bind a to n0");
    }

    @Test
    void tasksOfOthersAreNoneOfItsBusiness() {
        script.logic.begin(script.now);
        script.decide(decision(DecisionKind.ASSIGN, "other:a", 1, "n0"));
        script.decide(decision(DecisionKind.CANCEL, "job-17", 1, "n0"));
        assertThat(script.happened()).isEmpty();
    }

    @Test
    void whatWasDecidedMeanwhileIsCarriedOutAfterARestart() {
        script.logic.seen(waiting("a"), script.now);
        script.logic.recorded(TaskMessage.of(TaskSubmitted.of("k:a", 500, "pod")));
        script.decide(FIRST);
        assertThat(script.happened()).isEmpty();
        script.logic.begin(script.now);
        assertThat(script.happened()).containsExactly("bind a to n0");
    }

    @Test
    void whatIsBoundIsNotBoundTwiceAfterARestart() {
        bindFirst();
        script.restart();
        twoNodes();
        script.logic.seen(bound("a", "n0", "k:a#1"), script.now);
        script.logic.recorded(TaskMessage.of(TaskSubmitted.of("k:a", 500, "pod")));
        script.decide(FIRST);
        script.logic.begin(script.now);
        assertThat(script.happened()).containsExactly("STARTED k:a#1 on n0", "tell a Scheduled");
        script.logic.beat(script.now);
        assertThat(script.running("n0")).containsExactly("k:a#1");
        assertThat(script.happened()).isEmpty();
    }

    @Test
    void whatIsBoundIsKnownByItsAnnotationWhereTheDecisionIsForgotten() {
        script.logic.seen(bound("a", "n1", "k:a.3#2"), script.now);
        script.logic.begin(script.now);
        assertThat(script.happened()).containsExactly("STARTED k:a.3#2 on n1", "tell a Scheduled");
        script.logic.beat(script.now);
        assertThat(script.running("n1")).containsExactly("k:a.3#2");
    }

    @Test
    void whatWasSubmittedIsNotSubmittedTwiceAfterARestart() {
        script.logic.seen(waiting("a"), script.now);
        script.logic.recorded(TaskMessage.of(TaskSubmitted.of("k:a", 500, "pod")));
        script.logic.begin(script.now);
        script.logic.beat(script.now);
        assertThat(script.happened()).isEmpty();
    }

    @Test
    void whatWasWithdrawnStaysWithdrawnAfterARestart() {
        script.logic.seen(waiting("a"), script.now);
        script.logic.recorded(TaskMessage.of(TaskSubmitted.of("k:a", 500, "pod")));
        script.logic.recorded(TaskMessage.of(new TaskCancelled("k:a", 600, null)));
        script.decide(FIRST);
        script.logic.begin(script.now);
        assertThat(script.happened()).isEmpty();
    }

    @Test
    void whatWasCalledBackMeanwhileIsStoppedAfterARestart() {
        script.logic.seen(bound("a", "n0", "k:a#1"), script.now);
        script.decide(FIRST);
        script.decide(decision(DecisionKind.CANCEL, "k:a", 1, "n0"));
        script.logic.begin(script.now);
        assertThat(script.happened()).containsExactly("stop a");
    }

    @Test
    void whatNobodyCanPromiseIsToldAndNotSubmitted() {
        Workload refused =
                new Workload(
                        "ml",
                        "w",
                        "a",
                        WorkloadPhase.WAITING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "ports");
        script.logic.begin(script.now);
        script.logic.seen(refused, script.now);
        script.logic.beat(script.now);
        assertThat(script.happened()).containsExactly("tell a NotSupported");
        script.logic.gone("a", script.now);
        assertThat(script.happened()).isEmpty();
    }
}
