package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsppo.operators.state.BatchingState;
import org.dsppo.operators.state.BatchingStates;
import org.dsppo.operators.state.ControlStates;
import org.dsppo.operators.state.EndedTaskState;
import org.dsppo.operators.state.LifeCycleState;
import org.dsppo.operators.state.LifeCycleStates;
import org.dsppo.operators.state.LiveTaskState;
import org.dsppo.operators.state.NodeHealthState;
import org.dsppo.operators.state.NodeHealthStates;
import org.dsppo.operators.state.OrphanedAttemptState;
import org.dsppo.operators.state.PlacementStates;
import org.dsppo.operators.state.StateVersion;
import org.dsppo.operators.state.TrainingState;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.task.TaskEventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operators of both jobs take back all that the checked-in savepoints hold. */
final class SavepointContentTest {

    /** Of two cpus, in thousandths, with ten times as much memory. */
    private static final Map<String, Long> TWO_CPU = Map.of("cpu", 2_000_000L, "mem", 20_000_000L);

    private static final Pattern OWN_CLASS = Pattern.compile("org\\.dsppo\\.[\\w.$]+");

    @TempDir private Path folder;

    private SavepointFile placement() throws Exception {
        return SavepointFile.unpacked(FilledPlacement.JOB, folder);
    }

    @Test
    void nothingIsEmpty() throws Exception {
        assertThat(FilledStates.ofPlacement(placement())).isTrue();
    }

