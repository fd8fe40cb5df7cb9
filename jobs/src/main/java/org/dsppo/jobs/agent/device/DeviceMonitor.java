package org.dsppo.jobs.agent.device;

import java.util.List;

/** Knows one tool that lists devices: what to ask it, and how to read what it prints. */
public interface DeviceMonitor {

    /** Name of the program. */
    String tool();

    /**
     * The devices there are now. What a tool prints beside what is looked for does not matter, and
     * a line that cannot be read is passed over.
     *
     * @throws ToolFailedException if the tool does not answer, or in a way that shows no device
     *     where it should
     */
    List<DeviceReading> read(Tools tools) throws ToolFailedException;

    /** Every tool that is known. */
    static List<DeviceMonitor> all() {
        return List.of(
                new NvidiaSmi(),
                new Tegrastats(),
                new AmdSmi(),
                new RocmSmi(),
                new XpuSmi(),
                new NpuSmi());
    }
}
