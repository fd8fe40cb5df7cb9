package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.NodeTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentCommandTest {

    @TempDir private Path folder;

    @Test
    void printsOneReportWithoutABroker() throws Exception {
        CommandRun run =
                CommandRun.of(
                        "agent",
                        "--cluster",
                        "room",
                        "--node",
                        "n1",
                        "--label",
                        "tier=edge",
                        "--resources",
                        "cpu,mem",
                        "--once",
                        "--json",
                        "--capture",
                        folder.resolve("captured").toString());
        assertThat(run.status()).as(run.err()).isZero();
        NodeTelemetry report =
                MessageCodecs.NODE_TELEMETRY.decode(run.out().getBytes(StandardCharsets.UTF_8));
        assertThat(report.name()).isEqualTo("room/n1");
        assertThat(report.labels()).containsEntry("tier", "edge");
        assertThat(report.capacity()).containsOnlyKeys("cpu", "mem");
        assertThat(report.used()).containsKey("mem");
        assertThat(report.draining()).as("nobody runs what is placed there").isTrue();
        assertThat(folder.resolve("captured")).isDirectory();
    }

    @Test
    void takesTasksWhereOthersRunThem() throws Exception {
        CommandRun run = CommandRun.of("agent", "--cluster", "room", "--others-execute", "--once");
        assertThat(
                        MessageCodecs.NODE_TELEMETRY
                                .decode(run.out().getBytes(StandardCharsets.UTF_8))
                                .draining())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "--execute|dsppo agent: --execute needs --config, a file that says what may be run",
                "--json|dsppo agent: --json goes with --once",
                "--heartbeat 0s|dsppo agent: --heartbeat is 0s, expected more than 0",
                "--fence-after soon|dsppo agent: --fence-after: 'soon' is no time with a unit such"
                        + " as 300s, 5m or 1.5h",
            })
    void refusesWhatCannotBe(String options, String problem) {
        CommandRun run = CommandRun.of(("agent --cluster room " + options).split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).containsExactly(problem);
    }

    @Test
    void saysWhatIsWrongWithItsFile() throws Exception {
        Path file = Files.writeString(folder.resolve("agent.json"), "{\"runtime\": \"rkt\"}");
        CommandRun run =
                CommandRun.of(
                        "agent", "--cluster", "room", "--execute", "--config", file.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines())
                .containsExactly(
                        "dsppo agent: --config is "
                                + file
                                + ": runtime is \"rkt\", expected one of docker, nerdctl, podman");
    }
}
