package org.dsppo.jobs.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each parser makes of what its tool printed on real kinds of devices. */
class DeviceMonitorsTest {

    private static RecordedTools nvidia(String csv, String listing) {
        return new RecordedTools()
                .prints("nvidia-smi --query-gpu", csv)
                .prints("nvidia-smi -L", listing);
    }

    private static DeviceReading reading(
            DeviceVendor vendor,
            int number,
            String selector,
            Double memory,
            Double usedUnits,
            Double usedMemory) {
        return new DeviceReading(vendor, number, selector, 1, memory, usedUnits, usedMemory, true);
    }

    @Test
    void wholeGpusOfNvidia() throws Exception {
        assertThat(new NvidiaSmi().read(nvidia("nvidia-h200.csv", "nvidia-l.txt")))
                .containsExactly(
                        reading(
                                DeviceVendor.NVIDIA,
                                0,
                                "GPU-1b5e70f2-3c7e-4a51-9f0d-6f2a9f4b1c01",
                                143_771.0,
                                0.88,
                                71_422.0),
                        reading(
                                DeviceVendor.NVIDIA,
                                1,
                                "GPU-1b5e70f2-3c7e-4a51-9f0d-6f2a9f4b1c02",
                                143_771.0,
                                0.0,
                                4.0));
    }

    @Test
    void aGpuThatWantsToBeResetIsListedAsNotHealthy() throws Exception {
        List<DeviceReading> gpus =
                new NvidiaSmi().read(nvidia("nvidia-l40s-broken.csv", "nvidia-l.txt"));
        assertThat(gpus).extracting(DeviceReading::healthy).containsExactly(true, false, true);
        assertThat(gpus)
                .extracting(DeviceReading::memoryMb)
                .containsExactly(46_068.0, null, 46_068.0);
        assertThat(gpus).extracting(DeviceReading::usedUnits).containsExactly(0.09, null, null);
    }

    @Test
    void noGpuIsNoFailure() throws Exception {
        assertThat(new NvidiaSmi().read(nvidia("nvidia-none.txt", "nvidia-none.txt"))).isEmpty();
    }

    @Test
    void partsUnderMigTakeThePlaceOfTheirGpu() throws Exception {
        RecordedTools tools =
                nvidia("nvidia-a100-mig.csv", "nvidia-a100-mig-l.txt")
                        .prints("nvidia-smi", "nvidia-a100-mig-table.txt");
        List<DeviceReading> devices = new NvidiaSmi().read(tools);
        assertThat(devices).extracting(DeviceReading::number).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(devices)
                .extracting(device -> device.selector().substring(0, 7))
                .containsExactly("MIG-c6d", "MIG-cba", "GPU-a10", "MIG-111", "MIG-222", "MIG-333");
        assertThat(devices.stream().mapToDouble(DeviceReading::units).toArray())
                .containsExactly(
                        new double[] {3 / 7.0, 1 / 7.0, 1, 1 / 7.0, 1 / 7.0, 2 / 7.0},
                        offset(1e-12));
        // Two parts of one instance share what the table shows for each; the last part is not in
        // the table, so its memory is what its name surely holds.
        assertThat(devices)
                .extracting(DeviceReading::memoryMb)
                .containsExactly(19_968.0, 4_864.0, 40_960.0, 9_984.0, 9_984.0, 8_960.0);
        assertThat(devices)
                .extracting(DeviceReading::usedMemoryMb)
                .containsExactly(1_200.0, 13.0, 20_480.0, 1_500.0, 1_500.0, null);
        assertThat(devices)
                .extracting(DeviceReading::usedUnits)
                .containsExactly(null, null, 0.5, null, null, null);
    }

