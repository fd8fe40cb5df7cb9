package org.dsppo.schemas.node;

/**
 * One device as its node sees it.
 *
 * @param index number of the device on its node, from 0
 * @param units accelerator units of the whole device
 * @param memory its memory, MB; null when it is not limited
 * @param usedUnits units in use by anybody; null when not measured
 * @param usedMemory memory in use by anybody, MB; null when not measured
 * @param healthy false: takes nothing new
 */
public record DeviceReport(
        int index,
        double units,
        Double memory,
        Double usedUnits,
        Double usedMemory,
        boolean healthy) {}
