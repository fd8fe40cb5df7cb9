package org.dsppo.jobs.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dsppo.schemas.node.DeviceReport;
import org.junit.jupiter.api.Test;

/** Tools that vanish, fail and come back, and what telemetry says of their devices meanwhile. */
class DeviceWatchTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final DeviceInventory inventory = new DeviceInventory();
    private final List<String> said = new ArrayList<>();
    private volatile RecordedTools tools = new RecordedTools();

    private final Tools now =
            new Tools() {
                @Override
                public boolean has(String tool) {
                    return tools.has(tool);
                }

                @Override
                public String run(String... command) throws ToolFailedException {
                    return tools.run(command);
                }

                @Override
                public String firstLine(String... command) throws ToolFailedException {
                    return tools.firstLine(command);
                }
            };

    private final DeviceWatch watch =
            new DeviceWatch(DeviceMonitor.all(), now, inventory, NEVER, said::add);

    private List<DeviceReport> reports() {
        return inventory.devices().stream().map(NodeDevice::report).toList();
    }

    private void look(RecordedTools next) {
        tools = next;
        watch.once();
    }

    private static RecordedTools cards(String text) {
        return new RecordedTools().printsText("rocm-smi", text);
    }

    @Test
    void aMachineWithoutToolsHasNoDevicesAndNothingToSay() {
        look(new RecordedTools());
        assertThat(inventory.devices()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void devicesOfAToolThatFailsTakeNothingNewUntilItIsWellAgain() {
        RecordedTools well = new RecordedTools().prints("rocm-smi", "rocm-mi250.json");
        look(well);
        assertThat(reports())
                .containsExactly(
                        new DeviceReport(0, 1, 65_520.0, 0.97, 32_760.0, true),
                        new DeviceReport(1, 1, 65_520.0, 0.0, 10.453125, true));
        look(cards("garbage"));
        look(cards("garbage"));
        look(new RecordedTools());
        assertThat(reports())
                .containsExactly(
                        new DeviceReport(0, 1, 65_520.0, null, null, false),
                        new DeviceReport(1, 1, 65_520.0, null, null, false));
        look(well);
        assertThat(reports()).extracting(DeviceReport::healthy).containsExactly(true, true);
        assertThat(said)
                .containsExactly(
                        "rocm-smi fails, its devices take nothing new: no JSON in its output",
                        "rocm-smi fails, its devices take nothing new: not recorded: rocm-smi --showuse"
                                + " --showmeminfo vram --json",
                        "rocm-smi answers again");
    }

    @Test
    void aDeviceThatIsNotListedAnyMoreKeepsItsIndexAndTakesNothingNew() {
        look(cards("{\"card0\":{\"GPU use (%)\":\"1\"},\"card1\":{\"GPU use (%)\":\"2\"}}"));
        look(cards("{\"card1\":{\"GPU use (%)\":\"3\"}}"));
        assertThat(reports())
                .containsExactly(
                        new DeviceReport(0, 1, null, null, null, false),
                        new DeviceReport(1, 1, null, 0.03, null, true));
    }

    @Test
    void devicesOfOneResourceFromTwoToolsHaveIndicesOfTheirOwn() {
        look(
                new RecordedTools()
                        .prints("rocm-smi", "rocm-mi250.json")
                        .prints("tegrastats", "tegra-orin.txt")
                        .prints("npu-smi", "npu-910b.txt"));
        assertThat(inventory.devices())
                .extracting(device -> device.reading().vendor() + ":" + device.index())
                .containsExactly("JETSON:0", "AMD:1", "AMD:2", "ASCEND:0", "ASCEND:1");
    }

    @Test
    void asksAgainByItself() throws Exception {
        try (DeviceWatch often =
                new DeviceWatch(
                        DeviceMonitor.all(), now, inventory, Duration.ofMillis(1), said::add)) {
            tools = cards("{\"card0\":{}}");
            often.start();
            while (reports().isEmpty()) {
                Thread.sleep(1);
            }
            tools = cards("{\"card0\":{},\"card1\":{}}");
            while (reports().size() < 2) {
                Thread.sleep(1);
            }
        }
        assertThat(reports()).extracting(DeviceReport::index).containsExactly(0, 1);
    }
}
