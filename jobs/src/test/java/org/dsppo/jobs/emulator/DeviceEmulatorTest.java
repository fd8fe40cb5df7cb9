package org.dsppo.jobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.Violation;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

final class DeviceEmulatorTest {

    private static final EmulatorOptions REAL_TIME = EmulatorOptions.atSpeed(1);

    private static EmulatorOptions with(NodeDisturbance... disturbances) {
        return EmulatorOptions.atSpeed(10).toBuilder()
                .heartbeatMillis(100)
                .fenceMillis(300)
                .failureShare(0)
                .seed(0)
                .disturbances(List.of(disturbances))
                .build();
    }

    private static NodeDisturbance disturbance(NodeDisturbance.Kind kind, String text) {
        return NodeDisturbance.parse(kind, text);
    }

    @Test
    void runsATaskForItsRunTime() {
        Devices devices = new Devices(REAL_TIME).submit("a").assign("a", 1, "n1").until(2000);

        assertThat(devices.told()).containsExactly("STARTED a#1@0", "FINISHED a#1@1000");
        assertThat(devices.ends()).containsExactly("FINISHED a#1 0-1000");
        assertThat(devices.events.get(0).nodeId()).isEqualTo("n1");
        assertThat(devices.events.get(0).strategy()).isEqualTo("cpu");
    }

    @Test
    void dividesRunTimesByTheSpeedAndScalesThemByTheTask() {
        Devices devices = new Devices(EmulatorOptions.atSpeed(20));
        TaskSubmitted slow =
                new TaskSubmitted("a", 0, "c", 0, 1.5, null, null, 0, null, null, null);

        devices.submit(slow).assign("a", 1, "n1").until(200);

        assertThat(devices.told()).containsExactly("STARTED a#1@0", "FINISHED a#1@75");
    }

    @Test
    void startsWhenTheInputHasArrived() {
        // 40 ms latency + 8 * 10,000 bytes / 8 Mbit/s = 10 ms
        TaskSubmitted remote =
                new TaskSubmitted("a", 0, "c", 0, 1, null, "far", 10_000, null, null, null);

        Devices devices = new Devices(REAL_TIME).submit(remote).assign("a", 1, "n1").until(2000);

        assertThat(devices.told()).containsExactly("STARTED a#1@50", "FINISHED a#1@1050");
    }

    @Test
    void endsOnTimeThoughItWasNotGivenTheProcessor() {
        Devices devices = new Devices(REAL_TIME).submit("a").assign("a", 1, "n1").stallUntil(1700);

        assertThat(devices.told()).containsExactly("STARTED a#1@0", "FINISHED a#1@1000");
    }

    @Test
    void takesTheFirstOfRepeatedDecisions() {
        Devices devices =
                new Devices(REAL_TIME)
                        .submit("a")
                        .assign("a", 1, "n1")
                        .assign("a", 1, "n2")
                        .until(1500)
                        .assign("a", 1, "n2")
                        .until(3000);

        assertThat(devices.told()).containsExactly("STARTED a#1@0", "FINISHED a#1@1000");
        assertThat(devices.violations).isEmpty();
    }

    @Test
    void ignoresLowerEpochsOnceAPartitionHasShownTheMarker() {
        Devices devices =
                new Devices(REAL_TIME)
                        .submit("a", "b", "c")
                        .decide(0, DecisionKind.EPOCH, null, 0, 3, null, null)
                        .decide(0, DecisionKind.ASSIGN, "a", 1, 2, "n1", "cpu")
                        .decide(1, DecisionKind.ASSIGN, "b", 1, 2, "n1", "cpu")
                        .decide(0, DecisionKind.ASSIGN, "c", 1, 3, "n1", "cpu");

        assertThat(devices.told()).containsExactly("STARTED b#1@0", "STARTED c#1@0");
    }

