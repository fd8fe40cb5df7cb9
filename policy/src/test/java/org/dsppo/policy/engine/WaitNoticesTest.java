package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class WaitNoticesTest {

    private final EngineBench bench = new EngineBench();

    private void oneSeat() {
        bench.catalogue(
                new TinyCatalogue()
                        .cluster("c")
                        .node("a", "c", 1, 0)
                        .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000)
                        .build());
        bench.report("a", NodeCondition.UP).submit("runs").decide();
        bench.event(TaskEventKind.STARTED, "runs", 1, "a");
        bench.heard();
    }

    @Test
    void oneNoticeWhenATaskFirstWaitsAndNoneWhileTheReasonStays() {
        oneSeat();
        bench.time(1_000).submit("t").submit("u").decide();
        assertThat(bench.heard())
                .containsExactly(
                        "WAIT t#1: not enough cpu free for any strategy, run first: needs 1, at most 0 free (c/a)",
                        "WAIT u#1: not enough cpu free for any strategy, run first: needs 1, at most 0 free (c/a)");
        for (long millis = 2_000; millis < 60_000; millis += 1_000) {
            bench.at(millis);
        }
        assertThat(bench.heard()).isEmpty();
    }

    @Test
    void changedReasonIsToldButNotBeforeTheIntervalIsOver() {
        oneSeat();
        bench.at(11_000).time(12_000).submit("t").decide();
        bench.heard();
        bench.time(13_000).report("a", NodeCondition.SUSPECT, "runs#1").decide();
        bench.at(21_999);
        assertThat(bench.heard()).isEmpty();
        for (long millis = 22_000; millis <= 42_000; millis += 500) {
            bench.at(millis);
        }
        assertThat(bench.heard())
                .containsExactly("WAIT t#1: no node for strategy run is in service");
    }

    @Test
    void taskThatIsPlacedAtOnceIsNotSaidToWait() {
        oneSeat();
        bench.time(1_000).event(TaskEventKind.FINISHED, "runs", 1, "a").submit("t").decide();
        assertThat(bench.heard()).containsExactly("finished runs#1", "ASSIGN t#1 a");
    }

    @Test
    void policyThatHoldsBackIsNamed() {
        EngineBench held =
                new EngineBench(
                        new PlacementPolicy() {
                            @Override
                            public String name() {
                                return "patient";
                            }

                            @Override
                            public void decide(PlacementRound round) {}
                        });
        held.catalogue(EngineBench.twoNodes().build()).report("a", NodeCondition.UP).submit("t");
        held.decide();
        assertThat(held.heard())
                .containsExactly(
                        "ASSIGN t#1 a: placed by the engine: left waiting with nothing better in"
                                + " sight");
        held.submit("u").decide();
        assertThat(held.heard()).containsExactly("WAIT u#1: held back by policy patient");
    }

    @Test
    void waitingForTheDeadlineIsNotThePolicysDoing() {
        bench.catalogue(
                        new TinyCatalogue()
                                .cluster("slow")
                                .cluster("fast")
                                .node("s", "slow", 1, 0)
                                .node("f", "fast", 1, 0)
                                .strategy("job", "S", "slow", Map.of("cpu", 1.0), 60_000)
                                .strategy("job", "run", "fast", Map.of("cpu", 1.0), 10_000)
                                .build())
                .report("s", NodeCondition.UP)
                .report("f", NodeCondition.UP);
        bench.submit("runs").decide();
        bench.submit(new TaskSubmitted("t", 0, "job", 0, 1, 30_000L, null, 0, null, null, null))
                .decide();
        assertThat(bench.heard())
                .containsExactly(
                        "ASSIGN runs#1 f",
                        "WAIT t#1: its deadline can be met in a place that should be free in time");
    }

    @Test
    void aPlaceThatIsKeptIsNamedToBothSides() {
        bench.catalogue(
                        EngineBench.twoNodes()
                                .strategy("large", "l", null, Map.of("cpu", 2.0), 30_000)
                                .build())
                .report("a", NodeCondition.UP);
        bench.submit("runs").decide();
        bench.time(1_000)
                .submit(
                        new TaskSubmitted(
                                "big", 0, "large", 5, 1, null, null, 0, null, null, null));
        bench.submit("t").decide();
        assertThat(bench.heard())
                .containsExactly(
                        "ASSIGN runs#1 a",
                        "WAIT big#1: not enough cpu free for any strategy, l first: needs 2, at"
                                + " most 1 free (c/a); c/a is kept for it",
                        "WAIT t#1: c/a is kept for big, which ranks before it");
    }

    @Test
    void reviewIsDueOnlyWhileSomebodyWaitsAndMovesOn() {
        oneSeat();
        assertThat(bench.engine.nextTimerMillis()).isGreaterThan(20_000);
        bench.time(100_000).submit("t").decide();
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(110_000);
        bench.at(110_000);
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(120_000);
    }
}
