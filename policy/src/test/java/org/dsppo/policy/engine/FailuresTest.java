package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** Nodes on which everything fails, tasks that always fail, and classes that come and go. */
class FailuresTest {

    /** First wait 1 s; left alone after three failures, 30 s at first. */
    private static final EngineOptions OPTIONS = EngineOptions.defaults();

    private final EngineBench bench = EngineBench.inService(OPTIONS);

    private static EngineBench oneSeatEach(String... nodes) {
        TinyCatalogue catalogue = new TinyCatalogue().cluster("c");
        for (String node : nodes) {
            catalogue.node(node, "c", 1, 0);
        }
        EngineBench bench = new EngineBench(Baselines.named("first-fit").get(), OPTIONS);
        bench.catalogue(catalogue.strategy("job", "run", null, Map.of("cpu", 1.0), 10_000).build());
        for (String node : nodes) {
            bench.report(node, NodeCondition.UP);
        }
        return bench;
    }

    @Test
    void taskThatFailedWaitsAndGoesElsewhere() {
        bench.submit("t").at(0).time(500).event(TaskEventKind.FAILED, "t", 1, "a").decide();
        assertThat(bench.heard())
                .containsExactly(
                        "ASSIGN t#1 a", "WAIT t#2: attempt 1 failed: broken; tried again in 1 s");
        assertThat(bench.engine.nextTimerMillis()).isLessThanOrEqualTo(1_500);
        bench.at(1_499);
        assertThat(bench.heard()).isEmpty();
        bench.at(1_500);
        assertThat(bench.heard()).containsExactly("ASSIGN t#2 b");
    }

    @Test
    void eachWaitIsTwiceAsLong() {
        bench.submit("t").at(0).event(TaskEventKind.FAILED, "t", 1, "a").at(1_000);
        bench.heard();
        bench.event(TaskEventKind.FAILED, "t", 2, "b").at(2_999);
        assertThat(bench.heard()).isEmpty();
        // It failed on both: either will do.
        bench.at(3_000);
        assertThat(bench.heard()).containsExactly("ASSIGN t#3 a");
    }

    @Test
    void taskGoesBackWhereItFailedOnlyWhileNothingElseIsInService() {
        bench.report("b", NodeCondition.DOWN).submit("t").at(0);
        bench.event(TaskEventKind.FAILED, "t", 1, "a").at(1_000);
        assertThat(bench.heard())
                .containsExactly(
                        "ASSIGN t#1 a",
                        "WAIT t#2: attempt 1 failed: broken; tried again in 1 s",
                        "ASSIGN t#2 a");
        bench.event(TaskEventKind.FAILED, "t", 2, "a").time(2_000);
        bench.report("b", NodeCondition.UP).at(3_000);
        assertThat(bench.heard()).containsExactly("ASSIGN t#3 b");
    }

    @Test
    void taskThatAvoidsANodeIsHeldBackFromItByTheEngine() {
        EngineBench one = oneSeatEach("a", "b");
        one.submit("t").at(0).event(TaskEventKind.FAILED, "t", 1, "a").submit("u").at(1_000);
        // The first node is free for u; t waits for its turn on b.
        assertThat(one.heard())
                .containsExactly(
                        "ASSIGN t#1 a",
                        "WAIT t#2: attempt 1 failed: broken; tried again in 1 s",
                        "ASSIGN t#2 b",
                        "ASSIGN u#1 a");
    }

