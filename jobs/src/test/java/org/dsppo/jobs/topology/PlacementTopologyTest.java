package org.dsppo.jobs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.options.JobOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What savepoints depend on: names that stay, and types that can change. */
final class PlacementTopologyTest {
    private static final String NAMED =
            "Source: read .+|write .+: (Writer|Committer)|(decode|watch|hand on|place|lead) .+";

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void namesEveryOperatorForSavepointsAndForPeople(String guarantee) {
        StreamGraph graph = graph(Map.of("delivery.guarantee", guarantee));

        List<String> uids =
                graph.getStreamNodes().stream()
                        .map(StreamNode::getTransformationUID)
                        .filter(uid -> uid == null || !uid.contains(":"))
                        .toList();
        assertThat(uids)
                .containsExactlyInAnyOrder(
                        "catalogue-source",
                        "catalogue-decode",
                        "policies-source",
                        "policies-decode",
                        "tasks-source",
                        "tasks-decode",
                        "task-events-source",
                        "task-events-decode",
                        "telemetry-source",
                        "telemetry-decode",
                        "allocations-source",
                        "allocations-decode",
                        "node-health",
                        "node-changes",
                        "placement",
                        "policy-reports",
                        "rollouts",
                        "arrivals",
                        "life-cycle",
                        "policies-sink",
                        "decisions-sink",
                        "summaries-sink",
                        "rollouts-sink",
                        "dead-letters-sink");
        assertThat(graph.getStreamNodes())
                .extracting(StreamNode::getOperatorName)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches(NAMED));
    }

    @Test
    void canDoWithoutAllocations() {
        assertThat(graph(Map.of("allocations.read", "false")).getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .contains("telemetry-source")
                .doesNotContain("allocations-source", "allocations-decode");
    }

    @Test
    void givesEveryOperatorTheSameKeyGroups() {
        assertThat(graph(Map.of()).getStreamNodes())
                .extracting(StreamNode::getMaxParallelism)
                .containsOnly(128);
        assertThat(graph(Map.of("max.parallelism", "64")).getStreamNodes())
                .extracting(StreamNode::getMaxParallelism)
                .containsOnly(64);
    }

    @Test
    void readsTablesInOrderAndLeavesParallelismElsewhereToFlink() {
        Configuration flink = new Configuration();
        flink.setString("parallelism.default", "3");
        for (StreamNode node : graph(flink, Map.of()).getStreamNodes()) {
            String uid = node.getTransformationUID();
            boolean table = uid.startsWith("catalogue-") || uid.contains("policies-");
            assertThat(node.getParallelism()).as(uid).isEqualTo(table ? 1 : 3);
        }
    }

    @Test
    void serialisesNothingWithKryo() {
        assertThat(graph(Map.of()).getStreamNodes())
                .flatMap(
                        node ->
                                Stream.concat(
                                                Stream.of(
                                                        node.getTypeSerializerOut(),
                                                        node.getStateKeySerializer()),
                                                Stream.of(node.getTypeSerializersIn()))
                                        .filter(Objects::nonNull)
                                        .toList())
                .isNotEmpty()
                .noneMatch(serializer -> serializer instanceof KryoSerializer);
        StreamExecutionEnvironment env = environment(new Configuration(), Map.of());
        assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(env.getConfiguration().get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    }

    @Test
    void leavesWhatTheClusterChose() {
        Configuration chosen = new Configuration();
        chosen.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(3));
        chosen.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        chosen.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, false);
        chosen.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(77));

        StreamExecutionEnvironment env = environment(chosen, Map.of());

        assertThat(env.getCheckpointInterval()).isEqualTo(180_000);
        assertThat(env.getBufferTimeout()).isEqualTo(77);
        assertThat(env.getConfiguration().get(StateBackendOptions.STATE_BACKEND))
                .isEqualTo("hashmap");
        assertThat(env.getConfiguration().get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS))
                .isFalse();
    }

    @Test
    void choosesRocksDbAndCheckpointsWhereNobodyDid() {
        StreamExecutionEnvironment env = environment(new Configuration(), Map.of());

        assertThat(env.getCheckpointInterval()).isEqualTo(10_000);
        assertThat(env.getBufferTimeout()).isEqualTo(2);
        assertThat(env.getConfiguration().get(StateBackendOptions.STATE_BACKEND))
                .isEqualTo("rocksdb");
        assertThat(env.getConfiguration().get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS))
                .isTrue();
    }

    @Test
    void showsItsOptionsWithoutSecrets() {
        Map<String, String> shown =
                environment(new Configuration(), Map.of("kafka.sasl.jaas.config", "secret"))
                        .getConfig()
                        .getGlobalJobParameters()
                        .toMap();

        assertThat(shown)
                .containsEntry("policy", "ds-ppo")
                .containsEntry("bootstrap.servers", "localhost:1")
                .doesNotContainValue("secret");
    }

    private static StreamGraph graph(Map<String, String> options) {
        return graph(new Configuration(), options);
    }

    private static StreamGraph graph(Configuration flink, Map<String, String> options) {
        return environment(flink, options).getStreamGraph();
    }

    private static StreamExecutionEnvironment environment(
            Configuration flink, Map<String, String> options) {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
        Configuration all = Configuration.fromMap(options);
        all.set(JobOptions.BOOTSTRAP_SERVERS, "localhost:1");
        PlacementJob.define(env, all);
        return env;
    }
}
