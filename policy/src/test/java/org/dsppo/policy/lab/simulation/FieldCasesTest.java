package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.decision.DecisionKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small inputs that people of this trade have had trouble with, under every policy. */
class FieldCasesTest {

    static List<String> policies() {
        return Stream.concat(
                        Stream.of("ds-ppo", "dqn", "reinforce", "greedy:k=2"),
                        Baselines.names().stream())
                .toList();
    }

    /** Start by task, milliseconds; -1 for the rejected. */
    private static Map<String, Double> starts(String folder, String policy) throws Exception {
        Consumer<String> warnings =
                warning -> assertThat(warning).as(folder).contains("task past is rejected");
        Catalogue catalogue = WorkloadFiles.catalogue(file(folder, "cluster.json"), warnings);
        Workload workload =
                Workload.of(
                        folder,
                        catalogue,
                        WorkloadFiles.tasks(file(folder, "tasks.jsonl"), catalogue, warnings));
        SimulationResult result =
                Simulator.run(
                        workload,
                        Policies.named(policy),
                        EngineOptions.defaults(),
                        RuntimeModel.AS_ESTIMATED);
        Map<String, Double> starts = new TreeMap<>();
        for (ExecutedDecision each : result.decisions()) {
            boolean rejected = each.decision().kind() == DecisionKind.REJECT;
            starts.put(each.decision().taskId(), rejected ? -1 : each.startedAtMillis());
        }
        assertThat(starts).hasSameSizeAs(workload.tasks());
        return starts;
    }

    private static Path file(String folder, String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(
                                FieldCasesTest.class.getResource(
                                        "/org/dsppo/policy/cases/" + folder + "/" + name))
                        .toURI());
    }

    /**
     * At 11 s four small tasks run, the last of them until 20 s: the large one starts then if none
     * that comes in between is let in.
     */
    @ParameterizedTest
    @MethodSource("policies")
    void aLargeTaskOfHighPriorityIsNotKeptOutBySmallOnes(String policy) throws Exception {
        assertThat(starts("04-couch-and-sand", policy)).containsEntry("LARGE", 20_000.0);
    }

    /** At 11 s three small tasks run, the last of them until 20 s. */
    @ParameterizedTest
    @MethodSource("policies")
    void norAtHalfLoad(String policy) throws Exception {
        assertThat(starts("04b-couch-half-load", policy)).containsEntry("LARGE", 20_000.0);
    }

    /**
     * One seat, 10 s each. Those that are due by 9, 16 and 30 s have to start by -1, 6 and 20 s, so
     * that is their order, and each of them starts before its deadline.
     */
    @ParameterizedTest
    @MethodSource("policies")
    void tasksStartByTheirDeadlinesWhereAllCan(String policy) throws Exception {
        double begin = starts("06-deadlines", policy).get("queued-expires");
        // Policies that decide once a second begin at 5 s as well.
        assertThat(begin).isEqualTo(5_000);
        assertThat(starts("06-deadlines", policy))
                .containsEntry("past", -1.0)
                .containsEntry("now", -1.0)
                .containsEntry("hopeless", 15_000.0)
                .containsEntry("fine", 25_000.0)
                .containsEntry("first", 35_000.0);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aTaskThatAsksForNothingStartsAtOnce(String policy) throws Exception {
        assertThat(starts("09d-zero-demand-two-nodes", policy))
                .containsEntry("normal-0", 0.0)
                .containsEntry("be-0", 1_000.0)
                .containsEntry("normal-1", 2_000.0);
    }

    /** Two nodes of one name at two sites have three seats together. */
    @ParameterizedTest
    @MethodSource("policies")
    void nodesOfOneNameAtTwoSitesBothWork(String policy) throws Exception {
        List<Double> starts =
                starts("08-duplicate-node-name", policy).values().stream().sorted().toList();
        // Policies that decide once a second use the third seat a second later.
        assertThat(starts.subList(0, 3)).allMatch(start -> start <= 1_000);
        assertThat(starts.get(3)).isEqualTo(10_000);
    }
}
