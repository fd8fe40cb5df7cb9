package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenbReaderTest {

    private static final String SHARED_CLASS = "12c 16384m 0.46g";

    @TempDir private Path folder;

    @Test
    void podsThatRanBecomeTasksInOrderOfCreation() throws Exception {
        TraceReading reading = SmallTraces.read("openb", "");
        assertThat(SmallTraces.tasks(reading.workload()))
                .extracting(
                        TaskSubmitted::taskId,
                        TaskSubmitted::submittedAtMillis,
                        TaskSubmitted::taskClass,
                        TaskSubmitted::runtimeScale)
                .containsExactly(
                        tuple("cpu-only", 50_000L, "4.5c 4096m", 0.1),
                        tuple("same", 100_000L, SHARED_CLASS, 2.0),
                        tuple("choosy", 1_000_000L, "1c 1024m 1g P100|T4", 1.0),
                        tuple("gang", 1_000_000L, "8c 1024m 8g G3|T4", 1.0),
                        tuple("late", 2_000_000L, SHARED_CLASS, 1.0));
        assertThat(reading.records()).isEqualTo(10);
        assertThat(reading.omissions())
                .containsExactlyInAnyOrder(
                        new Omission("without both scheduled and deletion time", 2),
                        new Omission("that fit on no node", 2),
                        new Omission("with a run time of 0", 1));
        assertThat(reading.summary())
                .isEqualTo(
                        "openb openb_pod_list_default: 5 of 10 records; left out: 2 without both"
                                + " scheduled and deletion time, 2 that fit on no node, 1 with a"
                                + " run time of 0");
    }

    @Test
    void nodesPoolTheirAcceleratorsAndSayTheirModel() throws Exception {
        List<NodeSpec> nodes = SmallTraces.read("openb", "").workload().catalogue().nodes();
        assertThat(nodes).hasSize(7);
        assertThat(nodes.get(5))
                .isEqualTo(
                        new NodeSpec(
                                "n5",
                                "openb",
                                Map.of("model", "G3"),
                                Map.of("cpu", 96.0, "mem", 393216.0, "gpu", 8.0),
                                Map.of()));
        assertThat(nodes.get(6).labels()).isEmpty();
        assertThat(nodes.get(6).capacity()).isEqualTo(Map.of("cpu", 32.0, "mem", 131072.0));
    }

    @Test
    void modelsDifferInSelectorOnlyUnlessSpeedsAreAssumed() throws Exception {
        Map<String, List<ExecutionStrategy>> classes =
                SmallTraces.read("openb", "").workload().catalogue().classes();
        assertThat(classes.get(SHARED_CLASS))
                .containsExactly(
                        new ExecutionStrategy(
                                "any",
                                Map.of(),
                                Map.of("cpu", 12.0, "mem", 16384.0, "gpu", 0.46),
                                3_600_000,
                                null));
        assertThat(classes.get("1c 1024m 1g P100|T4"))
                .extracting(
                        ExecutionStrategy::id,
                        ExecutionStrategy::nodeSelector,
                        ExecutionStrategy::runtimeMillis)
                .containsExactly(
                        tuple("P100", Map.of("model", "P100"), 3_600_000L),
                        tuple("T4", Map.of("model", "T4"), 3_600_000L));
        // A T4 node is allowed, but has two devices, not eight.
        assertThat(classes.get("8c 1024m 8g G3|T4"))
                .extracting(ExecutionStrategy::id)
                .containsExactly("G3");
    }

    @Test
    void assumedSpeedsMakeEveryModelAStrategyAndShowInTheName() throws Exception {
        Workload workload = SmallTraces.read("openb", ":speeds=assumed:compress=2").workload();
        assertThat(workload.name())
                .isEqualTo("openb openb_pod_list_default compress=2, assumed speeds");
        assertThat(workload.catalogue().name()).isEqualTo("openb-7-nodes-assumed-speeds");
        assertThat(workload.catalogue().classes().get(SHARED_CLASS))
                .extracting(ExecutionStrategy::id, ExecutionStrategy::runtimeMillis)
                .containsExactly(
                        tuple("P100", 6_000_000L),
                        tuple("T4", 8_000_000L),
                        tuple("G3", 1_800_000L));
        assertThat(workload.catalogue().classes().get("4.5c 4096m"))
                .extracting(
                        ExecutionStrategy::id,
                        ExecutionStrategy::nodeSelector,
                        ExecutionStrategy::runtimeMillis)
                .containsExactly(tuple("any", Map.of(), 3_600_000L));
    }

    @Test
    void compressionDividesArrivalsOnly() throws Exception {
        assertThat(SmallTraces.tasks(SmallTraces.read("openb", ":compress=2.5").workload()))
                .extracting(TaskSubmitted::submittedAtMillis, TaskSubmitted::runtimeScale)
                .containsExactly(
                        tuple(20_000L, 0.1),
                        tuple(40_000L, 2.0),
                        tuple(400_000L, 1.0),
                        tuple(400_000L, 1.0),
                        tuple(800_000L, 1.0));
    }

    @Test
    void aSmallerClusterKeepsTheMixAndLosesPodsThatFitNowhere() throws Exception {
        // Of 7 nodes 2 P100, 3 T4, 1 G3, 1 without: shares of 4 are 1.14, 1.71, 0.57, 0.57.
        TraceReading reading = SmallTraces.read("openb", ":nodes=4");
        assertThat(reading.workload().catalogue().nodes())
                .extracting(NodeSpec::nodeId)
                .containsExactly("n1", "n2", "n4", "n6");
        assertThat(SmallTraces.tasks(reading.workload()))
                .extracting(TaskSubmitted::taskId)
                .containsExactly("cpu-only", "same", "choosy", "late");
        assertThat(reading.omissions()).contains(new Omission("that fit on no node", 3));
    }

    @Test
    void catalogueAndTasksAreValidMessages() throws Exception {
        Workload workload = SmallTraces.read("openb", ":speeds=assumed").workload();
        assertThat(
                        MessageCodecs.CATALOGUE.decode(
                                MessageCodecs.CATALOGUE.encode(workload.catalogue())))
                .isEqualTo(workload.catalogue());
        for (TaskMessage task : workload.tasks()) {
            assertThat(MessageCodecs.TASK_MESSAGE.decode(MessageCodecs.TASK_MESSAGE.encode(task)))
                    .isEqualTo(task);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "12000,16384,1,460,,LS,Succeeded; x,16384,1,460,,LS,Succeeded;"
                        + " line 2, column cpu_milli: is \"x\", expected a whole number from 0",
                "choosy,1000,1024,1,1000; choosy,1000,1024,1,0;"
                        + " line 7, column gpu_milli: is \"0\", expected 1 to 1000 of each of 1",
                "7300,100; 99,100; line 5, column deletion_time: is \"99\", expected a time that is",
                "same,; late,; line 5, column name: is \"late\", expected a name that no other pod",
                "instant,1000,; instant,1000,1000,; line 11: has 12 columns, expected 11",
                "scheduled_time; started; expected scheduled_time among them"
            })
    void aBadPodIsNamedByLineAndColumn(String from, String to, String message) throws Exception {
        Path pods = SmallTraces.copy("openb", folder).resolve("openb_pod_list_default.csv");
        SmallTraces.replace(pods, from, to);
        assertThatThrownBy(() -> TraceSource.parse("openb:" + folder).read())
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("openb_pod_list_default.csv")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "8,G3; 8,; column model: is \"\", expected the model of 8 accelerators",
                "n1,; n0,; line 3, column sn: is \"n0\", expected a name that no other node has",
                "6400; -6400; column cpu_milli: is \"-64000\", expected a whole number from 0"
            })
    void aBadNodeIsNamedByLineAndColumn(String from, String to, String message) throws Exception {
        Path nodes = SmallTraces.copy("openb", folder).resolve("openb_node_list_all.csv");
        SmallTraces.replace(nodes, from, to);
        assertThatThrownBy(() -> TraceSource.parse("openb:" + folder).read())
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("openb_node_list_all.csv, line ")
                .hasMessageContaining(message);
    }

    @Test
    void aModelWithoutAnAssumedSpeedIsRefused() throws Exception {
        Path nodes = SmallTraces.copy("openb", folder).resolve("openb_node_list_all.csv");
        SmallTraces.replace(nodes, "8,G3", "8,G9");
        assertThatThrownBy(() -> TraceSource.parse("openb:" + folder + ":speeds=assumed").read())
                .hasMessage("speeds=assumed knows no speed of model G9");
    }

    @Test
    void moreNodesThanThereAreAreRefused() {
        assertThatThrownBy(() -> SmallTraces.read("openb", ":nodes=8"))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessage("trace option nodes is 8, expected at most the 7 nodes of the trace");
    }

    @Test
    void aTraceThatLeavesNothingIsRefused() throws Exception {
        Path pods = SmallTraces.copy("openb", folder).resolve("openb_pod_list_default.csv");
        Files.write(pods, Files.readAllLines(pods).subList(0, 1));
        assertThatThrownBy(() -> TraceSource.parse("openb:" + folder).read())
                .hasMessage(pods + " is empty, expected at least one row");
        assertThatThrownBy(() -> SmallTraces.read("openb", ":seconds=10"))
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("leaves no task to place")
                .hasMessageContaining("5 after the first 10 s");
    }

    @Test
    void theNodeListMustBeBeside() throws Exception {
        Path pods = SmallTraces.copy("openb", folder).resolve("openb_pod_list_default.csv");
        Files.delete(folder.resolve("openb_node_list_all.csv"));
        assertThatThrownBy(() -> TraceSource.parse("openb:" + pods).read())
                .hasMessage(
                        pods
                                + " has 0 files beside it that could be its *node_list*.csv,"
                                + " expected 1");
    }
}