    @Test
    void waitsForASubmissionThatIsReadLaterThanItsDecision() {
        Devices devices =
                new Devices(REAL_TIME).assign("a", 1, "n1").until(30).submit("a").until(2000);

        assertThat(devices.told()).containsExactly("STARTED a#1@30", "FINISHED a#1@1030");
    }

    @Test
    void stopsWhatIsCancelled() {
        Devices devices =
                new Devices(REAL_TIME)
                        .submit("a")
                        .assign("a", 1, "n1")
                        .until(300)
                        .cancel("a", 1)
                        .until(2000);

        assertThat(devices.told()).containsExactly("STARTED a#1@0", "FAILED a#1@300");
        assertThat(devices.ends()).containsExactly("CANCELLED a#1 0-300");
        assertThat(devices.lastReport("n1").used()).containsEntry("cpu", 0.0);
    }

    @Test
    void startsNothingWhoseCancellationCameFirst() {
        Devices devices =
                new Devices(REAL_TIME)
                        .submit("a", "b")
                        .cancel("a", 1)
                        .assign("a", 1, "n1")
                        .assign("b", 1, "n1")
                        .cancel("b", 1)
                        .until(100);

        assertThat(devices.told()).containsExactly("STARTED b#1@0", "FAILED b#1@0");
    }

    @Test
    void findsOutAnOversubscribedNode() {
        Devices devices =
                new Devices(REAL_TIME)
                        .submit("a", "b", "c")
                        .assign("a", 1, "n1")
                        .assign("b", 1, "n1");
        assertThat(devices.violations).isEmpty();

        devices.assign("c", 1, "n1");

        assertThat(devices.violations)
                .containsExactly(
                        new Violation("over_capacity", "near/n1", "cpu held 6.0, capacity 4.0"));
    }

    @Test
    void reusesWhatWasFreedInTheSameMillisecond() {
        Devices devices =
                new Devices(REAL_TIME)
                        .submit("a", "b", "c")
                        .assign("a", 1, "n1")
                        .assign("b", 1, "n1")
                        .until(1000)
                        .assign("c", 1, "n1");

        assertThat(devices.violations).isEmpty();
    }

    @Test
    void findsOutATaskThatRunsTwice() {
        Devices devices =
                new Devices(REAL_TIME).submit("a").assign("a", 1, "n1").assign("a", 2, "n2");

        assertThat(devices.violations)
                .extracting(Violation::kind)
                .containsExactly("attempts_overlap");
    }

    @Test
    void refusesWhatItCannotRun() {
        Devices devices =
                new Devices(REAL_TIME)
                        .submit("a", "b")
                        .decide(0, DecisionKind.ASSIGN, "a", 1, 0, "n9", "cpu")
                        .decide(0, DecisionKind.ASSIGN, "b", 1, 0, "n1", "other");

        assertThat(devices.violations)
                .extracting(Violation::kind)
                .containsExactly("unknown_node", "strategy_not_for_node");
        assertThat(devices.told()).containsExactly("FAILED a#1@0", "FAILED b#1@0");
    }

