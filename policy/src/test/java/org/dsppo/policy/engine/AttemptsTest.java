package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** Leases, failures, deadlines, transfers and shares. */
class AttemptsTest {

    private final EngineBench bench = EngineBench.inService();

    @Test
    void leaseThatIsNotTakenUpIsTakenBackAndHoldsItsPlaceUntilTheNodeShowsItGone() {
        bench.submit("t").at(1_000);
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(31_000);
        bench.at(30_999);
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a");
        bench.at(31_000);
        assertThat(bench.heard())
                .containsExactly("CANCEL t#1 a: not started in time", "ASSIGN t#2 b");
        assertThat(bench.free("a")).isEqualTo(1_000);
        // Five seconds of grace after it was given up.
        bench.time(36_000).report("a", NodeCondition.UP);
        assertThat(bench.free("a")).isEqualTo(1_000);
        bench.time(36_001).report("a", NodeCondition.UP);
        assertThat(bench.free("a")).isEqualTo(2_000);
        assertThat(bench.store.orphans).isEmpty();
    }

    @Test
    void lateStartOfWhatWasGivenUpIsStoppedAndItsEndFreesItsPlace() {
        bench.submit("t").at(0).at(30_000);
        bench.heard();
        bench.event(TaskEventKind.STARTED, "t", 1, "a").event(TaskEventKind.STARTED, "t", 1, "a");
        assertThat(bench.heard())
                .containsExactly(
                        "CANCEL t#1 a: given up before it started",
                        "ignored STALE_EVENT",
                        "ignored STALE_EVENT");
        bench.event(TaskEventKind.FAILED, "t", 1, "a");
        assertThat(bench.free("a")).isEqualTo(2_000);
        bench.event(TaskEventKind.FINISHED, "t", 2, "b");
        assertThat(bench.heard()).containsExactly("ignored STALE_EVENT", "finished t#2");
        assertThat(bench.free("b")).isEqualTo(2_000);
    }

    @Test
    void startedAttemptHasNoLease() {
        bench.submit("t").at(0).event(TaskEventKind.STARTED, "t", 1, "a").at(1_000_000);
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a");
        bench.event(TaskEventKind.STARTED, "t", 1, "a");
        assertThat(bench.heard()).containsExactly("ignored DUPLICATE_EVENT");
    }

    @Test
    void thirdFailureIsTheLast() {
        bench.submit("t").at(0);
        bench.event(TaskEventKind.FAILED, "t", 1, "a").decide();
        bench.event(TaskEventKind.FAILED, "t", 2, "b").decide();
        bench.event(TaskEventKind.FAILED, "t", 3, "a").decide();
        assertThat(bench.heard())
                .containsExactly(
                        "ASSIGN t#1 a",
                        "ASSIGN t#2 b",
                        "ASSIGN t#3 a",
                        "REJECT t#3: attempts exhausted, the last one failed: broken");
        assertThat(bench.free("a")).isEqualTo(2_000);
    }

    @Test
    void whatToRunGoesWithEveryAssignmentAndNothingElse() {
        Payload payload = new Payload("{\"command\":[\"date\"]}");
        bench.submit(
                        new TaskSubmitted(
                                "t", 0, "job", 0, 1, null, null, 0, null, null, null, payload))
                .at(0);
        bench.event(TaskEventKind.FAILED, "t", 1, "a").decide();
        bench.event(TaskEventKind.FAILED, "t", 2, "b").decide();
        bench.event(TaskEventKind.FAILED, "t", 3, "a").decide();
        assertThat(bench.decided.stream().map(PlacementDecision::payload))
                .containsExactly(payload, payload, payload, null);
    }

    @Test
    void lossOfANodeIsNotTheTasksFault() {
        bench.submit("t").at(0);
        for (int i = 1; i <= 5; i++) {
            String node = bench.free("a") < 2_000 ? "a" : "b";
            bench.time(10_000L * i).report(node, NodeCondition.DOWN).decide();
            bench.time(10_000L * i + 6_000).report(node, NodeCondition.UP).decide();
        }
        assertThat(bench.heard()).hasSize(6).allMatch(each -> each.startsWith("ASSIGN t#"));
        assertThat(bench.store.tasks.get("t").attempt()).isEqualTo(6);
        assertThat(bench.store.tasks.get("t").failures()).isZero();
    }

    @Test
    void deadlineHoldsForEveryAttemptThatWaits() {
        bench.submit(new TaskSubmitted("t", 0, "job", 0, 1, 9_000L, null, 0, null, null, null));
        bench.at(0).at(10_000);
        // It runs, so its deadline to be placed has been met.
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a");
        bench.event(TaskEventKind.FAILED, "t", 1, "a").decide();
        assertThat(bench.heard()).containsExactly("REJECT t#2: past its deadline");

        bench.time(20_000).report("a", NodeCondition.DRAINING).report("b", NodeCondition.UP);
        bench.submit(
                new TaskSubmitted("u", 20_000, "job", 0, 1, 29_000L, null, 0, null, null, null));
        bench.decide().time(21_000).report("b", NodeCondition.DOWN).decide();
        bench.heard();
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(29_000);
        bench.at(28_999);
        assertThat(bench.heard()).isEmpty();
        bench.at(29_000);
        assertThat(bench.heard()).containsExactly("REJECT u#2: past its deadline");
    }

