package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.dsppo.operators.control.CatalogueBoard;
import org.dsppo.operators.metrics.PlacementMetrics;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.operators.serving.PolicyFactory;
import org.dsppo.operators.serving.ServingOptions;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;

/** A cell that is stopped and rebuilt at any time decides as one that never was. */
class PlacementLogicPropertyTest {

    private static final PolicyFactory POLICIES = name -> Baselines.named(name).get();
    private static final int NODES = 3;
    private static final long RETENTION_MILLIS = 20_000;
    private static final PlacementOptions OPTIONS =
            PlacementOptions.defaults().toBuilder()
                    .engine(
                            EngineOptions.defaults().toBuilder()
                                    .ageingIntervalMillis(2_000)
                                    .leaseMillis(300)
                                    .startedGraceMillis(100)
                                    .maxFailures(3)
                                    .dedupRetentionMillis(RETENTION_MILLIS)
                                    .waitNoticeMillis(0)
                                    .build())
                    .serving(ServingOptions.defaults())
                    .defaultPolicy("greedy")
                    .speed(1)
                    .decisionDelayMillis(1)
                    .tickMillis(50)
                    .timerGranularityMillis(1)
                    .summaryWindowMillis(1_000)
                    .restoreGraceMillis(0)
                    .restoreHoldMillis(0)
                    .build();

    /** A cell, its clock, and executors that do as a random script says. */
    private static final class World {
        private final Random script;
        private final Random restarts;
        private final HeapCell cell = new HeapCell();
        private final CatalogueBoard catalogue = new CatalogueBoard();
        private final Map<String, PlacementDecision> running = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private final boolean[] up = new boolean[NODES];
        private final List<PlacementInput> past = new ArrayList<>();
        private PlacementLogic logic;
        private long epoch;
        private long nowMillis = 1_000;
        private int submitted;
        private int read;

        World(long seed, Random restarts) {
            this.script = new Random(seed);
            this.restarts = restarts;
            CatalogueEntries.of(SmallCell.catalogue(NODES)).forEach(catalogue::put);
            rebuild();
            for (int node = 0; node < NODES; node++) {
                report(node, NodeCondition.UP);
            }
        }

        private void rebuild() {
            epoch++;
            logic =
                    new PlacementLogic(
                            OPTIONS,
                            catalogue,
                            POLICIES,
                            new PolicyBoard(POLICIES, "greedy"),
                            cell,
                            cell,
                            cell,
                            new PlacementMetrics(new UnregisteredMetricsGroup()),
                            epoch,
                            epoch > 1,
                            () -> 0,
                            line -> {});
        }

        private void send(PlacementInput input) {
            past.add(input);
            logic.apply(input, nowMillis);
        }

        private void advance(long millis) {
            long until = nowMillis + millis;
            while (!cell.timers.isEmpty() && cell.timers.first() <= until) {
                nowMillis = Math.max(nowMillis, cell.timers.first());
                logic.timerFired(SmallCell.NAME, cell.timers.pollFirst(), nowMillis);
                readDecisions();
            }
            nowMillis = until;
        }

        /** What executors do: the first record per decision id counts. */
        private void readDecisions() {
            for (; read < cell.decisions.size(); read++) {
                PlacementDecision decision = cell.decisions.get(read);
                if (decision.kind() == DecisionKind.ASSIGN && seen.add(decision.decisionId())) {
                    running.put(decision.decisionId(), decision);
                }
            }
        }

        private void report(int node, NodeCondition condition) {
            up[node] = condition == NodeCondition.UP;
            String[] listed =
                    running.values().stream()
                            .filter(d -> d.node().equals(SmallCell.nodeId(SmallCell.NAME, node)))
                            .map(PlacementDecision::decisionId)
                            .sorted()
                            .toArray(String[]::new);
            NodeChanged change =
                    SmallCell.changed(SmallCell.NAME, node, condition, nowMillis, listed);
            send(PlacementInput.of(change));
        }