    @Test
    void noClassFromElsewhereIsNamedInThem() throws Exception {
        Set<String> classes = new TreeSet<>();
        for (String job : List.of(FilledPlacement.JOB, FilledBatching.JOB)) {
            Path into = Files.createDirectory(folder.resolve(job));
            for (Path file : SavepointFile.unpacked(job, into).files()) {
                Matcher names =
                        OWN_CLASS.matcher(
                                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                while (names.find()) {
                    classes.add(names.group());
                }
            }
        }
        assertThat(classes)
                .contains(LiveTaskState.class.getName(), BatchingState.class.getName())
                .allMatch(
                        name ->
                                name.startsWith("org.dsppo.operators.state.")
                                        || name.startsWith("org.dsppo.schemas."));
    }

    @Test
    void queueAndReservationsOfACell() throws Exception {
        try (RestoredOperator operator = FilledOperators.placement(placement())) {
            Map<String, LiveTaskState> tasks = operator.map("alpha", PlacementStates.tasks());
            assertThat(tasks)
                    .containsOnlyKeys("started", "assigned", "withdrawn", "waiting", "lost");
            assertHolds(tasks.get("started"), "STARTED", false);
            assertHolds(tasks.get("assigned"), "ASSIGNED", false);
            assertHolds(tasks.get("withdrawn"), "STARTED", true);
            assertThat(tasks.get("started").startedAtMillis())
                    .isGreaterThanOrEqualTo(tasks.get("started").decidedAtMillis());

            LiveTaskState waiting = tasks.get("waiting");
            assertThat(waiting.phase()).isEqualTo("WAITING");
            assertThat(waiting.attempt()).isEqualTo(1);
            assertThat(waiting.notice()).isNotNull();
            assertThat(waiting.reservedMillionths()).isNull();
            assertThat(waiting.task().priority()).isEqualTo(3);
            assertThat(waiting.task().runtimeScale()).isEqualTo(0.5);
            assertThat(waiting.task().deadlineAtMillis())
                    .isEqualTo(FilledPlacement.DEADLINE_MILLIS);
            assertThat(waiting.task().origin()).isEqualTo("edge");
            assertThat(waiting.task().inputBytes()).isEqualTo(1_000);
            assertThat(waiting.task().tenant()).isEqualTo("tenant-a");

            LiveTaskState lost = tasks.get("lost");
            assertThat(lost.phase()).isEqualTo("WAITING");
            assertThat(lost.attempt()).isEqualTo(2);
            assertThat(lost.failures()).isZero();
            Map<String, OrphanedAttemptState> orphans =
                    operator.map("alpha", PlacementStates.orphans());
            assertThat(orphans).containsOnlyKeys("lost#1");
            assertThat(orphans.get("lost#1").node()).isEqualTo("edge/alpha-1");
            assertThat(orphans.get("lost#1").reservedMillionths()).isEqualTo(TWO_CPU);
        }
    }

    private static void assertHolds(LiveTaskState task, String phase, boolean cancelRequested) {
        assertThat(task.phase()).isEqualTo(phase);
        assertThat(task.attempt()).isEqualTo(1);
        assertThat(task.node()).isEqualTo("edge/alpha-0");
        assertThat(task.strategy()).isEqualTo("two-cpu");
        assertThat(task.reservedMillionths()).isEqualTo(TWO_CPU);
        assertThat(task.cancelRequested()).isEqualTo(cancelRequested);
        assertThat(task.leaseEndMillis()).isEqualTo(task.decidedAtMillis() + 3_600_000);
    }

    @Test
    void whatElseIsKnownOfCells() throws Exception {
        try (RestoredOperator operator = FilledOperators.placement(placement())) {
            var early = operator.map("alpha", PlacementStates.early());
            assertThat(early).containsOnlyKeys("unheard-of");
            assertThat(early.get("unheard-of").event().kind()).isEqualTo(TaskEventKind.STARTED);
            assertThat(early.get("unheard-of").event().attempt()).isEqualTo(2);

            var nodes = operator.map("alpha", PlacementStates.nodes());
            assertThat(nodes).containsOnlyKeys("edge/alpha-0", "edge/alpha-1");
            assertThat(nodes.get("edge/alpha-0").condition()).isEqualTo("UP");
            assertThat(nodes.get("edge/alpha-0").labels()).isEqualTo(Map.of("rack", "0"));
            assertThat(nodes.get("edge/alpha-0").capacity())
                    .isEqualTo(Map.of("cpu", 6.0, "mem", 120.0));
            assertThat(nodes.get("edge/alpha-0").running())
                    .containsExactly(new RunningAttempt("not-ours", 1));
            assertThat(nodes.get("edge/alpha-1").condition()).isEqualTo("DOWN");

            LiveTaskState retried = operator.map("beta", PlacementStates.tasks()).get("retried");
            assertThat(retried.attempt()).isEqualTo(2);
            assertThat(retried.failures()).isEqualTo(1);
            Map<String, EndedTaskState> ended = operator.map("beta", PlacementStates.ended());
            assertThat(ended).containsKeys("never-seen", "flow-0000", "flow-0849");
            assertThat(ended.get("never-seen").fingerprint()).isZero();
            assertThat(ended.get("flow-0000").fingerprint()).isNotZero();

            var summary = operator.value("beta", PlacementStates.summary());
            assertThat(summary.policy().name()).isEqualTo(FilledPlacement.POLICY);
            assertThat(summary.assigned()).isPositive();
            assertThat(summary.comparison().compared()).isPositive();
            assertThat(operator.union(PlacementStates.epoch()))
                    .singleElement()
                    .satisfies(
                            each -> {
                                assertThat(each.epoch()).isEqualTo(1);
                                assertThat(each.jobAttempt()).isZero();
                            });
            assertThat(operator.union(StateVersion.descriptor()))
                    .containsExactly(StateVersion.CURRENT);
            assertThat(operator.timers()).isPositive();
        }
    }

    @Test
    void catalogueAndPoliciesOfBothOperators() throws Exception {
        SavepointFile savepoint = placement();
        for (RestoredOperator each :
                List.of(
                        FilledOperators.placement(savepoint),
                        FilledOperators.lifeCycle(savepoint))) {
            try (RestoredOperator operator = each) {
                var used = operator.broadcast(ControlStates.catalogueInUse()).values();
                assertThat(CatalogueEntries.assemble(used)).contains(FilledPlacement.catalogue());
                var newest = operator.broadcast(ControlStates.catalogue());
                assertThat(newest).hasSize(used.size() + 1);
                assertThat(newest)
                        .containsEntry(FilledPlacement.surplus().key(), FilledPlacement.surplus());
                PolicyStages record = FilledPlacement.stages(2, FilledPlacement.CANARY);
                Map<String, PolicyStages> stages = Map.of(FilledPlacement.POLICY, record);
                assertThat(operator.broadcast(ControlStates.policies())).isEqualTo(stages);
                assertThat(operator.broadcast(ControlStates.policiesInUse())).isEqualTo(stages);
                var artefacts = operator.broadcast(ControlStates.artefacts());
                assertThat(artefacts).containsOnlyKeys("ds-ppo@2", "ds-ppo@3");
                assertThat(artefacts.get("ds-ppo@3").key()).isEqualTo("ds-ppo@3");
                assertThat(artefacts.get("ds-ppo@3").artefact())
                        .isEqualTo(FilledPlacement.artefact(3).toBytes());
            }
        }
    }

    @Test
    void healthOfNodes() throws Exception {
        try (RestoredOperator operator = FilledOperators.nodeHealth(placement())) {
            NodeHealthState down = operator.value("edge/alpha-1", NodeHealthStates.health());
            assertThat(down.condition()).isEqualTo("DOWN");
            assertThat(down.report().healthy()).isFalse();
            assertThat(down.emitted().condition()).isEqualTo("DOWN");
            NodeHealthState busy = operator.value("cloud/beta-0", NodeHealthStates.health());
            assertThat(busy.condition()).isEqualTo("UP");
            assertThat(busy.emitted().cell()).isEqualTo("beta");
            assertThat(busy.emitted().expectedMillis())
                    .isEqualTo(Map.of("one-cpu", FilledPlacement.EXPECTED_MILLIS));
            assertThat(busy.allocatedAtMillis()).containsOnlyKeys("one-cpu");
            assertThat(busy.timerMillis()).isGreaterThan(busy.seenAtMillis());
            assertThat(operator.broadcast(ControlStates.cells()))
                    .isEqualTo(Map.of("edge", "alpha", "cloud", "beta"));
            assertThat(operator.timers()).isEqualTo(3);
        }
    }

    @Test
    void lifeCycleAndTraining() throws Exception {
        String key = FilledPlacement.POLICY;
        try (RestoredOperator operator = FilledOperators.lifeCycle(placement())) {
            LifeCycleState state = operator.value(key, LifeCycleStates.lifeCycle());
            assertThat(state.record()).isEqualTo(FilledPlacement.stages(2, FilledPlacement.CANARY));
            assertThat(state.vetted()).isNotNull();
            assertThat(state.trial().version()).isEqualTo(FilledPlacement.CANARY);
            assertThat(state.trial().stage()).isEqualTo("canary");
            assertThat(state.trial().assigned()).isPositive();
            assertThat(state.trial().open()).allMatch(pair -> pair.cell().equals("beta"));
            // A task takes a minute by the catalogue, wherever it is placed.
            assertThat(state.trial().activeMeans()).hasSameSizeAs(state.trial().canaryMeans());
            assertThat(Arrays.stream(state.trial().activeMeans()))
                    .allMatch(millis -> millis > 40_000 && millis < 120_000);

            TrainingState training = operator.value(key, LifeCycleStates.training());
            assertThat(training.baseVersion()).isEqualTo(FilledPlacement.ACTIVE);
            assertThat(training.base()).isEqualTo(FilledPlacement.artefact(2).toBytes());
            assertThat(training.mean()).hasSize(NetworkShape.LINEAR_WEIGHTS);
            assertThat(training.to() - training.from()).isEqualTo(400);
            assertThat(training.sigma()).isPositive();

            assertThat(operator.value(key, LifeCycleStates.liveReturns()).segments())
                    .allMatch(each -> each.cell().equals("beta") && each.placed() > 0)
                    .extracting(each -> each.version())
                    .isSubsetOf(FilledPlacement.ACTIVE, FilledPlacement.CANARY);
            assertThat(operator.map(key, LifeCycleStates.nodes()))
                    .containsOnlyKeys("edge/alpha-0", "edge/alpha-1", "cloud/beta-0")
                    .hasEntrySatisfying(
                            "edge/alpha-1",
                            node -> assertThat(node.outages()).hasSize(2).endsWith(Long.MAX_VALUE));
            assertThat(operator.map(key, LifeCycleStates.arrivals()).values())
                    .hasSizeGreaterThan(850)
                    .anyMatch(
                            each ->
                                    each.task().taskId().equals("flow-0849")
                                            && each.runtimeMillis() > 0
                                            && each.strategy().equals("one-cpu"));
        }
    }

    @Test
    void shareAndMemoryOfATunedNode() throws Exception {
        SavepointFile savepoint = SavepointFile.unpacked(FilledBatching.JOB, folder);
        assertThat(FilledStates.ofBatching(savepoint)).isTrue();
        try (RestoredOperator operator = FilledBatching.batching(savepoint)) {
            BatchingState node = operator.value(FilledBatching.NODE, BatchingStates.node());
            // Tasks of one class come, so that it gets more than an equal part.
            assertThat(node.percents()).hasSize(3);
            assertThat(node.percents()[1]).isGreaterThan(33);
            assertThat(Arrays.stream(node.percents()).sum()).isBetween(1, 100);
            assertThat(Arrays.stream(node.batches()).boxed())
                    .hasSize(3)
                    .allMatch(most -> most >= 1);
            assertThat(node.present()[1]).isEqualTo(1);
            assertThat(node.arrivals()[0]).isZero();
            assertThat(node.writtenAtMillis()).isPositive();
            assertThat(operator.value(FilledBatching.NODE, BatchingStates.memory()).length)
                    .isPositive();
            assertThat(operator.union(StateVersion.descriptor()))
                    .containsExactly(StateVersion.CURRENT);
            assertThat(operator.timers()).isEqualTo(1);
        }
    }
}
