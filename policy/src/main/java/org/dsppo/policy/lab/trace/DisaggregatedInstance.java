package org.dsppo.policy.lab.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row of Alibaba's cluster-trace-gpu-v2025.
 *
 * @param name the instance
 * @param role CN, a node of processors, or HN, one with accelerators
 * @param demand by resource: cores, MB, accelerators, percent of a network card, MB
 * @param mostOnNode how many of its application a node may hold, at least 1
 */
record DisaggregatedInstance(String name, String role, Map<String, Double> demand, int mostOnNode) {

    static final List<String> RESOURCES = List.of("cpu", "mem", "gpu", "rdma", "disk");

    static final List<String> COLUMNS =
            List.of(
                    "instance_sn",
                    "role",
                    "cpu_request",
                    "gpu_request",
                    "rdma_request",
                    "memory_request",
                    "disk_request",
                    "max_instance_per_node",
                    "creation_time",
                    "scheduled_time",
                    "deletion_time");

    private static final double MB_PER_GIB = 1024;

    static DisaggregatedInstance of(TraceTable.Row row) throws InvalidTraceException {
        if (row.isEmpty("role")) {
            throw row.invalid("role", "CN or HN");
        }
        Map<String, Double> demand = new LinkedHashMap<>();
        demand.put("cpu", row.number("cpu_request", 0, 1e6));
        demand.put("mem", row.number("memory_request", 0, 1e6) * MB_PER_GIB);
        demand.put("gpu", row.number("gpu_request", 0, 1000));
        demand.put("rdma", row.number("rdma_request", 0, 1e6));
        demand.put("disk", row.number("disk_request", 0, 1e6) * MB_PER_GIB);
        demand.values().removeIf(amount -> amount == 0);
        // -1 stands for no limit, of which nothing follows for the size of a node.
        int limit = (int) row.number("max_instance_per_node", -1, 1e6);
        return new DisaggregatedInstance(
                row.text("instance_sn"), row.text("role"), demand, Math.max(1, limit));
    }

    boolean wantsPartsOfSeveral() {
        double gpus = demand.getOrDefault("gpu", 0.0);
        return gpus > 1 && gpus != Math.rint(gpus);
    }

    String taskClass() {
        return demand.entrySet().stream()
                .map(each -> Amounts.plain(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining(", ", role + " ", ""));
    }
}
