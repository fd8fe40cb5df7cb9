package org.dsppo.jobs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.Collector;
import org.dsppo.operators.state.StateVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SavepointCheckTest {

    @TempDir private Path folder;

    /** Has these state versions in its snapshots. */
    private static final class WithVersions extends ProcessFunction<String, String>
            implements CheckpointedFunction {
        private final int[] versions;

        WithVersions(int... versions) {
            this.versions = versions;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            for (int each : versions) {
                context.getOperatorStateStore()
                        .getUnionListState(StateVersion.descriptor())
                        .add(each);
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {}

        @Override
        public void processElement(String value, Context context, Collector<String> out) {}
    }

    private List<String> problems(int... versions) throws Exception {
        OperatorState operator = new OperatorState("any", "any", new OperatorID(), 1, 128);
        try (var harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new WithVersions(versions))) {
            operator.putState(0, harness.snapshot(1, 0));
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("_metadata"))) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(1, List.of(operator), List.of()), out);
        }
        return problemsOf(folder.toString());
    }

    private static List<String> problemsOf(String savepoint) {
        Configuration flink = new Configuration();
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        return SavepointCheck.problems(flink);
    }

    @Test
    void theCurrentVersionIsFine() throws Exception {
        assertThat(problems(StateVersion.CURRENT)).isEmpty();
    }

    @Test
    void anotherVersionIsRefusedWithOneLine() throws Exception {
        int other = StateVersion.CURRENT + 41;
        assertThat(problems(other))
                .containsExactly(
                        folder
                                + ": the savepoint has state version %d, this release reads state version %d: restore it with the release that wrote it, or start without it"
                                        .formatted(other, StateVersion.CURRENT));
    }

    @Test
    void oneWithoutVersionIsRefused() throws Exception {
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(folder + ": the savepoint has no state version, this release");
    }

    @Test
    void whatCannotBeReadFromHereIsLeftToTheCluster() {
        assertThat(problemsOf(folder.resolve("nowhere").toString())).isEmpty();
        assertThat(problemsOf("nosuchscheme://bucket/savepoint")).isEmpty();
        assertThat(SavepointCheck.problems(new Configuration())).isEmpty();
    }
}
