package org.dsppo.schemas.node;

import java.util.List;

/**
 * The devices of one kind as their node sees them; in JSON the list alone. A record of its own
 * because state has no maps of lists.
 *
 * @param each the devices, every index once
 */
public record DeviceReports(List<DeviceReport> each) {

    /** No devices. */
    public static final DeviceReports NONE = new DeviceReports(List.of());
}
