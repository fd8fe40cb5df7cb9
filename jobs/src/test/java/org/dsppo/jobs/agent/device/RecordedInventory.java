package org.dsppo.jobs.agent.device;

import java.util.List;

/** Devices as tools showed them once. */
public final class RecordedInventory {

    private RecordedInventory() {}

    /** The devices that tools list; tool and file in turn, as {@link RecordedTools} reads them. */
    public static DeviceInventory of(String... toolsAndFiles) throws ToolFailedException {
        RecordedTools tools = new RecordedTools();
        for (int i = 0; i < toolsAndFiles.length; i += 2) {
            tools.prints(toolsAndFiles[i], toolsAndFiles[i + 1]);
        }
        DeviceInventory inventory = new DeviceInventory();
        List<DeviceMonitor> asked =
                DeviceMonitor.all().stream().filter(each -> tools.has(each.tool())).toList();
        for (DeviceMonitor each : asked) {
            inventory.shown(each, each.read(tools));
        }
        return inventory;
    }
}