    @Test
    void theGpuOfAJetsonIsLeftToItsOwnTool() throws Exception {
        assertThat(new NvidiaSmi().read(nvidia("nvidia-thor.csv", "nvidia-l.txt"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tegra-nano.txt, 3964, 1923, 0.12",
        "tegra-xavier-nx.txt, 6851, 3168, 0.41",
        "tegra-orin.txt, 30536, 2257, 0.75",
        "tegra-thor.txt, 125749, 37755,",
    })
    void jetsons(String file, double memory, double usedMemory, Double usedUnits) throws Exception {
        assertThat(new Tegrastats().read(new RecordedTools().prints("tegrastats", file)))
                .containsExactly(
                        reading(DeviceVendor.JETSON, 0, "0", memory, usedUnits, usedMemory));
    }

    @Test
    void fourChipsOfOneAscendCard() throws Exception {
        List<DeviceReading> chips =
                new NpuSmi().read(new RecordedTools().prints("npu-smi info", "npu-310.txt"));
        assertThat(chips).extracting(DeviceReading::number).containsExactly(0, 1, 2, 3);
        assertThat(chips).extracting(DeviceReading::memoryMb).containsOnly(8_192.0);
        assertThat(chips)
                .extracting(DeviceReading::usedMemoryMb)
                .containsExactly(2_703.0, 2_457.0, 2_457.0, 8_000.0);
        assertThat(chips).extracting(DeviceReading::usedUnits).containsExactly(0.35, 0.0, 0.0, 1.0);
        assertThat(chips)
                .extracting(DeviceReading::healthy)
                .containsExactly(true, true, false, true);
    }

    @Test
    void ascendCardsWithHighBandwidthMemory() throws Exception {
        assertThat(new NpuSmi().read(new RecordedTools().prints("npu-smi info", "npu-910b.txt")))
                .containsExactly(
                        reading(DeviceVendor.ASCEND, 0, "0", 65_536.0, 0.73, 41_102.0),
                        reading(DeviceVendor.ASCEND, 1, "1", 32_768.0, 0.0, 0.0));
    }

    @Test
    void cardsByRocmSmi() throws Exception {
        assertThat(new RocmSmi().read(new RecordedTools().prints("rocm-smi", "rocm-mi250.json")))
                .containsExactly(
                        reading(DeviceVendor.AMD, 0, "0", 65_520.0, 0.97, 32_760.0),
                        reading(DeviceVendor.AMD, 1, "1", 65_520.0, 0.0, 10.453125));
        assertThat(new RocmSmi().read(new RecordedTools().prints("rocm-smi", "rocm-hygon.json")))
                .containsExactly(
                        reading(DeviceVendor.AMD, 0, "0", 65_520.0, 0.12, 2.0),
                        reading(DeviceVendor.AMD, 3, "3", 65_520.0, null, 900.0));
    }

    @Test
    void oneOfTheTwoToolsOfAmdIsAsked() throws Exception {
        RecordedTools both =
                new RecordedTools()
                        .prints("rocm-smi", "rocm-mi250.json")
                        .prints("amd-smi", "amd-mi300x.json");
        assertThat(new RocmSmi().read(both)).isEmpty();
        assertThat(new AmdSmi().read(both)).hasSize(2);
    }

    @Test
    void gpusByAmdSmi() throws Exception {
        assertThat(new AmdSmi().read(new RecordedTools().prints("amd-smi", "amd-mi300x.json")))
                .containsExactly(
                        reading(DeviceVendor.AMD, 0, "0", 196_592.0, 0.02, 285.0),
                        reading(DeviceVendor.AMD, 1, "1", 196_608.0, null, 98_304.0));
        assertThat(new AmdSmi().read(new RecordedTools().prints("amd-smi", "amd-wrapped.json")))
                .containsExactly(
                        reading(DeviceVendor.AMD, 0, "0", 16_368.0, 1.0, 16_000.0),
                        reading(DeviceVendor.AMD, 1, "1", null, null, null));
    }

    @Test
    void gpusOfIntelAndTheirTiles() throws Exception {
        RecordedTools tools = new RecordedTools().prints("xpu-smi discovery", "xpu-discovery.csv");
        assertThat(new XpuSmi().read(tools.prints("xpu-smi dump", "xpu-dump.csv")))
                .containsExactly(
                        reading(DeviceVendor.INTEL, 0, "0", 131_072.0, 0.75, 3_072.75),
                        reading(DeviceVendor.INTEL, 1, "1", 14_248.0, null, 310.0));
        assertThat(new XpuSmi().read(tools.prints("xpu-smi dump", "xpu-dump-engines.csv")))
                .extracting(DeviceReading::usedUnits)
                .containsExactly(0.1, 0.2);
    }

    @Test
    void gpusOfIntelWhoseUseIsNotForEverybodyToSee() throws Exception {
        RecordedTools tools = new RecordedTools().prints("xpu-smi discovery", "xpu-discovery.csv");
        assertThat(new XpuSmi().read(tools))
                .containsExactly(
                        reading(DeviceVendor.INTEL, 0, "0", 131_072.0, null, null),
                        reading(DeviceVendor.INTEL, 1, "1", 14_248.0, null, null));
    }

    @Test
    void outputThatShowsNothingOfTheKindIsAFailure() {
        for (DeviceMonitor monitor : DeviceMonitor.all()) {
            RecordedTools tools =
                    new RecordedTools().printsText(monitor.tool(), "Segmentation fault\n");
            assertThatThrownBy(() -> monitor.read(tools))
                    .as(monitor.tool())
                    .isInstanceOf(ToolFailedException.class);
        }
    }
}