    @Test
    void leaseStartsAfterTheTransfer() {
        EngineBench far = new EngineBench();
        far.catalogue(
                new TinyCatalogue()
                        .cluster("c", "default", Map.of("home", 100.0), Map.of("home", 8.0))
                        .node("a", "c", 1, 0)
                        .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000)
                        .build());
        far.report("a", NodeCondition.UP);
        far.submit(
                new TaskSubmitted("t", 0, "job", 0, 1, null, "home", 1_000_000, null, null, null));
        far.at(0);
        assertThat(far.engine.nextTimerMillis()).isEqualTo(31_100);
        assertThat(far.store.tasks.get("t").expectedEndMillis()).isEqualTo(11_100);
        far.time(1_500).event(TaskEventKind.STARTED, "t", 1, "a");
        assertThat(far.store.tasks.get("t").expectedEndMillis()).isEqualTo(11_500);
    }

    /** Places the first waiting task with a share, on the first node. */
    private static final class Sharing implements PlacementPolicy {
        private Double share;
        private long runningDemand;

        @Override
        public String name() {
            return "sharing";
        }

        @Override
        public void decide(PlacementRound round) {
            WaitingTask task = round.queue().next();
            round.assign(task, task.strategies().listed().get(0), round.nodes().get(0), share);
            for (RunningTask running : round.running()) {
                runningDemand = running.demand().amountOf(1);
            }
        }
    }

    @Test
    void chosenShareReplacesTheDemandAndSetsTheRunTime() {
        Sharing policy = new Sharing();
        EngineBench elastic = new EngineBench(policy);
        elastic.catalogue(
                new TinyCatalogue()
                        .cluster("c")
                        .node("a", "c", 1, 1)
                        .strategy(
                                "job",
                                TinyCatalogue.strategy(
                                        "run",
                                        null,
                                        Map.of("cpu", 0.1, "gpu", 0.5),
                                        10_000,
                                        new Elastic("gpu", 0.1, 0.8, 2_000, 9)))
                        .build());
        elastic.report("a", NodeCondition.UP).submit("t");
        policy.share = 0.05;
        assertThatThrownBy(elastic::decide).hasMessageContaining("the share is not allowed");
        policy.share = 0.2;
        elastic.decide();
        assertThat(policy.runningDemand).isEqualTo(200_000);
        assertThat(elastic.store.tasks.get("t").reserved())
                .isEqualTo(Map.of("cpu", 100_000L, "gpu", 200_000L));
        // 2 s + 8 s * ln(1 + 9 * 0.5) / ln(1 + 9 * 0.2)
        assertThat(elastic.store.tasks.get("t").expectedEndMillis()).isEqualTo(15_246);
    }

    @Test
    void eventOfAnUnknownTaskWaitsForItsSubmission() {
        bench.time(1_000).event(TaskEventKind.STARTED, "t", 1, "b");
        bench.event(TaskEventKind.FINISHED, "t", 1, "b").event(TaskEventKind.STARTED, "t", 1, "b");
        assertThat(bench.heard()).isEmpty();
        bench.submit("t").decide();
        assertThat(bench.heard()).containsExactly("finished t#1");
        assertThat(bench.free("b")).isEqualTo(2_000);
        assertThat(bench.store.early).isEmpty();

        bench.event(TaskEventKind.STARTED, "u", 2, "b").submit("u").decide();
        assertThat(bench.heard()).isEmpty();
        assertThat(bench.free("b")).isEqualTo(1_000);
        assertThat(bench.store.tasks.get("u").attempt()).isEqualTo(2);
        assertThat(bench.store.tasks.get("u").phase()).isEqualTo(TaskPhase.STARTED);

        bench.event(TaskEventKind.STARTED, "never", 1, "b");
        assertThat(bench.store.early).containsOnlyKeys("never");
        bench.at(3_601_000);
        assertThat(bench.store.early).isEmpty();
    }

    @Test
    void executorsWordIsTakenOverOurs() {
        bench.submit("t").at(0);
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a");
        // The record that the executor acted on said b.
        bench.event(TaskEventKind.STARTED, "t", 1, "b");
        assertThat(bench.free("a")).isEqualTo(2_000);
        assertThat(bench.free("b")).isEqualTo(1_000);
        // A later attempt runs: the earlier one was given up and may still be there.
        bench.event(TaskEventKind.STARTED, "t", 3, "a");
        assertThat(bench.free("a")).isEqualTo(1_000);
        assertThat(bench.free("b")).isEqualTo(1_000);
        bench.time(6_000).report("b", NodeCondition.UP, "t#1");
        assertThat(bench.heard())
                .containsExactly("CANCEL t#1 b: given up while its node was out of reach");
        bench.time(7_000).report("b", NodeCondition.UP);
        assertThat(bench.free("b")).isEqualTo(2_000);
        bench.event(TaskEventKind.FINISHED, "t", 3, "a");
        assertThat(bench.heard()).containsExactly("finished t#3");
        assertThat(bench.free("a")).isEqualTo(2_000);
    }

    @Test
    void restoreWithoutACatalogueRefusesWhatHoldsResources() {
        bench.submit("t").at(0);
        EngineBench other = new EngineBench();
        assertThatThrownBy(() -> bench.store.restoreInto(other.engine, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("t#1")
                .hasMessageContaining("no catalogue");
        assertThat(List.copyOf(other.store.tasks.keySet())).isEmpty();
    }
}
