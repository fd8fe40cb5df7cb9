package org.dsppo.jobs.agent.execute;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dsppo.jobs.agent.device.DeviceVendor;
import org.dsppo.jobs.agent.device.NodeDevice;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.DeviceShare;

/**
 * Tells a process which devices it was given, by the variables that the libraries of their makers
 * read. Where a decision names devices, those of other kinds on the node are hidden from it. A
 * share of one NVIDIA GPU becomes per cent of MPS, and a limit of memory.
 *
 * @param variables what to set
 * @param given devices by maker, in the order of the variables
 */
record DeviceEnvironment(Map<String, String> variables, Map<DeviceVendor, List<NodeDevice>> given) {

    private static final Map<DeviceVendor, List<String>> VARIABLES =
            Map.of(
                    DeviceVendor.NVIDIA, List.of("CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES"),
                    DeviceVendor.JETSON, List.of("CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES"),
                    // One variable only: a second would count within what the first leaves.
                    DeviceVendor.AMD, List.of("ROCR_VISIBLE_DEVICES"),
                    DeviceVendor.INTEL, List.of("ZE_AFFINITY_MASK"),
                    DeviceVendor.ASCEND,
                            List.of("ASCEND_RT_VISIBLE_DEVICES", "ASCEND_VISIBLE_DEVICES"));

    /**
     * The devices of a decision.
     *
     * @throws RefusedException if it names one that is not on this node
     */
    static DeviceEnvironment of(PlacementDecision decision, List<NodeDevice> devices)
            throws RefusedException {
        if (decision.devices() == null) {
            return new DeviceEnvironment(Map.of(), Map.of());
        }
        Map<DeviceVendor, List<NodeDevice>> given = new EnumMap<>(DeviceVendor.class);
        List<String> words = new ArrayList<>();
        for (DeviceShare share : decision.devices()) {
            NodeDevice device = find(share, devices);
            given.computeIfAbsent(device.reading().vendor(), v -> new ArrayList<>()).add(device);
            words.add("%s:%d=%s".formatted(share.kind(), share.index(), share.units()));
        }
        Map<String, String> variables = new LinkedHashMap<>();
        Set<DeviceVendor> there = new TreeSet<>();
        devices.forEach(device -> there.add(device.reading().vendor()));
        for (DeviceVendor vendor : there) {
            if (!given.containsKey(vendor)) {
                VARIABLES.get(vendor).forEach(name -> variables.put(name, hidden(name)));
            }
        }
        given.forEach(
                (vendor, its) ->
                        VARIABLES.get(vendor).forEach(name -> variables.put(name, selectors(its))));
        variables.put("DSPPO_DEVICES", String.join(",", words));
        if (given.containsKey(DeviceVendor.NVIDIA)) {
            share(decision.devices(), given.get(DeviceVendor.NVIDIA), variables);
        }
        return new DeviceEnvironment(variables, given);
    }

    /** The container runtime of NVIDIA takes an empty list for all. */
    private static String hidden(String name) {
        return name.equals("NVIDIA_VISIBLE_DEVICES") ? "void" : "";
    }

    static String selectors(List<NodeDevice> devices) {
        return String.join(
                ",", devices.stream().map(device -> device.reading().selector()).toList());
    }

    private static NodeDevice find(DeviceShare share, List<NodeDevice> devices)
            throws RefusedException {
        return devices.stream()
                .filter(
                        device ->
                                device.index() == share.index()
                                        && counts(device.reading().vendor(), share.kind()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        "no %s %d on this node"
                                                .formatted(share.kind(), share.index())));
    }

    private static boolean counts(DeviceVendor vendor, String kind) {
        return vendor.units().equals(kind) || vendor.memory().equals(kind);
    }

    /** Per cent of MPS hold for all devices of a process, so only where it has one. */
    private static void share(
            List<DeviceShare> shares, List<NodeDevice> given, Map<String, String> variables) {
        variables.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        if (shares.size() != 1 || given.size() != 1) {
            return;
        }
        DeviceShare share = shares.get(0);
        double part = share.units() / given.get(0).reading().units();
        if (part < 1) {
            if (share.units() > 0) {
                variables.put(
                        "CUDA_MPS_ACTIVE_THREAD_PERCENTAGE",
                        Long.toString(Math.max(1, Math.round(part * 100))));
            }
            if (share.memory() > 0) {
                variables.put(
                        "CUDA_MPS_PINNED_DEVICE_MEM_LIMIT",
                        "0=" + Math.max(1, Math.round(share.memory())) + "M");
            }
        }
    }
}