    /** Twenty tasks, one seat on each node, and everything fails on a the moment it begins. */
    @Test
    void nodeOnWhichEverythingFailsDoesNotEatTheQueue() {
        EngineBench one = oneSeatEach("a", "b");
        for (int i = 0; i < 20; i++) {
            one.submit("t" + i);
        }
        List<String> log = new ArrayList<>();
        Map<String, Long> running = new HashMap<>();
        long millis = 0;
        while (millis < 400_000) {
            one.at(millis);
            for (String each : one.heard()) {
                log.add(each);
                if (each.startsWith("ASSIGN")) {
                    String[] words = each.split("[ #]");
                    int attempt = Integer.parseInt(words[2]);
                    if (words[3].equals("a")) {
                        one.event(TaskEventKind.FAILED, words[1], attempt, "a");
                    } else {
                        one.event(TaskEventKind.STARTED, words[1], attempt, "b");
                        running.put(words[1] + "#" + attempt, millis + 10_000);
                    }
                }
            }
            long now = millis;
            running.entrySet()
                    .removeIf(
                            each -> {
                                boolean ends = each.getValue() == now;
                                if (ends) {
                                    String[] parts = each.getKey().split("#");
                                    one.event(
                                            TaskEventKind.FINISHED,
                                            parts[0],
                                            Integer.parseInt(parts[1]),
                                            "b");
                                }
                                return ends;
                            });
            millis += 500;
            if (log.stream().filter(each -> each.startsWith("finished")).count() == 20) {
                break;
            }
        }
        assertThat(log).filteredOn(each -> each.startsWith("REJECT")).isEmpty();
        assertThat(log).filteredOn(each -> each.startsWith("finished")).hasSize(20);
        // Twenty of ten seconds, one after the other, and a moment between them.
        assertThat(millis).isBetween(200_000L, 215_000L);
        // Three before it was left alone, then one each after 30 and 60 s; 120 s are not over.
        assertThat(log).filteredOn(each -> each.endsWith(" a")).hasSize(5);
        assertThat(log)
                .filteredOn(each -> each.startsWith("left alone"))
                .hasSize(3)
                .allMatch(each -> each.contains("alone c/a until"));
    }

    @Test
    void nodeIsTriedWithOneTaskAndTrustedOnceThatEndsWell() {
        for (String task : List.of("t", "u", "v")) {
            bench.submit(task).decide().event(TaskEventKind.FAILED, task, 1, "a");
        }
        // They end well elsewhere: it is not their class.
        bench.at(1_000).heard();
        for (String task : List.of("t", "u")) {
            bench.event(TaskEventKind.FINISHED, task, 2, "b");
        }
        bench.decide().event(TaskEventKind.FINISHED, "v", 2, "b").heard();
        bench.report("b", NodeCondition.DRAINING).submit("w").submit("x").at(2_000);
        assertThat(bench.heard())
                .containsExactly(
                        "WAIT w#1: no node for strategy run is in service, c/a is left alone: tasks"
                                + " failed there, the last ones t, u, v",
                        "WAIT x#1: no node for strategy run is in service, c/a is left alone: tasks"
                                + " failed there, the last ones t, u, v");
        assertThat(bench.engine.nextTimerMillis()).isLessThanOrEqualTo(30_000);
        bench.at(30_000);
        assertThat(bench.heard())
                .containsSubsequence("tried c/a", "ASSIGN w#1 a")
                .noneMatch(each -> each.contains("ASSIGN x"));
        bench.at(35_000).heard();
        bench.event(TaskEventKind.FINISHED, "w", 1, "a").decide();
        assertThat(bench.heard())
                .containsSubsequence("trusted c/a", "finished w#1", "ASSIGN x#1 a");
        // Two of the three failures are still held against it: the next one is enough.
        bench.event(TaskEventKind.FAILED, "x", 1, "a").decide();
        assertThat(bench.heard()).contains("left alone c/a until 95000");
    }

    @Test
    void classThatFailsEverywhereIsHeldAgainstNoNode() {
        EngineBench four = oneSeatEach("a", "b", "d", "e");
        for (int i = 0; i < 12; i++) {
            four.submit("t" + i);
        }
        for (long millis = 0; millis < 20_000; millis += 500) {
            four.at(millis);
            for (String each : four.heard()) {
                assertThat(each).doesNotStartWith("left alone");
                if (each.startsWith("ASSIGN")) {
                    String[] words = each.split("[ #]");
                    four.event(
                            TaskEventKind.FAILED, words[1], Integer.parseInt(words[2]), words[3]);
                }
            }
        }
        assertThat(four.store.tasks).isEmpty();
    }

