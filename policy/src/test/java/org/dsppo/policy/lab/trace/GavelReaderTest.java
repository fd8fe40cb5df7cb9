package org.dsppo.policy.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GavelReaderTest {

    @TempDir private Path folder;

    @Test
    void measuredJobsBecomeTasks() throws Exception {
        TraceReading reading = SmallTraces.read("gavel", "");
        assertThat(SmallTraces.tasks(reading.workload()))
                .extracting(
                        TaskSubmitted::taskId,
                        TaskSubmitted::submittedAtMillis,
                        TaskSubmitted::taskClass,
                        TaskSubmitted::runtimeScale)
                .containsExactly(
                        tuple("job-000001", 0L, "LM x1", 0.5),
                        tuple("job-000005", 1_800_000L, "CycleGAN x1", 0.001),
                        tuple("job-000002", 3_600_500L, "LM x4", 2.0));
        assertThat(reading.omissions())
                .containsExactlyInAnyOrder(
                        new Omission("of more than 8 accelerators", 1),
                        new Omission("without a measured throughput", 1));
    }

    @Test
    void strategiesAreTheTypesWithAThroughputAloneOnOneRack() throws Exception {
        Map<String, List<ExecutionStrategy>> classes =
                SmallTraces.read("gavel", "").workload().catalogue().classes();
        assertThat(classes.get("LM x1"))
                .extracting(ExecutionStrategy::id, ExecutionStrategy::runtimeMillis)
                .containsExactly(
                        tuple("v100", 10_000_000L),
                        tuple("p100", 12_500_000L),
                        tuple("k80", 40_000_000L));
        // 0 steps/s on a K80; 40 steps/s are of V100s on several racks.
        assertThat(classes.get("LM x4"))
                .containsExactly(
                        new ExecutionStrategy(
                                "v100",
                                Map.of("model", "v100"),
                                Map.of("gpu", 4.0),
                                3_125_000,
                                null));
        assertThat(classes.get("CycleGAN x1"))
                .extracting(ExecutionStrategy::id, ExecutionStrategy::runtimeMillis)
                .containsExactly(tuple("k80", 2_000_000_000L));
    }

    @Test
    void everyTypeHasItsRacksOfSixteen() throws Exception {
        var catalogue = SmallTraces.read("gavel", ":racks=2").workload().catalogue();
        assertThat(catalogue.nodes())
                .extracting(NodeSpec::nodeId, NodeSpec::cluster)
                .containsExactly(
                        tuple("v100-00", "v100"),
                        tuple("v100-01", "v100"),
                        tuple("p100-00", "p100"),
                        tuple("p100-01", "p100"),
                        tuple("k80-00", "k80"),
                        tuple("k80-01", "k80"));
        assertThat(catalogue.nodes())
                .allSatisfy(node -> assertThat(node.capacity()).isEqualTo(Map.of("gpu", 16.0)));
        assertThat(MessageCodecs.CATALOGUE.decode(MessageCodecs.CATALOGUE.encode(catalogue)))
                .isEqualTo(catalogue);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "500000; many; line 1, column total_steps: is \"many\", expected a whole number from 1",
                "3600.500000; -1; line 2, column arrival_time: is \"-1\", expected a number from 0.0",
                "3600.500000; NaN; line 2, column arrival_time: is \"NaN\", expected a number from 0.0",
                "--steps; --steps\t1; line 1: has 8 columns, expected 7"
            })
    void aBadJobIsNamedByLineAndColumn(String from, String to, String message) throws Exception {
        Path jobs = SmallTraces.copy("gavel", folder).resolve("small.trace");
        SmallTraces.replace(jobs, from, to);
        assertThatThrownBy(() -> TraceSource.parse("gavel:" + jobs).read())
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("small.trace, " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "25.0; \"fast\"; k80.('LM', 1).null: is \"fast\", expected 0 or steps per second",
                "25.0; -1; k80.('LM', 1).null: is \"-1\", expected 0 or steps per second",
                "\"k80\"; \"k79\"; has no throughputs of k80, expected [v100, p100, k80]",
                "25.0,; 25.0; line 3, column "
            })
    void badThroughputsAreNamedByPlace(String from, String to, String message) throws Exception {
        SmallTraces.replace(
                SmallTraces.copy("gavel", folder).resolve("simulation_throughputs.json"), from, to);
        assertThatThrownBy(() -> TraceSource.parse("gavel:" + folder).read())
                .isInstanceOf(InvalidTraceException.class)
                .hasMessageContaining("simulation_throughputs.json")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void throughputsThatWereCutOffAreToldInPlainWords() throws Exception {
        Path throughputs = SmallTraces.copy("gavel", folder).resolve("simulation_throughputs.json");
        Files.writeString(throughputs, "{\"v100\": {");
        assertThatThrownBy(() -> TraceSource.parse("gavel:" + folder).read())
                .hasMessageEndingWith("is not JSON (it ends too early)");
    }

    @Test
    void ofSeveralTracesOneMustBeNamed() throws Exception {
        SmallTraces.copy("gavel", folder);
        Files.copy(folder.resolve("small.trace"), folder.resolve("other.trace"));
        assertThatThrownBy(() -> TraceSource.parse("gavel:" + folder).read())
                .hasMessage(
                        folder
                                + " holds 2 files that could be meant, expected option file= to"
                                + " name one of [other.trace, small.trace]");
        assertThat(TraceSource.parse("gavel:" + folder + ":file=oth").read().workload().name())
                .isEqualTo("gavel other");
    }
}
