package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes, tasks, clocks and catalogues that people of this trade have had trouble with, live. What
 * waits for executors and networks is shortened along with the case, heartbeats are not: a machine
 * that is busy for a moment loses no node.
 */
final class FieldCasesITCase {

    /** How late records may be on a busy machine, by the wall. */
    private static final long LATE_MILLIS = 2_000;

    @TempDir private Path folder;

    private interface Part {
        void play(CasePlayer player, LiveSystem system) throws Exception;
    }

    private void play(FieldCase played, double speed, CaseActors actors, Part part)
            throws Exception {
        try (LiveSystem system = LiveSystem.withoutDevices(played.catalogue(), folder)) {
            system.startJob(1, null, Duration.ofSeconds(5), shortened(speed));
            try (CasePlayer player = new CasePlayer(system, played, speed, actors)) {
                part.play(player, system);
            }
        }
    }

    /** The options as they are by default, divided by the speed. */
    private static Map<String, String> shortened(double speed) {
        Map<String, String> options = new HashMap<>();
        options.put("policy", "ds-ppo");
        // Shorter than the time for which the class is withdrawn.
        options.put("wait.notice.interval", "100 ms");
        options.put("speed", Double.toString(speed));
        Map<String, Integer> seconds =
                Map.of(
                        "lease", 30,
                        "started.grace", 5,
                        "retry.after", 1,
                        "retry.longest", 60,
                        "node.left.alone", 30,
                        "node.left.alone.longest", 600,
                        "node.common.loss", 10,
                        "node.refresh.interval", 7,
                        "node.hold", 15,
                        "withdrawn.retention", 600);
        seconds.forEach(
                (key, value) -> options.put(key, Math.round(value * 1_000 / speed) + " ms"));
        return options;
    }

    private static Set<String> numbered(String format, int count) {
        return new TreeSet<>(IntStream.range(0, count).mapToObj(i -> format.formatted(i)).toList());
    }

    private static List<String> tasks(List<PlacementDecision> decisions) {
        return decisions.stream().map(PlacementDecision::taskId).toList();
    }

    @Test
    void aNodeOnWhichEverythingFailsDoesNotEatTheQueue() throws Exception {
        CaseActors actors =
                new CaseActors() {
                    @Override
                    public void assigned(PlacementDecision decision, CasePlayer player) {
                        if (decision.node().equals("a-bad")) {
                            player.start(decision);
                            player.after(200, () -> player.end(decision, "FAILED", "CUDA init"));
                        } else {
                            player.run(decision);
                        }
                    }
                };
        play(
                FieldCase.read("20-black-hole-node"),
                20,
                actors,
                (player, system) -> {
                    player.play("all have finished", () -> player.finished().size() == 20);
                    assertThat(player.finished()).isEqualTo(numbered("t%02d", 20));
                    assertThat(player.decided(DecisionKind.REJECT)).isEmpty();
                    assertThat(player.assignedTo("b-good")).hasSize(20);
                    // Three at first, then one each after 30, 60, 120 s and so on.
                    assertThat(player.assignedTo("a-bad")).hasSizeBetween(1, 8);
                    PlacementDecision last = player.assignedTo("b-good").get(19);
                    assertThat(player.madeAtMillis(last)).isBetween(195_000L, 400_000L);
                });
    }

    @Test
    void aTaskThatTakesItsNodeDownIsGivenUpAfterThreeNodes() throws Exception {
        Map<String, Long> downUntilMillis = new HashMap<>();
        CaseActors actors =
                new CaseActors() {
                    @Override
                    public void assigned(PlacementDecision decision, CasePlayer player) {
                        if (decision.taskId().equals("poison")) {
                            player.start(decision);
                            player.after(2_000, () -> fail(decision.node(), player));
                        } else {
                            player.run(decision);
                        }
                    }

                    private void fail(String nodeId, CasePlayer player) {
                        player.lose(nodeId);
                        downUntilMillis.put(nodeId, player.nowMillis() + 40_000);
                    }

                    @Override
                    public ObjectNode report(ObjectNode report, long atMillis) {
                        String nodeId = report.get("nodeId").asText();
                        return report.put(
                                "healthy", atMillis >= downUntilMillis.getOrDefault(nodeId, 0L));
                    }
                };
        play(
                FieldCase.read("21-poison-task"),
                10,
                actors,
                (player, system) -> {
                    player.play(
                            "the task is given up and all others have finished",
                            () ->
                                    player.finished().size() == 20
                                            && !player.decided(DecisionKind.REJECT).isEmpty());
                    assertThat(player.finished()).isEqualTo(numbered("t%d", 20));
                    assertThat(player.decided(DecisionKind.REJECT))
                            .singleElement()
                            .satisfies(
                                    rejected -> {
                                        assertThat(rejected.taskId()).isEqualTo("poison");
                                        assertThat(rejected.reason())
                                                .startsWith("3 nodes were lost while it ran there");
                                    });
                    assertThat(downUntilMillis).hasSize(3);
                    assertThat(player.about("poison"))
                            .filteredOn(each -> each.kind() == DecisionKind.ASSIGN)
                            .extracting(PlacementDecision::node)
                            .hasSize(3)
                            .doesNotHaveDuplicates();
                });
    }

