package org.dsppo.jobs.agent.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The devices of this node, as their tools show them one after the other. A device that was seen
 * once stays: while its tool fails or leaves it out, it is listed as not healthy, so that what runs
 * on it keeps its place and nothing new comes there.
 *
 * <p>May be used by several threads.
 */
public final class DeviceInventory {

    private record Key(String tool, String selector) {}

    private final Map<Key, NodeDevice> devices = new LinkedHashMap<>();

    /** A tool answered: these are all its devices. */
    synchronized void shown(DeviceMonitor monitor, List<DeviceReading> readings) {
        silent(monitor);
        for (DeviceReading reading : readings) {
            Key key = new Key(monitor.tool(), reading.selector());
            NodeDevice known = devices.get(key);
            int index = known != null ? known.index() : freeIndex(reading);
            devices.put(key, new NodeDevice(index, reading, true));
        }
    }

    /** A tool did not answer: what it showed before cannot be relied on. */
    synchronized void silent(DeviceMonitor monitor) {
        devices.replaceAll(
                (key, device) ->
                        key.tool().equals(monitor.tool())
                                ? new NodeDevice(device.index(), device.reading(), false)
                                : device);
    }

    /** The tool's own number, unless another tool's device of the resource has it. */
    private int freeIndex(DeviceReading reading) {
        Set<Integer> taken = new HashSet<>();
        for (NodeDevice device : devices.values()) {
            if (device.reading().vendor().units().equals(reading.vendor().units())) {
                taken.add(device.index());
            }
        }
        int index = reading.number();
        while (taken.contains(index)) {
            index++;
        }
        return index;
    }

    /** All devices that were ever seen. */
    public synchronized List<NodeDevice> devices() {
        return new ArrayList<>(devices.values());
    }
}
