package org.dsppo.jobs.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.jobs.agent.device.DeviceInventory;
import org.dsppo.jobs.agent.device.DeviceVendor;
import org.dsppo.jobs.agent.device.NodeDevice;
import org.dsppo.jobs.agent.host.Host;
import org.dsppo.jobs.agent.host.HostReading;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;

/**
 * Puts a report of a node together: the machine, its devices, what runs. Devices of a resource are
 * listed one by one; the node has of it what they have together.
 */
public final class NodeReporter {

    private final NodeIdentity identity;
    private final Host host;
    private final DeviceInventory devices;
    private final SequenceNumbers sequence;

    public NodeReporter(
            NodeIdentity identity, Host host, DeviceInventory devices, SequenceNumbers sequence) {
        this.identity = identity;
        this.host = host;
        this.devices = devices;
        this.sequence = sequence;
    }

    /**
     * The node now.
     *
     * @param takesTasks false where nobody acts on decisions for it
     * @param atMillis epoch milliseconds
     */
    public NodeTelemetry report(List<RunningAttempt> running, boolean takesTasks, long atMillis) {
        HostReading machine = host.read();
        Map<String, Double> capacity = new LinkedHashMap<>(machine.capacity());
        Map<String, Double> used = new LinkedHashMap<>(machine.used());
        Map<String, List<NodeDevice>> kinds = new TreeMap<>();
        for (NodeDevice device : devices.devices()) {
            DeviceVendor vendor = device.reading().vendor();
            kinds.computeIfAbsent(vendor.units(), kind -> new ArrayList<>()).add(device);
        }
        Map<String, DeviceReports> reports = new LinkedHashMap<>();
        kinds.forEach(
                (kind, list) -> {
                    List<DeviceReport> each = list.stream().map(NodeDevice::report).toList();
                    String memory = list.get(0).reading().vendor().memory();
                    add(kind, each, capacity, used);
                    addMemory(memory, each, capacity, used);
                    if (identity.tellsOf(kind)) {
                        reports.put(kind, new DeviceReports(each));
                    }
                });
        capacity.keySet().removeIf(resource -> !identity.tellsOf(resource));
        used.keySet().retainAll(capacity.keySet());
        return new NodeTelemetry(
                identity.nodeId(),
                identity.cluster(),
                identity.labels(),
                capacity,
                reports,
                used,
                running,
                true,
                !takesTasks,
                atMillis,
                sequence.next(atMillis));
    }

    private static void add(
            String kind,
            List<DeviceReport> devices,
            Map<String, Double> capacity,
            Map<String, Double> used) {
        capacity.put(kind, devices.stream().mapToDouble(DeviceReport::units).sum());
        if (devices.stream().allMatch(device -> device.usedUnits() != null)) {
            used.put(kind, devices.stream().mapToDouble(DeviceReport::usedUnits).sum());
        }
    }

    /** Left out where the memory of a device is not known. */
    private static void addMemory(
            String memory,
            List<DeviceReport> devices,
            Map<String, Double> capacity,
            Map<String, Double> used) {
        if (devices.stream().allMatch(device -> device.memory() != null)) {
            capacity.put(memory, devices.stream().mapToDouble(DeviceReport::memory).sum());
        }
        if (devices.stream().allMatch(device -> device.usedMemory() != null)) {
            used.put(memory, devices.stream().mapToDouble(DeviceReport::usedMemory).sum());
        }
    }
}
