package org.dsppo.jobs.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {

    @TempDir private Path root;
    private long nanos;
    private Host host;

    @BeforeEach
    void machine() throws IOException {
        host = new Host(root, root, () -> nanos);
        write("proc/stat", "cpu  100 0 50 800 50 0 0 0 7 7\ncpu0 1 1\ncpu1 1 1\nintr 5\n");
        write("proc/meminfo", "MemTotal:  8388608 kB\nMemFree: 1 kB\nMemAvailable: 6291456 kB\n");
        write(
                "proc/net/dev",
                "Inter-| Receive | Transmit\n face |bytes\n    lo: 9 9 9 9 9 9 9 9 9 9\n"
                        + "  eth0: 1000 0 0 0 0 0 0 0 500 0\n veth1: 1 0 0 0 0 0 0 0 1 0\n");
        write("sys/class/net/eth0/device", "");
        write("sys/class/net/eth0/operstate", "up\n");
        write("sys/class/net/eth0/speed", "1000\n");
        write("sys/class/net/veth1/operstate", "up\n");
        write("sys/class/net/veth1/speed", "10000\n");
        write("sys/class/net/wlan0/device", "");
        write("sys/class/net/wlan0/operstate", "down\n");
        write("sys/class/net/wlan0/speed", "-1\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void tellsWhatThereIs() {
        HostReading reading = host.read();
        assertThat(reading.capacity())
                .containsEntry("cpu", 2.0)
                .containsEntry("mem", 8_192.0)
                .containsEntry("net", 1_000.0)
                .containsKey("disk");
        assertThat(reading.used()).containsEntry("mem", 2_048.0).containsKey("disk");
        assertThat(reading.used().get("disk")).isBetween(0.0, reading.capacity().get("disk"));
        // Rates need two looks.
        assertThat(reading.used()).doesNotContainKeys("cpu", "net");
    }

    @Test
    void tellsRatesSinceTheLastLook() throws IOException {
        host.read();
        nanos = 2_000_000_000L;
        write("proc/stat", "cpu  150 0 75 950 75 0 0 0\ncpu0 1\ncpu1 1\n");
        write("proc/net/dev", "  eth0: 2001000 0 0 0 0 0 0 0 50000500 0\n");
        HostReading reading = host.read();
        // 75 of 250 ticks were busy, on two processors; 50 MB sent in 2 s.
        assertThat(reading.used().get("cpu")).isCloseTo(0.6, within(1e-9));
        assertThat(reading.used().get("net")).isCloseTo(200, within(1e-9));
    }

    @Test
    void countersThatBeganAnewShowNoRate() throws IOException {
        host.read();
        nanos = 1_000_000_000L;
        write("proc/stat", "cpu  1 0 1 1 1 0 0 0\ncpu0 1\n");
        write("proc/net/dev", "  eth0: 0 0 0 0 0 0 0 0 0 0\n");
        HostReading reading = host.read();
        assertThat(reading.used()).doesNotContainKey("cpu").containsEntry("net", 0.0);
    }

    @Test
    void theLimitsOfAContainerCount() throws IOException {
        write("sys/fs/cgroup/cpu.max", "150000 100000\n");
        write("sys/fs/cgroup/memory.max", "1073741824\n");
        write("sys/fs/cgroup/memory.current", "104857600\n");
        HostReading reading = host.read();
        assertThat(reading.capacity()).containsEntry("cpu", 1.5).containsEntry("mem", 1_024.0);
        assertThat(reading.used()).containsEntry("mem", 100.0);
        write("sys/fs/cgroup/cpu.max", "max 100000\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        assertThat(host.read().capacity()).containsEntry("cpu", 2.0).containsEntry("mem", 8_192.0);
    }

    @Test
    void filesThatSayNothingOfUseLeaveOutWhatTheyWouldTell() throws IOException {
        write("proc/stat", "\u0000\u0001garbage\n");
        write("proc/meminfo", "MemTotal: lots\n\n:\n");
        write("proc/net/dev", ":::\n");
        write("sys/class/net/eth0/speed", "fast\n");
        write("sys/fs/cgroup/cpu.max", "1\n");
        assertThat(host.read().capacity()).containsOnlyKeys("disk");
        assertThat(new Host(root.resolve("nowhere"), root, () -> nanos).read().capacity())
                .containsOnlyKeys("disk");
    }
}