    @Test
    void whatIsHeldAgainstANodeOutlivesARestart() {
        for (String task : List.of("t", "u", "v")) {
            bench.submit(task).decide().event(TaskEventKind.FAILED, task, 1, "a");
        }
        bench.at(1_000);
        EngineBench restored = new EngineBench(Baselines.named("greedy").get(), OPTIONS);
        restored.time(2_000).catalogue(EngineBench.twoNodes().build());
        bench.store.restoreInto(restored.engine, 2_000);
        restored.at(2_000);
        assertThat(restored.engine.nodes().get(0).schedulable()).isFalse();
        assertThat(restored.engine.nodes().get(1).schedulable()).isTrue();
        restored.at(30_000);
        assertThat(restored.engine.nodes().get(0).schedulable()).isTrue();
    }

    @Test
    void whatIsHeldAgainstANodeIsForgottenInTheEnd() {
        bench.submit("t").at(0).event(TaskEventKind.FAILED, "t", 1, "a").at(1_000);
        bench.event(TaskEventKind.FINISHED, "t", 2, "b").decide();
        assertThat(bench.store.reputations).hasSize(1);
        bench.at(1_200_000);
        assertThat(bench.store.reputations).isEmpty();
    }

    @Test
    void taskThatTakesNodesWithItIsGivenUpAfterThree() {
        EngineBench four = oneSeatEach("a", "b", "d", "e");
        four.submit("poison");
        long millis = 0;
        for (String node : List.of("a", "b", "d")) {
            four.at(millis).event(TaskEventKind.STARTED, "poison", poisonAttempt(four), node);
            millis += 20_000;
            four.time(millis).report(node, NodeCondition.DOWN);
            four.decide();
            millis += 2_000;
        }
        assertThat(four.heard())
                .last()
                .isEqualTo(
                        "REJECT poison#3: 3 nodes were lost while it ran there, at last: node c/d"
                                + " is down");
    }

    /** Three of four are down within 6 s, which is no common loss: one task was on each of them. */
    @Test
    void taskThatIsQuickAboutItIsGivenUpAllTheSame() {
        EngineBench four = oneSeatEach("a", "b", "d", "e");
        four.submit("poison").at(0).event(TaskEventKind.STARTED, "poison", 1, "a");
        four.time(2_000).report("a", NodeCondition.DOWN).decide();
        four.event(TaskEventKind.STARTED, "poison", 2, "b");
        four.time(4_000).report("b", NodeCondition.DOWN).at(6_000);
        four.event(TaskEventKind.STARTED, "poison", 3, "d");
        four.time(8_000).report("d", NodeCondition.DOWN).decide();
        assertThat(four.heard())
                .filteredOn(each -> !each.startsWith("WAIT"))
                .containsExactly(
                        "ASSIGN poison#1 a",
                        "ASSIGN poison#2 b",
                        "ASSIGN poison#3 d",
                        "REJECT poison#3: 3 nodes were lost while it ran there, at last: node c/d"
                                + " is down");
    }

    private static int poisonAttempt(EngineBench bench) {
        return bench.store.tasks.get("poison").attempt();
    }

    @Test
    void nodesThatAreLostTogetherAreNoFaultOfTheTasksThere() {
        EngineBench four = oneSeatEach("a", "b", "d", "e");
        for (int round = 1; round <= 5; round++) {
            long millis = round * 60_000L;
            for (String node : List.of("a", "b", "d", "e")) {
                four.time(millis).report(node, NodeCondition.UP);
            }
            four.submit("t" + round).at(millis);
            for (String each : four.heard()) {
                String[] words = each.split("[ #]");
                if (each.startsWith("ASSIGN")) {
                    four.event(
                            TaskEventKind.STARTED, words[1], Integer.parseInt(words[2]), words[3]);
                }
            }
            for (NodeCondition condition : List.of(NodeCondition.SUSPECT, NodeCondition.DOWN)) {
                for (String node : List.of("a", "b", "d", "e")) {
                    four.time(millis + 20_000).report(node, condition);
                }
            }
            four.decide();
        }
        assertThat(four.heard()).noneMatch(each -> each.startsWith("REJECT"));
    }