        private void event(TaskEventKind kind) {
            List<String> ids = running.keySet().stream().sorted().toList();
            if (!ids.isEmpty()) {
                PlacementDecision decision = running.get(ids.get(script.nextInt(ids.size())));
                if (kind != TaskEventKind.STARTED) {
                    running.remove(decision.decisionId());
                }
                TaskEvent event = SmallCell.event(decision, kind, nowMillis);
                send(PlacementInput.of(event));
            }
        }

        private void submit() {
            send(
                    PlacementInput.of(
                            new TaskSubmitted(
                                    "t" + submitted++,
                                    nowMillis,
                                    "ai",
                                    script.nextInt(3),
                                    1,
                                    script.nextInt(5) == 0 ? nowMillis + 400 : null,
                                    null,
                                    0,
                                    null,
                                    null,
                                    null)));
        }

        void step() {
            int what = script.nextInt(20);
            if (what < 7) {
                submit();
            } else if (what < 10) {
                event(TaskEventKind.STARTED);
            } else if (what < 14) {
                event(TaskEventKind.FINISHED);
            } else if (what == 14) {
                event(TaskEventKind.FAILED);
            } else if (what == 15) {
                int node = script.nextInt(NODES);
                report(node, up[node] ? NodeCondition.DOWN : NodeCondition.UP);
            } else if (what == 16) {
                report(script.nextInt(NODES), NodeCondition.UP);
            } else if (what == 17) {
                send(past.get(script.nextInt(past.size())));
            } else if (what == 18 && submitted > 0) {
                String taskId = "t" + script.nextInt(submitted);
                send(PlacementInput.of(new TaskCancelled(taskId, nowMillis, null)));
            }
            if (script.nextInt(3) == 0) {
                advance(1 + script.nextInt(200));
            }
            if (restarts != null && restarts.nextInt(8) == 0) {
                rebuild();
            }
        }

        /** Everybody comes back and finishes whatever runs. */
        void drain() {
            for (int round = 0; round < 200 && !cell.tasks.isEmpty(); round++) {
                for (int node = 0; node < NODES; node++) {
                    report(node, NodeCondition.UP);
                }
                advance(150);
                for (String id : List.copyOf(running.keySet())) {
                    PlacementDecision decision = running.remove(id);
                    for (TaskEventKind kind :
                            List.of(TaskEventKind.STARTED, TaskEventKind.FINISHED)) {
                        send(PlacementInput.of(SmallCell.event(decision, kind, nowMillis)));
                    }
                }
                advance(1);
            }
            for (int node = 0; node < NODES; node++) {
                report(node, NodeCondition.FORGOTTEN);
            }
            advance(RETENTION_MILLIS + 5_000);
        }

        /** Where everything went, whatever the epoch and the order within a millisecond. */
        List<String> placements() {
            return cell.decisions.stream()
                    .filter(decision -> decision.kind() != DecisionKind.CANCEL)
                    .map(
                            decision ->
                                    "%d %s %s %s"
                                            .formatted(
                                                    decision.decidedAtMillis(),
                                                    decision.kind(),
                                                    decision.decisionId(),
                                                    decision.node()))
                    .sorted()
                    .toList();
        }
    }

    private static World run(long seed, Random restarts) {
        World world = new World(seed, restarts);
        for (int i = 0; i < 150; i++) {
            world.step();
        }
        return world;
    }

    @Property(tries = 150)
    void decidesTheSameThroughRestarts(@ForAll long seed) {
        World undisturbed = run(seed, null);
        World restarted = run(seed, new Random(~seed));

        assertThat(restarted.epoch).isGreaterThan(1);
        assertThat(restarted.placements()).isEqualTo(undisturbed.placements());
    }

    @Property(tries = 150)
    void assignsNothingTwiceAndLeavesNothingBehind(@ForAll long seed) {
        World world = run(seed, new Random(seed + 1));
        world.drain();

        List<String> assigned =
                world.cell.decisions.stream()
                        .filter(decision -> decision.kind() == DecisionKind.ASSIGN)
                        .map(PlacementDecision::decisionId)
                        .toList();
        assertThat(assigned).doesNotHaveDuplicates();
        assertThat(world.cell.isEmpty())
                .as("%s %s %s", world.cell.tasks, world.cell.orphans, world.cell.timers)
                .isTrue();
    }
}