    @Test
    void reportsEveryIntervalWhatItHoldsAndRuns() {
        Devices devices = new Devices(REAL_TIME).submit("a").assign("a", 1, "n2").until(1200);

        // Two nodes report in turn, half an interval apart.
        assertThat(devices.reportTimes("n1")).containsExactly(0L, 500L, 1000L);
        assertThat(devices.reportTimes("n2")).containsExactly(250L, 750L);
        assertThat(devices.lastReport("n2").used()).isEqualTo(Map.of("cpu", 2.0));
        assertThat(devices.lastReport("n2").running()).containsExactly(new RunningAttempt("a", 1));
        assertThat(devices.lastReport("n1").running()).isEmpty();
        assertThat(devices.reports)
                .filteredOn(report -> report.nodeId().equals("n1"))
                .extracting(report -> report.sequence())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void losesWhatAFailedNodeRanAndFallsSilent() {
        Devices devices =
                new Devices(with(disturbance(NodeDisturbance.Kind.FAIL, "n1@300ms-2s")))
                        .beginTrace()
                        .submit("a", "b")
                        .assign("a", 1, "n1")
                        .until(100)
                        .assign("b", 1, "n1")
                        .until(250);

        // At speed 10 the node is gone from 30 ms to 200 ms.
        assertThat(devices.told()).containsExactly("STARTED a#1@0");
        assertThat(devices.ends()).containsExactly("LOST a#1 0-30", "LOST b#1 never-100");
        assertThat(devices.reportTimes("n1")).containsExactly(0L, 200L, 200L);
        assertThat(devices.lastReport("n1").running()).isEmpty();
    }

    @Test
    void aDrainedNodeFinishesAndSaysSo() {
        Devices devices =
                new Devices(with(disturbance(NodeDisturbance.Kind.DRAIN, "n1@100ms")))
                        .beginTrace()
                        .submit("a")
                        .assign("a", 1, "n1")
                        .until(200);

        assertThat(devices.told()).containsExactly("STARTED a#1@0", "FINISHED a#1@100");
        assertThat(devices.lastReport("n1").draining()).isTrue();
        assertThat(devices.lastReport("n2").draining()).isFalse();
    }

    @Test
    void aNodeThatIsNotHeardFencesItselfAndComesBackEmpty() {
        TaskSubmitted longTask =
                new TaskSubmitted("a", 0, "c", 0, 9, null, null, 0, null, null, null);
        Devices devices =
                new Devices(with(disturbance(NodeDisturbance.Kind.LOSE_HEARTBEATS, "n1@1010ms-6s")))
                        .beginTrace()
                        .submit(longTask)
                        .submit("b")
                        .assign("a", 1, "n1")
                        .until(450)
                        .assign("b", 1, "n1")
                        .until(700);

        // The last report is that of 100 ms; 300 ms later the node kills what it runs.
        assertThat(devices.told()).containsExactly("STARTED a#1@0");
        assertThat(devices.ends()).containsExactly("LOST a#1 0-400", "LOST b#1 never-450");
        assertThat(devices.reportTimes("n1")).containsExactly(0L, 100L, 600L, 600L, 700L);
        assertThat(devices.lastReport("n1").running()).isEmpty();
    }

    @Test
    void aShortSilenceFencesNobody() {
        Devices devices =
                new Devices(with(disturbance(NodeDisturbance.Kind.LOSE_HEARTBEATS, "n1@10ms-2s")))
                        .beginTrace()
                        .submit("a")
                        .until(150)
                        .assign("a", 1, "n1")
                        .until(600);

        assertThat(devices.told()).containsExactly("STARTED a#1@150", "FINISHED a#1@250");
    }

    @Test
    void failsTheShareOfAttemptsThatWasAskedFor() {
        Devices devices =
                new Devices(
                        EmulatorOptions.atSpeed(1).toBuilder()
                                .heartbeatMillis(500)
                                .fenceMillis(1500)
                                .failureShare(0.3)
                                .seed(7)
                                .disturbances(List.of())
                                .build());
        for (int i = 0; i < 1000; i++) {
            devices.submit("t" + i).assign("t" + i, 1, i % 2 == 0 ? "n1" : "n2");
        }
        devices.until(1100);

        long failed = devices.ends().stream().filter(end -> end.startsWith("FAILED")).count();
        // Three standard deviations of a binomial around 300.
        assertThat(failed).isBetween(257L, 343L);
        assertThat(devices.ended).hasSize(1000);
    }

    @Test
    void namesADisturbedNodeThatDoesNotExist() {
        EmulatorOptions options = with(disturbance(NodeDisturbance.Kind.FAIL, "n7@1s"));

        assertThatThrownBy(() -> new Devices(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("node n7 is none of catalogue two, expected one like near/n1");
    }
}
