package org.dsppo.jobs.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.jobs.agent.device.RecordedInventory;
import org.dsppo.jobs.agent.host.Host;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeReporterTest {

    @TempDir private Path root;

    @BeforeEach
    void machine() throws Exception {
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/stat"), "cpu 1 1 1 1 1\ncpu0 1 1\n");
    }

    private NodeReporter reporter(Set<String> resources) throws Exception {
        return new NodeReporter(
                new NodeIdentity("room", "npu-0", Map.of("tier", "edge"), resources),
                new Host(root, root, System::nanoTime),
                RecordedInventory.of("npu-smi", "npu-910b.txt", "rocm-smi", "rocm-mi250.json"),
                new SequenceNumbers(null));
    }

    @Test
    void tellsOfTheMachineItsDevicesAndWhatRuns() throws Exception {
        List<RunningAttempt> running = List.of(new RunningAttempt("t", 2));
        NodeTelemetry report = reporter(Set.of()).report(running, true, 1_000);
        assertThat(report.name()).isEqualTo("room/npu-0");
        assertThat(report.labels()).containsExactly(Map.entry("tier", "edge"));
        assertThat(report.capacity())
                .containsEntry("cpu", 1.0)
                .containsEntry("gpu", 2.0)
                .containsEntry("gpumem", 131_040.0)
                .containsEntry("npu", 2.0)
                .containsEntry("npumem", 98_304.0);
        assertThat(report.used())
                .containsEntry("gpu", 0.97)
                .containsEntry("npu", 0.73)
                .containsEntry("npumem", 41_102.0);
        assertThat(report.devices().get("npu").each())
                .containsExactly(
                        new DeviceReport(0, 1, 65_536.0, 0.73, 41_102.0, true),
                        new DeviceReport(1, 1, 32_768.0, 0.0, 0.0, true));
        assertThat(report.running()).isEqualTo(running);
        assertThat(report.draining()).isFalse();
        assertThat(MessageCodecs.NODE_TELEMETRY.decode(MessageCodecs.NODE_TELEMETRY.encode(report)))
                .isEqualTo(report);
    }

    @Test
    void tellsOfWhatItIsAskedForOnly() throws Exception {
        NodeTelemetry report = reporter(Set.of("cpu", "npu")).report(List.of(), false, 1_000);
        assertThat(report.capacity()).containsOnlyKeys("cpu", "npu");
        assertThat(report.used()).containsOnlyKeys("npu");
        assertThat(report.devices()).containsOnlyKeys("npu");
        assertThat(report.draining()).as("nobody runs what is placed there").isTrue();
    }

    @Test
    void sequenceNumbersRiseThroughRestartsAndWhenTheClockGoesBack() {
        Path file = root.resolve("sequence");
        SequenceNumbers numbers = new SequenceNumbers(file);
        assertThat(List.of(numbers.next(50), numbers.next(50), numbers.next(60), numbers.next(10)))
                .containsExactly(50L, 51L, 60L, 61L);
        SequenceNumbers later = new SequenceNumbers(file);
        long first = later.next(20);
        assertThat(first).isGreaterThan(61);
        assertThat(later.next(20)).isEqualTo(first + 1);
    }
}