    /** By its clock it is 45 minutes ago, or a moment after 1970 began. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatADeviceTakesForTheTimeKeepsNothingFromBeingTriedAgain(boolean withoutClock)
            throws Exception {
        CaseActors actors =
                new CaseActors() {
                    @Override
                    public void assigned(PlacementDecision decision, CasePlayer player) {
                        if (!decision.decisionId().equals("t0#1")) {
                            player.run(decision);
                        }
                    }

                    @Override
                    public ObjectNode report(ObjectNode report, long atMillis) {
                        long trueMillis = report.get("reportedAtMillis").asLong();
                        return report.put(
                                "reportedAtMillis",
                                withoutClock ? atMillis : trueMillis - 2_700_000);
                    }
                };
        play(
                FieldCase.read("23-clock-behind"),
                10,
                actors,
                (player, system) -> {
                    player.play("all have finished", () -> player.finished().size() == 6);
                    List<PlacementDecision> assigned = player.assignedTo("pi");
                    assertThat(assigned).hasSize(7);
                    long leaseEndMillis = player.madeAtMillis(assigned.get(0)) + 30_000;
                    assertThat(player.madeAtMillis(assigned.get(1)))
                            .isBetween(leaseEndMillis, leaseEndMillis + 15_000 + 10 * LATE_MILLIS);
                    assertThat(player.decided(DecisionKind.REJECT)).isEmpty();
                });
    }

    @Test
    void capacityThatMovesALittleInEveryReportKeepsNothingFromRunning() throws Exception {
        CaseActors actors =
                new CaseActors() {
                    @Override
                    public ObjectNode report(ObjectNode report, long atMillis) {
                        ObjectNode capacity = (ObjectNode) report.get("capacity");
                        long less = report.get("sequence").asLong() % 60;
                        capacity.put("mem", capacity.get("mem").asLong() - less);
                        return report;
                    }
                };
        play(
                FieldCase.read("24-allocatable-jitter"),
                10,
                actors,
                (player, system) -> {
                    player.play("all have finished", () -> player.finished().size() == 60);
                    List<PlacementDecision> assigned = player.decided(DecisionKind.ASSIGN);
                    assertThat(tasks(assigned)).hasSize(60).doesNotHaveDuplicates();
                    assertThat(player.decided(DecisionKind.CANCEL)).isEmpty();
                });
    }

    @Test
    void tasksOfAClassThatIsWithdrawnForAWhileAreKept() throws Exception {
        // Slower, as the job puts a catalogue together at most once a second of the wall.
        double speed = 4;
        FieldCase played = FieldCase.read("26-class-withdrawn");
        play(
                played,
                speed,
                new CaseActors() {},
                (player, system) -> {
                    Catalogue without = played.catalogue("cluster-without-c.json");
                    player.at(5_000, () -> system.publish(played.catalogue(), without));
                    player.at(8_000, () -> system.publish(without, played.catalogue()));
                    player.play("all have finished", () -> player.finished().size() == 6);
                    assertThat(player.decided(DecisionKind.REJECT)).isEmpty();
                    List<PlacementDecision> assigned = player.assignedTo("n0");
                    assertThat(tasks(assigned))
                            .containsExactly("run", "w0", "w1", "w2", "w3", "w4");
                    for (int i = 1; i < assigned.size(); i++) {
                        long freeMillis = player.finishedAtMillis(assigned.get(i - 1).taskId());
                        assertThat(player.madeAtMillis(assigned.get(i)))
                                .as("start of %s", assigned.get(i).taskId())
                                .isBetween(
                                        freeMillis - 10,
                                        freeMillis + Math.round(speed * LATE_MILLIS));
                    }
                    assertThat(player.about("w0"))
                            .filteredOn(each -> each.kind() == DecisionKind.WAIT)
                            .extracting(PlacementDecision::reason)
                            .contains("unknown class c; kept in case the catalogue brings it");
                });
    }
}
