package org.dsppo.jobs.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a tool prints, nothing but a tool's failure comes of it, and no device that cannot be.
 */
class DeviceMonitorsPropertyTest {

    private record Recording(DeviceMonitor monitor, List<String> commands, List<String> files) {}

    private static final List<Recording> RECORDINGS =
            List.of(
                    new Recording(
                            new NvidiaSmi(),
                            List.of("nvidia-smi --query-gpu", "nvidia-smi -L", "nvidia-smi"),
                            List.of(
                                    "nvidia-a100-mig.csv",
                                    "nvidia-a100-mig-l.txt",
                                    "nvidia-a100-mig-table.txt")),
                    new Recording(
                            new Tegrastats(), List.of("tegrastats"), List.of("tegra-orin.txt")),
                    new Recording(new NpuSmi(), List.of("npu-smi info"), List.of("npu-310.txt")),
                    new Recording(new NpuSmi(), List.of("npu-smi info"), List.of("npu-910b.txt")),
                    new Recording(new RocmSmi(), List.of("rocm-smi"), List.of("rocm-mi250.json")),
                    new Recording(new AmdSmi(), List.of("amd-smi"), List.of("amd-mi300x.json")),
                    new Recording(
                            new XpuSmi(),
                            List.of("xpu-smi discovery", "xpu-smi dump"),
                            List.of("xpu-discovery.csv", "xpu-dump.csv")));

    /** A recording, damaged in some way, the same by the same seed. */
    @Provide
    Arbitrary<Damaged> damaged() {
        return Combinators.combine(
                        Arbitraries.of(RECORDINGS),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs())
                .as(Damaged::new);
    }

    record Damaged(Recording recording, int kind, long seed) {

        RecordedTools tools() {
            Random random = new Random(seed);
            RecordedTools tools = new RecordedTools();
            for (int i = 0; i < recording.commands.size(); i++) {
                String text = RecordedTools.text(recording.files.get(i));
                tools.printsText(recording.commands.get(i), damage(text, random) + "\n");
            }
            return tools;
        }

        private String damage(String text, Random random) {
            return switch (kind) {
                case 0 -> text.substring(0, random.nextInt(text.length()));
                case 1 -> replaced(text, random);
                case 2 -> text + text;
                default -> withoutLines(text, random);
            };
        }

        private static String replaced(String text, Random random) {
            StringBuilder changed = new StringBuilder(text);
            String marks = "0123456789-%|,:\"{}[] \n.eNaG\u0000\uFFFD";
            for (int i = 0; i < 1 + text.length() / 20; i++) {
                changed.setCharAt(
                        random.nextInt(text.length()),
                        marks.charAt(random.nextInt(marks.length())));
            }
            return changed.toString();
        }

        private static String withoutLines(String text, Random random) {
            return text.lines()
                    .filter(line -> random.nextInt(4) > 0)
                    .reduce("", (a, b) -> a + b + "\n");
        }

        @Override
        public String toString() {
            return recording.files + " damaged in way " + kind + " by " + seed;
        }
    }

    @Property(tries = 2_000)
    void damagedOutputShowsNoDeviceThatCannotBe(@ForAll("damaged") Damaged damaged) {
        check(damaged.recording.monitor, damaged.tools());
    }

    @Property(tries = 500)
    void anyTextShowsNoDeviceThatCannotBe(@ForAll String text) {
        for (DeviceMonitor monitor : DeviceMonitor.all()) {
            check(monitor, new RecordedTools().printsText(monitor.tool(), text + "\n"));
        }
    }

    private static void check(DeviceMonitor monitor, RecordedTools tools) {
        List<DeviceReading> readings;
        try {
            readings = monitor.read(tools);
        } catch (ToolFailedException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        Set<Integer> numbers = new HashSet<>();
        Set<String> selectors = new HashSet<>();
        for (DeviceReading each : readings) {
            assertThat(numbers.add(each.number())).as("numbers of %s", readings).isTrue();
            assertThat(selectors.add(each.selector())).as("names of %s", readings).isTrue();
            assertThat(each.number()).isBetween(0, 1_023);
            assertThat(each.selector()).matches("[A-Za-z0-9][A-Za-z0-9._:/-]*");
            assertThat(each.units()).isGreaterThan(0).isLessThanOrEqualTo(1);
            if (each.memoryMb() != null) {
                assertThat(each.memoryMb()).isGreaterThan(0).isLessThanOrEqualTo(16e6);
                if (each.usedMemoryMb() != null) {
                    assertThat(each.usedMemoryMb()).isLessThanOrEqualTo(each.memoryMb());
                }
            }
            if (each.usedMemoryMb() != null) {
                assertThat(each.usedMemoryMb()).isGreaterThanOrEqualTo(0);
            }
            if (each.usedUnits() != null) {
                assertThat(each.usedUnits()).isBetween(0.0, each.units());
            }
        }
    }
}
