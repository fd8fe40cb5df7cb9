package org.dsppo.jobs.agent.device;

import org.dsppo.schemas.node.DeviceReport;

/**
 * A device of this node.
 *
 * @param index its number on the node among those of its resource, for as long as the agent runs
 * @param reading how it was when it was last seen
 * @param present false while its tool does not show it
 */
public record NodeDevice(int index, DeviceReading reading, boolean present) {

    /** As telemetry says it: one that is not seen takes nothing new. */
    public DeviceReport report() {
        return new DeviceReport(
                index,
                reading.units(),
                reading.memoryMb(),
                present ? reading.usedUnits() : null,
                present ? reading.usedMemoryMb() : null,
                present && reading.healthy());
    }
}