    private static Catalogue without() {
        return new TinyCatalogue()
                .cluster("c")
                .node("a", "c", 2, 0)
                .node("b", "c", 2, 0)
                .strategy("other", "run", null, Map.of("cpu", 1.0), 10_000)
                .build();
    }

    @Test
    void whatWasToldWhyItWaitsIsToldOfTheWithdrawalTenSecondsLater() {
        bench.report("a", NodeCondition.DRAINING).report("b", NodeCondition.DRAINING);
        bench.submit("w").submit("gone").at(0).heard();
        bench.time(3_000).catalogue(without()).cancel("gone").decide();
        assertThat(bench.heard()).containsExactly("REJECT gone#1: cancelled");
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(10_000);
        bench.at(9_999);
        assertThat(bench.heard()).isEmpty();
        bench.at(10_000);
        assertThat(bench.heard())
                .containsExactly(
                        "WAIT w#1: unknown class job; kept in case the catalogue brings it");
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(603_000);
    }

    @Test
    void withdrawnClassKeepsItsTasksForAWhile() {
        bench.report("a", NodeCondition.DRAINING).report("b", NodeCondition.DRAINING);
        bench.submit("w").at(0).heard();
        bench.time(20_000).catalogue(without()).decide();
        assertThat(bench.heard())
                .containsExactly(
                        "WAIT w#1: unknown class job; kept in case the catalogue brings it");
        bench.time(50_000).catalogue(EngineBench.twoNodes().build());
        bench.report("a", NodeCondition.UP).decide();
        assertThat(bench.heard()).containsExactly("ASSIGN w#1 a");
    }

    @Test
    void withdrawnClassIsGivenUpInTheEnd() {
        bench.report("a", NodeCondition.DRAINING).report("b", NodeCondition.DRAINING);
        bench.submit("w").at(0).heard();
        bench.time(20_000).catalogue(without()).decide().at(619_999);
        assertThat(bench.heard()).noneMatch(each -> each.startsWith("REJECT"));
        bench.at(620_000);
        assertThat(bench.heard()).containsExactly("REJECT w#1: unknown class job");
    }

    @Test
    void taskOfAClassThatIsPublishedAMomentLaterIsNotRejected() {
        EngineBench late = new EngineBench(Baselines.named("greedy").get(), OPTIONS);
        late.catalogue(without()).report("a", NodeCondition.UP);
        late.submit("t").at(0);
        assertThat(late.heard())
                .containsExactly(
                        "WAIT t#1: unknown class job; kept in case the catalogue brings it");
        late.time(4_000).catalogue(EngineBench.twoNodes().build()).decide();
        assertThat(late.heard()).containsExactly("ASSIGN t#1 a");
        late.submit(TaskSubmitted.of("u", 4_000, "nonsense")).at(8_999).heard();
        late.at(9_000);
        assertThat(late.heard()).containsExactly("REJECT u#1: unknown class nonsense");
        assertThat(late.store.tasks).containsOnlyKeys("t");
    }

    /** The clock of the device does not matter: reports count from when they come in. */
    @Test
    void placeOfAnAttemptThatWasNeverStartedIsFreeSoonAfterItsLease() {
        EngineBench pi = oneSeatEach("a");
        pi.submit("t").at(0).at(30_000);
        pi.heard();
        for (long millis = 31_000; millis <= 36_000; millis += 1_000) {
            pi.time(millis).report("a", NodeCondition.UP).at(millis);
        }
        assertThat(pi.heard()).contains("ASSIGN t#2 a");
    }
}
